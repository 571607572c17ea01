/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-consequence-view.h"

#include "demains-consequence-outline.h"
#include "demains-consequence-wheel.h"

/* In pixels at the usual size of text: from this width on the two are beside each other. */
#define BESIDE 900
#define SPACING 18

struct _DemainsConsequenceView
{
  GtkWidget parent_instance;

  DemainsSession *session;
  DemainsConsequenceTree *tree;

  GtkWidget *outline;
  GtkWidget *wheel;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_TREE,
} DemainsConsequenceViewProperty;

#define N_PROPS (PROP_TREE + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsConsequenceView, demains_consequence_view, GTK_TYPE_WIDGET)

static gboolean
are_beside (GtkWidget *widget, int width)
{
  return width >= adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, BESIDE, gtk_widget_get_settings (widget));
}

/* How wide each is where they are beside each other. */
static void
share_width (int width, int *outline, int *wheel)
{
  *wheel = (width - SPACING) * 11 / 20;
  *outline = width - SPACING - *wheel;
}

static GtkSizeRequestMode
demains_consequence_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
demains_consequence_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  DemainsConsequenceView *self = DEMAINS_CONSEQUENCE_VIEW (widget);
  gboolean beside = are_beside (widget, for_size);
  int outline_width = for_size, wheel_width = for_size;
  int outline_minimum, outline_natural, wheel_minimum, wheel_natural;

  if (orientation == GTK_ORIENTATION_VERTICAL && beside)
    share_width (for_size, &outline_width, &wheel_width);
  gtk_widget_measure (self->outline, orientation, outline_width, &outline_minimum, &outline_natural, NULL, NULL);
  gtk_widget_measure (self->wheel, orientation, wheel_width, &wheel_minimum, &wheel_natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL || beside)
    {
      *minimum = MAX (outline_minimum, wheel_minimum);
      *natural = MAX (outline_natural, wheel_natural);
    }
  else
    {
      *minimum = outline_minimum + SPACING + wheel_minimum;
      *natural = outline_natural + SPACING + wheel_natural;
    }
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(const GtkAllocation){ x, y, width, height }, -1);
}

static void
demains_consequence_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DemainsConsequenceView *self = DEMAINS_CONSEQUENCE_VIEW (widget);
  int outline_width, wheel_width, wheel_height;

  if (are_beside (widget, width))
    {
      gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      share_width (width, &outline_width, &wheel_width);
      gtk_widget_measure (self->wheel, GTK_ORIENTATION_VERTICAL, wheel_width, NULL, &wheel_height, NULL, NULL);
      allocate (self->outline, right_to_left ? width - outline_width : 0, 0, outline_width, height);
      allocate (self->wheel, right_to_left ? 0 : width - wheel_width, 0, wheel_width, MIN (wheel_height, height));
    }
  else
    {
      gtk_widget_measure (self->wheel, GTK_ORIENTATION_VERTICAL, width, NULL, &wheel_height, NULL, NULL);
      allocate (self->outline, 0, 0, width, MAX (height - SPACING - wheel_height, 0));
      allocate (self->wheel, 0, height - wheel_height, width, wheel_height);
    }
}

static void
demains_consequence_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsConsequenceView *self = DEMAINS_CONSEQUENCE_VIEW (object);

  switch ((DemainsConsequenceViewProperty)prop_id)
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
demains_consequence_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsConsequenceView *self = DEMAINS_CONSEQUENCE_VIEW (object);

  switch ((DemainsConsequenceViewProperty)prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_TREE:
      g_set_object (&self->tree, g_value_get_object (value));
      break;
    }
}

static void
demains_consequence_view_dispose (GObject *object)
{
  DemainsConsequenceView *self = DEMAINS_CONSEQUENCE_VIEW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->tree);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_CONSEQUENCE_VIEW);

  G_OBJECT_CLASS (demains_consequence_view_parent_class)->dispose (object);
}

static void
demains_consequence_view_class_init (DemainsConsequenceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_consequence_view_get_property;
  object_class->set_property = demains_consequence_view_set_property;
  object_class->dispose = demains_consequence_view_dispose;
  widget_class->get_request_mode = demains_consequence_view_get_request_mode;
  widget_class->measure = demains_consequence_view_measure;
  widget_class->size_allocate = demains_consequence_view_size_allocate;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_TREE] = g_param_spec_object ("tree", NULL, NULL, DEMAINS_TYPE_CONSEQUENCE_TREE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_CONSEQUENCE_OUTLINE);
  g_type_ensure (DEMAINS_TYPE_CONSEQUENCE_WHEEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-consequence-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsConsequenceView, outline);
  gtk_widget_class_bind_template_child (widget_class, DemainsConsequenceView, wheel);
}

static void
demains_consequence_view_init (DemainsConsequenceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_consequence_view_go_to:
 * @self: a view
 * @record: a consequence of its tree
 *
 * Takes the keyboard to where @record is written.
 */
void
demains_consequence_view_go_to (DemainsConsequenceView *self, DemainsRecord *record)
{
  g_return_if_fail (DEMAINS_IS_CONSEQUENCE_VIEW (self));

  demains_consequence_outline_go_to (DEMAINS_CONSEQUENCE_OUTLINE (self->outline), record);
}
