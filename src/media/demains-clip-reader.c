/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-clip-reader.h"

#include <string.h>

#include <gst/video/video.h>

#include "demains-house.h"
#include "demains-stream-reader.h"

#define JPEG_TIMEOUT (5 * GST_SECOND)

/* Sound that begins a moment before a cut is decoded with it. */
#define SOUND_RUN_UP (GST_SECOND / 5)

/* Closer than this, a time is the next sample's own, rounded. */
#define SAMPLE_TOLERANCE (DEMAINS_HOUSE_SAMPLE_RATE / 500)

struct _DemainsPictureReader
{
  DemainsStreamReader reader;
  GstCaps *caps;
  GstBuffer *current;
  GstBuffer *next;
  gint64 next_frame;
  gint64 current_frame;
  gboolean ended;
};

struct _DemainsSoundReader
{
  DemainsStreamReader reader;
  GstCaps *caps;
  guint channels;
  GstBuffer *buffer;
  gint64 position;
  gint64 expected;
  gboolean ended;
};

static GstBuffer *
pull (DemainsStreamReader *reader, GstCaps **caps, GError **error)
{
  g_autoptr (GstSample) sample = demains_stream_reader_pull (reader, DEMAINS_MEDIA_ERROR_DAMAGED, error);

  if (sample != NULL && caps != NULL)
    gst_caps_replace (caps, gst_sample_get_caps (sample));

  return sample != NULL ? gst_buffer_ref (gst_sample_get_buffer (sample)) : NULL;
}

/*
 * demains_picture_reader_new:
 * @uri: a video
 * @first_frame: the first one that will be asked for
 * @colorimetry: (nullable): of the pictures, as in GStreamer's caps; %NULL for the video's own
 * @cancellable: (nullable): makes the reader give up
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): a reader of its pictures, in the house
 *     profile's size and format
 */
DemainsPictureReader *
demains_picture_reader_new (const char *uri, gint64 first_frame, const char *colorimetry, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (DemainsPictureReader) self = g_new0 (DemainsPictureReader, 1);
  g_autofree char *tail
    = g_strconcat ("videoconvertscale add-borders=true ! video/x-raw,format=I420," DEMAINS_HOUSE_SIZE_CAPS,
                   colorimetry != NULL ? ",colorimetry=" : NULL, colorimetry, NULL);

  self->current_frame = -1;
  if (!demains_stream_reader_open (&self->reader, uri, DEMAINS_STREAM_PICTURES, tail,
                                   demains_house_frame_to_time (first_frame), cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/*
 * demains_picture_reader_get:
 * @self: a picture reader
 * @frame: which one; never one before the last
 * @exact: (out) (optional): whether it is that one, not the one shown instead
 *     because it is missing
 * @error: (out): why there is no more, once; the last picture is given nevertheless
 *
 * Returns: (transfer none) (nullable): the picture that shows at that time;
 *     %NULL when there was none at all
 */
GstBuffer *
demains_picture_reader_get (DemainsPictureReader *self, gint64 frame, gboolean *exact, GError **error)
{
  while (!self->ended && (self->next == NULL || self->next_frame <= frame))
    {
      if (self->next != NULL)
        {
          gst_clear_buffer (&self->current);
          self->current = g_steal_pointer (&self->next);
          self->current_frame = self->next_frame;
        }
      if (self->current_frame == frame)
        break;
      self->next = pull (&self->reader, &self->caps, error);
      self->ended = self->next == NULL;
      if (!self->ended)
        self->next_frame = demains_house_nearest_frame (GST_BUFFER_PTS (self->next));
    }

  if (exact != NULL)
    *exact = self->current_frame == frame;

  return self->current != NULL ? self->current : self->next;
}

/*
 * demains_picture_reader_get_caps:
 * @self: a picture reader that gave a picture
 *
 * Returns: (transfer none): what its pictures are
 */
GstCaps *
demains_picture_reader_get_caps (DemainsPictureReader *self)
{
  return self->caps;
}

/*
 * demains_picture_reader_get_jpeg:
 * @self: a picture reader
 * @frame: which one; never one before the last
 * @height: how high it is to be; 16 by 9
 * @error: why there is none
 *
 * Returns: (transfer full) (nullable): the picture that shows at that time; %NULL without an error when there was none
 * at all
 */
GBytes *
demains_picture_reader_get_jpeg (DemainsPictureReader *self, gint64 frame, int height, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GstBuffer *buffer = demains_picture_reader_get (self, frame, NULL, &problem);
  g_autoptr (GstCaps) to
    = gst_caps_new_simple ("image/jpeg", "width", G_TYPE_INT, height * 16 / 9, "height", G_TYPE_INT, height, NULL);
  g_autoptr (GstSample) sample = NULL;
  g_autoptr (GstSample) picture = NULL;
  gpointer data;
  gsize size;

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (buffer != NULL)
    {
      sample = gst_sample_new (buffer, self->caps, NULL, NULL);
      picture = gst_video_convert_sample (sample, to, JPEG_TIMEOUT, error);
    }
  if (picture == NULL)
    return NULL;

  gst_buffer_extract_dup (gst_sample_get_buffer (picture), 0, -1, &data, &size);

  return g_bytes_new_take (data, size);
}

void
demains_picture_reader_free (DemainsPictureReader *self)
{
  gst_clear_buffer (&self->current);
  gst_clear_buffer (&self->next);
  gst_clear_caps (&self->caps);
  demains_stream_reader_clear (&self->reader);
  g_free (self);
}

/*
 * demains_sound_reader_new:
 * @uri: a video with sound
 * @first_sample: the first one that will be asked for
 * @cancellable: (nullable): makes the reader give up
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): a reader of its sound at 48 kHz
 */
DemainsSoundReader *
demains_sound_reader_new (const char *uri, gint64 first_sample, GCancellable *cancellable, GError **error)
{
  g_autoptr (DemainsSoundReader) self = g_new0 (DemainsSoundReader, 1);
  gint64 start = gst_util_uint64_scale (first_sample, GST_SECOND, DEMAINS_HOUSE_SAMPLE_RATE);

  self->expected = -1;
  if (!demains_stream_reader_open (
        &self->reader, uri, DEMAINS_STREAM_SOUND,
        "audioconvert ! audioresample ! audio/x-raw,format=S16LE,layout=interleaved,rate=48000,channels=[1,2]",
        MAX (start - (gint64)SOUND_RUN_UP, 0), cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gsize
count_samples (DemainsSoundReader *self)
{
  return gst_buffer_get_size (self->buffer) / (self->channels * sizeof (gint16));
}

static void
take_caps (DemainsSoundReader *self)
{
  int channels = 0;

  gst_structure_get_int (gst_caps_get_structure (self->caps, 0), "channels", &channels);
  self->channels = CLAMP (channels, 1, 2);
}

/* Gets the next stretch of sound and where it belongs. */
static gboolean
pull_sound (DemainsSoundReader *self, GError **error)
{
  gst_clear_buffer (&self->buffer);
  self->buffer = self->ended ? NULL : pull (&self->reader, &self->caps, error);
  if (self->buffer == NULL)
    {
      self->ended = TRUE;
      return FALSE;
    }
  take_caps (self);

  self->position = gst_util_uint64_scale_round (GST_BUFFER_PTS (self->buffer), DEMAINS_HOUSE_SAMPLE_RATE, GST_SECOND);
  if (self->expected >= 0 && ABS (self->position - self->expected) <= SAMPLE_TOLERANCE)
    self->position = self->expected;
  self->expected = self->position + count_samples (self);

  return TRUE;
}

/* From one channel both are made, in the place of the second half, from its start on. */
static void
copy_samples (DemainsSoundReader *self, gint64 first, gint16 *stereo, gint64 count)
{
  gint16 *samples = self->channels == 1 ? stereo + count : stereo;

  gst_buffer_extract (self->buffer, first * self->channels * sizeof (gint16), samples,
                      count * self->channels * sizeof (gint16));
  for (gint64 i = 0; self->channels == 1 && i < count; i++)
    stereo[2 * i] = stereo[2 * i + 1] = samples[i];
}

/*
 * demains_sound_reader_is_mono:
 * @self: a sound reader
 *
 * Returns: whether both channels that it gives are the same, as far as that is known without reading on: of a sound
 *     that cannot be read they are
 */
gboolean
demains_sound_reader_is_mono (DemainsSoundReader *self)
{
  if (self->channels == 0)
    pull_sound (self, NULL);

  return self->channels < 2;
}

/*
 * demains_sound_reader_read:
 * @self: a sound reader
 * @sample: where to begin, in samples from the start of the take; never before
 *     the end of the last call
 * @stereo: (out): room for @count samples of two channels
 * @count: how many
 * @error: (out): why there is no more
 *
 * Where there is no sound there is silence.
 *
 * Returns: FALSE when an error has ended the sound
 */
gboolean
demains_sound_reader_read (DemainsSoundReader *self, gint64 sample, gint16 *stereo, guint count, GError **error)
{
  gint64 end = sample + count;

  memset (stereo, 0, count * 2 * sizeof (gint16));

  while (!self->ended)
    {
      gint64 from, to;

      if (self->buffer == NULL || self->position + (gint64)count_samples (self) <= sample)
        {
          g_autoptr (GError) problem = NULL;

          if (pull_sound (self, &problem))
            continue;
          if (problem == NULL)
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }

      from = MAX (self->position, sample);
      to = MIN (self->position + (gint64)count_samples (self), end);
      if (to > from)
        copy_samples (self, from - self->position, stereo + (from - (end - count)) * 2, to - from);
      if (self->position + (gint64)count_samples (self) >= end)
        break;
      sample = MAX (sample, to);
    }

  return TRUE;
}

void
demains_sound_reader_free (DemainsSoundReader *self)
{
  gst_clear_buffer (&self->buffer);
  gst_clear_caps (&self->caps);
  demains_stream_reader_clear (&self->reader);
  g_free (self);
}
