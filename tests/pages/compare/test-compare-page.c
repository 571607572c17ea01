/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-compare-markup.h"
#include "demains-compare-page.h"
#include "demains-test.h"

#include <glib/gstdio.h>

#define QUESTION "Qu’a-t-il cessé de faire\u202f?"

typedef struct
{
  GtkWidget *window;
  DemainsComparePage *page;
} Fixture;

/* A project of one section and, where a name is given, one job. */
static char *
make_project (const char *group, const char *text, const char *job)
{
  g_autofree char *base = g_strconcat (group, ".demains", NULL);
  char *path = demains_test_path (base);
  DemainsProject *project;
  DemainsRecordList *list;
  DemainsRecord *section;

  g_unlink (path);
  project = demains_test_create (path);
  g_object_set (demains_project_get_root (project), "group", group, NULL);
  list = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    demains_project_remove (project, demains_record_list_get (list, 0));
  section = demains_project_add (project, DEMAINS_KIND_SECTION, QUESTION, NULL);
  g_object_set (section, "text", text, NULL);
  if (job != NULL)
    demains_project_add (project, DEMAINS_KIND_JOB, job, NULL);
  demains_test_close (project);

  return path;
}

static gboolean
is_loading (Fixture *fixture)
{
  GListModel *groups = demains_comparison_get_groups (demains_compare_page_get_comparison (fixture->page));

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (DemainsComparisonGroup) group = g_list_model_get_item (groups, i);

      if (demains_comparison_group_get_loading (group))
        return TRUE;
    }

  return FALSE;
}

static void
settle (Fixture *fixture)
{
  while (is_loading (fixture))
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
open_page (Fixture *fixture, const char *const *paths)
{
  fixture->page = demains_compare_page_new (paths);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 768);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (fixture);
}

/* The first label that is to be seen and says @text, or has it in what it says. */
static GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return GTK_LABEL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkLabel *
find (Fixture *fixture, const char *text)
{
  return find_label (GTK_WIDGET (fixture->page), text);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Both texts on the first question, formatted; the markers are not to be seen. */
static void
test_side_by_side (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make_project ("Les Halles", "Il a **cessé** d’attendre.", "Veilleuse");
  g_autofree char *two = make_project ("Belle Rive", "- les guichets\n- <b>les files</b> & co", NULL);
  const char *const paths[] = { one, two, NULL };

  open_page (fixture, paths);
  g_assert_nonnull (find (fixture, "Les Halles"));
  g_assert_nonnull (find (fixture, "Belle Rive"));
  g_assert_nonnull (find (fixture, "Il a cessé d’attendre."));
  g_assert_nonnull (find (fixture, "•\u2002<b>les files</b> & co"));
}

/* A group that has nothing says so: a gap is information. */
static void
test_silence (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make_project ("Les Halles", "Bonjour.", "Veilleuse de rue");
  g_autofree char *two = make_project ("Belle Rive", " \n", NULL);
  const char *const paths[] = { one, two, NULL };

  open_page (fixture, paths);
  g_assert_nonnull (find (fixture, "Says nothing about this"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "compare.step", "i", 2);
  settle (fixture);
  g_assert_nonnull (find (fixture, "Veilleuse de rue"));
  g_assert_nonnull (find (fixture, "Says nothing about this"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "compare.step", "i", -9);
  settle (fixture);
  g_assert_nonnull (find (fixture, "Bonjour."));
}

static void
test_bad_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make_project ("Les Halles", "Bonjour.", NULL);
  g_autofree char *bad = demains_test_path ("notes.demains");
  const char *const paths[] = { bad, one, NULL };

  g_assert_true (g_file_set_contents (bad, "Bonsoir.", -1, NULL));
  open_page (fixture, paths);
  g_assert_nonnull (find (fixture, "is not a Demains project"));
  g_assert_nonnull (find (fixture, "Bonjour."));
}

static void
test_add_and_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make_project ("Les Halles", "Bonjour.", NULL);
  DemainsComparison *comparison;
  g_autoptr (DemainsComparisonGroup) group = NULL;

  open_page (fixture, NULL);
  g_assert_nonnull (find (fixture, "Choose the Groups to Compare"));
  demains_compare_page_add (fixture->page, one);
  settle (fixture);
  g_assert_nonnull (find (fixture, "Bonjour."));
  comparison = demains_compare_page_get_comparison (fixture->page);
  group = g_list_model_get_item (demains_comparison_get_groups (comparison), 0);
  demains_comparison_remove (comparison, group);
  settle (fixture);
  g_assert_null (find (fixture, "Bonjour."));
  g_assert_nonnull (find (fixture, "Choose the Groups to Compare"));
}

/* What groups wrote grows, the interface does not. */
static void
test_text_size (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make_project ("Les Halles", "Bonjour.", NULL);
  const char *const paths[] = { one, NULL };
  int before;
  int interface;

  open_page (fixture, paths);
  gtk_widget_measure (GTK_WIDGET (find (fixture, "Bonjour.")), GTK_ORIENTATION_VERTICAL, -1, &before, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (find (fixture, "Jobs")), GTK_ORIENTATION_VERTICAL, -1, &interface, NULL, NULL, NULL);
  for (int i = 0; i < 5; i++)
    gtk_widget_activate_action (GTK_WIDGET (fixture->page), "compare.scale", "i", 1);
  settle (fixture);
  for (int i = 0; i < 2; i++)
    {
      const char *const texts[] = { "Bonjour.", "Jobs" };
      int after;

      gtk_widget_measure (GTK_WIDGET (find (fixture, texts[i])), GTK_ORIENTATION_VERTICAL, -1, &after, NULL, NULL,
                          NULL);
      if (i == 0)
        g_assert_cmpint (after, >, 1.7 * before);
      else
        g_assert_cmpint (after, ==, interface);
    }
}

static void
test_markup (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "a < b & c", "a &lt; b &amp; c" },
    { "**gras** et *penché*", "<b>gras</b> et <i>penché</i>" },
    { "un\ndeux", "un\ndeux" },
    { "un\n\ndeux", "un\n\ndeux" },
    { "- un\n- deux", "•\u2002un\n•\u2002deux" },
    { "3. un\n4. deux", "3.\u2002un\n4.\u2002deux" },
    { "> dit", "<i>dit</i>" },
    { "# Titre\n\nsuite", "<b>Titre</b>\n\nsuite" },
    { "<script>x</script>", "&lt;script&gt;x&lt;/script&gt;" },
    { "[lien](https://a.b)", "lien" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = demains_compare_markup (cases[i][0]);

      g_assert_cmpstr (markup, ==, cases[i][1]);
      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL));
    }
}

static void
test_long_markup (void)
{
  g_autofree char *text = g_strnfill (5000000, 'a');
  g_autofree char *markup = demains_compare_markup (text);

  g_assert_cmpuint (strlen (markup), <, 100000);
  g_assert_true (g_str_has_suffix (markup, "…"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/compare/markup", test_markup);
  g_test_add_func ("/compare/long-markup", test_long_markup);
  g_test_add ("/compare/side-by-side", Fixture, NULL, NULL, test_side_by_side, tear_down);
  g_test_add ("/compare/silence", Fixture, NULL, NULL, test_silence, tear_down);
  g_test_add ("/compare/bad-file", Fixture, NULL, NULL, test_bad_file, tear_down);
  g_test_add ("/compare/add-and-remove", Fixture, NULL, NULL, test_add_and_remove, tear_down);
  g_test_add ("/compare/text-size", Fixture, NULL, NULL, test_text_size, tear_down);

  return g_test_run ();
}
