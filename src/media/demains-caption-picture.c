/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-caption-picture.h"

#include <gst/video/video.h>
#include <pango/pangocairo.h>

#include "demains-house.h"

/* In a picture of the house profile's size. 42 letters in a line take four fifths of its width, and what is below
 * them every screen shows (EBU R 95: the safe area for graphics). */
#define FONT_SIZE 42
#define PADDING 14
#define BOTTOM 40
#define GROUND_ALPHA 0.85
#define MOST_WIDTH (DEMAINS_HOUSE_WIDTH - 2 * BOTTOM)

/* The colours of the French charter, as in the window (data/style.css). */
static const struct
{
  double red;
  double green;
  double blue;
  PangoStyle style;
} LOOKS[] = {
  [DEMAINS_CUE_STYLE_SEEN] = { 1, 1, 1, PANGO_STYLE_NORMAL },
  [DEMAINS_CUE_STYLE_OFF] = { 1, 1, 0, PANGO_STYLE_ITALIC },
  [DEMAINS_CUE_STYLE_SOUND] = { 1, 0.42, 0.42, PANGO_STYLE_NORMAL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (LOOKS) == DEMAINS_N_CUE_STYLES);

struct _DemainsCaptionPicture
{
  GPtrArray *cues;
  const DemainsCue *cue;
  GstVideoOverlayComposition *overlay;
};

/*
 * demains_caption_picture_new:
 * @cues: (element-type DemainsCue): the captions of a film
 *
 * Returns: (transfer full): what draws them
 */
DemainsCaptionPicture *
demains_caption_picture_new (GPtrArray *cues)
{
  DemainsCaptionPicture *self = g_new0 (DemainsCaptionPicture, 1);

  self->cues = g_ptr_array_ref (cues);

  return self;
}

static PangoLayout *
create_layout (const DemainsCue *cue)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  PangoLayout *layout = pango_layout_new (context);
  int width;

  pango_font_description_set_absolute_size (font, FONT_SIZE * PANGO_SCALE);
  pango_font_description_set_style (font, LOOKS[cue->style].style);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, cue->text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  pango_layout_set_width (layout, MIN (width + 1, MOST_WIDTH) * PANGO_SCALE);
  g_object_unref (context);

  return layout;
}

static void
draw (cairo_surface_t *surface, PangoLayout *layout, const DemainsCue *cue)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgba (cr, 0, 0, 0, GROUND_ALPHA);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, LOOKS[cue->style].red, LOOKS[cue->style].green, LOOKS[cue->style].blue);
  cairo_move_to (cr, PADDING, PADDING / 2);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

/* In the middle, at the foot of the picture. */
static GstVideoOverlayComposition *
compose (const DemainsCue *cue)
{
  g_autoptr (PangoLayout) layout = create_layout (cue);
  GstVideoOverlayRectangle *rectangle;
  GstVideoOverlayComposition *overlay;
  cairo_surface_t *surface;
  GstBuffer *pixels;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * PADDING;
  height += PADDING;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  draw (surface, layout, cue);
  pixels = gst_buffer_new_memdup (cairo_image_surface_get_data (surface),
                                  (gsize)height * cairo_image_surface_get_stride (surface));
  gst_buffer_add_video_meta (pixels, GST_VIDEO_FRAME_FLAG_NONE, GST_VIDEO_OVERLAY_COMPOSITION_FORMAT_RGB, width,
                             height);
  rectangle = gst_video_overlay_rectangle_new_raw (pixels, (DEMAINS_HOUSE_WIDTH - width) / 2,
                                                   DEMAINS_HOUSE_HEIGHT - BOTTOM - height, width, height,
                                                   GST_VIDEO_OVERLAY_FORMAT_FLAG_PREMULTIPLIED_ALPHA);
  overlay = gst_video_overlay_composition_new (rectangle);
  gst_video_overlay_rectangle_unref (rectangle);
  gst_buffer_unref (pixels);
  cairo_surface_destroy (surface);

  return overlay;
}

/*
 * demains_caption_picture_add:
 * @self: captions
 * @picture: (transfer full): a picture of the film, in the house profile's size
 * @caps: what it is
 * @time: when it is seen, in nanoseconds
 *
 * Returns: (transfer full): it, or a copy with what is said then
 */
GstBuffer *
demains_caption_picture_add (DemainsCaptionPicture *self, GstBuffer *picture, GstCaps *caps, gint64 time)
{
  const DemainsCue *cue = demains_cue_list_find (self->cues, time);
  GstVideoInfo info;
  GstVideoFrame frame;
  GstBuffer *copy;

  if (cue == NULL)
    return picture;
  if (cue != self->cue)
    {
      g_clear_pointer (&self->overlay, gst_video_overlay_composition_unref);
      self->overlay = compose (cue);
      self->cue = cue;
    }
  copy = gst_buffer_copy_deep (picture);
  gst_buffer_unref (picture);
  if (gst_video_info_from_caps (&info, caps) && gst_video_frame_map (&frame, &info, copy, GST_MAP_READWRITE))
    {
      gst_video_overlay_composition_blend (self->overlay, &frame);
      gst_video_frame_unmap (&frame);
    }

  return copy;
}

void
demains_caption_picture_free (DemainsCaptionPicture *self)
{
  g_clear_pointer (&self->overlay, gst_video_overlay_composition_unref);
  g_ptr_array_unref (self->cues);
  g_free (self);
}
