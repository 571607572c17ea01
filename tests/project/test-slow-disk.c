/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-disk-fault.h"
#include "demains-test.h"

#include <stdio.h>

/* What each write and each sync of the disk takes, in milliseconds. */
#define DELAY 500

/* How often it is looked whether the main loop runs, and how long that goes on, in
 * milliseconds. */
#define TICK 2
#define WHILE 3000

/* Who waits for the disk waits for longer, in microseconds; a busy computer that holds a
 * thread for other things does not. */
#define TOO_LONG (DELAY * 1000 / 2)

typedef struct
{
  DemainsProject *project;
  gint64 last;
  gint64 busy;
  gint64 longest;
  gboolean must_not_be_saved;
  guint ticks;
} Watch;

/* For how long this thread has run or waited for a processor so far, in
 * microseconds (Documentation/scheduler/sched-stats.rst of Linux): what is left of
 * a time between two ticks it waited for something else. */
static gint64
get_busy (void)
{
  g_autofree char *contents = NULL;
  guint64 running = 0, waiting = 0;

  g_assert_true (g_file_get_contents ("/proc/thread-self/schedstat", &contents, NULL, NULL));
  g_assert_cmpint (sscanf (contents, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &running, &waiting), ==, 2);

  return (running + waiting) / 1000;
}

static gboolean
tick_cb (gpointer user_data)
{
  Watch *watch = user_data;
  gint64 busy = get_busy ();
  gint64 now = g_get_monotonic_time ();

  watch->longest = MAX (watch->longest, (now - watch->last) - (busy - watch->busy));
  watch->last = now;
  watch->busy = busy;
  watch->ticks++;
  if (watch->must_not_be_saved)
    g_assert_cmpint (demains_project_get_save_state (watch->project), ==, DEMAINS_SAVE_SAVING);

  return G_SOURCE_CONTINUE;
}

static guint
start_watch (Watch *watch)
{
  watch->last = g_get_monotonic_time ();
  watch->busy = get_busy ();

  return g_timeout_add_full (G_PRIORITY_HIGH, TICK, tick_cb, watch, NULL);
}

static void
stop_watch (Watch *watch, guint source, const char *what)
{
  g_source_remove (source);
  g_test_message ("%s: %u looks, the main loop waited for %.1f ms at most", what, watch->ticks,
                  watch->longest / 1000.0);
  g_assert_cmpuint (watch->ticks, >, 100);
  g_assert_cmpint (watch->longest, <, TOO_LONG);
  *watch = (Watch){ .project = watch->project };
}

static void
append_chunks (DemainsMediaWriter *writer, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (300000), 300000);

      demains_media_writer_append (writer, &(DemainsMediaChunk){ bytes, i * 500000000, (i + 1) * 500000000 });
    }
}

/* Typing, adding, filming, looking through the lists. */
static void
work (DemainsProject *project, Watch *watch)
{
  DemainsRecordList *sections = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  DemainsRecord *section = demains_record_list_get (sections, 0);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "One", NULL);
  g_autoptr (GBytes) header = g_bytes_new_static ("header", 6);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 end = g_get_monotonic_time () + WHILE * 1000;

  demains_media_writer_begin (writer, &(DemainsMediaInfo){ .container = "video/x-matroska" }, header);
  watch->must_not_be_saved = TRUE;
  while (g_get_monotonic_time () < end)
    {
      g_string_append (text, "mot ");
      g_object_set (section, "text", text->str, NULL);
      demains_project_add (project, DEMAINS_KIND_JOB, "Job", NULL);
      append_chunks (writer, 1);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sections)); i++)
        demains_record_get_title (demains_record_list_get (sections, i));
      demains_test_spin (50);
    }
  watch->must_not_be_saved = FALSE;
  demains_project_end_typing (project);
}

static void
test_slow_disk (void)
{
  g_autofree char *path = demains_test_path ("slow.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { 0 };
  guint source;

  demains_test_close (project);
  demains_disk_fault_set_delay (DELAY);

  source = start_watch (&watch);
  demains_project_open_async (path, DEMAINS_OPEN_WRITE, NULL, demains_test_ready_cb, &opened);
  project = demains_project_open_finish (demains_test_wait (&opened), &error);
  g_assert_no_error (error);
  demains_test_spin (WHILE / 3);
  stop_watch (&watch, source, "opening");

  watch.project = project;
  source = start_watch (&watch);
  work (project, &watch);
  stop_watch (&watch, source, "working");

  /* Closing begins while the disk is still far behind. */
  source = start_watch (&watch);
  demains_project_close_async (project, demains_test_ready_cb, &closed);
  demains_test_spin (WHILE / 3);
  g_assert_null (closed);
  stop_watch (&watch, source, "closing");
  demains_disk_fault_set_delay (0);
  demains_project_close_finish (project, demains_test_wait (&closed), &error);
  g_assert_no_error (error);
  g_clear_object (&closed);
  demains_test_until (G_OBJECT (project)->ref_count == 1);
  g_object_unref (project);

  project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_JOB))), >,
                    20);
  demains_test_close (project);
  g_test_message ("the disk was called %u times, %u of them by the main loop", demains_disk_fault_get_calls (),
                  demains_disk_fault_get_main_calls ());
  g_assert_cmpuint (demains_disk_fault_get_calls (), >, 100);
  g_assert_cmpuint (demains_disk_fault_get_main_calls (), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  demains_disk_fault_start ();

  g_test_add_func ("/slow-disk", test_slow_disk);

  return g_test_run ();
}
