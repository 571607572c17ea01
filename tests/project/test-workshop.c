/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test.h"
#include "demains-workshop.h"

#include <glib/gstdio.h>
#include <unistd.h>

static DemainsProject *
create_workshop (const char *name)
{
  g_autofree char *path = demains_test_path (name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *workshop;

  g_unlink (path);
  demains_workshop_create_async (path, "Atelier de Lyon", "fr", NULL, demains_test_ready_cb, &result);
  workshop = demains_project_open_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return workshop;
}

static char *
make_folder (const char *name)
{
  char *folder = demains_test_path (name);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);

  return folder;
}

static guint
count (DemainsProject *project, DemainsKindId kind)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, kind)));
}

static DemainsRecord *
get (DemainsProject *project, DemainsKindId kind, guint index)
{
  return demains_record_list_get (demains_project_get_list (project, kind), index);
}

static void
add_team (DemainsProject *workshop, const char *name, DemainsRecord *theme)
{
  DemainsRecord *team = demains_project_add (workshop, DEMAINS_KIND_TEAM, name, NULL);

  if (theme != NULL)
    g_object_set (team, "theme", demains_record_get_id (theme), NULL);
}

static DemainsRecord *
add_signal (DemainsProject *workshop, const char *title, const char *theme)
{
  DemainsRecord *signal = demains_project_add (workshop, DEMAINS_KIND_SIGNAL, title, NULL);

  g_object_set (signal, "theme", theme, NULL);

  return signal;
}

static GPtrArray *
make (DemainsProject *workshop, const char *folder, DemainsOperation *operation)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_workshop_make_async (workshop, folder, operation, demains_test_ready_cb, &result);

  return demains_workshop_make_finish (demains_test_wait (&result));
}

static DemainsProject *
open_made (GPtrArray *made, guint index, const char *name)
{
  const DemainsMadeProject *project = made->pdata[index];
  g_autofree char *basename = g_path_get_basename (project->path);
  g_autoptr (GError) error = NULL;
  DemainsProject *opened;

  g_assert_no_error (project->error);
  g_assert_cmpstr (basename, ==, name);
  opened = demains_test_open (project->path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  g_assert_no_error (error);

  return opened;
}

static guint
count_titled (DemainsProject *project, const char *title)
{
  guint n = 0;

  for (guint i = 0; i < count (project, DEMAINS_KIND_SIGNAL); i++)
    n += g_str_equal (demains_record_get_title (get (project, DEMAINS_KIND_SIGNAL, i)), title);

  return n;
}

static void
check_root (DemainsProject *project, const char *field, const char *expected)
{
  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (project), field), ==, expected);
}

static void
test_default_content (void)
{
  DemainsProject *workshop = create_workshop ("default.demains");

  g_assert_true (demains_workshop_is (workshop));
  g_assert_cmpstr (demains_record_get_title (demains_project_get_root (workshop)), ==, "Atelier de Lyon");
  g_assert_cmpuint (count (workshop, DEMAINS_KIND_THEME), ==, 4);
  g_assert_cmpuint (count (workshop, DEMAINS_KIND_SECTION), ==, 7);
  g_assert_cmpuint (count (workshop, DEMAINS_KIND_SLOT), ==, 14);
  g_assert_cmpuint (count (workshop, DEMAINS_KIND_TEAM), ==, 0);
  for (guint i = 1; i < count (workshop, DEMAINS_KIND_SIGNAL); i++)
    g_assert_cmpstr (demains_record_get_position (get (workshop, DEMAINS_KIND_SIGNAL, i - 1)), <,
                     demains_record_get_position (get (workshop, DEMAINS_KIND_SIGNAL, i)));
  demains_test_close (workshop);
}

/* What the facilitator changed is what the groups begin with. */
static void
test_make (void)
{
  g_autofree char *folder = make_folder ("made");
  DemainsProject *workshop = create_workshop ("make.demains");
  DemainsRecord *first = get (workshop, DEMAINS_KIND_THEME, 0);
  DemainsRecord *own = demains_project_add (workshop, DEMAINS_KIND_THEME, "Les nuits d’été", NULL);
  g_autoptr (GPtrArray) made = NULL;
  DemainsProject *group;

  g_object_set (demains_project_get_root (workshop), "place", "Lyon", "first-day", "18/3/2027", "horizon", (gint64)2060,
                NULL);
  g_object_set (get (workshop, DEMAINS_KIND_SECTION, 0), "question", "Qui pousse la porte ?", NULL);
  demains_project_remove (workshop, get (workshop, DEMAINS_KIND_SLOT, 13));
  g_object_set (first, "title", "Vieillir ensemble", NULL);
  add_signal (workshop, "Pour tous", "");
  add_signal (workshop, "Des vieux", demains_workshop_get_theme_name (first));
  add_signal (workshop, "La nuit", demains_workshop_get_theme_name (own));
  add_team (workshop, "Les Halles", first);
  add_team (workshop, "Les Tilleuls", own);
  add_team (workshop, "Sans thème", NULL);
  made = make (workshop, folder, NULL);
  demains_test_close (workshop);
  g_assert_cmpuint (made->len, ==, 3);

  group = open_made (made, 0, "Les Halles - Vieillir ensemble.demains");
  g_assert_false (demains_workshop_is (group));
  check_root (group, "group", "Les Halles");
  check_root (group, "theme", "ageing");
  check_root (group, "theme_title", "Vieillir ensemble");
  check_root (group, "language", "fr");
  check_root (group, "role", "group");
  check_root (group, "workshop", "Atelier de Lyon");
  check_root (group, "place", "Lyon");
  check_root (group, "first_day", "2027-03-18");
  g_assert_cmpint (demains_record_get_number (demains_project_get_root (group), "horizon"), ==, 2060);
  g_assert_cmpuint (count (group, DEMAINS_KIND_SECTION), ==, 7);
  g_assert_cmpstr (demains_record_get_title (get (group, DEMAINS_KIND_SECTION, 0)), ==, "Qui pousse la porte ?");
  g_assert_cmpuint (count (group, DEMAINS_KIND_SLOT), ==, 13);
  g_assert_cmpint (demains_record_get_number (get (group, DEMAINS_KIND_SLOT, 0), "start"), ==, 570);
  g_assert_cmpuint (count (group, DEMAINS_KIND_THEME) + count (group, DEMAINS_KIND_TEAM), ==, 0);
  g_assert_cmpuint (count_titled (group, "Pour tous"), ==, 1);
  g_assert_cmpuint (count_titled (group, "Des vieux"), ==, 1);
  g_assert_cmpuint (count_titled (group, "La nuit"), ==, 0);
  g_assert_null (demains_project_peek_undo (group));
  demains_test_close (group);

  /* A theme of the facilitator's own is known by its words alone. */
  group = open_made (made, 1, "Les Tilleuls - Les nuits d’été.demains");
  check_root (group, "theme", "");
  check_root (group, "theme_title", "Les nuits d’été");
  g_assert_cmpuint (count (group, DEMAINS_KIND_SIGNAL), ==, 2);
  g_assert_cmpuint (count_titled (group, "La nuit"), ==, 1);
  g_assert_cmpstr (demains_record_get_text (get (group, DEMAINS_KIND_SIGNAL, 1), "theme"), ==, "");
  demains_test_close (group);

  group = open_made (made, 2, "Sans thème.demains");
  g_assert_cmpuint (count (group, DEMAINS_KIND_SIGNAL), ==, 1);
  demains_test_close (group);
}

/* Whatever groups call themselves there is a file, and none is written over. */
static void
test_names (void)
{
  g_autofree char *folder = make_folder ("names");
  g_autofree char *taken = g_build_filename (folder, "Les Halles.demains", NULL);
  g_autofree char *text = NULL;
  DemainsProject *workshop = create_workshop ("names.demains");
  g_autoptr (GPtrArray) made = NULL;

  g_assert_true (g_file_set_contents (taken, "mine", -1, NULL));
  add_team (workshop, "Les Halles", NULL);
  add_team (workshop, "Les Halles", NULL);
  add_team (workshop, "../Rue / Place", NULL);
  add_team (workshop, "", NULL);
  made = make (workshop, folder, NULL);
  demains_test_close (workshop);

  demains_test_close (open_made (made, 0, "Les Halles 2.demains"));
  demains_test_close (open_made (made, 1, "Les Halles 3.demains"));
  demains_test_close (open_made (made, 2, "Rue Place.demains"));
  demains_test_close (open_made (made, 3, "Group.demains"));
  g_assert_true (g_file_get_contents (taken, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
}

static void
check_all_fail (const char *folder, DemainsProjectError code)
{
  DemainsProject *workshop = create_workshop ("refused.demains");
  g_autoptr (DemainsOperation) operation = demains_operation_new ("");
  g_autoptr (GPtrArray) made = NULL;

  add_team (workshop, "Un", NULL);
  add_team (workshop, "Deux", NULL);
  made = make (workshop, folder, operation);
  g_assert_cmpuint (made->len, ==, 2);
  for (guint i = 0; i < made->len; i++)
    {
      const DemainsMadeProject *project = made->pdata[i];

      g_assert_error (project->error, DEMAINS_PROJECT_ERROR, (int)code);
      g_assert_false (g_file_test (project->path, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_FAILED);
  demains_test_close (workshop);
}

static void
test_refused (void)
{
  g_autofree char *folder = make_folder ("read-only");
  g_autofree char *nowhere = demains_test_path ("nowhere");

  check_all_fail (nowhere, DEMAINS_PROJECT_ERROR_NOT_FOUND);
  if (getuid () == 0)
    {
      g_test_skip ("nothing is forbidden to root");
      return;
    }

  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  check_all_fail (folder, DEMAINS_PROJECT_ERROR_PERMISSION);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
}

static void
cancel_cb (DemainsOperation *operation)
{
  demains_operation_cancel (operation);
}

/* What was made is whole and stays; of the rest there is no trace. */
static void
test_cancel (void)
{
  g_autofree char *folder = make_folder ("cancel");
  DemainsProject *workshop = create_workshop ("cancel.demains");
  g_autoptr (DemainsOperation) operation = demains_operation_new ("");
  g_autoptr (GPtrArray) made = NULL;
  const DemainsMadeProject *last;

  for (guint i = 0; i < 5; i++)
    add_team (workshop, "Groupe", NULL);
  g_signal_connect (operation, "notify::progress", G_CALLBACK (cancel_cb), NULL);
  made = make (workshop, folder, operation);
  demains_test_close (workshop);

  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_CANCELLED);
  demains_test_close (open_made (made, 0, "Groupe.demains"));
  last = made->pdata[4];
  g_assert_error (last->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (last->path);
}

static void
check_date (const char *text, gboolean expected)
{
  GDate *date = demains_workshop_parse_date (text);

  g_assert_true ((date != NULL) == expected);
  g_clear_pointer (&date, g_date_free);
}

static void
test_date (void)
{
  check_date ("2027-03-18", TRUE);
  check_date ("2027-3-8", TRUE);
  check_date ("2028-02-29", TRUE);
  check_date ("2027-02-29", FALSE);
  check_date ("2027-13-01", FALSE);
  check_date ("18/03/2027", TRUE);
  check_date ("03/18/2027", FALSE);
  check_date ("18/03/27", FALSE);
  check_date ("", FALSE);
  check_date ("18 mars", FALSE);
  check_date ("2027-03-18 matin", FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/workshop/default-content", test_default_content);
  g_test_add_func ("/workshop/make", test_make);
  g_test_add_func ("/workshop/names", test_names);
  g_test_add_func ("/workshop/refused", test_refused);
  g_test_add_func ("/workshop/cancel", test_cancel);
  g_test_add_func ("/workshop/date", test_date);

  return g_test_run ();
}
