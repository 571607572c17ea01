/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-mission-list.h"

#include "demains-bin.h"
#include "demains-foresight-text.h"
#include "demains-mission-row.h"
#include "demains-missions.h"
#include "demains-quick-add.h"

struct _DemainsMissionList
{
  AdwBin parent_instance;

  DemainsSession *session;

  GtkStack *stack;
  GtkWidget *add;
  GtkLabel *count;
  GtkListBox *list;
  GtkWidget *quick_add;
};

typedef enum
{
  PROP_SESSION = 1,
} DemainsMissionListProperty;

#define N_PROPS (PROP_SESSION + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsMissionList, demains_mission_list, ADW_TYPE_BIN)

static DemainsProject *
get_project (DemainsMissionList *self)
{
  return demains_session_get_project (self->session);
}

static GtkWidget *
create_row_cb (gpointer mission, gpointer user_data)
{
  DemainsMissionList *self = user_data;

  return g_object_new (DEMAINS_TYPE_MISSION_ROW, "session", self->session, "record", mission, NULL);
}

static void
show_count (DemainsMissionList *self)
{
  DemainsMissionCount count = demains_missions_count (get_project (self));
  g_autofree char *text = demains_missions_to_text (&count);
  gboolean any = count.kept + count.moved + count.dropped + count.open > 0;

  gtk_label_set_label (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, any ? "missions" : "empty");
}

/* What functions say of missions is said on another page: looked at when this one is shown. */
static void
map_cb (DemainsMissionList *self)
{
  GtkListBoxRow *row;

  if (self->session == NULL)
    return;

  show_count (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    demains_mission_row_show_functions (DEMAINS_MISSION_ROW (row));
}

/* After whatever changed a mission, also undo. */
static void
changed_cb (DemainsMissionList *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_count (self);
}

static void
add_cb (DemainsMissionList *self)
{
  if (demains_missions_add_default (get_project (self)))
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* It is the last of the list: the field that adds stays below it, in view. */
static void
added_cb (DemainsMissionList *self)
{
  gtk_widget_grab_focus (self->quick_add);
}

static void
watch_session (DemainsMissionList *self)
{
  DemainsProject *project = get_project (self);
  DemainsRecordList *missions = demains_project_get_list (project, DEMAINS_KIND_MISSION);

  gtk_list_box_bind_model (self->list, G_LIST_MODEL (missions), create_row_cb, self, NULL);
  g_signal_connect_object (missions, "items-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (project, "read-only", self->add, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  show_count (self);
}

static void
demains_mission_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsMissionListProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, DEMAINS_MISSION_LIST (object)->session);
      break;
    }
}

static void
demains_mission_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsMissionList *self = DEMAINS_MISSION_LIST (object);

  switch ((DemainsMissionListProperty)prop_id)
    {
    case PROP_SESSION:
      if (!g_set_object (&self->session, g_value_get_object (value)))
        return;
      g_object_notify_by_pspec (object, pspec);
      if (self->session != NULL)
        watch_session (self);
      break;
    }
}

static void
demains_mission_list_dispose (GObject *object)
{
  DemainsMissionList *self = DEMAINS_MISSION_LIST (object);

  g_clear_object (&self->session);
  demains_bin_dispose_template (self, DEMAINS_TYPE_MISSION_LIST);

  G_OBJECT_CLASS (demains_mission_list_parent_class)->dispose (object);
}

static void
demains_mission_list_class_init (DemainsMissionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_mission_list_get_property;
  object_class->set_property = demains_mission_list_set_property;
  object_class->dispose = demains_mission_list_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_QUICK_ADD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-mission-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionList, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionList, add);
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionList, count);
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionList, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsMissionList, quick_add);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, added_cb);
}

static void
demains_mission_list_init (DemainsMissionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_mission_list_go_to:
 * @self: a list
 * @mission: one of its missions
 * @field: (nullable): the name of one of its fields
 *
 * Takes the keyboard to where @field of @mission is written.
 */
void
demains_mission_list_go_to (DemainsMissionList *self, DemainsRecord *mission, const char *field)
{
  GtkListBoxRow *row;

  g_return_if_fail (DEMAINS_IS_MISSION_LIST (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      g_autoptr (DemainsRecord) record = NULL;

      g_object_get (row, "record", &record, NULL);
      if (record == mission)
        demains_mission_row_go_to (DEMAINS_MISSION_ROW (row), field);
    }
}
