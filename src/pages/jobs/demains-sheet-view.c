/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-sheet-view.h"

#include "demains-bin.h"
#include "demains-sheet-part.h"
#include "demains-wording.h"

struct _DemainsSheetView
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  /* The functions that the job comes from. */
  GListModel *linked;

  GtkLabel *group;
  GtkLabel *kind;
  GtkBox *parts;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
} DemainsSheetViewProperty;

#define N_PROPS (PROP_RECORD + 1)

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsSheetView, demains_sheet_view, ADW_TYPE_BIN)

static DemainsProject *
get_project (DemainsSheetView *self)
{
  return demains_session_get_project (self->session);
}

static void
refresh (DemainsSheetView *self)
{
  guint n_parts;
  const DemainsJobSheetPart *part = demains_job_sheet_get_parts (&n_parts);
  g_autofree char *group = NULL;
  g_autofree char *kind = NULL;

  /* While the editor is in its place nobody sees it; it catches up when it comes. */
  if (self->session == NULL || self->record == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  group = demains_group_to_text (get_project (self));
  kind = demains_job_sheet_to_kind (get_project (self));
  gtk_label_set_label (self->group, group);
  gtk_label_set_label (self->kind, kind);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (DEMAINS_IS_SHEET_PART (child))
      {
        g_autoptr (GPtrArray) lines = demains_job_sheet_part_list_lines (part++, get_project (self), self->record);

        demains_sheet_part_show (DEMAINS_SHEET_PART (child), lines);
      }
}

static void
watch_linked (DemainsSheetView *self)
{
  g_autoptr (GListModel) linked = NULL;

  if (self->session != NULL && self->record != NULL)
    linked = demains_project_list_linked (get_project (self), self->record, DEMAINS_KIND_FUNCTION);
  if (self->linked != NULL)
    g_signal_handlers_disconnect_by_func (self->linked, refresh, self);
  g_set_object (&self->linked, linked);
  if (linked != NULL)
    g_signal_connect_object (linked, "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

static void
set_record (DemainsSheetView *self, DemainsRecord *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, refresh, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  watch_linked (self);
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

static void
watch_project (DemainsSheetView *self)
{
  g_signal_connect_object (demains_project_get_root (get_project (self)), "notify", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  /* A function that the job comes from is called otherwise. */
  g_signal_connect_object (get_project (self), "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

static void
opened_cb (DemainsSheetView *self, DemainsSheetPart *part)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, demains_sheet_part_get_field (part));
}

static void
add_heading (DemainsSheetView *self, const char *text)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                     "xalign", 0.0f, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_widget_add_css_class (heading, "section");
  gtk_box_append (self->parts, heading);
}

static void
add_parts (DemainsSheetView *self)
{
  guint n_parts;
  const DemainsJobSheetPart *parts = demains_job_sheet_get_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    {
      GtkWidget *part = demains_sheet_part_new (&parts[i]);

      if (demains_job_sheet_part_get_heading (&parts[i]) != NULL)
        add_heading (self, demains_job_sheet_part_get_heading (&parts[i]));
      g_signal_connect_object (part, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->parts, part);
    }
}

static void
demains_sheet_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (demains_sheet_view_parent_class)->map (widget);

  refresh (DEMAINS_SHEET_VIEW (widget));
}

static void
demains_sheet_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSheetView *self = DEMAINS_SHEET_VIEW (object);

  switch ((DemainsSheetViewProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    }
}

static void
demains_sheet_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSheetView *self = DEMAINS_SHEET_VIEW (object);

  switch ((DemainsSheetViewProperty)prop_id)
    {
    case PROP_SESSION:
      if (!g_set_object (&self->session, g_value_get_object (value)))
        return;
      if (self->session != NULL)
        watch_project (self);
      watch_linked (self);
      refresh (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_RECORD:
      set_record (self, g_value_get_object (value));
      break;
    }
}

static void
demains_sheet_view_dispose (GObject *object)
{
  DemainsSheetView *self = DEMAINS_SHEET_VIEW (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, refresh, self);
  g_clear_object (&self->record);
  if (self->linked != NULL)
    g_signal_handlers_disconnect_by_func (self->linked, refresh, self);
  g_clear_object (&self->linked);
  g_clear_object (&self->session);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SHEET_VIEW);

  G_OBJECT_CLASS (demains_sheet_view_parent_class)->dispose (object);
}

static void
demains_sheet_view_class_init (DemainsSheetViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_sheet_view_get_property;
  object_class->set_property = demains_sheet_view_set_property;
  object_class->dispose = demains_sheet_view_dispose;
  widget_class->map = demains_sheet_view_map;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_OPENED] = g_signal_new ("opened", DEMAINS_TYPE_SHEET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-sheet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSheetView, group);
  gtk_widget_class_bind_template_child (widget_class, DemainsSheetView, kind);
  gtk_widget_class_bind_template_child (widget_class, DemainsSheetView, parts);
}

static void
demains_sheet_view_init (DemainsSheetView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_parts (self);
}

/**
 * demains_sheet_view_focus:
 * @self: a sheet
 * @field: (nullable): the name of a field
 *
 * Takes the keyboard to the part that shows @field, or to the first.
 */
void
demains_sheet_view_focus (DemainsSheetView *self, const char *field)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->parts));
  GtkWidget *found = NULL;

  g_return_if_fail (DEMAINS_IS_SHEET_VIEW (self));

  for (GtkWidget *child = first; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    if (field != NULL && DEMAINS_IS_SHEET_PART (child)
        && g_strcmp0 (demains_sheet_part_get_field (DEMAINS_SHEET_PART (child)), field) == 0)
      found = child;

  gtk_widget_grab_focus (found != NULL ? found : first);
}
