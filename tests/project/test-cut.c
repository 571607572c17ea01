/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cut.h"
#include "demains-media-writer.h"
#include "demains-test.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

typedef struct
{
  DemainsProject *project;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autofree char *path = demains_test_path (name);

  fixture->project = demains_test_create (path);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  demains_test_close (fixture->project);
}

static DemainsRecord *
add_scene (Fixture *fixture, const char *title)
{
  return demains_project_add (fixture->project, DEMAINS_KIND_SCENE, title, NULL);
}

/* A take of so many seconds. */
static DemainsRecord *
add_take (Fixture *fixture, DemainsRecord *scene, int rating, int seconds)
{
  const DemainsMediaInfo info = { "video/x-matroska", "h264", "flac", 1280, 720, 30, 1 };
  g_autoptr (DemainsMediaWriter) writer
    = demains_project_start_take (fixture->project, DEMAINS_VERB_FILM, "Take", "Camera");
  g_autofree char *id = g_strdup (demains_media_writer_get_take_id (writer));
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsRecord *take;

  demains_media_writer_begin (writer, &info, bytes);
  if (seconds > 0)
    demains_media_writer_append (writer, &(DemainsMediaChunk){ bytes, 0, seconds * SECOND });
  demains_media_writer_finish_async (writer, NULL, demains_test_ready_cb, &result);
  demains_media_writer_finish_finish (writer, demains_test_wait (&result), &error);
  take = demains_project_find (fixture->project, id);
  g_assert_nonnull (take);
  g_object_set (take, "scene", scene != NULL ? demains_record_get_id (scene) : "", "rating", (gint64)rating, NULL);

  return take;
}

static DemainsRecord *
get_clip (Fixture *fixture, guint index)
{
  return demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_CLIP), index);
}

static void
assert_clip (Fixture *fixture, guint index, DemainsRecord *take, double in_point, double out_point)
{
  DemainsRecord *clip = get_clip (fixture, index);

  if (take == NULL)
    {
      g_assert_null (clip);
      return;
    }
  g_assert_nonnull (clip);
  g_assert_cmpstr (demains_record_get_text (clip, "take"), ==, demains_record_get_id (take));
  g_assert_cmpint (demains_record_get_number (clip, "in_point"), ==, in_point * SECOND);
  g_assert_cmpint (demains_record_get_number (clip, "out_point"), ==, out_point * SECOND);
}

/* The best take of each scene, whole and in the order of the script; the later one of two that are as good. One step.
 */
static void
test_first_cut (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *opening = add_scene (fixture, "Opening");
  DemainsRecord *report = add_scene (fixture, "Report");
  DemainsRecord *ending = add_scene (fixture, "Ending");
  DemainsRecord *end = add_take (fixture, ending, 0, 3);
  DemainsRecord *good = add_take (fixture, report, 3, 4);
  DemainsRecord *again = add_take (fixture, report, 2, 5);
  DemainsRecord *first = add_take (fixture, opening, 1, 6);
  DemainsRecord *later = add_take (fixture, opening, 1, 7);

  add_scene (fixture, "Not filmed");
  add_take (fixture, NULL, 3, 2);
  g_assert_cmpuint (demains_cut_make_first (fixture->project), ==, 3);
  assert_clip (fixture, 0, later, 0, 7);
  assert_clip (fixture, 1, good, 0, 4);
  assert_clip (fixture, 2, end, 0, 3);
  assert_clip (fixture, 3, NULL, 0, 0);
  g_assert_cmpuint (demains_cut_make_first (fixture->project), ==, 0);

  g_assert_true (demains_test_undo (fixture->project));
  assert_clip (fixture, 0, NULL, 0, 0);
  g_assert_true (first != NULL && again != NULL);
}

/* What people have put into the film stays as it is, and what is added comes to where its scene is. */
static void
test_first_cut_of_the_rest (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *scenes[4];
  DemainsRecord *takes[4];
  DemainsRecord *loose;

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      scenes[i] = add_scene (fixture, "Scene");
      takes[i] = add_take (fixture, scenes[i], 0, 10);
    }
  loose = add_take (fixture, NULL, 0, 10);
  demains_cut_add (fixture->project, loose, 0, SECOND);
  demains_cut_add (fixture->project, takes[2], SECOND, 2 * SECOND);

  g_assert_cmpuint (demains_cut_make_first (fixture->project), ==, 3);
  assert_clip (fixture, 0, loose, 0, 1);
  assert_clip (fixture, 1, takes[0], 0, 10);
  assert_clip (fixture, 2, takes[1], 0, 10);
  assert_clip (fixture, 3, takes[2], 1, 2);
  assert_clip (fixture, 4, takes[3], 0, 10);
  assert_clip (fixture, 5, NULL, 0, 0);
}

/* Without a script: all that was filmed, one after the other; what was never filmed to a second is left out. */
static void
test_first_cut_without_script (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *one = add_take (fixture, NULL, 0, 2);
  DemainsRecord *other;

  g_assert_cmpuint (demains_cut_make_first (fixture->project), ==, 1);
  other = add_take (fixture, NULL, 0, 3);
  g_assert_cmpuint (demains_cut_make_first (fixture->project), ==, 1);
  assert_clip (fixture, 0, one, 0, 2);
  assert_clip (fixture, 1, other, 0, 3);
  assert_clip (fixture, 2, NULL, 0, 0);
}

/* No picture is in both parts and none is in neither; undo makes one of them again. */
static void
test_split (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = add_take (fixture, NULL, 0, 10);
  DemainsRecord *second;

  demains_cut_add (fixture->project, take, 2 * SECOND, 8 * SECOND);
  demains_cut_add (fixture->project, take, 0, SECOND);
  second = demains_cut_split (fixture->project, get_clip (fixture, 0), 5 * SECOND);
  g_assert_true (second == get_clip (fixture, 1));
  assert_clip (fixture, 0, take, 2, 5);
  assert_clip (fixture, 1, take, 5, 8);
  assert_clip (fixture, 2, take, 0, 1);

  for (int time = 0; time <= 10; time++)
    if (time <= 2 || time >= 5)
      g_assert_null (demains_cut_split (fixture->project, get_clip (fixture, 0), time * SECOND));

  g_assert_true (demains_test_undo (fixture->project));
  assert_clip (fixture, 0, take, 2, 8);
  assert_clip (fixture, 1, take, 0, 1);
}

/* A card is before the clip that was asked for, is called by its words, and is neither split nor a reason to film
 * its scene again. */
static void
test_cards (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *scenes[3] = { add_scene (fixture, "One"), add_scene (fixture, "Two"), add_scene (fixture, "Three") };
  DemainsRecord *takes[3];
  DemainsRecord *ending, *opening;

  for (guint i = 0; i < G_N_ELEMENTS (takes); i++)
    takes[i] = add_take (fixture, scenes[i], 0, 10);
  demains_cut_add (fixture->project, takes[1], 0, SECOND);
  ending = demains_cut_add_card (fixture->project, "The end", "dark", 2 * SECOND, NULL);
  opening = demains_cut_add_card (fixture->project, "", "theme", 3 * SECOND, get_clip (fixture, 0));
  g_assert_true (opening == get_clip (fixture, 0));
  g_assert_true (ending == get_clip (fixture, 2));
  g_assert_true (demains_cut_is_card (opening) && demains_cut_is_card (ending));
  g_assert_cmpstr (demains_record_get_title (ending), ==, "The end");
  g_assert_null (demains_cut_split (fixture->project, ending, SECOND));

  g_assert_cmpuint (demains_cut_make_first (fixture->project), ==, 2);
  g_assert_true (opening == get_clip (fixture, 0));
  assert_clip (fixture, 1, takes[0], 0, 10);
  assert_clip (fixture, 2, takes[1], 0, 1);
  assert_clip (fixture, 3, takes[2], 0, 10);
  g_assert_true (ending == get_clip (fixture, 4));
  g_object_set (ending, "text", "Thanks", NULL);
  g_assert_cmpstr (demains_record_get_title (ending), ==, "Thanks");
}

static void
test_trim (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = add_take (fixture, NULL, 0, 10);

  demains_cut_add (fixture->project, take, 2 * SECOND, 8 * SECOND);
  demains_cut_trim (fixture->project, get_clip (fixture, 0), 3 * SECOND, 4 * SECOND);
  demains_cut_trim (fixture->project, get_clip (fixture, 0), 3 * SECOND, 4 * SECOND);
  assert_clip (fixture, 0, take, 3, 4);
  g_assert_true (demains_test_undo (fixture->project));
  assert_clip (fixture, 0, take, 2, 8);
}

#define ADD(name, function) g_test_add ("/project/cut/" name, Fixture, name ".demains", set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first", test_first_cut);
  ADD ("first-of-the-rest", test_first_cut_of_the_rest);
  ADD ("first-without-script", test_first_cut_without_script);
  ADD ("split", test_split);
  ADD ("cards", test_cards);
  ADD ("trim", test_trim);

  return g_test_run ();
}
