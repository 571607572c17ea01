/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-link-picker.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsLinkPicker
{
  GtkPopover parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  char *kind;

  GListModel *linked;

  GtkEditable *entry;
  GtkFilterListModel *candidates;
  GtkCustomFilter *filter;
  GtkSingleSelection *selection;
  GtkListView *list;
  GtkWidget *scrolled;
  GtkWidget *create;
  GtkLabel *create_label;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
  PROP_KIND,
} DemainsLinkPickerProperty;

#define N_PROPS (PROP_KIND + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsLinkPicker, demains_link_picker, GTK_TYPE_POPOVER)

static gboolean
is_in (GListModel *model, gpointer item)
{
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (model, i);

      if (other == item)
        return TRUE;
    }

  return FALSE;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  DemainsLinkPicker *self = user_data;
  const char *words = gtk_editable_get_text (self->entry);

  if (self->linked == NULL || is_in (self->linked, item))
    return FALSE;

  return *words == '\0' || g_str_match_string (words, demains_record_get_title (item), TRUE);
}

/* The name typed, when no record of the kind has it yet. */
static char *
dup_new_name (DemainsLinkPicker *self)
{
  const DemainsKind *kind = demains_kind_find (self->kind);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autofree char *folded = g_utf8_casefold (name, -1);
  GListModel *records;
  guint n;

  if (*name == '\0' || self->session == NULL || kind == NULL)
    return NULL;

  records = G_LIST_MODEL (demains_project_get_list (demains_session_get_project (self->session), kind->id));
  n = g_list_model_get_n_items (records);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DemainsRecord) record = g_list_model_get_item (records, i);
      g_autofree char *title = g_utf8_casefold (demains_record_get_title (record), -1);

      if (g_str_equal (folded, title))
        return NULL;
    }

  return g_steal_pointer (&name);
}

static void
refresh (DemainsLinkPicker *self)
{
  g_autofree char *name = dup_new_name (self);

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_widget_set_visible (self->scrolled, g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) > 0);
  gtk_widget_set_visible (self->create, name != NULL);
  if (name != NULL)
    {
      /* Translators: a button; %s is a name just typed for a new function or job */
      g_autofree char *text = g_strdup_printf (_ ("Create “%s”"), name);

      gtk_label_set_label (self->create_label, text);
    }
}

/* The thread goes from functions to jobs, whichever end the link is made from. */
static void
link_with (DemainsLinkPicker *self, DemainsRecord *other)
{
  DemainsProject *project = demains_session_get_project (self->session);

  if (demains_record_get_kind_id (self->record) < demains_record_get_kind_id (other))
    demains_project_link (project, self->record, other);
  else
    demains_project_link (project, other, self->record);
}

static void
create_cb (DemainsLinkPicker *self)
{
  const DemainsKind *kind = demains_kind_find (self->kind);
  g_autofree char *name = dup_new_name (self);

  if (name == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  demains_project_add_linked (demains_session_get_project (self->session), kind->id, name, self->record);
}

static void
activate_cb (DemainsLinkPicker *self)
{
  g_autoptr (DemainsRecord) chosen = NULL;

  g_set_object (&chosen, gtk_single_selection_get_selected_item (self->selection));
  if (chosen == NULL)
    {
      create_cb (self);
      return;
    }

  gtk_popover_popdown (GTK_POPOVER (self));
  link_with (self, chosen);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
              DemainsLinkPicker *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->candidates));

  if (keyval == GDK_KEY_Down && selected + 1 < n)
    selected++;
  else if (keyval == GDK_KEY_Up && selected > 0 && n > 0)
    selected--;
  else
    return GDK_EVENT_PROPAGATE;

  gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_SELECT, NULL);

  return GDK_EVENT_STOP;
}

static char *
get_name_cb (GtkListItem *item, DemainsRecord *record)
{
  return record != NULL ? demains_record_to_text (record) : NULL;
}

static void
update_sources (DemainsLinkPicker *self)
{
  const DemainsKind *kind = demains_kind_find (self->kind);
  DemainsProject *project;

  g_clear_object (&self->linked);
  gtk_filter_list_model_set_model (self->candidates, NULL);
  if (self->session == NULL || self->record == NULL || kind == NULL)
    return;

  project = demains_session_get_project (self->session);
  self->linked = demains_project_list_linked (project, self->record, kind->id);
  gtk_filter_list_model_set_model (self->candidates, G_LIST_MODEL (demains_project_get_list (project, kind->id)));
}

static void
demains_link_picker_map (GtkWidget *widget)
{
  DemainsLinkPicker *self = DEMAINS_LINK_PICKER (widget);

  gtk_editable_set_text (self->entry, "");
  update_sources (self);
  refresh (self);

  GTK_WIDGET_CLASS (demains_link_picker_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
demains_link_picker_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsLinkPicker *self = DEMAINS_LINK_PICKER (object);

  switch ((DemainsLinkPickerProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    }
}

static void
demains_link_picker_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsLinkPicker *self = DEMAINS_LINK_PICKER (object);
  gboolean changed = FALSE;

  switch ((DemainsLinkPickerProperty)prop_id)
    {
    case PROP_SESSION:
      changed = g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_RECORD:
      changed = g_set_object (&self->record, g_value_get_object (value));
      break;
    case PROP_KIND:
      changed = g_set_str (&self->kind, g_value_get_string (value));
      break;
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
demains_link_picker_dispose (GObject *object)
{
  DemainsLinkPicker *self = DEMAINS_LINK_PICKER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->record);
  g_clear_object (&self->linked);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_LINK_PICKER);

  G_OBJECT_CLASS (demains_link_picker_parent_class)->dispose (object);
}

static void
demains_link_picker_finalize (GObject *object)
{
  g_free (DEMAINS_LINK_PICKER (object)->kind);

  G_OBJECT_CLASS (demains_link_picker_parent_class)->finalize (object);
}

static void
demains_link_picker_class_init (DemainsLinkPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_link_picker_get_property;
  object_class->set_property = demains_link_picker_set_property;
  object_class->dispose = demains_link_picker_dispose;
  object_class->finalize = demains_link_picker_finalize;
  widget_class->map = demains_link_picker_map;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-link-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPicker, candidates);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPicker, filter);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPicker, selection);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPicker, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPicker, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPicker, create);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPicker, create_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
demains_link_picker_init (DemainsLinkPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
}
