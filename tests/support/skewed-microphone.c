/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A microphone node of PipeWire whose clock goes wrong: skewed-microphone NAME PPM START
 *
 * As a sound card does, it drives the graph by its own clock, which is so many millionths
 * fast. It hears a beep at each whole second of the system's monotonic clock after START,
 * a hundredth of a second long. */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#include <glib.h>
#include <pipewire/pipewire.h>
#include <spa/param/audio/format-utils.h>
#include <spa/param/buffers.h>

#define RATE 48000
#define QUANTUM 1024
#define TONE 1000.0
#define BEEP_SECONDS 0.01
#define VOLUME 0.5

typedef struct
{
  struct pw_main_loop *loop;
  struct pw_stream *stream;
  struct spa_source *timer;

  /* The graph's clock, which this node keeps. */
  struct spa_io_position *position;

  double start;

  /* How long a sample lasts, and when the next one is heard, by the system's clock. */
  double step;
  double now;
} Microphone;

static double
get_time (void)
{
  return g_get_monotonic_time () / (double)G_USEC_PER_SEC;
}

static void
set_timer (Microphone *self, gboolean on)
{
  struct timespec when = { 0 };

  if (on)
    when = (struct timespec){ self->now, fmod (self->now, 1) * 1e9 };
  pw_loop_update_timer (pw_main_loop_get_loop (self->loop), self->timer, &when, NULL, true);
}

static float
hear (double since)
{
  double into = fmod (since, 1);

  return since >= 1 && into < BEEP_SECONDS ? VOLUME * sin (2 * G_PI * TONE * into) : 0;
}

static void
process_cb (void *data)
{
  Microphone *self = data;
  struct pw_buffer *lent = pw_stream_dequeue_buffer (self->stream);
  struct spa_buffer *buffer;
  struct spa_meta_header *header;
  float *samples;

  if (lent == NULL)
    return;
  buffer = lent->buffer;
  samples = buffer->datas[0].data;
  for (guint i = 0; i < QUANTUM; i++)
    samples[i] = hear (self->now + i * self->step - self->start);
  buffer->datas[0].chunk->offset = 0;
  buffer->datas[0].chunk->stride = sizeof (float);
  buffer->datas[0].chunk->size = QUANTUM * sizeof (float);
  header = spa_buffer_find_meta_data (buffer, SPA_META_Header, sizeof *header);
  if (header != NULL)
    *header = (struct spa_meta_header){ .pts = self->now * 1e9 };
  pw_stream_queue_buffer (self->stream, lent);

  self->now += QUANTUM * self->step;
  set_timer (self, TRUE);
}

static void
timer_cb (void *data, uint64_t expirations)
{
  Microphone *self = data;
  struct spa_io_clock *clock = self->position != NULL ? &self->position->clock : NULL;

  if (clock != NULL)
    {
      clock->nsec = self->now * 1e9;
      clock->rate = clock->target_rate = SPA_FRACTION (1, RATE);
      clock->position += clock->duration;
      clock->duration = clock->target_duration = QUANTUM;
      clock->rate_diff = 1 / (self->step * RATE);
      clock->next_nsec = (self->now + QUANTUM * self->step) * 1e9;
    }
  pw_stream_trigger_process (self->stream);
}

static void
io_cb (void *data, uint32_t id, void *area, uint32_t size)
{
  Microphone *self = data;

  if (id == SPA_IO_Position)
    self->position = area;
}

static void
state_cb (void *data, enum pw_stream_state old, enum pw_stream_state state, const char *error)
{
  Microphone *self = data;

  self->now = get_time ();
  set_timer (self, state == PW_STREAM_STATE_STREAMING);
}

static void
param_cb (void *data, uint32_t id, const struct spa_pod *param)
{
  Microphone *self = data;
  guint8 room[1024];
  struct spa_pod_builder builder = SPA_POD_BUILDER_INIT (room, sizeof room);
  const struct spa_pod *params[2];

  if (param == NULL || id != SPA_PARAM_Format)
    return;
  params[0] = spa_pod_builder_add_object (
    &builder, SPA_TYPE_OBJECT_ParamBuffers, SPA_PARAM_Buffers, SPA_PARAM_BUFFERS_buffers,
    SPA_POD_CHOICE_RANGE_Int (4, 2, 8), SPA_PARAM_BUFFERS_blocks, SPA_POD_Int (1), SPA_PARAM_BUFFERS_size,
    SPA_POD_Int (QUANTUM * sizeof (float)), SPA_PARAM_BUFFERS_stride, SPA_POD_Int (sizeof (float)));
  params[1] = spa_pod_builder_add_object (&builder, SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta, SPA_PARAM_META_type,
                                          SPA_POD_Id (SPA_META_Header), SPA_PARAM_META_size,
                                          SPA_POD_Int (sizeof (struct spa_meta_header)));
  pw_stream_update_params (self->stream, params, G_N_ELEMENTS (params));
}

static const struct pw_stream_events EVENTS = {
  PW_VERSION_STREAM_EVENTS,  .state_changed = state_cb, .io_changed = io_cb,
  .param_changed = param_cb, .process = process_cb,
};

int
main (int argc, char *argv[])
{
  guint8 room[1024];
  struct spa_pod_builder builder = SPA_POD_BUILDER_INIT (room, sizeof room);
  struct spa_audio_info_raw format = SPA_AUDIO_INFO_RAW_INIT (.format = SPA_AUDIO_FORMAT_F32, .rate = RATE,
                                                              .channels = 1, .position = { SPA_AUDIO_CHANNEL_MONO });
  const struct spa_pod *params[1];
  Microphone self = { 0 };
  g_autofree char *latency = g_strdup_printf ("%d/%d", QUANTUM, RATE);
  g_autofree char *rate = g_strdup_printf ("1/%d", RATE);

  if (argc != 4)
    {
      g_printerr ("usage: skewed-microphone NAME PPM START\n");
      return 2;
    }
  pw_init (NULL, NULL);
  self.step = 1 / (RATE * (1 + atof (argv[2]) * 1e-6));
  self.start = atof (argv[3]);
  self.loop = pw_main_loop_new (NULL);
  self.timer = pw_loop_add_timer (pw_main_loop_get_loop (self.loop), timer_cb, &self);
  self.stream = pw_stream_new_simple (pw_main_loop_get_loop (self.loop), argv[1],
                                      pw_properties_new (PW_KEY_MEDIA_CLASS, "Audio/Source", PW_KEY_NODE_NAME, argv[1],
                                                         PW_KEY_NODE_DESCRIPTION, argv[1], PW_KEY_PRIORITY_DRIVER,
                                                         "30000", PW_KEY_NODE_FORCE_QUANTUM, "1024",
                                                         PW_KEY_NODE_LATENCY, latency, PW_KEY_NODE_RATE, rate, NULL),
                                      &EVENTS, &self);
  params[0] = spa_format_audio_raw_build (&builder, SPA_PARAM_EnumFormat, &format);
  pw_stream_connect (self.stream, PW_DIRECTION_OUTPUT, PW_ID_ANY, PW_STREAM_FLAG_DRIVER | PW_STREAM_FLAG_MAP_BUFFERS,
                     params, G_N_ELEMENTS (params));

  return pw_main_loop_run (self.loop);
}
