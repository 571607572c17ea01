/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-take-watch.h"

struct _DemainsTakeWatch
{
  GObject parent_instance;

  DemainsRecorder *recorder;
  DemainsSession *session;
  DemainsShootScript *script;
  gboolean begun;

  /* The next take may begin before the last one is whole. */
  guint n_finishing;
};

G_DEFINE_FINAL_TYPE (DemainsTakeWatch, demains_take_watch, G_TYPE_OBJECT)

static void
tell_session (DemainsTakeWatch *self)
{
  g_object_set (self->session, "recording", demains_recorder_get_recording (self->recorder), "finishing",
                self->n_finishing > 0, NULL);
}

/* All of the take is on the disk, or cannot be. */
static void
whole_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsTakeWatch) self = user_data;
  g_autoptr (DemainsRecord) take = demains_recorder_stop_finish (DEMAINS_RECORDER (source), result, NULL);

  self->n_finishing--;
  tell_session (self);
}

static void
recording_cb (DemainsTakeWatch *self)
{
  gboolean recording = demains_recorder_get_recording (self->recorder);

  self->begun = FALSE;
  self->n_finishing += !recording;
  tell_session (self);
  if (recording)
    return;
  demains_shoot_script_end (self->script);
  demains_recorder_stop_async (self->recorder, whole_cb, g_object_ref (self));
}

/* The take may begin a moment after filming was asked for: until then there is nothing to read for. */
static void
elapsed_cb (DemainsTakeWatch *self)
{
  if (self->begun || !demains_recorder_get_recording (self->recorder)
      || demains_recorder_get_take (self->recorder) == NULL)
    return;
  self->begun = TRUE;
  demains_shoot_script_begin (self->script);
  demains_shoot_script_set_paused (self->script, demains_recorder_get_paused (self->recorder));
}

static void
paused_cb (DemainsTakeWatch *self)
{
  demains_shoot_script_set_paused (self->script, demains_recorder_get_paused (self->recorder));
}

static void
demains_take_watch_dispose (GObject *object)
{
  DemainsTakeWatch *self = DEMAINS_TAKE_WATCH (object);

  g_clear_object (&self->recorder);
  g_clear_object (&self->session);
  g_clear_object (&self->script);

  G_OBJECT_CLASS (demains_take_watch_parent_class)->dispose (object);
}

static void
demains_take_watch_class_init (DemainsTakeWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_take_watch_dispose;
}

static void
demains_take_watch_init (DemainsTakeWatch *self)
{
}

/**
 * demains_take_watch_new:
 * @recorder: what films
 * @session: is told
 * @script: what shows which scene is filmed
 *
 * Returns: (transfer full): what follows the takes of @recorder; with a take that ends it stays until that is whole
 */
DemainsTakeWatch *
demains_take_watch_new (DemainsRecorder *recorder, DemainsSession *session, DemainsShootScript *script)
{
  DemainsTakeWatch *self = g_object_new (DEMAINS_TYPE_TAKE_WATCH, NULL);

  self->recorder = g_object_ref (recorder);
  self->session = g_object_ref (session);
  self->script = g_object_ref (script);
  g_signal_connect_object (recorder, "notify::recording", G_CALLBACK (recording_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (recorder, "notify::elapsed", G_CALLBACK (elapsed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (recorder, "notify::paused", G_CALLBACK (paused_cb), self, G_CONNECT_SWAPPED);

  return self;
}
