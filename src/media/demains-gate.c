/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-gate.h"

#include <gst/audio/audio.h>

#include "demains-house.h"

/* Sound kept for a stretch that may begin with a picture of the same instant: 2 s. */
#define MAX_EARLY (2 * (gint64)GST_SECOND)

/* What is filmed without a pause: from when to when (GST_CLOCK_TIME_NONE while it goes on),
 * and at which time of the take it begins. */
typedef struct
{
  gint64 start;
  GstClockTime end;
  gint64 take_time;
} Stretch;

struct _DemainsGate
{
  GstAppSrc *video;
  GstAppSrc *audio;

  GMutex mutex;
  GArray *stretches;
  gint64 last_picture;
  GstClockTime heard; /* up to when sound was taken to the take, or past it */
  gboolean paused;
  gboolean closed;
  gboolean audio_closed;
  GQueue held;

  /* The newest picture, until there is another one. */
  GstSample *newest;
  gint64 newest_time;
};

/* Sound that no picture has caught up with: where the take will pause is not known yet. */
typedef struct
{
  GstSample *sample;
  gint64 time;
} Held;

static void
held_free (Held *held)
{
  gst_sample_unref (held->sample);
  g_free (held);
}

static void
close_audio (DemainsGate *self)
{
  if (self->audio == NULL || self->audio_closed)
    return;
  self->audio_closed = TRUE;
  gst_app_src_end_of_stream (self->audio);
}

static Stretch *
get_stretch (DemainsGate *self)
{
  return self->stretches->len > 0 ? &g_array_index (self->stretches, Stretch, self->stretches->len - 1) : NULL;
}

static gboolean
is_open (DemainsGate *self)
{
  const Stretch *stretch = get_stretch (self);

  return stretch != NULL && !GST_CLOCK_TIME_IS_VALID (stretch->end);
}

/* How long the take is: all of it is on the grid of the house's frames, so that a stretch after a
 * pause begins on a frame as the first one does, where videorate repeats none and leaves out none. */
static gint64
get_length (DemainsGate *self)
{
  const Stretch *stretch = get_stretch (self);

  if (stretch == NULL)
    return 0;

  return demains_house_frame_to_time (
    demains_house_nearest_frame (self->last_picture - stretch->start + stretch->take_time) + 1);
}

/* What lies within a stretch of the take goes on; a gap or an overlap is for audiorate to mend. */
static void
pass_audio (DemainsGate *self, const Stretch *stretch, GstSample *sample, gint64 time)
{
  GstSegment segment;
  GstAudioInfo info;
  GstBuffer *buffer;

  if (self->audio == NULL || self->audio_closed)
    return;
  if (!gst_audio_info_from_caps (&info, gst_sample_get_caps (sample)))
    return;

  gst_segment_init (&segment, GST_FORMAT_TIME);
  segment.start = stretch->start;
  segment.stop = stretch->end;
  buffer = gst_buffer_copy (gst_sample_get_buffer (sample));
  GST_BUFFER_PTS (buffer) = time;
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (gst_buffer_get_size (buffer) / info.bpf, GST_SECOND, info.rate);
  self->heard = MAX (self->heard, GST_BUFFER_PTS (buffer) + GST_BUFFER_DURATION (buffer));
  GST_BUFFER_OFFSET (buffer) = GST_BUFFER_OFFSET_NONE;
  GST_BUFFER_OFFSET_END (buffer) = GST_BUFFER_OFFSET_NONE;
  buffer = gst_audio_buffer_clip (buffer, &segment, info.rate, info.bpf);

  if (buffer != NULL)
    {
      g_autoptr (GstSample) part = NULL;

      GST_BUFFER_PTS (buffer) += stretch->take_time - stretch->start;
      GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
      part = gst_sample_new (buffer, gst_sample_get_caps (sample), NULL, NULL);
      gst_buffer_unref (buffer);
      gst_app_src_push_sample (self->audio, part);
    }
}

/* The take's sound ends with what reaches its end, which is known once it is closed. */
static void
close_heard (DemainsGate *self)
{
  if (self->closed && (self->stretches->len == 0 || self->heard >= get_stretch (self)->end))
    close_audio (self);
}

static void
begin_stretch (DemainsGate *self, gint64 time)
{
  Stretch stretch = { time, GST_CLOCK_TIME_NONE, get_length (self) };

  g_array_append_val (self->stretches, stretch);
}

/* The instant until which pictures have come, where the take's next frame would be. */
static gint64
get_reach (DemainsGate *self)
{
  const Stretch *stretch = get_stretch (self);

  return stretch->start + get_length (self) - stretch->take_time;
}

/* The sound of the pictures that have come. */
static void
pass_held (DemainsGate *self)
{
  gint64 reach = get_reach (self);
  const Held *next;

  while (g_queue_get_length (&self->held) > 1 && (next = g_queue_peek_nth (&self->held, 1))->time <= reach)
    {
      Held *held = g_queue_pop_head (&self->held);

      pass_audio (self, get_stretch (self), held->sample, held->time);
      held_free (held);
    }
}

/* What is held may in part belong to this stretch, and in part to the next. */
static void
end_stretch (DemainsGate *self)
{
  if (!is_open (self))
    return;

  get_stretch (self)->end = get_reach (self);
  for (GList *link = self->held.head; link != NULL; link = link->next)
    pass_audio (self, get_stretch (self), ((Held *)link->data)->sample, ((Held *)link->data)->time);
}

static void
hold (DemainsGate *self, GstSample *sample, gint64 time)
{
  Held *held = g_new (Held, 1);

  *held = (Held){ gst_sample_ref (sample), time };
  g_queue_push_tail (&self->held, held);
  while (!is_open (self) && time - ((Held *)g_queue_peek_head (&self->held))->time > MAX_EARLY)
    held_free (g_queue_pop_head (&self->held));
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
  self->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_mutex_init (&self->mutex);
  g_queue_init (&self->held);

  return self;
}

void
demains_gate_free (DemainsGate *self)
{
  g_queue_clear_full (&self->held, (GDestroyNotify)held_free);
  g_clear_pointer (&self->newest, gst_sample_unref);
  g_array_unref (self->stretches);
  g_clear_object (&self->video);
  g_clear_object (&self->audio);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
pass_video (DemainsGate *self, GstSample *sample, gint64 time)
{
  g_autoptr (GstSample) copy = NULL;
  GstBuffer *buffer;

  if (!is_open (self))
    begin_stretch (self, time);
  self->last_picture = time;

  buffer = gst_buffer_copy (gst_sample_get_buffer (sample));
  GST_BUFFER_PTS (buffer) = time - get_stretch (self)->start + get_stretch (self)->take_time;
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_DURATION (buffer) = GST_CLOCK_TIME_NONE;
  copy = gst_sample_new (buffer, gst_sample_get_caps (sample), NULL, NULL);
  gst_buffer_unref (buffer);
  gst_app_src_push_sample (self->video, copy);
  pass_held (self);
}

/*
 * demains_gate_push_video:
 * @self: a gate
 * @sample: a raw picture
 * @time: when it was taken
 *
 * Lets the picture before this one through: where people pause or stop, the newest one is left out, whose
 * sound would have to be waited for. Without sound all go through.
 */
void
demains_gate_push_video (DemainsGate *self, GstSample *sample, gint64 time)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->closed || self->paused || (self->stretches->len > 0 && time <= self->last_picture)
      || (self->newest != NULL && time <= self->newest_time))
    return;
  if (self->audio == NULL)
    {
      pass_video (self, sample, time);
      return;
    }
  if (self->newest != NULL)
    pass_video (self, self->newest, self->newest_time);
  g_clear_pointer (&self->newest, gst_sample_unref);
  self->newest = gst_sample_ref (sample);
  self->newest_time = time;
}

/* A take of one picture is one. */
static void
drop_newest (DemainsGate *self)
{
  if (self->newest != NULL && self->stretches->len == 0)
    pass_video (self, self->newest, self->newest_time);
  g_clear_pointer (&self->newest, gst_sample_unref);
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

  /* It may be late, for a stretch that has ended. */
  for (guint i = 0; i < self->stretches->len; i++)
    if (GST_CLOCK_TIME_IS_VALID (g_array_index (self->stretches, Stretch, i).end))
      pass_audio (self, &g_array_index (self->stretches, Stretch, i), sample, time);

  if (!self->closed)
    hold (self, sample, time);
  if (is_open (self))
    pass_held (self);
  close_heard (self);
}

/*
 * demains_gate_set_paused:
 * @self: a gate
 * @paused: whether nothing of what comes now is for the take
 *
 * The take's time stands still from its last picture on, and goes on with the next one.
 */
void
demains_gate_set_paused (DemainsGate *self, gboolean paused)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->paused = paused;
  if (paused && !self->closed)
    {
      drop_newest (self);
      end_stretch (self);
    }
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

  if (self->closed)
    return;
  self->closed = TRUE;
  drop_newest (self);
  end_stretch (self);
  gst_app_src_end_of_stream (self->video);
  close_heard (self);
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

  return get_length (self);
}
