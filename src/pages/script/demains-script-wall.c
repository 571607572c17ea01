/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script-wall.h"

#include "demains-bin.h"
#include "demains-presenter.h"
#include "demains-scene-line.h"
#include "demains-scene-view.h"

struct _DemainsScriptWall
{
  AdwBin parent_instance;

  DemainsSession *session;
  GListModel *model;
  gboolean narrow;
  gboolean stacked;
  gboolean table;

  GtkStack *stack;
  GtkListBox *rows;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_MODEL,
  PROP_NARROW,
  PROP_STACKED,
  PROP_TABLE,
} DemainsScriptWallProperty;

#define N_PROPS (PROP_TABLE + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsScriptWall, demains_script_wall, ADW_TYPE_BIN)

static DemainsRecord *
get_scene (GtkListBoxRow *row)
{
  return demains_record_part_get_record (DEMAINS_RECORD_PART (gtk_list_box_row_get_child (row)));
}

static GtkWidget *
create_row (gpointer scene, gpointer user_data)
{
  DemainsScriptWall *self = user_data;
  GtkWidget *line = g_object_new (DEMAINS_TYPE_SCENE_LINE, "session", self->session, "record", scene, NULL);

  g_object_bind_property (self, "stacked", line, "narrow", G_BINDING_SYNC_CREATE);

  return g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", line, NULL);
}

static void
fill (DemainsScriptWall *self)
{
  if (self->session != NULL && self->model != NULL)
    gtk_list_box_bind_model (self->rows, self->model, create_row, self, NULL);
}

/* The row of the scene that one sees alone has the keyboard in the table. */
static gboolean
take_keyboard_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DemainsScriptWall *self = user_data;
  DemainsRecord *selected = demains_session_get_selected (self->session, DEMAINS_KIND_SCENE);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (get_scene (row) == selected)
      {
        gtk_list_box_select_row (self->rows, row);
        gtk_widget_grab_focus (GTK_WIDGET (row));
      }

  return G_SOURCE_REMOVE;
}

static void
rows_mapped_cb (DemainsScriptWall *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self->rows), take_keyboard_cb, self, NULL);
}

static void
row_selected_cb (DemainsScriptWall *self, GtkListBoxRow *row)
{
  if (row != NULL && self->table)
    demains_session_set_selected (self->session, DEMAINS_KIND_SCENE, get_scene (row));
}

static void
row_activated_cb (DemainsScriptWall *self)
{
  g_object_set (self, "table", FALSE, NULL);
}

static void
demains_script_wall_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsScriptWall *self = DEMAINS_SCRIPT_WALL (object);

  switch ((DemainsScriptWallProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_STACKED:
      g_value_set_boolean (value, self->stacked);
      break;
    case PROP_TABLE:
      g_value_set_boolean (value, self->table);
      break;
    }
}

static void
demains_script_wall_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsScriptWall *self = DEMAINS_SCRIPT_WALL (object);

  switch ((DemainsScriptWallProperty)prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      fill (self);
      break;
    case PROP_MODEL:
      g_set_object (&self->model, g_value_get_object (value));
      fill (self);
      break;
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;
    case PROP_STACKED:
      self->stacked = g_value_get_boolean (value);
      break;
    case PROP_TABLE:
      self->table = g_value_get_boolean (value);
      gtk_stack_set_visible_child_name (self->stack, self->table ? "table" : "scene");
      break;
    }

  g_object_notify_by_pspec (object, pspec);
}

static void
demains_script_wall_dispose (GObject *object)
{
  DemainsScriptWall *self = DEMAINS_SCRIPT_WALL (object);

  if (self->rows != NULL)
    gtk_list_box_bind_model (self->rows, NULL, NULL, NULL, NULL);
  g_clear_object (&self->model);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SCRIPT_WALL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_script_wall_parent_class)->dispose (object);
}

static void
demains_script_wall_class_init (DemainsScriptWallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_script_wall_get_property;
  object_class->set_property = demains_script_wall_set_property;
  object_class->dispose = demains_script_wall_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_STACKED] = g_param_spec_boolean ("stacked", NULL, NULL, FALSE, flags);
  properties[PROP_TABLE] = g_param_spec_boolean ("table", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "wall.table", "table");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "wall.table", NULL);

  g_type_ensure (DEMAINS_TYPE_PRESENTER);
  g_type_ensure (DEMAINS_TYPE_SCENE_LINE);
  g_type_ensure (DEMAINS_TYPE_SCENE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-script-wall.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptWall, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptWall, rows);
  gtk_widget_class_bind_template_callback (widget_class, rows_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
demains_script_wall_init (DemainsScriptWall *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
