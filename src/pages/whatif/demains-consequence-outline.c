/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-consequence-outline.h"

#include "demains-bin.h"
#include "demains-outline-row.h"

struct _DemainsConsequenceOutline
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsConsequenceTree *tree;

  /* The rows in their order. */
  GPtrArray *rows;

  GtkBox *box;
  GtkWidget *keys;
  GtkEditable *entry;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_TREE,
} DemainsConsequenceOutlineProperty;

#define N_PROPS (PROP_TREE + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsConsequenceOutline, demains_consequence_outline, ADW_TYPE_BIN)

static void
go_to_cb (GtkWidget *row, int index, DemainsConsequenceOutline *self)
{
  gtk_widget_grab_focus (index >= 0 && index < (int)self->rows->len ? GTK_WIDGET (self->rows->pdata[index])
                                                                    : GTK_WIDGET (self->entry));
}

static GtkWidget *
create_row (DemainsConsequenceOutline *self, const DemainsConsequenceNode *node)
{
  GtkWidget *row = g_object_new (DEMAINS_TYPE_OUTLINE_ROW, "session", self->session, "tree", self->tree, "record",
                                 node->record, "ring", node->ring, NULL);

  g_signal_connect_object (row, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_DEFAULT);

  return row;
}

/* Takes the row of @record out of @rows, if there is one. */
static GtkWidget *
take_row (GPtrArray *rows, DemainsRecord *record)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (DemainsRecord) shown = NULL;

      g_object_get (rows->pdata[i], "record", &shown, NULL);
      if (shown == record)
        return g_ptr_array_remove_index (rows, i);
    }

  return NULL;
}

/* A consequence keeps its row, and so the keyboard, wherever it goes. */
static void
show_nodes (DemainsConsequenceOutline *self)
{
  guint n_nodes;
  const DemainsConsequenceNode *nodes;
  g_autoptr (GPtrArray) old = NULL;
  GtkWidget *before = NULL;

  if (self->session == NULL || self->tree == NULL)
    return;

  nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  old = g_steal_pointer (&self->rows);
  self->rows = g_ptr_array_new ();
  for (guint i = 0; i < n_nodes; i++)
    {
      GtkWidget *row = take_row (old, nodes[i].record);

      if (row == NULL)
        {
          row = create_row (self, &nodes[i]);
          gtk_box_insert_child_after (self->box, row, before);
        }
      else
        {
          g_object_set (row, "ring", nodes[i].ring, NULL);
          if (gtk_widget_get_prev_sibling (row) != before)
            gtk_box_reorder_child_after (self->box, row, before);
        }
      g_ptr_array_add (self->rows, row);
      before = row;
    }

  for (guint i = 0; i < old->len; i++)
    gtk_box_remove (self->box, old->pdata[i]);
  gtk_widget_set_visible (
    self->keys, n_nodes > 1 && !demains_project_get_read_only (demains_consequence_tree_get_project (self->tree)));
}

/* Type, Enter, next. */
static void
add_cb (DemainsConsequenceOutline *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  DemainsRecord *hypothesis = demains_consequence_tree_get_hypothesis (self->tree);

  if (*title == '\0' || hypothesis == NULL)
    return;

  demains_consequence_tree_add (self->tree, hypothesis, NULL, title);
  gtk_editable_set_text (self->entry, "");
}

static gboolean
up_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsConsequenceOutline *self = DEMAINS_CONSEQUENCE_OUTLINE (user_data);

  if (self->rows->len == 0)
    return FALSE;

  gtk_widget_grab_focus (self->rows->pdata[self->rows->len - 1]);

  return TRUE;
}

/* Only one stop on the way through the page. */
static gboolean
demains_consequence_outline_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DemainsConsequenceOutline *self = DEMAINS_CONSEQUENCE_OUTLINE (widget);
  GtkWidget *entry = GTK_WIDGET (self->entry);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean in_entry = focus != NULL && gtk_widget_is_ancestor (focus, entry);
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, widget);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (demains_consequence_outline_parent_class)->focus (widget, direction);

  /* In it there are two places: the rows, and the field below them. */
  if ((direction == GTK_DIR_TAB_FORWARD) != inside && self->rows->len > 0 && (!inside || in_entry))
    return gtk_widget_grab_focus (self->rows->pdata[0]);
  if (direction == GTK_DIR_TAB_FORWARD ? in_entry : inside)
    return FALSE;

  return gtk_widget_get_visible (entry) && gtk_widget_child_focus (entry, direction);
}

static gboolean
demains_consequence_outline_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_CONSEQUENCE_OUTLINE (widget)->entry));
}

static void
set_tree (DemainsConsequenceOutline *self, DemainsConsequenceTree *tree)
{
  if (!g_set_object (&self->tree, tree) || tree == NULL)
    return;

  g_signal_connect_object (tree, "changed", G_CALLBACK (show_nodes), self, G_CONNECT_SWAPPED);
  g_object_bind_property (demains_consequence_tree_get_project (tree), "read-only", self->entry, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  show_nodes (self);
}

static void
demains_consequence_outline_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsConsequenceOutline *self = DEMAINS_CONSEQUENCE_OUTLINE (object);

  switch ((DemainsConsequenceOutlineProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_TREE:
      g_value_set_object (value, self->tree);
      break;
    }
}

static void
demains_consequence_outline_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsConsequenceOutline *self = DEMAINS_CONSEQUENCE_OUTLINE (object);

  switch ((DemainsConsequenceOutlineProperty)prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        show_nodes (self);
      break;
    case PROP_TREE:
      set_tree (self, g_value_get_object (value));
      break;
    }
}

static void
demains_consequence_outline_dispose (GObject *object)
{
  DemainsConsequenceOutline *self = DEMAINS_CONSEQUENCE_OUTLINE (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->session);
  g_clear_object (&self->tree);
  demains_bin_dispose_template (self, DEMAINS_TYPE_CONSEQUENCE_OUTLINE);

  G_OBJECT_CLASS (demains_consequence_outline_parent_class)->dispose (object);
}

static void
demains_consequence_outline_finalize (GObject *object)
{
  g_ptr_array_unref (DEMAINS_CONSEQUENCE_OUTLINE (object)->rows);

  G_OBJECT_CLASS (demains_consequence_outline_parent_class)->finalize (object);
}

static void
demains_consequence_outline_class_init (DemainsConsequenceOutlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_consequence_outline_get_property;
  object_class->set_property = demains_consequence_outline_set_property;
  object_class->dispose = demains_consequence_outline_dispose;
  object_class->finalize = demains_consequence_outline_finalize;
  widget_class->focus = demains_consequence_outline_focus;
  widget_class->grab_focus = demains_consequence_outline_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_TREE] = g_param_spec_object ("tree", NULL, NULL, DEMAINS_TYPE_CONSEQUENCE_TREE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-consequence-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsConsequenceOutline, box);
  gtk_widget_class_bind_template_child (widget_class, DemainsConsequenceOutline, keys);
  gtk_widget_class_bind_template_child (widget_class, DemainsConsequenceOutline, entry);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
demains_consequence_outline_init (DemainsConsequenceOutline *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Up"), gtk_callback_action_new (up_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), controller);
}

/**
 * demains_consequence_outline_go_to:
 * @self: an outline
 * @record: a consequence
 *
 * Takes the keyboard to the row of @record, if there is one.
 */
void
demains_consequence_outline_go_to (DemainsConsequenceOutline *self, DemainsRecord *record)
{
  int index;

  g_return_if_fail (DEMAINS_IS_CONSEQUENCE_OUTLINE (self));

  demains_consequence_tree_update (self->tree);
  index = demains_consequence_tree_find (self->tree, record);
  if (index >= 0)
    gtk_widget_grab_focus (self->rows->pdata[index]);
}
