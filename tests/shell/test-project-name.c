/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-name.h"

static void
check (const char *group, const char *theme, const char *expected)
{
  g_autofree char *name = demains_project_name_suggest (group, theme);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_plain (void)
{
  check ("Les Halles", "Vieillissement", "Les Halles - Vieillissement.demains");
  check ("Les Halles", "", "Les Halles.demains");
  check ("L’Île-d’Yeu", "Emploi, activité", "L’Île-d’Yeu - Emploi, activité.demains");
  check ("東京", "健康", "東京 - 健康.demains");
}

static void
test_hostile (void)
{
  check ("", "", "Group.demains");
  check ("   ", "Santé", "Group - Santé.demains");
  check ("../../etc/passwd", "", "etc passwd.demains");
  check ("...hidden", "", "hidden.demains");
  check ("A/B\\C:D*E?F\"G<H>I|J", "", "A B C D E F G H I J.demains");
  check ("Tisane 🫖 ☕️ club", "", "Tisane club.demains");
  check ("👩‍👩‍👧", "", "Group.demains");
  check ("line\nbreak\ttab\x01", "", "line break tab.demains");
  check ("ends with dots...", "", "ends with dots.demains");
}

static void
test_long (void)
{
  g_autofree char *group = g_strnfill (1000, 'x');
  g_autoptr (GString) accents = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (int i = 0; i < 400; i++)
    g_string_append (accents, "é");

  name = demains_project_name_suggest (accents->str, group);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpint (strlen (name), <, 200);
  g_assert_true (g_str_has_suffix (name, ".demains"));
}

static void
test_number (void)
{
  g_autofree char *second = demains_project_name_number ("Les Halles.demains", 2);
  g_autofree char *tenth = demains_project_name_number ("Les Halles", 10);

  g_assert_cmpstr (second, ==, "Les Halles 2.demains");
  g_assert_cmpstr (tenth, ==, "Les Halles 10.demains");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/project-name/plain", test_plain);
  g_test_add_func ("/project-name/hostile", test_hostile);
  g_test_add_func ("/project-name/long", test_long);
  g_test_add_func ("/project-name/number", test_number);

  return g_test_run ();
}
