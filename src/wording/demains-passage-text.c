/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include "demains-project-passage.h"

#include <glib/gi18n.h>

/**
 * demains_remark_to_kind:
 * @remark: a remark
 *
 * Returns: (transfer none): what it is, such as "Someone does not agree"
 */
const char *
demains_remark_to_kind (DemainsRecord *remark)
{
  const char *type = demains_record_get_text (remark, "type");

  if (g_str_equal (type, "disagreement"))
    return _ ("Someone does not agree");
  if (g_str_equal (type, "check"))
    return _ ("To check");

  return _ ("Note");
}

/**
 * demains_marked_to_text:
 * @project: a project
 * @record: a remark about a text, or a link whose passage or end is lost
 *
 * Returns: (transfer full): a line about it; nobody's name is in it
 */
char *
demains_marked_to_text (DemainsProject *project, DemainsRecord *record)
{
  const char *token = demains_record_get_token (record);
  DemainsRecord *target = demains_project_find_mentioned (project, token);
  g_autofree char *title = NULL;
  const char *words;

  if (demains_record_get_kind_id (record) == DEMAINS_KIND_REMARK)
    {
      words = demains_record_get_text (record, "text");
      if (*words == '\0')
        return g_strdup (demains_remark_to_kind (record));
      /* Translators: what a remark is, such as “To check”, and its words */
      return g_strdup_printf (_ ("%s: “%s”"), demains_remark_to_kind (record), words);
    }
  if (target == NULL)
    return g_strdup (_ ("A link leads to something that was deleted"));

  title = demains_record_to_text (target);

  /* Translators: %s is what a passage of the text led to, such as a job */
  return g_strdup_printf (_ ("The words that led to “%s” are gone"), title);
}
