/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-sheet-layout.h"

/* Of the room, for the names; the names and what they name need so many letters. */
#define NAMES 0.3
#define LETTERS 42
/* Between the two, in letters; between a name and what is below it, in pixels. */
#define COLUMN_GAP 2
#define ROW_GAP 2

struct _DemainsSheetLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (DemainsSheetLayout, demains_sheet_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Where both stand when they have @width. */
typedef struct
{
  GtkWidget *name;
  GtkWidget *body;
  gboolean beside;
  int gap;
  int name_width;
  int body_width;
} Places;

static void
places_init (Places *places, GtkWidget *widget, int width)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  places->name = gtk_widget_get_first_child (widget);
  places->body = gtk_widget_get_next_sibling (places->name);
  places->beside = gtk_widget_should_layout (places->name) && width >= LETTERS * letter;
  places->gap = COLUMN_GAP * letter;
  places->name_width = places->beside ? (int)(width * NAMES) : width;
  places->body_width = places->beside ? width - places->name_width - places->gap : width;
}

static int
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size, int *natural)
{
  int minimum = 0;

  *natural = 0;
  if (gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, &minimum, natural, NULL, NULL);

  return minimum;
}

/* A place is never narrower than what is in it can be. */
static int
measure_height (GtkWidget *child, int width, int *natural)
{
  int least = measure_child (child, GTK_ORIENTATION_HORIZONTAL, -1, natural);

  return measure_child (child, GTK_ORIENTATION_VERTICAL, MAX (width, least), natural);
}

static GtkSizeRequestMode
demains_sheet_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
demains_sheet_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                              int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  Places places;
  int name, name_natural, body, body_natural;

  places_init (&places, widget, for_size < 0 ? G_MAXINT16 : for_size);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      name = measure_child (places.name, orientation, -1, &name_natural);
      body = measure_child (places.body, orientation, -1, &body_natural);
      *minimum = MAX (name, body);
      *natural = MAX (*minimum, name_natural + places.gap + body_natural);
      return;
    }

  name = measure_height (places.name, places.name_width, &name_natural);
  body = measure_height (places.body, places.body_width, &body_natural);
  if (places.beside)
    {
      *minimum = MAX (name, body);
      *natural = MAX (name_natural, body_natural);
    }
  else
    {
      *minimum = name + body + (name > 0 ? ROW_GAP : 0);
      *natural = name_natural + body_natural + (name > 0 ? ROW_GAP : 0);
    }
}

static void
demains_sheet_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation name = { 0 };
  GtkAllocation body = { 0 };
  Places places;
  int natural;

  places_init (&places, widget, width);
  name.width = places.name_width;
  body.width = places.body_width;
  name.height = measure_height (places.name, name.width, &natural);
  body.height = measure_height (places.body, body.width, &natural);
  if (!places.beside)
    body.y = name.height + (name.height > 0 ? ROW_GAP : 0);
  else if (reversed)
    name.x = width - name.width;
  else
    body.x = width - body.width;

  if (gtk_widget_should_layout (places.name))
    gtk_widget_size_allocate (places.name, &name, -1);
  if (gtk_widget_should_layout (places.body))
    gtk_widget_size_allocate (places.body, &body, -1);
}

static void
demains_sheet_layout_class_init (DemainsSheetLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = demains_sheet_layout_get_request_mode;
  manager_class->measure = demains_sheet_layout_measure;
  manager_class->allocate = demains_sheet_layout_allocate;
}

static void
demains_sheet_layout_init (DemainsSheetLayout *self)
{
}
