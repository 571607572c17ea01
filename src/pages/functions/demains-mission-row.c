/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-mission-row.h"

#include "demains-foresight-text.h"
#include "demains-missions.h"
#include "demains-record-line.h"
#include "demains-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _DemainsMissionRow
{
  GtkListBoxRow parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  gboolean showing;

  GtkWidget *title;
  AdwToggleGroup *fates;
  GtkWidget *instead;
  GtkLabel *functions;
  GtkWidget *remove;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
} DemainsMissionRowProperty;

#define N_PROPS (PROP_RECORD + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsMissionRow, demains_mission_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_gone (const char *fate)
{
  return g_str_equal (fate, "moved") || g_str_equal (fate, "dropped");
}

/* A fate that a newer program knows chooses none of these, and is kept. */
static void
show_fate (DemainsMissionRow *self)
{
  const char *fate = demains_record_get_text (self->record, "fate");
  gboolean known = adw_toggle_group_get_toggle_by_name (self->fates, fate) != NULL;
  gboolean said = *demains_record_get_text (self->record, "instead") != '\0';
  g_autofree char *title = demains_record_to_text (self->record);
  /* Translators: for screen readers; %s is a mission of today, such as “Help at home” */
  g_autofree char *label = g_strdup_printf (_ ("What becomes of “%s”"), title);

  self->showing = TRUE;
  if (known)
    adw_toggle_group_set_active_name (self->fates, fate);
  else
    adw_toggle_group_set_active (self->fates, GTK_INVALID_LIST_POSITION);
  self->showing = FALSE;
  gtk_widget_set_visible (self->instead, is_gone (fate) || said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fates), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
fate_cb (DemainsMissionRow *self)
{
  const char *fate = adw_toggle_group_get_active_name (self->fates);

  if (!self->showing && self->record != NULL && fate != NULL)
    g_object_set (self->record, "fate", fate, NULL);
}

static void
entered_cb (DemainsMissionRow *self, DemainsRecordLine *line)
{
  g_signal_emit_by_name (demains_record_line_get_view (line), "move-focus", GTK_DIR_TAB_FORWARD);
}

static void
remove_cb (DemainsMissionRow *self)
{
  demains_session_remove_row (self->session, self->record, GTK_WIDGET (self));
}

static void
demains_mission_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsMissionRow *self = DEMAINS_MISSION_ROW (object);

  switch ((DemainsMissionRowProperty)prop_id)
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
demains_mission_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsMissionRow *self = DEMAINS_MISSION_ROW (object);

  switch ((DemainsMissionRowProperty)prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_RECORD:
      self->record = g_value_dup_object (value);
      break;
    }
}

static void
demains_mission_row_constructed (GObject *object)
{
  DemainsMissionRow *self = DEMAINS_MISSION_ROW (object);
  DemainsProject *project = demains_session_get_project (self->session);
  GtkWidget *const lines[] = { self->title, self->instead };

  G_OBJECT_CLASS (demains_mission_row_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_object_set (lines[i], "record", self->record, NULL);
      g_object_bind_property (project, "read-only", lines[i], "editable",
                              G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
    }
  g_object_bind_property (project, "read-only", self->fates, "sensitive",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (project, "read-only", self->remove, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (self->record, "notify", G_CALLBACK (show_fate), self, G_CONNECT_SWAPPED);
  show_fate (self);
  demains_mission_row_show_functions (self);
}

static void
demains_mission_row_dispose (GObject *object)
{
  DemainsMissionRow *self = DEMAINS_MISSION_ROW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->record);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_MISSION_ROW);

  G_OBJECT_CLASS (demains_mission_row_parent_class)->dispose (object);
}

static void
demains_mission_row_class_init (DemainsMissionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_mission_row_get_property;
  object_class->set_property = demains_mission_row_set_property;
  object_class->constructed = demains_mission_row_constructed;
  object_class->dispose = demains_mission_row_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_RECORD_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-mission-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionRow, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionRow, fates);
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionRow, instead);
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionRow, functions);
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, fate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
demains_mission_row_init (DemainsMissionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_mission_row_go_to:
 * @self: a row
 * @field: (nullable): the name of one of the mission's fields
 *
 * Takes the keyboard there.
 */
void
demains_mission_row_go_to (DemainsMissionRow *self, const char *field)
{
  g_return_if_fail (DEMAINS_IS_MISSION_ROW (self));

  if (g_strcmp0 (field, "instead") == 0 && gtk_widget_get_visible (self->instead))
    gtk_widget_grab_focus (self->instead);
  else
    gtk_widget_grab_focus (self->title);
}

/**
 * demains_mission_row_show_functions:
 * @self: a row
 *
 * Shows which functions come from the mission now.
 */
void
demains_mission_row_show_functions (DemainsMissionRow *self)
{
  g_autoptr (GPtrArray) functions = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (DEMAINS_IS_MISSION_ROW (self));

  functions = demains_missions_list_functions (demains_session_get_project (self->session), self->record);
  text = demains_mission_functions_to_text (functions);
  gtk_label_set_label (self->functions, text);
  gtk_widget_set_visible (GTK_WIDGET (self->functions), functions->len > 0);
}
