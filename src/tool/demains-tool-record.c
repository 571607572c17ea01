/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-error.h"
#include "demains-recorder.h"
#include "demains-tool-takes.h"
#include "demains-wording.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/* A camera that was just plugged in takes a moment to show; sound can be missing. */
#define CAMERA_WAIT_SECONDS 5
#define MICROPHONE_WAIT_SECONDS 2
#define LONGEST_TAKE_SECONDS (4 * 60 * 60)

/**
 * Recording:
 *
 * One run of the command, until the take is long enough, somebody interrupts it
 * or the camera goes away.
 */
typedef struct
{
  DemainsRecorder *recorder;
  gint64 length;
  gboolean interrupted;
} Recording;

static gboolean
raise_flag_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;

  return G_SOURCE_CONTINUE;
}

/* The device that was asked for, else the first; NULL where there is none. */
static DemainsDevice *
choose_device (DemainsDeviceList *devices, const char *id)
{
  DemainsDevice *found = id != NULL ? demains_device_list_find (devices, id) : NULL;

  if (id != NULL)
    return found != NULL ? g_object_ref (found) : NULL;

  return g_list_model_get_item (G_LIST_MODEL (devices), 0);
}

/* Devices may show only some time after the first look. */
static DemainsDevice *
wait_for_device (DemainsDeviceList *devices, const char *id, guint seconds)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (seconds, raise_flag_cb, &late);
  DemainsDevice *device = NULL;

  while ((device = choose_device (devices, id)) == NULL && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);

  return device;
}

static void
list_devices (DemainsDeviceList *devices)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (devices)); i++)
    {
      g_autoptr (DemainsDevice) device = g_list_model_get_item (G_LIST_MODEL (devices), i);

      g_autofree char *name = demains_device_to_text (device);

      g_printerr ("  %s  %s\n", demains_device_get_id (device), name);
    }
}

static int
missing_device (DemainsDeviceList *devices, DemainsDeviceType device_type, const char *id)
{
  const GError *known = demains_device_list_get_error (devices);
  g_autoptr (GError) absent = NULL;
  guint found = g_list_model_get_n_items (G_LIST_MODEL (devices));

  if (id != NULL && found > 0)
    {
      demains_tool_refused (_ ("There is no device “%s”. These are there:"), id);
      list_devices (devices);
      return DEMAINS_TOOL_FAILED;
    }
  if (known != NULL)
    return demains_tool_failed (known, NULL);

  absent = g_error_new_literal (DEMAINS_MEDIA_ERROR,
                                device_type == DEMAINS_DEVICE_CAMERA ? DEMAINS_MEDIA_ERROR_NO_CAMERA
                                                                     : DEMAINS_MEDIA_ERROR_NO_MICROPHONE,
                                "No such device");
  return demains_tool_failed (absent, NULL);
}

static void
elapsed_cb (DemainsRecorder *recorder)
{
  g_autofree char *time = demains_timecode_to_text (demains_recorder_get_elapsed (recorder));

  g_printerr ("\r\033[K● %s", time);
}

static void
film_until_done (Recording *recording)
{
  gboolean terminal = isatty (STDERR_FILENO);
  guint interrupt = g_unix_signal_add (SIGINT, raise_flag_cb, &recording->interrupted);
  guint terminate = g_unix_signal_add (SIGTERM, raise_flag_cb, &recording->interrupted);

  if (terminal)
    g_signal_connect (recording->recorder, "notify::elapsed", G_CALLBACK (elapsed_cb), NULL);
  while (!recording->interrupted && demains_recorder_get_recording (recording->recorder)
         && demains_recorder_get_elapsed (recording->recorder) < recording->length)
    g_main_context_iteration (NULL, TRUE);
  if (terminal)
    g_printerr ("\r\033[K");
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static int
film_take (DemainsProject *project, DemainsDevice *camera, DemainsDevice *microphone, gboolean needs_sound,
           gint64 length)
{
  g_autofree char *title = demains_take_title_propose (project);
  g_autoptr (DemainsRecorder) recorder = demains_recorder_new (project, gst_element_factory_make ("fakesink", NULL));
  Recording recording = { .recorder = recorder, .length = length };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  int status = DEMAINS_TOOL_DONE;

  demains_recorder_set_camera (recorder, camera);
  demains_recorder_set_microphone (recorder, microphone);
  demains_recorder_start_preview (recorder);
  if (!demains_recorder_start (recorder, title, NULL, &error))
    return demains_tool_failed (error, NULL);

  film_until_done (&recording);

  /* What is there is kept, whatever ended it; what ended it is said after. A take
   * that is silent though nobody asked for sound is told of, but no failure. */
  if (demains_recorder_get_error (recorder) != NULL)
    status = demains_tool_failed (demains_recorder_get_error (recorder), NULL);
  if (!needs_sound
      && g_error_matches (demains_recorder_get_error (recorder), DEMAINS_MEDIA_ERROR,
                          DEMAINS_MEDIA_ERROR_NO_MICROPHONE))
    status = DEMAINS_TOOL_DONE;
  demains_recorder_stop_async (recorder, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  take = demains_recorder_stop_finish (recorder, result, &error);
  demains_recorder_stop_preview (recorder);
  if (take == NULL)
    return demains_tool_failed (error, demains_project_get_path (project));

  demains_tool_print_take (project, take);
  return status;
}

static int
record (DemainsProject *project, const char *camera_id, const char *microphone_id, gint64 length)
{
  g_autoptr (DemainsDeviceList) cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  g_autoptr (DemainsDeviceList) microphones = demains_device_list_new (DEMAINS_DEVICE_MICROPHONE);
  g_autoptr (DemainsDevice) camera = NULL;
  g_autoptr (DemainsDevice) microphone = NULL;

  demains_device_list_start (cameras);
  demains_device_list_start (microphones);
  camera = wait_for_device (cameras, camera_id, CAMERA_WAIT_SECONDS);
  if (camera == NULL)
    return missing_device (cameras, DEMAINS_DEVICE_CAMERA, camera_id);
  microphone = wait_for_device (microphones, microphone_id, MICROPHONE_WAIT_SECONDS);
  if (microphone == NULL && microphone_id != NULL)
    return missing_device (microphones, DEMAINS_DEVICE_MICROPHONE, microphone_id);

  return film_take (project, camera, microphone, microphone_id != NULL, length);
}

/**
 * demains_tool_record:
 * @call: `record FILE --seconds S [--camera ID] [--microphone ID]`
 *
 * Films until the time is over or somebody interrupts it (Ctrl+C); the take is
 * kept either way.
 *
 * Returns: the exit state
 */
int
demains_tool_record (DemainsToolCall *call)
{
  double seconds = 0;
  g_autofree char *camera = NULL;
  g_autofree char *microphone = NULL;
  const GOptionEntry entries[]
    = { { "seconds", 's', 0, G_OPTION_ARG_DOUBLE, &seconds, N_ ("How long to film"), "S" },
        { "camera", 'c', 0, G_OPTION_ARG_STRING, &camera, N_ ("Which camera; the first one otherwise"), N_ ("ID") },
        { "microphone", 'm', 0, G_OPTION_ARG_STRING, &microphone, N_ ("Which microphone; the first one otherwise"),
          N_ ("ID") },
        G_OPTION_ENTRY_NULL };
  DemainsProject *project;
  int status;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  if (!(seconds > 0 && seconds <= LONGEST_TAKE_SECONDS))
    return demains_tool_misused (call, _ ("Say with --seconds how long to film, four hours at most."));
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_REQUIRE_WRITE);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  status = demains_tool_close (project, record (project, camera, microphone, (gint64)(seconds * GST_SECOND)));

  /* The project is closed. A thread of PipeWire still follows the devices and
   * may crash when exit handlers run under it: leave without them. */
  fflush (NULL);
  _exit (status);
}
