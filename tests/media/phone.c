/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "phone.h"

#include <string.h>

#include "demains-house.h"
#include "footage.h"

#define WIDTH DEMAINS_HOUSE_WIDTH
#define HEIGHT DEMAINS_HOUSE_HEIGHT

/* The hand is so wide, and takes so long for its way. */
#define HAND 16
#define HAND_SECONDS 3.0

#define LOUD 4000

static char *
number (double value)
{
  return g_strdup_printf ("%.6g", value);
}

/* The upright picture, drawn without subsampled colours so that the hand stops at every pixel. */
static char *
make_graph (const PhoneVideo *video)
{
  const int w = video->width, h = video->height;
  g_autofree char *seconds = number (video->seconds);
  g_autofree char *speed = number ((w / 2 - HAND) / HAND_SECONDS);

  return g_strdup_printf (
    "color=c=0x808080:s=%dx%d:r=%s:d=%s,format=yuv444p,drawbox=0:0:%d:%d:white:fill,drawbox=%d:0:%d:%d:red:fill,"
    "drawbox=0:%d:%d:%d:blue:fill,drawbox=%d:%d:%d:%d:black:fill,drawbox=%d:%d:%d:%d:black:fill,"
    "drawbox=%d:%d:%d:%d:white:fill:enable='between(t,0.9995,1.0995)'[board];"
    "color=c=white:s=%dx%d:r=%s:d=%s,format=yuv444p[hand];"
    "[board][hand]overlay=format=yuv444:x='round(%d+t*%s)':y=%d,format=yuv420p%s%s",
    w, h, video->rate, seconds, w / 8, h / 8, w - w / 8, w / 8, h / 8, h - h / 8, w / 8, h / 8, w - w / 8, h - h / 8,
    w / 8, h / 8, w / 4, h * 5 / 8, w / 2, h / 8, w * 3 / 8, h * 3 / 8, w / 4, h / 5, HAND, h / 8, video->rate, seconds,
    w / 4, speed, h * 5 / 8, video->filter != NULL ? "," : "", video->filter != NULL ? video->filter : "");
}

static char *
make_beep (const PhoneVideo *video, double time)
{
  static const char SINE[] = "0.5*sin(6283.19*t)";
  const double begin = time - video->sound_start;
  const double seconds = video->sound_seconds > 0 ? video->sound_seconds : video->seconds - video->sound_start;
  const gboolean surround = g_strcmp0 (video->layout, "5.1") == 0;
  g_autoptr (GString) exprs = g_string_new (NULL);

  for (int channel = 0; channel < (surround ? 6 : g_strcmp0 (video->layout, "stereo") == 0 ? 2 : 1); channel++)
    g_string_append_printf (exprs, "%s%s*between(t,%.3f,%.3f)", channel > 0 ? "|" : "", SINE, begin, begin + 0.1);

  return g_strdup_printf ("aevalsrc=exprs='%s':s=%d:d=%.3f:c=%s", exprs->str, video->sample_rate, seconds,
                          video->layout != NULL ? video->layout : "mono");
}

static void
add_words (GStrvBuilder *builder, const char *words)
{
  g_auto (GStrv) list = NULL;

  if (words != NULL && *words != '\0' && g_shell_parse_argv (words, NULL, &list, NULL))
    g_strv_builder_addv (builder, (const char **)list);
}

static void
add_input (GStrvBuilder *builder, double start, const char *graph)
{
  g_autofree char *offset = number (start);

  if (start > 0)
    g_strv_builder_add_many (builder, "-itsoffset", offset, NULL);
  g_strv_builder_add_many (builder, "-f", "lavfi", "-i", graph, NULL);
}

static void
run (GStrvBuilder *builder)
{
  g_auto (GStrv) command = g_strv_builder_end (builder);
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

void
phone_run (const char *words, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  add_words (builder, "ffmpeg -nostdin -v error -y");
  add_words (builder, words);
  g_strv_builder_add (builder, path);
  run (builder);
}

static void
encode (const PhoneVideo *video, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *graph = make_graph (video);
  g_autofree char *beep = make_beep (video, 1);
  g_autofree char *early_beep = make_beep (video, 0.4);

  add_words (builder, "ffmpeg -nostdin -v error -y -threads 2");
  add_input (builder, video->picture_start, graph);
  if (video->sound != NULL)
    add_input (builder, video->sound_start, beep);
  if (video->second_track)
    add_input (builder, 0, early_beep);
  add_words (builder, video->other);
  add_words (builder, "-map 0:v");
  add_words (builder, video->sound != NULL ? "-map 1:a" : "");
  add_words (builder, video->second_track ? "-map 2:a" : "");
  add_words (builder, "-g 30");
  add_words (builder, video->picture);
  add_words (builder, video->sound);
  g_strv_builder_add (builder, path);
  run (builder);
}

static void
show_turned (const PhoneVideo *video, const char *from, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  add_words (builder, "ffmpeg -nostdin -v error -y");
  add_words (builder, video->display);
  g_strv_builder_add_many (builder, "-i", from, NULL);
  add_words (builder, "-map 0 -c copy");
  g_strv_builder_add (builder, path);
  run (builder);
}

void
phone_patch (const char *path, const char *pairs)
{
  g_auto (GStrv) words = g_strsplit (pairs, " ", -1);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (char **word = words; *word != NULL; word += 2)
    {
      gsize place = size - 4;

      while (place > 0 && memcmp (bytes + place, word[0], 4) != 0)
        place--;
      g_assert_cmpuint (place, >, 0);
      memcpy (bytes + place, word[1], 4);
    }
  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
}

/* After a JPEG's first marker comes an APP1 segment with nothing but an orientation. */
static void
add_exif (const char *path, guint8 orientation)
{
  const guint8 segment[] = { 0xff, 0xe1, 0, 34,   'E', 'x', 'i', 'f', 0, 0, 'M', 'M',         0, 42, 0, 0, 0, 8,
                             0,    1,    1, 0x12, 0,   3,   0,   0,   0, 1, 0,   orientation, 0, 0,  0, 0, 0, 0 };
  g_autoptr (GByteArray) jpeg = g_byte_array_new ();
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_byte_array_append (jpeg, (const guint8 *)bytes, 2);
  g_byte_array_append (jpeg, segment, sizeof segment);
  g_byte_array_append (jpeg, (const guint8 *)bytes + 2, size - 2);
  g_assert_true (g_file_set_contents (path, (const char *)jpeg->data, jpeg->len, NULL));
}

void
phone_make (const PhoneVideo *video, const char *path)
{
  if (video->display == NULL)
    {
      encode (video, path);
    }
  else
    {
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *plain_name = g_strconcat ("plain-", name, NULL);
      g_autofree char *plain = g_build_filename (folder, plain_name, NULL);

      encode (video, plain);
      show_turned (video, plain, path);
    }
  if (video->patch != NULL)
    phone_patch (path, video->patch);
  if (video->exif != 0)
    add_exif (path, video->exif);
}

/* Where the video's picture is in a picture of the house profile. */
typedef struct
{
  const PhoneVideo *video;
  const guint8 *bytes;
  double scale;
  double left;
  double top;
} View;

static int
get_luma (const View *view, double x, double y)
{
  return view->bytes[CLAMP ((int)y, 0, HEIGHT - 1) * WIDTH + CLAMP ((int)x, 0, WIDTH - 1)];
}

static int
get_chroma (const View *view, gboolean red, double x, double y)
{
  const guint8 *plane = view->bytes + WIDTH * HEIGHT + (red ? WIDTH * HEIGHT / 4 : 0);

  return plane[CLAMP ((int)(y / 2), 0, HEIGHT / 2 - 1) * (WIDTH / 2) + CLAMP ((int)(x / 2), 0, WIDTH / 2 - 1)];
}

static double
get_x (const View *view, double share)
{
  return view->left + share * view->video->width * view->scale;
}

static double
get_y (const View *view, double share)
{
  return view->top + share * view->video->height * view->scale;
}

/* The middle of what is bright on the way of the hand. */
static double
read_hand (const View *view)
{
  const int width = view->video->width;
  const double y = get_y (view, 11.0 / 16);
  double sum = 0, weighted = 0, x;

  for (x = get_x (view, 0.25) + 2; x < get_x (view, 0.75) - 2; x++)
    {
      const int light = MAX (get_luma (view, x, y) - 60, 0);

      sum += light;
      weighted += light * ((int)x + 0.5 - view->left);
    }
  x = sum > 0 ? weighted / sum / view->scale : 0;

  return (x - width / 4 - HAND / 2) * HAND_SECONDS / (width / 2 - HAND);
}

static gboolean
is_upright (const View *view)
{
  const double near = 1.0 / 16, far = 15.0 / 16;

  return get_luma (view, get_x (view, near), get_y (view, near)) > 200
         && get_chroma (view, TRUE, get_x (view, far), get_y (view, near)) > 170
         && get_chroma (view, FALSE, get_x (view, near), get_y (view, far)) > 170
         && get_luma (view, get_x (view, far), get_y (view, far)) < 50;
}

/* Black where the picture does not reach, and the picture where it does. */
static gboolean
is_boxed (const View *view)
{
  return (view->left < 8 || get_luma (view, view->left / 2, HEIGHT / 2) < 30)
         && (view->top < 8 || get_luma (view, WIDTH / 2, view->top / 2) < 30)
         && get_luma (view, get_x (view, 0) + 6, get_y (view, 0) + 6) > 180;
}

static void
take_picture (GArray *array, GstBuffer *buffer, gpointer data)
{
  View view = { .video = data };
  PhonePicture picture;
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_READ);
  g_assert_cmpuint (map.size, ==, WIDTH * HEIGHT * 3 / 2);
  view.bytes = map.data;
  view.scale = MIN ((double)WIDTH / view.video->width, (double)HEIGHT / view.video->height);
  view.left = (WIDTH - view.video->width * view.scale) / 2;
  view.top = (HEIGHT - view.video->height * view.scale) / 2;
  picture = (PhonePicture){
    .time = GST_BUFFER_PTS (buffer) / (double)GST_SECOND,
    .hand = read_hand (&view),
    .flash = get_luma (&view, get_x (&view, 0.5), get_y (&view, 0.46)) > 190,
    .upright = is_upright (&view),
    .boxed = is_boxed (&view),
    .grey = ABS (get_luma (&view, get_x (&view, 0.5), get_y (&view, 0.2)) - 126) < 20
            && ABS (get_chroma (&view, TRUE, get_x (&view, 0.5), get_y (&view, 0.2)) - 128) < 8,
  };
  gst_buffer_unmap (buffer, &map);
  g_array_append_val (array, picture);
}

GArray *
phone_read_pictures (const PhoneVideo *video, const char *uri)
{
  return footage_read (uri, "video/x-raw,format=I420,width=1280,height=720,pixel-aspect-ratio=1/1",
                       sizeof (PhonePicture), take_picture, (gpointer)video);
}

double
phone_read_beep (const char *uri)
{
  g_autoptr (GArray) sound = footage_read_sound (uri);

  for (guint i = 0; i < sound->len; i++)
    if (ABS (g_array_index (sound, gint16, i)) > LOUD)
      return i / (double)DEMAINS_HOUSE_SAMPLE_RATE;

  return -1;
}
