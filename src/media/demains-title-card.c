/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-title-card.h"

#include <gst/video/video.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-theme.h"

/* All lengths are of a picture as wide as the house profile's; what is drawn smaller is scaled. Words
 * stay in the middle nine tenths, which every screen shows (EBU R 95: the safe area for graphics). */
#define WIDTH DEMAINS_HOUSE_WIDTH
#define HEIGHT DEMAINS_HOUSE_HEIGHT
#define MARGIN 96
#define LINE_WIDTH 120
#define LINE_HEIGHT 8
#define LINE_GAP 36
#define TEXT_GAP 20
#define TEXT_WIDTH (WIDTH - 2 * MARGIN)

/* Sizes of the title's letters, the largest with which all fits; what is below is smaller by this much. At
 * the smallest size words are broken. */
#define LARGEST_SIZE 84
#define SMALLEST_SIZE 20
#define SIZE_STEP 4
#define REST_SHARE 0.58

/* So many letters can be read on a card at its longest; more would take seconds to lay out. */
#define MOST_CHARACTERS 800

/* The ground and the words of a style; a ground of the theme is its colour. */
typedef struct
{
  const char *key;
  gboolean themed;
  guint32 ground;
  guint32 ink;
} Style;

static const Style STYLES[] = {
  { "theme", TRUE, 0, 0xffffff },
  { "dark", FALSE, 0x1c1c1f, 0xffffff },
  { "light", FALSE, 0xfafafa, 0x1c1c1f },
};

struct _DemainsCard
{
  char *title;
  char *rest;
  const Style *style;
  guint32 colour;
};

static const Style *
find_style (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (STYLES); i++)
    if (strcmp (STYLES[i].key, key) == 0)
      return &STYLES[i];

  return &STYLES[0];
}

/**
 * demains_title_card_new:
 * @project: a project
 * @clip: one of its title cards
 *
 * Returns: (transfer full): what is seen of it; may be drawn in any thread
 */
DemainsTitleCard *
demains_title_card_new (DemainsProject *project, DemainsRecord *clip)
{
  DemainsTitleCard *self = g_new0 (DemainsTitleCard, 1);
  const char *text = demains_record_get_text (clip, "text");
  g_autofree char *start
    = g_utf8_strlen (text, -1) > MOST_CHARACTERS ? g_utf8_substring (text, 0, MOST_CHARACTERS) : g_strdup (text);
  char *end;

  g_strstrip (start);
  end = strchr (start, '\n');
  self->title = end != NULL ? g_strndup (start, end - start) : g_strdup (start);
  self->rest = g_strstrip (g_strdup (end != NULL ? end : ""));
  self->style = find_style (demains_record_get_text (clip, "style"));
  self->colour = demains_theme_get_colour (demains_record_get_text (demains_project_get_root (project), "theme"));

  return self;
}

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

/* On a dark ground the line is lighter than the theme's colour is. */
static void
set_line_colour (cairo_t *cr, const DemainsTitleCard *self)
{
  set_colour (cr, self->style->themed ? self->style->ink : self->colour);
  if (!self->style->themed && self->style->ink == 0xffffff)
    set_colour (cr, (self->colour >> 1 & 0x7f7f7f) + 0x7f7f7f);
}

/* Measured without the steps of a screen, so that lines end where they do in the film. */
static PangoLayout *
create_layout (cairo_t *cr, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_context_changed (layout);
  cairo_font_options_destroy (options);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, TEXT_WIDTH * PANGO_SCALE);
  pango_layout_set_wrap (layout, size > SMALLEST_SIZE ? PANGO_WRAP_WORD : PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static void
get_size (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  *width = w / (double)PANGO_SCALE;
  *height = h / (double)PANGO_SCALE;
}

typedef struct
{
  PangoLayout *title;
  PangoLayout *rest;
  double title_height;
  double height;
} Words;

static void
words_clear (Words *self)
{
  g_clear_object (&self->title);
  g_clear_object (&self->rest);
}

/* Whether words of that size fit into lines of whole words, and all lines into the picture. */
static gboolean
lay_out (const DemainsTitleCard *self, cairo_t *cr, double size, Words *words)
{
  double title_width, rest_width, rest_height;

  words->title = create_layout (cr, self->title, size, PANGO_WEIGHT_BOLD);
  words->rest = create_layout (cr, self->rest, MAX (size * REST_SHARE, SMALLEST_SIZE), PANGO_WEIGHT_NORMAL);
  get_size (words->title, &title_width, &words->title_height);
  get_size (words->rest, &rest_width, &rest_height);
  words->height = LINE_HEIGHT + LINE_GAP + words->title_height;
  if (*self->rest != '\0')
    words->height += TEXT_GAP + rest_height;

  return MAX (title_width, rest_width) <= TEXT_WIDTH && words->height <= HEIGHT - 2 * MARGIN;
}

/**
 * demains_title_card_draw:
 * @self: a card
 * @cr: where; from its origin on
 * @width: how wide, in units of @cr; it is 16 by 9
 *
 * Draws it.
 */
void
demains_title_card_draw (const DemainsTitleCard *self, cairo_t *cr, double width)
{
  Words words = { 0 };
  double y;

  cairo_save (cr);
  cairo_scale (cr, width / WIDTH, width / WIDTH);
  cairo_rectangle (cr, 0, 0, WIDTH, HEIGHT);
  cairo_clip (cr);
  set_colour (cr, self->style->themed ? self->colour : self->style->ground);
  cairo_paint (cr);

  for (int size = LARGEST_SIZE; !lay_out (self, cr, size, &words) && size > SMALLEST_SIZE; size -= SIZE_STEP)
    words_clear (&words);
  y = MAX ((HEIGHT - words.height) / 2, MARGIN / 2);
  set_line_colour (cr, self);
  cairo_rectangle (cr, MARGIN, y, LINE_WIDTH, LINE_HEIGHT);
  cairo_fill (cr);
  set_colour (cr, self->style->ink);
  y += LINE_HEIGHT + LINE_GAP;
  cairo_move_to (cr, MARGIN, y);
  pango_cairo_show_layout (cr, words.title);
  cairo_move_to (cr, MARGIN, y + words.title_height + TEXT_GAP);
  pango_cairo_show_layout (cr, words.rest);
  words_clear (&words);
  cairo_restore (cr);
}

static gboolean
convert (cairo_surface_t *surface, GstVideoFrame *to)
{
  GstVideoInfo info;
  GstBuffer *buffer;
  GstVideoFrame from;
  GstVideoConverter *converter;

  gst_video_info_set_format (&info, GST_VIDEO_FORMAT_BGRx, WIDTH, HEIGHT);
  info.fps_n = to->info.fps_n;
  info.fps_d = to->info.fps_d;
  converter = gst_video_converter_new (&info, &to->info, NULL);
  if (converter == NULL)
    return FALSE;

  buffer = gst_buffer_new_wrapped_full (GST_MEMORY_FLAG_READONLY, cairo_image_surface_get_data (surface), info.size, 0,
                                        info.size, NULL, NULL);
  gst_video_frame_map (&from, &info, buffer, GST_MAP_READ);
  gst_video_converter_frame (converter, &from, to);
  gst_video_frame_unmap (&from);
  gst_buffer_unref (buffer);
  gst_video_converter_free (converter);

  return TRUE;
}

/**
 * demains_title_card_make_picture:
 * @self: a card
 * @caps: what pictures of the film are, in the house profile's size
 * @error: %DEMAINS_MEDIA_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): what is seen of it in the film
 */
GstBuffer *
demains_title_card_make_picture (const DemainsTitleCard *self, GstCaps *caps, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  GstBuffer *picture = NULL;
  GstVideoInfo info;
  GstVideoFrame frame;
  gboolean good = FALSE;

  demains_title_card_draw (self, cr, WIDTH);
  cairo_surface_flush (surface);
  if (gst_video_info_from_caps (&info, caps))
    {
      picture = gst_buffer_new_allocate (NULL, info.size, NULL);
      good = gst_video_frame_map (&frame, &info, picture, GST_MAP_WRITE);
    }
  if (good)
    {
      good = convert (surface, &frame);
      gst_video_frame_unmap (&frame);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (good)
    return picture;

  gst_clear_buffer (&picture);
  g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED, "a title card cannot be drawn");

  return NULL;
}

void
demains_title_card_free (DemainsTitleCard *self)
{
  g_free (self->title);
  g_free (self->rest);
  g_free (self);
}
