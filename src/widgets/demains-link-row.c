/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-link-row.h"

#include "demains-link-picker.h"
#include "demains-link-pill.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsLinkRow
{
  DemainsFieldRow parent_instance;

  DemainsSession *session;
  char *kind;
  char *add_label;

  GListModel *linked;

  AdwWrapBox *pills;
  GtkWidget *add;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_KIND,
  PROP_ADD_LABEL,
} DemainsLinkRowProperty;

#define N_PROPS (PROP_ADD_LABEL + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsLinkRow, demains_link_row, DEMAINS_TYPE_FIELD_ROW)

static void
jump_cb (DemainsLinkPill *pill, DemainsLinkRow *self)
{
  demains_session_jump (self->session, demains_field_row_get_record (DEMAINS_FIELD_ROW (self)),
                        demains_link_pill_get_record (pill));
}

static void
unlink_cb (DemainsLinkPill *pill, DemainsLinkRow *self)
{
  g_autofree char *title = demains_record_to_text (demains_link_pill_get_record (pill));
  /* Translators: %s is the name of a function or job */
  g_autofree char *text = g_strdup_printf (_ ("“%s” unlinked"), title);

  gtk_widget_grab_focus (self->add);
  demains_project_unlink (demains_session_get_project (self->session),
                          demains_field_row_get_record (DEMAINS_FIELD_ROW (self)), demains_link_pill_get_record (pill));
  demains_session_toast_undo (self->session, text);
}

static GtkWidget *
create_pill (DemainsLinkRow *self, DemainsRecord *record)
{
  GtkWidget *pill = g_object_new (DEMAINS_TYPE_LINK_PILL, "record", record, NULL);

  g_object_bind_property (self, "editable", pill, "editable", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (pill, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (pill, "unlink", G_CALLBACK (unlink_cb), self, G_CONNECT_DEFAULT);

  return pill;
}

static GtkWidget *
get_pill (DemainsLinkRow *self, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pills));

  while (index-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static void
linked_changed_cb (GListModel *linked, guint position, guint removed, guint added, DemainsLinkRow *self)
{
  for (guint i = 0; i < removed; i++)
    adw_wrap_box_remove (self->pills, get_pill (self, position));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (DemainsRecord) record = g_list_model_get_item (linked, i);
      GtkWidget *before = i > 0 ? get_pill (self, i - 1) : NULL;

      adw_wrap_box_insert_child_after (self->pills, create_pill (self, record), before);
    }
}

static void
set_linked (DemainsLinkRow *self, GListModel *linked)
{
  if (self->linked != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->linked, linked_changed_cb, self);
      /* The button to link one more is the last child and stays. */
      while (get_pill (self, 0) != self->add)
        adw_wrap_box_remove (self->pills, get_pill (self, 0));
    }

  g_set_object (&self->linked, linked);
  if (linked != NULL)
    {
      g_signal_connect_object (linked, "items-changed", G_CALLBACK (linked_changed_cb), self, G_CONNECT_DEFAULT);
      linked_changed_cb (linked, 0, 0, g_list_model_get_n_items (linked), self);
    }
}

static void
watch_linked (DemainsLinkRow *self)
{
  const DemainsKind *kind = demains_kind_find (self->kind);
  DemainsRecord *record = demains_field_row_get_record (DEMAINS_FIELD_ROW (self));
  g_autoptr (GListModel) linked = NULL;

  if (self->session != NULL && record != NULL && kind != NULL)
    linked = demains_project_list_linked (demains_session_get_project (self->session), record, kind->id);
  set_linked (self, linked);
}

static void
demains_link_row_record_changed (DemainsFieldRow *row)
{
  watch_linked (DEMAINS_LINK_ROW (row));
}

static void
demains_link_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsLinkRow *self = DEMAINS_LINK_ROW (object);

  switch ((DemainsLinkRowProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_ADD_LABEL:
      g_value_set_string (value, self->add_label);
      break;
    }
}

static void
demains_link_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsLinkRow *self = DEMAINS_LINK_ROW (object);
  gboolean changed = FALSE;

  switch ((DemainsLinkRowProperty)prop_id)
    {
    case PROP_SESSION:
      changed = g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_KIND:
      changed = g_set_str (&self->kind, g_value_get_string (value));
      break;
    case PROP_ADD_LABEL:
      changed = g_set_str (&self->add_label, g_value_get_string (value));
      break;
    }

  if (!changed)
    return;

  watch_linked (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
demains_link_row_dispose (GObject *object)
{
  DemainsLinkRow *self = DEMAINS_LINK_ROW (object);

  if (self->linked != NULL)
    set_linked (self, NULL);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_LINK_ROW);

  G_OBJECT_CLASS (demains_link_row_parent_class)->dispose (object);
}

static void
demains_link_row_finalize (GObject *object)
{
  DemainsLinkRow *self = DEMAINS_LINK_ROW (object);

  g_free (self->kind);
  g_free (self->add_label);

  G_OBJECT_CLASS (demains_link_row_parent_class)->finalize (object);
}

static void
demains_link_row_class_init (DemainsLinkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_link_row_get_property;
  object_class->set_property = demains_link_row_set_property;
  object_class->dispose = demains_link_row_dispose;
  object_class->finalize = demains_link_row_finalize;
  DEMAINS_FIELD_ROW_CLASS (klass)->record_changed = demains_link_row_record_changed;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_ADD_LABEL] = g_param_spec_string ("add-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_LINK_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-link-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkRow, pills);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkRow, add);
}

static void
demains_link_row_init (DemainsLinkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
