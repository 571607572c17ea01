/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-peaks.h"

#include "demains-clip-reader.h"
#include "demains-house.h"
#include "demains-media-init.h"
#include "demains-peak-meter.h"

/* As with the pictures (demains-filmstrip.c): the last of a take that was cut short may lack. */
#define MOST(count) ((count) * 8 / 10)

#define SAMPLES_AT_A_TIME 4800

typedef struct
{
  char *uri;
  gint64 duration;
  gboolean silent;
} Sound;

static void
sound_free (Sound *self)
{
  g_free (self->uri);
  g_free (self);
}

static void
row_cb (GBytes *row, gint64 time, gpointer user_data)
{
  g_byte_array_append (user_data, g_bytes_get_data (row, NULL), g_bytes_get_size (row));
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sound *self = data;
  GError *error = NULL;
  g_autoptr (GByteArray) peaks = g_byte_array_new ();
  g_autoptr (DemainsPeakMeter) meter = demains_peak_meter_new (row_cb, peaks);
  g_autoptr (DemainsSoundReader) reader = demains_sound_reader_new (self->uri, 0, cancellable, &error);
  gint64 n_samples = gst_util_uint64_scale (self->duration, DEMAINS_HOUSE_SAMPLE_RATE, GST_SECOND);
  gint16 stereo[SAMPLES_AT_A_TIME * 2];

  for (gint64 sample = 0; error == NULL && sample < n_samples; sample += SAMPLES_AT_A_TIME)
    {
      guint count = MIN (n_samples - sample, SAMPLES_AT_A_TIME);

      if (demains_sound_reader_read (reader, sample, stereo, count, &error))
        demains_peak_meter_push (meter, stereo, count, 2);
    }
  demains_peak_meter_finish (meter);

  /* A damaged take has the peaks up to its damage. */
  if (error != NULL && (peaks->len == 0 || error->domain == G_IO_ERROR))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&peaks)), (GDestroyNotify)g_bytes_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sound *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) peaks = demains_project_load_peaks_finish (DEMAINS_PROJECT (source), result, &error);
  gint64 n_peaks = gst_util_uint64_scale (self->duration, DEMAINS_PEAKS_PER_SECOND, GST_SECOND);

  if (peaks == NULL)
    g_task_return_error (task, error);
  else if (self->silent || (gint64)g_bytes_get_size (peaks) >= MOST (n_peaks))
    g_task_return_pointer (task, g_steal_pointer (&peaks), (GDestroyNotify)g_bytes_unref);
  else
    g_task_run_in_thread (task, make_in_thread);
}

/**
 * demains_peaks_load_async:
 * @project: a project
 * @take_id: one of its takes
 * @cancellable: (nullable): to stop it
 * @callback: called with the peaks
 * @user_data: for @callback
 *
 * Loads how loud a take is; see demains_peaks_load_finish().
 */
void
demains_peaks_load_async (DemainsProject *project, const char *take_id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (project, cancellable, callback, user_data);
  DemainsMedia *media = demains_project_find_media (project, take_id);
  Sound *self = g_new0 (Sound, 1);

  g_task_set_source_tag (task, demains_peaks_load_async);
  self->uri = demains_media_get_uri (demains_project_get_file (project), take_id, FALSE);
  self->duration = media != NULL ? demains_media_get_duration (media) : 0;
  self->silent = media == NULL || *demains_media_get_info (media)->audio_codec == '\0';
  g_task_set_task_data (task, self, (GDestroyNotify)sound_free);
  demains_project_load_peaks_async (project, take_id, cancellable, loaded_cb, task);
}

/**
 * demains_peaks_load_finish:
 * @result: what the callback was given
 * @error: %DEMAINS_PROJECT_ERROR, %DEMAINS_MEDIA_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the peaks from the beginning on, none for a take
 *     without sound
 */
GBytes *
demains_peaks_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Breath before the first word, and after the last what dies away. */
#define BEFORE (3 * (gint64)GST_SECOND / 10)
#define AFTER (4 * (gint64)GST_SECOND / 10)

/* The level that lasts from a peak on. */
static guint8
get_lasting (const guint8 *peaks, gsize first)
{
  guint8 least = peaks[first];

  for (gsize i = first + 1; i < first + DEMAINS_VOICE_LEAST_PEAKS; i++)
    least = MIN (least, peaks[i]);

  return least;
}

/**
 * demains_peaks_find_sound:
 * @peaks: those of a take
 * @start: (out): when somebody begins to speak in it, in nanoseconds, and a breath before
 * @end: (out): when nobody does any more; %G_MAXINT64 where somebody still speaks at the end of @peaks, which may be
 *   before that of the take
 *
 * Returns: whether anybody speaks
 */
gboolean
demains_peaks_find_sound (GBytes *peaks, gint64 *start, gint64 *end)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (peaks, &n);
  gsize places = n >= DEMAINS_VOICE_LEAST_PEAKS ? n - DEMAINS_VOICE_LEAST_PEAKS + 1 : 0;
  guint8 loudest = 0;
  double floor;
  gsize first = 0, last = places;

  for (gsize i = 0; i < places; i++)
    loudest = MAX (loudest, get_lasting (data, i));
  floor = MAX (demains_peak_to_level (loudest) - DEMAINS_VOICE_RANGE, DEMAINS_VOICE_QUIET_ROOM);
  while (first < places && demains_peak_to_level (get_lasting (data, first)) < floor)
    first++;
  if (first == places)
    return FALSE;

  do
    last--;
  while (demains_peak_to_level (get_lasting (data, last)) < floor);
  *start = MAX ((gint64)first * (gint64)GST_SECOND / DEMAINS_PEAKS_PER_SECOND - BEFORE, 0);
  *end = (gint64)(last + DEMAINS_VOICE_LEAST_PEAKS) * (gint64)GST_SECOND / DEMAINS_PEAKS_PER_SECOND + AFTER;
  if (last == places - 1)
    *end = G_MAXINT64;

  return TRUE;
}
