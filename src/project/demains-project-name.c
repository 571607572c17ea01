/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-name.h"

#include <glib/gi18n.h>

#include "demains-file-name.h"

/* Most disks take 255 bytes; with " 99" and the journal's own ending behind it
 * there is still room. */
#define MAX_BYTES 160

/* Whether a character may be in a file's name on any disk or stick that the
 * file is copied to, and reads well in a list of files: no emoji, no sign that
 * some file system keeps for itself. */
static gboolean
is_kept (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_NON_SPACING_MARK:
      /* The selectors that make an emoji of a sign. */
      return c < 0xfe00 || c > 0xfe0f;
    case G_UNICODE_SPACING_MARK:
      return TRUE;
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
      return c > 0x7f || strchr ("/\\:*?\"", (int)c) == NULL;
    default:
      return g_unichar_isalnum (c);
    }
}

static void
append_clean (GString *name, const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  gboolean gap = FALSE;

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_kept (c))
        {
          gap = TRUE;
          continue;
        }

      if (gap && name->len > 0 && name->str[name->len - 1] != ' ')
        g_string_append_c (name, ' ');
      gap = FALSE;
      /* A file whose name begins with a dot is hidden. */
      if (name->len > 0 || c != '.')
        g_string_append_unichar (name, c);
    }
}

static void
shorten (GString *name)
{
  if (name->len > MAX_BYTES)
    g_string_truncate (name, g_utf8_find_prev_char (name->str, name->str + MAX_BYTES + 1) - name->str);
  while (name->len > 0 && strchr (" .-", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
}

/**
 * demains_project_name_suggest:
 * @group: the name of a group
 * @theme: its theme in words, or ""
 *
 * Returns: (transfer full) (type filename): a file name such as
 *   "Les Halles - Ageing.demains" that every disk can take
 */
char *
demains_project_name_suggest (const char *group, const char *theme)
{
  g_autoptr (GString) name = g_string_new (NULL);

  append_clean (name, group);
  if (name->len == 0)
    /* Translators: the name of a file whose group has none. */
    g_string_append (name, _ ("Group"));
  shorten (name);
  if (*theme != '\0')
    {
      g_string_append (name, " - ");
      append_clean (name, theme);
    }
  shorten (name);
  g_string_append (name, DEMAINS_FILE_EXTENSION);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * demains_project_name_number:
 * @name: (type filename): a file name that is taken
 * @number: which one this is, from 2
 *
 * Returns: (transfer full) (type filename): "Les Halles 2.demains"
 */
char *
demains_project_name_number (const char *name, guint number)
{
  g_autofree char *stem = demains_file_name_dup_stem (name);

  return g_strdup_printf ("%s %u" DEMAINS_FILE_EXTENSION, stem, number);
}

/**
 * demains_project_name_get_default_folder:
 *
 * Returns: (transfer full) (type filename): the folder for projects among the
 *   user's documents; it may not exist yet
 */
char *
demains_project_name_get_default_folder (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return g_build_filename (documents != NULL ? documents : g_get_home_dir (), "Demains", NULL);
}
