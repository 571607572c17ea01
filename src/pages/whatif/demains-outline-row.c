/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-outline-row.h"

#include "demains-bin.h"
#include "demains-record-line.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* Pixels that a ring is indented by. */
#define INDENT 22

struct _DemainsOutlineRow
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsConsequenceTree *tree;
  DemainsRecord *record;
  guint ring;

  GtkWidget *box;
  GtkLabel *mark;
  DemainsRecordLine *line;
  GtkWidget *menu;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_TREE,
  PROP_RECORD,
  PROP_RING,
} DemainsOutlineRowProperty;

#define N_PROPS (PROP_RING + 1)

enum
{
  SIGNAL_GO_TO,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsOutlineRow, demains_outline_row, ADW_TYPE_BIN)

static void
go_to (DemainsOutlineRow *self, DemainsRecord *record)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, demains_consequence_tree_find (self->tree, record));
}

static gboolean
is_read_only (DemainsOutlineRow *self)
{
  return demains_project_get_read_only (demains_session_get_project (self->session));
}

static DemainsRecord *
get_parent_record (DemainsOutlineRow *self)
{
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  int index = demains_consequence_tree_find (self->tree, self->record);

  if (index < 0 || nodes[index].parent < 0)
    return demains_consequence_tree_get_hypothesis (self->tree);

  return nodes[nodes[index].parent].record;
}

static void
add_below (DemainsOutlineRow *self)
{
  DemainsRecord *added = demains_consequence_tree_add (self->tree, get_parent_record (self), self->record, "");

  if (added != NULL)
    go_to (self, added);
}

/* An empty row is not followed by another: there Enter leads out, as in any list. */
static void
entered_cb (DemainsOutlineRow *self)
{
  if (!demains_record_line_is_empty (self->line))
    add_below (self);
  else if (demains_consequence_tree_bring_out (self->tree, self->record))
    go_to (self, self->record);
}

static void
remove_row (DemainsOutlineRow *self)
{
  g_autoptr (DemainsOutlineRow) kept = g_object_ref (self);
  g_autofree char *title = demains_record_to_text (self->record);
  /* Translators: %s is the name of a function or job */
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), title);
  gboolean empty = demains_record_line_is_empty (self->line);
  int index = demains_consequence_tree_find (self->tree, self->record);
  guint n_nodes;

  demains_project_remove (demains_session_get_project (self->session), self->record);
  demains_consequence_tree_update (self->tree);
  demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, MIN (MAX (index - 1, 0), (int)n_nodes - 1));
  if (!empty)
    demains_session_toast_undo (self->session, text);
}

/* The keys are the line's: those of the menu are its own. */
static DemainsOutlineRow *
get_row (GtkWidget *line)
{
  return DEMAINS_OUTLINE_ROW (gtk_widget_get_ancestor (line, DEMAINS_TYPE_OUTLINE_ROW));
}

static gboolean
bring_in_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsOutlineRow *self = get_row (widget);

  return demains_consequence_tree_bring_in (self->tree, self->record);
}

static gboolean
bring_out_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsOutlineRow *self = get_row (widget);

  return demains_consequence_tree_bring_out (self->tree, self->record);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsOutlineRow *self = get_row (widget);

  demains_consequence_tree_move (self->tree, self->record, GPOINTER_TO_INT (user_data));

  return TRUE;
}

/* Whether the cursor is in the first or last of the lines that a long text has on
 * the screen: in the others the arrows move as in any text. */
static gboolean
is_at_edge (GtkTextView *view, int step)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter, edge;
  GdkRectangle here, there;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_offset (buffer, &edge, step < 0 ? 0 : -1);
  gtk_text_view_get_iter_location (view, &iter, &here);
  gtk_text_view_get_iter_location (view, &edge, &there);

  return here.y == there.y;
}

static gboolean
walk_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsOutlineRow *self = get_row (widget);
  int step = GPOINTER_TO_INT (user_data);
  GtkTextView *view = demains_record_line_get_view (self->line);
  int index = demains_consequence_tree_find (self->tree, self->record);
  guint n_nodes;

  if (!gtk_widget_is_focus (GTK_WIDGET (view)) || !is_at_edge (view, step))
    return FALSE;

  demains_consequence_tree_get_nodes (self->tree, &n_nodes);
  if (index + step < 0)
    return TRUE;
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, index + step < (int)n_nodes ? index + step : -1);

  return TRUE;
}

static gboolean
delete_empty_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsOutlineRow *self = get_row (widget);

  if (!demains_record_line_is_empty (self->line) || is_read_only (self)
      || !gtk_widget_is_focus (GTK_WIDGET (demains_record_line_get_view (self->line))))
    return FALSE;

  remove_row (self);

  return TRUE;
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsOutlineRow *self = DEMAINS_OUTLINE_ROW (widget);
  DemainsRecord *child;

  if (g_str_equal (name, "consequence.add"))
    add_below (self);
  else if (g_str_equal (name, "consequence.bring-in"))
    demains_consequence_tree_bring_in (self->tree, self->record);
  else if (g_str_equal (name, "consequence.bring-out"))
    demains_consequence_tree_bring_out (self->tree, self->record);
  else if (g_str_equal (name, "consequence.move-up"))
    demains_consequence_tree_move (self->tree, self->record, -1);
  else if (g_str_equal (name, "consequence.move-down"))
    demains_consequence_tree_move (self->tree, self->record, 1);
  else if (g_str_equal (name, "consequence.delete"))
    remove_row (self);
  else if ((child = demains_consequence_tree_add (self->tree, self->record, NULL, "")) != NULL)
    go_to (self, child);
}

static void
show_ring (DemainsOutlineRow *self)
{
  static const char *const marks[] = { "", "①", "②", "③" };
  /* Translators: for screen readers; the ring of the wheel that a consequence is in, from 1 to 3 */
  g_autofree char *label = g_strdup_printf (_ ("Consequence, ring %u"), self->ring);

  gtk_widget_set_margin_start (self->box, (self->ring - 1) * INDENT);
  gtk_label_set_label (self->mark, marks[self->ring]);
  g_object_set (self->line, "label", label, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "consequence.add-below", self->ring < DEMAINS_N_RINGS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "consequence.bring-out", self->ring > 1);
}

static void
add_keys (DemainsOutlineRow *self)
{
  const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
    int data;
  } keys[] = {
    { "Tab", bring_in_cb, 0 },  { "<Shift>Tab", bring_out_cb, 0 },   { "<Shift>ISO_Left_Tab", bring_out_cb, 0 },
    { "<Alt>Up", move_cb, -1 }, { "<Alt>Down", move_cb, 1 },         { "Up", walk_cb, -1 },
    { "Down", walk_cb, 1 },     { "BackSpace", delete_empty_cb, 0 }, { "Delete", delete_empty_cb, 0 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the text view, which has ideas of its own about most of them. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                        gtk_callback_action_new (keys[i].func, GINT_TO_POINTER (keys[i].data), NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->line), controller);
}

static gboolean
demains_outline_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_OUTLINE_ROW (widget)->line));
}

static void
demains_outline_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsOutlineRow *self = DEMAINS_OUTLINE_ROW (object);

  switch ((DemainsOutlineRowProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_TREE:
      g_value_set_object (value, self->tree);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_RING:
      g_value_set_uint (value, self->ring);
      break;
    }
}

static void
demains_outline_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsOutlineRow *self = DEMAINS_OUTLINE_ROW (object);

  switch ((DemainsOutlineRowProperty)prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_TREE:
      self->tree = g_value_dup_object (value);
      break;
    case PROP_RECORD:
      self->record = g_value_dup_object (value);
      break;
    case PROP_RING:
      self->ring = g_value_get_uint (value);
      show_ring (self);
      break;
    }
}

static void
demains_outline_row_constructed (GObject *object)
{
  DemainsOutlineRow *self = DEMAINS_OUTLINE_ROW (object);
  DemainsProject *project = demains_session_get_project (self->session);

  G_OBJECT_CLASS (demains_outline_row_parent_class)->constructed (object);

  g_object_bind_property (project, "read-only", self->line, "editable",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (project, "read-only", self->menu, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
demains_outline_row_dispose (GObject *object)
{
  DemainsOutlineRow *self = DEMAINS_OUTLINE_ROW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->tree);
  g_clear_object (&self->record);
  demains_bin_dispose_template (self, DEMAINS_TYPE_OUTLINE_ROW);

  G_OBJECT_CLASS (demains_outline_row_parent_class)->dispose (object);
}

static void
demains_outline_row_class_init (DemainsOutlineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const char *const actions[] = { "add", "add-below", "bring-in", "bring-out", "move-up", "move-down", "delete" };

  object_class->get_property = demains_outline_row_get_property;
  object_class->set_property = demains_outline_row_set_property;
  object_class->constructed = demains_outline_row_constructed;
  object_class->dispose = demains_outline_row_dispose;
  widget_class->grab_focus = demains_outline_row_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_TREE] = g_param_spec_object ("tree", NULL, NULL, DEMAINS_TYPE_CONSEQUENCE_TREE, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  properties[PROP_RING] = g_param_spec_uint ("ring", NULL, NULL, 1, DEMAINS_N_RINGS, 1,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", DEMAINS_TYPE_OUTLINE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *name = g_strconcat ("consequence.", actions[i], NULL);

      gtk_widget_class_install_action (widget_class, name, NULL, action_cb);
    }

  g_type_ensure (DEMAINS_TYPE_RECORD_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-outline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsOutlineRow, box);
  gtk_widget_class_bind_template_child (widget_class, DemainsOutlineRow, mark);
  gtk_widget_class_bind_template_child (widget_class, DemainsOutlineRow, line);
  gtk_widget_class_bind_template_child (widget_class, DemainsOutlineRow, menu);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
}

static void
demains_outline_row_init (DemainsOutlineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}
