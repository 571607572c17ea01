/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-consequence-wheel.h"

#include "demains-wheel-entry.h"
#include "demains-wheel-node.h"

#include <glib/gi18n.h>

/* In pixels. A wheel is as high as it is wide, within these; one with more than a
 * few nodes is not read where it is small. */
#define NARROWEST 300
#define NARROWEST_FULL 460
#define FEW 9
#define WIDEST 760
#define NATURAL 560
#define MARGIN 4

struct _DemainsConsequenceWheel
{
  GtkWidget parent_instance;

  DemainsConsequenceTree *tree;

  /* The hypothesis, then the nodes of the tree in their order. */
  GPtrArray *nodes;
  DemainsRecord *current;

  /* To write a title: of a record, or of a new one that follows from it. */
  GtkPopover *popover;
  DemainsRecord *written;
  gboolean adding;
};

typedef enum
{
  PROP_TREE = 1,
} DemainsConsequenceWheelProperty;

#define N_PROPS (PROP_TREE + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsConsequenceWheel, demains_consequence_wheel, GTK_TYPE_WIDGET)

/* Of the array of widgets; 0 is the hypothesis. */
static int
get_current_index (DemainsConsequenceWheel *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (demains_wheel_node_get_record (self->nodes->pdata[i]) == self->current)
      return i;

  return 0;
}

static gboolean
has_focus (DemainsConsequenceWheel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static gboolean
is_read_only (DemainsConsequenceWheel *self)
{
  return demains_project_get_read_only (demains_consequence_tree_get_project (self->tree));
}

/* What is pressed in the popover and not used there comes here too. */
static gboolean
is_writing (DemainsConsequenceWheel *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self->popover));
}

static void
go_to (DemainsConsequenceWheel *self, int index)
{
  if (self->nodes->len == 0)
    return;

  g_set_object (&self->current, demains_wheel_node_get_record (self->nodes->pdata[index]));
  gtk_widget_grab_focus (self->nodes->pdata[index]);
}

static void
open_popover (DemainsConsequenceWheel *self, gboolean adding)
{
  GtkWidget *node = self->nodes->pdata[get_current_index (self)];
  DemainsRecord *record = demains_wheel_node_get_record (DEMAINS_WHEEL_NODE (node));

  if (is_read_only (self))
    return;

  g_set_object (&self->written, record);
  self->adding = adding;
  demains_wheel_entry_open (DEMAINS_WHEEL_ENTRY (self->popover), node,
                            adding ? "" : demains_record_get_text (record, "title"));
}

static gboolean
return_focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);

  if (!is_writing (self))
    go_to (self, get_current_index (self));

  return G_SOURCE_REMOVE;
}

/* GTK takes the keyboard away after a popover has closed: only then can it come back. */
static void
return_focus (DemainsConsequenceWheel *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), return_focus_cb, NULL, NULL);
}

static void
written_cb (DemainsConsequenceWheel *self, const char *title)
{
  g_autoptr (DemainsRecord) record = g_steal_pointer (&self->written);
  DemainsRecord *added = NULL;

  if (record == NULL || is_read_only (self))
    return;

  if (self->adding && *title != '\0')
    added = demains_consequence_tree_add (self->tree, record, NULL, title);
  else if (!self->adding && !g_str_equal (title, demains_record_get_text (record, "title")))
    g_object_set (record, "title", title, NULL);

  if (added != NULL)
    g_set_object (&self->current, added);
}

static gboolean
walk_round_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  int step, index = get_current_index (self) - 1;
  int i = index;

  g_variant_get (arguments, "(i)", &step);
  if (is_writing (self))
    return FALSE;
  if (index < 0 || index >= (int)n_nodes)
    return TRUE;

  do
    i = (i + step + (int)n_nodes) % (int)n_nodes;
  while (nodes[i].ring != nodes[index].ring);
  go_to (self, i + 1);

  return TRUE;
}

static gboolean
walk_in_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  int index = get_current_index (self) - 1;

  if (is_writing (self))
    return FALSE;
  if (index >= 0 && index < (int)n_nodes)
    go_to (self, nodes[index].parent + 1);

  return TRUE;
}

/* The first that follows from a node comes right after it. */
static gboolean
walk_out_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  int index = get_current_index (self);

  if (is_writing (self))
    return FALSE;
  if (index < (int)n_nodes && nodes[index].parent == index - 1)
    go_to (self, index + 1);

  return TRUE;
}

static gboolean
write_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);

  if (is_writing (self))
    return FALSE;
  open_popover (self, FALSE);

  return TRUE;
}

static gboolean
add_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  int index = get_current_index (self) - 1;

  if (is_writing (self))
    return FALSE;
  if (index < 0 || nodes[index].ring < DEMAINS_N_RINGS)
    open_popover (self, TRUE);
  else
    gtk_widget_error_bell (widget);

  return TRUE;
}

static gboolean
remove_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  int index = get_current_index (self) - 1;
  g_autoptr (DemainsRecord) record = NULL;

  if (is_writing (self))
    return FALSE;
  if (index < 0 || is_read_only (self))
    return TRUE;

  record = g_object_ref (nodes[index].record);
  go_to (self, nodes[index].parent + 1);
  demains_project_remove (demains_consequence_tree_get_project (self->tree), record);
  demains_consequence_tree_update (self->tree);

  return TRUE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, DemainsConsequenceWheel *self)
{
  GtkWidget *node = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint index;

  if (!g_ptr_array_find (self->nodes, node, &index))
    return;

  go_to (self, index);
  if (n_press == 2)
    open_popover (self, FALSE);
}

static GtkWidget *
create_node (DemainsConsequenceWheel *self)
{
  GtkWidget *node = demains_wheel_node_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (node, GTK_EVENT_CONTROLLER (click));
  /* Before the popover, so that the order of the nodes is theirs. */
  gtk_widget_insert_before (node, GTK_WIDGET (self), GTK_WIDGET (self->popover));

  return node;
}

static void
show_nodes (DemainsConsequenceWheel *self)
{
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  DemainsRecord *hypothesis = demains_consequence_tree_get_hypothesis (self->tree);
  guint n_widgets = hypothesis != NULL ? n_nodes + 1 : 0;
  gboolean focus = has_focus (self);

  while (self->nodes->len > n_widgets)
    gtk_widget_unparent (g_ptr_array_steal_index (self->nodes, self->nodes->len - 1));
  while (self->nodes->len < n_widgets)
    g_ptr_array_add (self->nodes, create_node (self));

  for (guint i = 0; i < n_widgets; i++)
    demains_wheel_node_show (self->nodes->pdata[i], i > 0 ? nodes[i - 1].record : hypothesis,
                             i > 0 ? nodes[i - 1].ring : 0);
  if (focus && !is_writing (self))
    go_to (self, get_current_index (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkSizeRequestMode
demains_consequence_wheel_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
demains_consequence_wheel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = DEMAINS_CONSEQUENCE_WHEEL (widget)->nodes->len > FEW ? NARROWEST_FULL : NARROWEST;
  *natural = NATURAL;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    *minimum = *natural = CLAMP (for_size, *minimum, WIDEST);
}

static void
demains_consequence_wheel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  float radius = MIN (width, height) / 2.f - MARGIN;
  DemainsSector middle = demains_wheel_get_middle (radius, demains_wheel_count_rings (nodes, n_nodes));
  g_autofree DemainsSector *sectors = g_new (DemainsSector, n_nodes + 1);

  demains_wheel_lay_out (nodes, n_nodes, radius, sectors);
  for (guint i = 0; i < MIN (self->nodes->len, n_nodes + 1); i++)
    demains_wheel_node_place (self->nodes->pdata[i], i > 0 ? &sectors[i - 1] : &middle, width / 2.f, height / 2.f);
  gtk_popover_present (self->popover);
}

static gboolean
demains_consequence_wheel_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);

  /* One stop on the way through the page; the arrows walk in it. */
  if (has_focus (self) || self->nodes->len == 0)
    return FALSE;

  go_to (self, get_current_index (self));

  return TRUE;
}

static gboolean
demains_consequence_wheel_grab_focus (GtkWidget *widget)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (widget);

  return self->nodes->len > 0 && gtk_widget_grab_focus (self->nodes->pdata[get_current_index (self)]);
}

static void
demains_consequence_wheel_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (object);

  switch ((DemainsConsequenceWheelProperty)prop_id)
    {
    case PROP_TREE:
      g_value_set_object (value, self->tree);
      break;
    }
}

static void
demains_consequence_wheel_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (object);

  switch ((DemainsConsequenceWheelProperty)prop_id)
    {
    case PROP_TREE:
      if (!g_set_object (&self->tree, g_value_get_object (value)) || self->tree == NULL)
        break;
      g_signal_connect_object (self->tree, "changed", G_CALLBACK (show_nodes), self, G_CONNECT_SWAPPED);
      show_nodes (self);
      break;
    }
}

static void
demains_consequence_wheel_dispose (GObject *object)
{
  DemainsConsequenceWheel *self = DEMAINS_CONSEQUENCE_WHEEL (object);

  g_clear_object (&self->written);
  while (self->nodes->len > 0)
    gtk_widget_unparent (g_ptr_array_steal_index (self->nodes, self->nodes->len - 1));
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  g_clear_object (&self->current);
  g_clear_object (&self->tree);

  G_OBJECT_CLASS (demains_consequence_wheel_parent_class)->dispose (object);
}

static void
demains_consequence_wheel_finalize (GObject *object)
{
  g_ptr_array_unref (DEMAINS_CONSEQUENCE_WHEEL (object)->nodes);

  G_OBJECT_CLASS (demains_consequence_wheel_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  const struct
  {
    guint keyval;
    GtkShortcutFunc func;
  } keys[] = {
    { GDK_KEY_Up, walk_in_cb },     { GDK_KEY_Down, walk_out_cb }, { GDK_KEY_Return, write_cb },
    { GDK_KEY_KP_Enter, write_cb }, { GDK_KEY_F2, write_cb },      { GDK_KEY_Insert, add_cb },
    { GDK_KEY_plus, add_cb },       { GDK_KEY_KP_Add, add_cb },    { GDK_KEY_Delete, remove_cb },
  };

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, walk_round_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, walk_round_cb, "(i)", 1);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].keyval, 0, keys[i].func, NULL);
}

static void
demains_consequence_wheel_class_init (DemainsConsequenceWheelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_consequence_wheel_get_property;
  object_class->set_property = demains_consequence_wheel_set_property;
  object_class->dispose = demains_consequence_wheel_dispose;
  object_class->finalize = demains_consequence_wheel_finalize;
  widget_class->get_request_mode = demains_consequence_wheel_get_request_mode;
  widget_class->measure = demains_consequence_wheel_measure;
  widget_class->size_allocate = demains_consequence_wheel_size_allocate;
  widget_class->focus = demains_consequence_wheel_focus;
  widget_class->grab_focus = demains_consequence_wheel_grab_focus;

  properties[PROP_TREE] = g_param_spec_object ("tree", NULL, NULL, DEMAINS_TYPE_CONSEQUENCE_TREE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "wheel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TREE);
  add_keys (widget_class);
}

static void
demains_consequence_wheel_init (DemainsConsequenceWheel *self)
{
  self->nodes = g_ptr_array_new ();
  self->popover = GTK_POPOVER (demains_wheel_entry_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "written", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (return_focus), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Wheel of consequences"),
                                  -1);
}

/**
 * demains_consequence_wheel_get_current:
 * @self: a wheel
 *
 * Returns: (transfer none) (nullable): what the keyboard is at, or was last
 */
DemainsRecord *
demains_consequence_wheel_get_current (DemainsConsequenceWheel *self)
{
  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_WHEEL (self), NULL);

  return self->nodes->len > 0 ? demains_wheel_node_get_record (self->nodes->pdata[get_current_index (self)]) : NULL;
}
