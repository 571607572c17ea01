/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wheel-node.h"

#include "demains-wording.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pixels that are left free on each side of an edge. */
#define GAP 1.25f

struct _DemainsWheelNode
{
  GtkWidget parent_instance;

  DemainsRecord *record;
  guint ring;
  char *text;

  /* Around this point of the widget's own. */
  DemainsSector sector;
  graphene_point_t middle;
  graphene_rect_t rooms[DEMAINS_N_ROOMS];

  /* Where the text fits and how large; looked for when it is drawn first. */
  gboolean fitted;
  graphene_rect_t room;
  double scale;
};

/* Smaller than this is not read, but cut; of the font's own size. */
static const double SCALES[] = { 1, 0.88, 0.76, 0.66 };

/* How much of the accent colour a ring has: the nearer to the middle the more. */
static const float STRENGTHS[] = { 0.42f, 0.3f, 0.2f, 0.12f };

G_DEFINE_FINAL_TYPE (DemainsWheelNode, demains_wheel_node, GTK_TYPE_WIDGET)

static void
add_arc (GskPathBuilder *builder, float radius, float end, float span, gboolean clockwise)
{
  gsk_path_builder_svg_arc_to (builder, radius, radius, 0, span > G_PI, clockwise, radius * cosf (end),
                               radius * sinf (end));
}

static GskPath *
create_path (DemainsWheelNode *self)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  float inner = self->sector.inner + GAP, outer = self->sector.outer - GAP;

  if (self->sector.inner <= 0)
    {
      gsk_path_builder_add_circle (builder, graphene_point_zero (), outer);
    }
  else
    {
      float inner_gap = GAP / inner, outer_gap = GAP / outer;
      float start = self->sector.start, end = start + self->sector.span;

      gsk_path_builder_move_to (builder, inner * cosf (start + inner_gap), inner * sinf (start + inner_gap));
      gsk_path_builder_line_to (builder, outer * cosf (start + outer_gap), outer * sinf (start + outer_gap));
      add_arc (builder, outer, end - outer_gap, self->sector.span, TRUE);
      gsk_path_builder_line_to (builder, inner * cosf (end - inner_gap), inner * sinf (end - inner_gap));
      add_arc (builder, inner, start + inner_gap, self->sector.span, FALSE);
      gsk_path_builder_close (builder);
    }

  return gsk_path_builder_free_to_path (builder);
}

static PangoLayout *
create_layout (DemainsWheelNode *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (self->scale));
  if (self->ring == 0)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, self->room.size.width * PANGO_SCALE);
  pango_layout_set_height (layout, self->room.size.height * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);

  return layout;
}

/* Whether the whole text is seen, and no word of it is broken. */
static gboolean
shows_all (DemainsWheelNode *self)
{
  g_autoptr (PangoLayout) layout = create_layout (self);
  const PangoLogAttr *attributes;
  int height, n_attributes;

  pango_layout_get_pixel_size (layout, NULL, &height);
  if (pango_layout_is_ellipsized (layout) || height > self->room.size.height + 2)
    return FALSE;

  attributes = pango_layout_get_log_attrs_readonly (layout, &n_attributes);
  for (GSList *line = pango_layout_get_lines_readonly (layout)->next; line != NULL; line = line->next)
    {
      int start = ((PangoLayoutLine *)line->data)->start_index;
      glong offset = g_utf8_pointer_to_offset (self->text, self->text + start);

      if (offset < n_attributes && !attributes[offset].is_line_break)
        return FALSE;
    }

  return TRUE;
}

/* In the largest letters that the whole text fits in somewhere, else cut. */
static void
fit (DemainsWheelNode *self)
{
  self->fitted = TRUE;
  for (guint s = 0; s < G_N_ELEMENTS (SCALES); s++)
    for (guint room = 0; room < DEMAINS_N_ROOMS; room++)
      {
        self->scale = SCALES[s];
        self->room = self->rooms[room];
        if (shows_all (self))
          return;
      }

  self->room = self->rooms[0];
}

static void
snapshot_text (DemainsWheelNode *self, GtkSnapshot *snapshot, GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  if (!self->fitted)
    fit (self);
  layout = create_layout (self);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (self->room.origin.x, self->room.origin.y + (self->room.size.height - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
demains_wheel_node_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DemainsWheelNode *self = DEMAINS_WHEEL_NODE (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  g_autoptr (GskPath) path = create_path (self);
  GdkRGBA color, fill = *accent;

  gtk_widget_get_color (widget, &color);
  fill.alpha = STRENGTHS[self->ring];
  gtk_snapshot_translate (snapshot, &self->middle);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &fill);

  if (gtk_widget_has_focus (widget) || adw_style_manager_get_high_contrast (style))
    {
      g_autoptr (GskStroke) stroke = gsk_stroke_new (gtk_widget_has_focus (widget) ? 3 : 1);

      gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
    }
  snapshot_text (self, snapshot, &color);
}

static gboolean
demains_wheel_node_contains (GtkWidget *widget, double x, double y)
{
  DemainsWheelNode *self = DEMAINS_WHEEL_NODE (widget);

  return demains_sector_contains (&self->sector, x - self->middle.x, y - self->middle.y);
}

/* Another font, or another size of it. */
static void
demains_wheel_node_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  DEMAINS_WHEEL_NODE (widget)->fitted = FALSE;

  GTK_WIDGET_CLASS (demains_wheel_node_parent_class)->css_changed (widget, change);
}

static void
demains_wheel_node_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  gtk_widget_queue_draw (widget);
}

static void
show_text (DemainsWheelNode *self)
{
  g_autofree char *text = demains_record_to_text (self->record);
  g_autofree char *label = NULL;

  if (self->ring == 0)
    /* Translators: what a screen reader says of the middle of the wheel */
    label = g_strdup_printf (_ ("Hypothesis: %s"), text);
  else
    /* Translators: what a screen reader says of a consequence in the wheel: its ring, what it says */
    label = g_strdup_printf (_ ("Ring %u: %s"), self->ring, text);
  if (g_set_str (&self->text, text))
    self->fitted = FALSE;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_LEVEL, self->ring + 1, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_record (DemainsWheelNode *self, DemainsRecord *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, show_text, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify::title", G_CALLBACK (show_text), self, G_CONNECT_SWAPPED);
}

static void
demains_wheel_node_dispose (GObject *object)
{
  set_record (DEMAINS_WHEEL_NODE (object), NULL);

  G_OBJECT_CLASS (demains_wheel_node_parent_class)->dispose (object);
}

static void
demains_wheel_node_finalize (GObject *object)
{
  g_free (DEMAINS_WHEEL_NODE (object)->text);

  G_OBJECT_CLASS (demains_wheel_node_parent_class)->finalize (object);
}

static void
demains_wheel_node_class_init (DemainsWheelNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = demains_wheel_node_dispose;
  object_class->finalize = demains_wheel_node_finalize;
  widget_class->snapshot = demains_wheel_node_snapshot;
  widget_class->contains = demains_wheel_node_contains;
  widget_class->css_changed = demains_wheel_node_css_changed;
  widget_class->state_flags_changed = demains_wheel_node_state_flags_changed;

  gtk_widget_class_set_css_name (widget_class, "wheelnode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TREE_ITEM);
}

static void
demains_wheel_node_init (DemainsWheelNode *self)
{
  self->text = g_strdup ("");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * demains_wheel_node_new:
 *
 * Returns: (transfer floating): a node that shows nothing yet
 */
GtkWidget *
demains_wheel_node_new (void)
{
  return g_object_new (DEMAINS_TYPE_WHEEL_NODE, NULL);
}

/**
 * demains_wheel_node_get_record:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): what it shows
 */
DemainsRecord *
demains_wheel_node_get_record (DemainsWheelNode *self)
{
  g_return_val_if_fail (DEMAINS_IS_WHEEL_NODE (self), NULL);

  return self->record;
}

/**
 * demains_wheel_node_show:
 * @self: a node
 * @record: what it shows
 * @ring: where; 0 for the hypothesis in the middle
 */
void
demains_wheel_node_show (DemainsWheelNode *self, DemainsRecord *record, guint ring)
{
  g_return_if_fail (DEMAINS_IS_WHEEL_NODE (self));

  set_record (self, record);
  self->ring = ring;
  show_text (self);
}

/**
 * demains_wheel_node_place:
 * @self: a node
 * @sector: its part of the wheel
 * @x: the middle of the wheel, in pixels from the left of the node's parent
 * @y: the same from the top
 */
void
demains_wheel_node_place (DemainsWheelNode *self, const DemainsSector *sector, float x, float y)
{
  graphene_rect_t bounds = demains_sector_get_bounds (sector);
  const GtkAllocation allocation
    = { x + bounds.origin.x, y + bounds.origin.y, ceilf (bounds.size.width), ceilf (bounds.size.height) };

  self->sector = *sector;
  self->middle = GRAPHENE_POINT_INIT (x - allocation.x, y - allocation.y);
  demains_sector_get_rooms (sector, self->rooms);
  self->fitted = FALSE;
  gtk_widget_size_allocate (GTK_WIDGET (self), &allocation, -1);
}
