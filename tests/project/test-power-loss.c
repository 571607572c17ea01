/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-check.h"
#include "demains-disk-log.h"
#include "demains-test.h"
#include "demains-version.h"

/* Power that is cut at every write and sync of some minutes' work: each commit is
 * there whole or not at all, and what was said to be saved is. */

#define N_STATES 8

static DemainsRecord *
get_section (DemainsProject *project)
{
  return demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
}

static guint
count_jobs (DemainsProject *project)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_JOB)));
}

/* Each state says its number in two places that one step changes together, and a
 * piece of a film is filmed beside. */
static void
work (DemainsProject *project)
{
  const DemainsMediaInfo info = { "video/x-matroska", "h264", "flac", 1280, 720, 30, 1 };
  g_autoptr (GBytes) header = g_bytes_new_static ("header", 6);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");

  demains_media_writer_begin (writer, &info, header);
  for (guint state = 1; state <= N_STATES; state++)
    {
      g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_EDIT, get_section (project));
      g_autofree char *number = g_strdup_printf ("%u", state);
      g_autofree char *filler = g_strnfill (g_test_rand_int_range (1, 40000), 'x');
      g_autofree char *text = g_strdup_printf ("%u %s", state, filler);
      g_autofree guint8 *film = g_malloc0 (60000);
      DemainsMediaChunk chunk
        = { g_bytes_new_static (film, 60000), (state - 1) * G_USEC_PER_SEC, state * G_USEC_PER_SEC };

      demains_change_set_text (change, get_section (project), "text", text);
      demains_change_set_text (change, demains_project_get_root (project), "group", number);
      demains_project_apply (project, change);
      demains_project_add (project, DEMAINS_KIND_JOB, number, NULL);
      demains_media_writer_append (writer, &chunk);
      g_bytes_unref (chunk.bytes);
      if (state % 4 == 0)
        demains_project_add_version (project, DEMAINS_VERSION_NAMED, number);
      demains_test_flush (project);
      demains_disk_log_note (state);
    }
}

static void
assert_sound (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;

  demains_project_check_async (project, NULL, demains_test_ready_cb, &result);
  problems = demains_project_check_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  if (problems != NULL && problems[0] != NULL)
    g_error ("%s", problems[0]);
}

static void
check_cut (const char *path, guint cut, guint noted)
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  guint state, job;

  if (error != NULL)
    g_error ("cut %u: %s", cut, error->message);
  state = g_ascii_strtoull (demains_record_get_text (get_section (project), "text"), NULL, 10);
  job = count_jobs (project);
  if (state > 0)
    g_assert_cmpuint (
      g_ascii_strtoull (demains_record_get_text (demains_project_get_root (project), "group"), NULL, 10), ==, state);
  g_assert_cmpuint (state, >=, noted);
  g_assert_cmpuint (state, <=, noted + 1);
  g_assert_cmpuint (job, >=, noted);
  g_assert_cmpuint (job, <=, state);
  assert_sound (project);
  demains_test_close (project);
}

static void
test_cuts (void)
{
  g_autofree char *path = demains_test_path ("power.demains");
  g_autofree char *copy = demains_test_path ("after the cut.demains");
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  const char *wanted = g_getenv ("DEMAINS_TEST_CUTS");
  guint rounds = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : 1;
  DemainsProject *project = demains_test_create (path);
  guint n;

  demains_test_close (project);
  demains_disk_log_start (path);
  project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, NULL);
  work (project);
  demains_test_close (project);
  demains_disk_log_stop ();

  n = demains_disk_log_get_length ();
  g_assert_cmpuint (n, >, N_STATES * 8);
  for (guint round = 0; round < rounds; round++)
    for (guint cut = 0; cut <= n; cut++)
      check_cut (copy, cut, demains_disk_log_cut (cut, random, copy));
  g_test_message ("%u cuts, each commit whole or absent, nothing that was saved lost", rounds * (n + 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/power-loss/cuts", test_cuts);

  return g_test_run ();
}
