/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-check.h"
#include "demains-merge-case.h"
#include "demains-project-space.h"
#include "demains-rescue.h"

#include <glib/gstdio.h>

typedef DemainsMergeCase Fixture;

/* Larger than a page, and told from others by its last byte. */
static GBytes *
make_photo (guint8 mark)
{
  const gsize size = 60000;
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = i * 7 + i / 251;
  memcpy (bytes, "\xff\xd8\xff", 3);
  bytes[size - 1] = mark;

  return g_bytes_new_take (bytes, size);
}

static GBytes *
load (DemainsProject *project, const char *photo)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  demains_project_load_photo_async (project, photo, NULL, demains_test_ready_cb, &result);
  bytes = demains_project_load_photo_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return bytes;
}

/* What writes photos is let go of when they are written. */
static void
close_project (DemainsProject *project)
{
  demains_test_flush (project);
  demains_test_until (G_OBJECT (project)->ref_count == 1);
  demains_test_close (project);
}

static void
set_photo (DemainsProject *project, DemainsRecord *prop, guint8 mark)
{
  g_autoptr (GBytes) jpeg = make_photo (mark);
  g_autofree char *photo = demains_project_add_photo (project, jpeg, 400, 300);

  g_assert_nonnull (photo);
  g_object_set (prop, "photo", photo, NULL);
}

static void
assert_photo (DemainsProject *project, guint8 mark)
{
  g_autoptr (GBytes) expected = make_photo (mark);
  g_autoptr (GBytes) bytes
    = load (project, demains_record_get_text (demains_merge_case_first (project, DEMAINS_KIND_PROP), "photo"));

  g_assert_true (g_bytes_equal (bytes, expected));
}

static void
assert_photo_of (const char *path, guint8 mark)
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) problems = NULL;

  g_assert_no_error (error);
  assert_photo (project, mark);
  demains_project_check_async (project, NULL, demains_test_ready_cb, &result);
  problems = demains_project_check_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_null (problems[0]);
  g_clear_object (&result);
  demains_test_close (project);
}

/* It is there at once, after it was changed, and after the change was taken back. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  DemainsProject *project = demains_merge_case_open (fixture->one);
  g_autoptr (GBytes) nothing = load (project, "no such photo");
  DemainsRecord *prop = demains_project_add (project, DEMAINS_KIND_PROP, "Badge", NULL);

  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
  set_photo (project, prop, 1);
  assert_photo (project, 1);
  set_photo (project, prop, 2);
  assert_photo (project, 2);
  g_assert_true (demains_test_undo (project));
  assert_photo (project, 1);
  g_assert_true (demains_test_redo (project));
  assert_photo (project, 2);
  close_project (project);
  assert_photo_of (fixture->one, 2);

  /* And after a restart. */
  project = demains_merge_case_open (fixture->one);
  g_assert_true (demains_test_undo (project));
  assert_photo (project, 1);
  close_project (project);
}

/* What a prop or the history names is not for Free Up Space, and comes back with it. */
static void
test_space (Fixture *fixture, gconstpointer data)
{
  DemainsProject *project = demains_merge_case_open (fixture->one);
  DemainsRecord *prop = demains_project_add (project, DEMAINS_KIND_PROP, "Badge", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsSpace) space = NULL;

  set_photo (project, prop, 1);
  set_photo (project, prop, 2);
  demains_project_remove (project, prop);
  demains_project_find_space_async (project, NULL, demains_test_ready_cb, &result);
  space = demains_project_find_space_finish (project, demains_test_wait (&result), NULL);
  g_clear_object (&result);
  g_assert_nonnull (space);
  g_assert_cmpuint (space->takes->len, ==, 0);
  g_assert_true (demains_test_undo (project));
  assert_photo (project, 2);
  g_assert_true (demains_test_undo (project));
  assert_photo (project, 1);
  close_project (project);
}

static void
save_copy (const char *path, const char *copy, gboolean nameless)
{
  DemainsProject *project = demains_merge_case_open (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (nameless)
    demains_project_save_nameless_copy_async (project, copy, NULL, demains_test_ready_cb, &result);
  else
    demains_project_save_copy_async (project, copy, NULL, demains_test_ready_cb, &result);
  demains_project_save_copy_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  close_project (project);
}

static void
prepare (const char *path, guint8 mark)
{
  DemainsProject *project = demains_merge_case_open (path);

  set_photo (project, demains_project_add (project, DEMAINS_KIND_PROP, "Badge", NULL), mark);
  close_project (project);
}

static void
test_copies (Fixture *fixture, gconstpointer data)
{
  prepare (fixture->one, 1);
  for (guint nameless = 0; nameless < 2; nameless++)
    {
      save_copy (fixture->one, fixture->out, nameless);
      assert_photo_of (fixture->out, 1);
    }
}

/* Of two files, and into one that is open. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) of_files = NULL;
  g_autoptr (DemainsMergeReport) into = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  prepare (fixture->other, 3);
  of_files = demains_test_merge (fixture->one, fixture->other, fixture->out, &error);
  g_assert_no_error (error);
  assert_photo_of (fixture->out, 3);

  project = demains_merge_case_open (fixture->one);
  demains_project_merge_into_async (project, fixture->other, NULL, demains_test_ready_cb, &result);
  into = demains_project_merge_into_finish (project, demains_test_wait (&result), NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  assert_photo (project, 3);
  close_project (project);
  assert_photo_of (fixture->one, 3);
}

/* Both changed it: both photos are there until somebody chooses. */
static void
test_collision (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  DemainsRecord *collision;

  prepare (fixture->one, 1);
  g_unlink (fixture->other);
  save_copy (fixture->one, fixture->other, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      project = demains_merge_case_open (i == 0 ? fixture->one : fixture->other);
      set_photo (project, demains_merge_case_first (project, DEMAINS_KIND_PROP), 10 + i);
      close_project (project);
    }
  report = demains_test_merge (fixture->one, fixture->other, fixture->out, &error);
  g_assert_no_error (error);
  project = demains_merge_case_open (fixture->out);
  collision = demains_merge_case_first (project, DEMAINS_KIND_COLLISION);
  g_assert_cmpstr (demains_record_get_text (collision, "field"), ==, "photo");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = load (project, demains_record_get_text (collision, i == 0 ? "one" : "other"));

      g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
    }
  close_project (project);
}

static void
rescue (const char *path, const char *output, gboolean whole)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRescue) found = NULL;

  demains_rescue_async (path, output, NULL, demains_test_ready_cb, &result);
  found = demains_rescue_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  if (whole)
    g_assert_true (demains_rescue_is_whole (found));
  assert_photo_of (output, 1);
}

/* Of a sound file, of one that lost the table of films, and of one that lost its index too. */
static void
test_rescue (Fixture *fixture, gconstpointer data)
{
  const char *const roots[] = { "SELECT rootpage FROM sqlite_schema WHERE name = 'media'",
                                "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_media_1'" };
  gint64 pages[G_N_ELEMENTS (roots)];
  g_autofree char *bytes = NULL;
  gsize size;

  prepare (fixture->one, 1);
  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    pages[i] = demains_merge_case_read (fixture->one, roots[i]);
  rescue (fixture->one, fixture->out, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_clear_pointer (&bytes, g_free);
      g_assert_true (g_file_get_contents (fixture->one, &bytes, &size, NULL));
      memset (bytes + (pages[i] - 1) * 16384, 0x5a, 16384);
      g_assert_true (g_file_set_contents (fixture->one, bytes, size, NULL));
      g_unlink (fixture->out);
      rescue (fixture->one, fixture->out, FALSE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                                                \
  g_test_add ("/photo/" path, Fixture, NULL, demains_merge_case_set_up, test, demains_merge_case_tear_down)
  ADD ("undo", test_undo);
  ADD ("space", test_space);
  ADD ("copies", test_copies);
  ADD ("merge", test_merge);
  ADD ("collision", test_collision);
  ADD ("rescue", test_rescue);
#undef ADD

  return g_test_run ();
}
