/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-gate.h"

#include <gst/audio/audio.h>

#include "demains-house.h"

/* Sound kept for a picture of the same instant that comes later: 2 s. */
#define MAX_EARLY (2 * (gint64)GST_SECOND)

struct _DemainsGate
{
  GstAppSrc *video;
  GstAppSrc *audio;

  GMutex mutex;
  gint64 start;
  gint64 last_picture;
  gint64 end;
  gboolean audio_closed;
  GQueue early;
};

typedef struct
{
  GstSample *sample;
  gint64 time;
} Early;

static void
early_free (Early *early)
{
  gst_sample_unref (early->sample);
  g_free (early);
}

static void
close_audio (DemainsGate *self)
{
  if (self->audio == NULL || self->audio_closed)
    return;
  self->audio_closed = TRUE;
  gst_app_src_end_of_stream (self->audio);
}

/* What lies between the start and the end of the take goes on; a gap or an
 * overlap is for audiorate to mend. */
static void
pass_audio (DemainsGate *self, GstSample *sample, gint64 time)
{
  GstSegment segment;
  GstAudioInfo info;
  GstBuffer *buffer;

  if (!gst_audio_info_from_caps (&info, gst_sample_get_caps (sample)))
    return;

  gst_segment_init (&segment, GST_FORMAT_TIME);
  segment.start = self->start;
  segment.stop = self->end >= 0 ? (guint64)self->end : GST_CLOCK_TIME_NONE;
  buffer = gst_buffer_copy (gst_sample_get_buffer (sample));
  GST_BUFFER_PTS (buffer) = time;
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (gst_buffer_get_size (buffer) / info.bpf, GST_SECOND, info.rate);
  GST_BUFFER_OFFSET (buffer) = GST_BUFFER_OFFSET_NONE;
  GST_BUFFER_OFFSET_END (buffer) = GST_BUFFER_OFFSET_NONE;
  buffer = gst_audio_buffer_clip (buffer, &segment, info.rate, info.bpf);

  if (buffer != NULL)
    {
      g_autoptr (GstSample) part = NULL;

      GST_BUFFER_PTS (buffer) -= self->start;
      GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
      part = gst_sample_new (buffer, gst_sample_get_caps (sample), NULL, NULL);
      gst_buffer_unref (buffer);
      gst_app_src_push_sample (self->audio, part);
    }
}

static void
pass_early (DemainsGate *self)
{
  Early *early;

  while ((early = g_queue_pop_head (&self->early)) != NULL)
    {
      if (self->audio != NULL && !self->audio_closed)
        pass_audio (self, early->sample, early->time);
      early_free (early);
    }
}

/*
 * demains_gate_new:
 * @video: where the pictures go
 * @audio: (nullable): where the sound goes
 *
 * Returns: (transfer full): a gate that opens with the next picture
 */
DemainsGate *
demains_gate_new (GstAppSrc *video, GstAppSrc *audio)
{
  DemainsGate *self = g_new0 (DemainsGate, 1);

  self->video = g_object_ref (video);
  self->audio = audio != NULL ? g_object_ref (audio) : NULL;
  self->start = -1;
  self->end = -1;
  g_mutex_init (&self->mutex);
  g_queue_init (&self->early);

  return self;
}

void
demains_gate_free (DemainsGate *self)
{
  g_queue_clear_full (&self->early, (GDestroyNotify)early_free);
  g_clear_object (&self->video);
  g_clear_object (&self->audio);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/*
 * demains_gate_push_video:
 * @self: a gate
 * @sample: a raw picture
 * @time: when it was taken
 *
 * Lets a picture through.
 */
void
demains_gate_push_video (DemainsGate *self, GstSample *sample, gint64 time)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GstSample) copy = NULL;
  GstBuffer *buffer;

  if (self->end >= 0 || (self->start >= 0 && time <= self->last_picture))
    return;

  if (self->start < 0)
    {
      self->start = time;
      pass_early (self);
    }
  self->last_picture = time;

  buffer = gst_buffer_copy (gst_sample_get_buffer (sample));
  GST_BUFFER_PTS (buffer) = time - self->start;
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_DURATION (buffer) = GST_CLOCK_TIME_NONE;
  copy = gst_sample_new (buffer, gst_sample_get_caps (sample), NULL, NULL);
  gst_buffer_unref (buffer);
  gst_app_src_push_sample (self->video, copy);
}

/*
 * demains_gate_push_audio:
 * @self: a gate
 * @sample: raw sound
 * @time: when it begins
 *
 * Lets through what belongs to the take.
 */
void
demains_gate_push_audio (DemainsGate *self, GstSample *sample, gint64 time)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->audio == NULL || self->audio_closed)
    return;

  if (self->start < 0)
    {
      Early *early = g_new (Early, 1);

      *early = (Early){ gst_sample_ref (sample), time };
      g_queue_push_tail (&self->early, early);
      while (time - ((Early *)g_queue_peek_head (&self->early))->time > MAX_EARLY)
        early_free (g_queue_pop_head (&self->early));
      return;
    }

  pass_audio (self, sample, time);
  if (self->end >= 0 && time >= self->end)
    close_audio (self);
}

/*
 * demains_gate_close:
 * @self: a gate
 *
 * Ends the take after its last picture. The sound of that instant is still on
 * its way: it closes by itself, or by demains_gate_close_audio().
 */
void
demains_gate_close (DemainsGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->end >= 0)
    return;
  self->end = self->start >= 0 ? self->last_picture + demains_house_frame_to_time (1) : 0;
  gst_app_src_end_of_stream (self->video);
  if (self->start < 0)
    close_audio (self);
}

/*
 * demains_gate_close_audio:
 * @self: a gate
 *
 * No more sound will come.
 */
void
demains_gate_close_audio (DemainsGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  close_audio (self);
}

/*
 * demains_gate_get_elapsed:
 * @self: a gate
 *
 * Returns: how long the take is so far, in nanoseconds
 */
gint64
demains_gate_get_elapsed (DemainsGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->start >= 0 ? self->last_picture - self->start + demains_house_frame_to_time (1) : 0;
}
