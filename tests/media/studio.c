/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "studio.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "footage.h"

void
studio_set_up (Studio *self, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("recorder.demains");

  g_unlink (path);
  self->project = demains_test_create (path);
  self->cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  self->microphones = demains_device_list_new (DEMAINS_DEVICE_MICROPHONE);
  self->recorder = demains_recorder_new (self->project, NULL);
  demains_device_list_start (self->cameras);
  demains_device_list_start (self->microphones);
  demains_test_until (demains_device_list_get_ready (self->cameras)
                      && demains_device_list_get_ready (self->microphones));
  studio_await (self->cameras, "Virtual camera");
  studio_await (self->microphones, "Virtual microphone");
}

void
studio_tear_down (Studio *self, gconstpointer data)
{
  demains_recorder_stop_preview (self->recorder);
  g_assert_finalize_object (self->recorder);
  g_clear_object (&self->cameras);
  g_clear_object (&self->microphones);
  demains_test_spin (300);
  demains_test_close (self->project);
}

DemainsDevice *
studio_find (DemainsDeviceList *list, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (DemainsDevice) device = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (demains_device_get_name (device), name))
        return device;
    }

  return NULL;
}

DemainsDevice *
studio_await (DemainsDeviceList *list, const char *name)
{
  demains_test_until (studio_find (list, name) != NULL);

  return studio_find (list, name);
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

GPid
studio_spawn (const char *command)
{
  g_auto (GStrv) arguments = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, die_with_parent, NULL, &pid,
                 &error);
  g_assert_no_error (error);

  return pid;
}

void
studio_kill (GPid pid)
{
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
}

void
studio_kill_daemon (const char *name)
{
  g_autofree char *mark = g_strdup_printf ("DEMAINS_SESSION=%s", g_getenv ("DEMAINS_SESSION"));
  g_autofree char *command = g_strdup_printf (
    "for p in $(pgrep -x %s); do grep -qz '^%s$' /proc/$p/environ && kill -KILL $p; done; true", name, mark);
  g_autofree char *answer = footage_run ("sh", "-c", command, NULL);
}

GPid
studio_start_camera (const char *source, const char *name)
{
  return studio_start_named_camera (source, name, name);
}

GPid
studio_start_named_camera (const char *source, const char *node, const char *description)
{
  g_autofree char *command = g_strdup_printf (
    "gst-launch-1.0 -q %s ! pipewiresink mode=provide "
    "stream-properties=props,media.class=Video/Source,media.role=Camera,node.name=%s,node.description=%s",
    source, node, description);

  return studio_spawn (command);
}

/* Its volume and its being muted are heard, as of one with a card. */
void
studio_start_microphone (const char *name)
{
  g_autofree char *node
    = g_strdup_printf ("{ factory.name=support.null-audio-sink media.class=Audio/Source/Virtual object.linger=true "
                       "monitor.channel-volumes=true audio.position=[MONO] node.name=%s node.description=%s }",
                       name, name);
  g_autofree char *made = footage_run ("pw-cli", "create-node", "adapter", node, NULL);
}

void
studio_film (Studio *self, DemainsDevice *camera, DemainsDevice *microphone)
{
  g_autoptr (GError) error = NULL;

  demains_recorder_set_camera (self->recorder, camera);
  demains_recorder_set_microphone (self->recorder, microphone);
  demains_recorder_start_preview (self->recorder);
  demains_recorder_start (self->recorder, "Scène 1", NULL, &error);
  g_assert_no_error (error);
}

void
studio_film_for (Studio *self, double seconds)
{
  gint64 end = demains_recorder_get_elapsed (self->recorder) + (gint64)(seconds * GST_SECOND);

  demains_test_until (demains_recorder_get_elapsed (self->recorder) > end);
}

DemainsRecord *
studio_stop (Studio *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_recorder_stop_async (self->recorder, demains_test_ready_cb, &result);

  return demains_recorder_stop_finish (self->recorder, demains_test_wait (&result), error);
}

DemainsMedia *
studio_get_media (Studio *self, DemainsRecord *take)
{
  return demains_project_find_media (self->project, demains_record_get_id (take));
}
