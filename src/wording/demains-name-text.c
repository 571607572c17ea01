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
