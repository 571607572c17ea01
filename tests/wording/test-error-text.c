/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-error.h"
#include "demains-test-language.h"
#include "demains-wording.h"

#define PATH "/media/ATELIER/les-halles.demains"

static char *
say (const char *language, GQuark domain, int code, const char *path)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "SQLITE_IOERR (10): disk I/O error");

  demains_test_set_language (language);

  return demains_error_to_text (error, path);
}

/* What every sentence must be, in either language. */
static void
check_sentence (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), >, 30);
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strchr (text, '%'));
  g_assert_null (strchr (text, '\''));
  g_assert_null (strstr (text, "SQLITE"));
  g_assert_null (strstr (text, "/media"));
}

static void
check_domain (GQuark domain, int last)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = 0; code <= last; code++)
    {
      g_autofree char *english = say ("en", domain, code, PATH);
      g_autofree char *french = say ("fr", domain, code, PATH);

      check_sentence (english);
      check_sentence (french);
      g_assert_cmpstr (english, !=, french);
      /* No two things that can happen are told in the same words. */
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&english)));
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&french)));
    }
}

static void
test_project_errors (void)
{
  check_domain (DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_FAILED);
}

static void
test_media_errors (void)
{
  check_domain (DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED);
}

static void
test_file_name (void)
{
  g_autofree char *english = say ("en", DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT, PATH);
  g_autofree char *french = say ("fr", DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT, PATH);
  g_autofree char *unknown = say ("en", DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT, NULL);
  g_autofree char *percent = say ("en", DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT, "/tmp/100%s.mp4");

  g_assert_cmpstr (english, ==,
                   "“les-halles.demains” is not a Demains project. Choose a file whose name ends in .demains.");
  g_assert_cmpstr (french, ==,
                   "« les-halles.demains » n’est pas un projet Demains. Choisissez un fichier dont le nom se termine "
                   "par .demains.");
  g_assert_true (g_str_has_prefix (unknown, "This file is not"));
  g_assert_true (g_str_has_prefix (percent, "“100%s.mp4” is not"));
}

static void
test_gio_errors (void)
{
  const struct
  {
    int io;
    int project;
  } pairs[] = {
    { G_IO_ERROR_NOT_FOUND, DEMAINS_PROJECT_ERROR_NOT_FOUND },
    { G_IO_ERROR_NO_SPACE, DEMAINS_PROJECT_ERROR_NO_SPACE },
    { G_IO_ERROR_PERMISSION_DENIED, DEMAINS_PROJECT_ERROR_PERMISSION },
    { G_IO_ERROR_IS_DIRECTORY, DEMAINS_PROJECT_ERROR_IS_FOLDER },
    { G_IO_ERROR_EXISTS, DEMAINS_PROJECT_ERROR_EXISTS },
    { G_IO_ERROR_FAILED, DEMAINS_PROJECT_ERROR_FAILED },
    { 9999, DEMAINS_PROJECT_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *io = say ("en", G_IO_ERROR, pairs[i].io, PATH);
      g_autofree char *project = say ("en", DEMAINS_PROJECT_ERROR, pairs[i].project, PATH);

      g_assert_cmpstr (io, ==, project);
    }

  for (int code = G_IO_ERROR_FAILED; code <= G_IO_ERROR_DESTINATION_UNSET; code++)
    {
      g_autofree char *text = say ("fr", G_IO_ERROR, code, PATH);

      check_sentence (text);
    }
}

static void
test_other_domains (void)
{
  g_autofree char *file = say ("en", G_FILE_ERROR, G_FILE_ERROR_NOSPC, PATH);
  g_autofree char *project = say ("en", DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE, PATH);
  g_autofree char *alien = say ("fr", g_quark_from_static_string ("alien"), 3, PATH);

  g_assert_cmpstr (file, ==, project);
  check_sentence (alien);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error-text/project", test_project_errors);
  g_test_add_func ("/error-text/media", test_media_errors);
  g_test_add_func ("/error-text/file-name", test_file_name);
  g_test_add_func ("/error-text/gio", test_gio_errors);
  g_test_add_func ("/error-text/other-domains", test_other_domains);

  return g_test_run ();
}
