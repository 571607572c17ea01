/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

#include "demains-content.h"

/**
 * demains_theme_to_text:
 * @project: a project
 *
 * Returns: (transfer full): its theme in the group's own words, else in the
 *   words of the default content, in the language of the project; "" for none
 */
char *
demains_theme_to_text (DemainsProject *project)
{
  DemainsRecord *root = demains_project_get_root (project);
  const char *own = demains_record_get_text (root, "theme_title");
  const char *key = demains_record_get_text (root, "theme");
  char *title;
  g_autoptr (DemainsContent) content = NULL;

  if (*own != '\0')
    return g_strdup (own);

  content = demains_content_load (demains_record_get_text (root, "language"));
  title = demains_content_dup_theme_title (content, key);

  return title != NULL ? title : g_strdup (key);
}

/**
 * demains_group_to_text:
 * @project: a project
 *
 * Returns: (transfer full): whose work it is: "Les Halles · Ageing"
 */
char *
demains_group_to_text (DemainsProject *project)
{
  g_autofree char *group = demains_record_to_text (demains_project_get_root (project));
  g_autofree char *theme = demains_theme_to_text (project);

  return *theme != '\0' ? g_strdup_printf ("%s · %s", group, theme) : g_steal_pointer (&group);
}

static gboolean
has_title (DemainsRecordList *list, const char *title)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (g_str_equal (demains_record_get_text (demains_record_list_get (list, i), "title"), title))
      return TRUE;

  return FALSE;
}

/**
 * demains_take_title_propose:
 * @project: a project
 *
 * Returns: (transfer full): what its next take that is filmed is called, "Take
 *   3": the next number, or the first after it that no take has
 */
char *
demains_take_title_propose (DemainsProject *project)
{
  DemainsRecordList *takes = demains_project_get_list (project, DEMAINS_KIND_TAKE);
  guint number = g_list_model_get_n_items (G_LIST_MODEL (takes)) + 1;
  char *title;

  /* Translators: the name of a new take; %u is its number. */
  while (has_title (takes, title = g_strdup_printf (_ ("Take %u"), number)))
    {
      g_free (title);
      number++;
    }

  return title;
}

/**
 * demains_record_to_text:
 * @record: a record
 *
 * Returns: (transfer full): its title, or what one of its kind is called while
 *   it has none ("Untitled job")
 */
char *
demains_record_to_text (DemainsRecord *record)
{
  return g_strdup (demains_record_get_title (record));
}
