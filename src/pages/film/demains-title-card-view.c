/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-title-card-view.h"

struct _DemainsTitleCardView
{
  GtkWidget parent_instance;

  DemainsTitleCard *card;
};

G_DEFINE_FINAL_TYPE (DemainsTitleCardView, demains_title_card_view, GTK_TYPE_WIDGET)

/* As the view of takes, whose place it takes. */
#define MINIMUM_WIDTH 160
#define NATURAL_WIDTH 640

static GtkSizeRequestMode
demains_title_card_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
demains_title_card_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                 int *natural, int *minimum_baseline, int *natural_baseline)
{
  int width = for_size < 0 ? NATURAL_WIDTH : for_size;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : MINIMUM_WIDTH * 9 / 16;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : MAX (*minimum, width * 9 / 16);
}

static void
demains_title_card_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DemainsTitleCardView *self = DEMAINS_TITLE_CARD_VIEW (widget);
  float width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  float shown = MIN (width, height * 16 / 9);
  graphene_rect_t bounds
    = GRAPHENE_RECT_INIT ((width - shown) / 2, (height - shown * 9 / 16) / 2, shown, shown * 9 / 16);
  cairo_t *cr;

  if (self->card == NULL || shown < 1)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_translate (cr, bounds.origin.x, bounds.origin.y);
  demains_title_card_draw (self->card, cr, shown);
  cairo_destroy (cr);
}

static void
demains_title_card_view_finalize (GObject *object)
{
  g_clear_pointer (&DEMAINS_TITLE_CARD_VIEW (object)->card, demains_title_card_free);

  G_OBJECT_CLASS (demains_title_card_view_parent_class)->finalize (object);
}

static void
demains_title_card_view_class_init (DemainsTitleCardViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = demains_title_card_view_finalize;
  widget_class->get_request_mode = demains_title_card_view_get_request_mode;
  widget_class->measure = demains_title_card_view_measure;
  widget_class->snapshot = demains_title_card_view_snapshot;

  gtk_widget_class_set_css_name (widget_class, "videoview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
demains_title_card_view_init (DemainsTitleCardView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * demains_title_card_view_take_card:
 * @self: a view
 * @card: (transfer full) (nullable): what it shows from now on
 */
void
demains_title_card_view_take_card (DemainsTitleCardView *self, DemainsTitleCard *card)
{
  g_return_if_fail (DEMAINS_IS_TITLE_CARD_VIEW (self));

  g_clear_pointer (&self->card, demains_title_card_free);
  self->card = card;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * demains_title_card_view_make_texture:
 * @card: a card
 * @width: in pixels
 *
 * Returns: (transfer full): a small picture of it
 */
GdkTexture *
demains_title_card_view_make_texture (const DemainsTitleCard *card, int width)
{
  int height = width * 9 / 16;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  gsize stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  demains_title_card_draw (card, cr, width);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), height * stride);
  cairo_surface_destroy (surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_B8G8R8X8, bytes, stride);
}
