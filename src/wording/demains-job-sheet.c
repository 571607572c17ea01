/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-job-sheet.h"

#include "demains-row-text.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* In the order of the job sheets that French local authorities publish: what it
 * is, what one does, what one must know, with whom and with what. What 2050 adds
 * stands where those say how the job changes. Notes are the group's own and stay
 * off the sheet, as they stay off its cards. */
static const DemainsJobSheetPart PARTS[] = {
  { NULL, "title" },
  { NULL, "purpose" },
  { N_ ("Identity"), "other_names" },
  { NULL, "comes_from" },
  { NULL, "status" },
  { NULL, "hierarchy" },
  { NULL, "place" },
  { NULL, "rhythm" },
  { NULL, "conditions" },
  { N_ ("Activities"), "activities" },
  { NULL, "shared_activities" },
  { N_ ("What Changes"), "no_longer" },
  { NULL, "stays_human" },
  { NULL, "machines" },
  { N_ ("Skills"), "knowledge" },
  { NULL, "know_how" },
  { NULL, "attitude" },
  { N_ ("Relations and Means"), "inside" },
  { NULL, "outside" },
  { NULL, "means" },
  { N_ ("Safeguards"), "risks" },
  { NULL, "limits" },
  { NULL, "sign" },
  { N_ ("One day, hour by hour"), "day" },
  { N_ ("Where It Comes From"), "reference" },
  { NULL, NULL },
};

static guint
get_index (const DemainsJobSheetPart *part)
{
  return demains_kind_find_field (demains_kind_get (DEMAINS_KIND_JOB), part->field);
}

static const DemainsField *
get_field (const DemainsJobSheetPart *part)
{
  return &demains_kind_get (DEMAINS_KIND_JOB)->fields[get_index (part)];
}

/* In one line: the sheet says where the job comes from, the thread leads there. */
static GPtrArray *
list_functions (DemainsProject *project, DemainsRecord *job)
{
  g_autoptr (GListModel) functions = demains_project_list_linked (project, job, DEMAINS_KIND_FUNCTION);
  g_autoptr (GString) titles = g_string_new (NULL);
  GPtrArray *lines = demains_sheet_lines_new ();

  for (guint i = 0; i < g_list_model_get_n_items (functions); i++)
    {
      g_autoptr (DemainsRecord) function = g_list_model_get_item (functions, i);

      g_string_append_printf (titles, "%s%s", i > 0 ? " · " : "", demains_record_get_title (function));
    }
  if (titles->len > 0)
    demains_sheet_lines_add (lines, "", titles->str);

  return lines;
}

/**
 * demains_job_sheet_get_parts:
 * @n_parts: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_parts): what a sheet is made of, in
 *   its order; the title first, then the sentence that leads
 */
const DemainsJobSheetPart *
demains_job_sheet_get_parts (guint *n_parts)
{
  *n_parts = G_N_ELEMENTS (PARTS);

  return PARTS;
}

/**
 * demains_job_sheet_part_get_heading:
 * @part: a part
 *
 * Returns: (nullable): the heading of the section that begins with it
 */
const char *
demains_job_sheet_part_get_heading (const DemainsJobSheetPart *part)
{
  return part->heading != NULL ? _ (part->heading) : NULL;
}

/**
 * demains_job_sheet_part_get_name:
 * @part: a part
 *
 * Returns: what it is called, as beside its text
 */
const char *
demains_job_sheet_part_get_name (const DemainsJobSheetPart *part)
{
  return part->field != NULL ? demains_field_get_label (get_field (part)) : _ ("From functions");
}

/**
 * demains_job_sheet_part_get_hint:
 * @part: a part
 *
 * Returns: what helps to fill it in, "" for nothing
 */
const char *
demains_job_sheet_part_get_hint (const DemainsJobSheetPart *part)
{
  return part->field != NULL ? demains_field_get_hint (get_field (part)) : _ ("Link a Function…");
}

/**
 * demains_job_sheet_part_needs_name:
 * @part: a part
 *
 * Returns: whether its name is to be read beside its text; the title and the
 *   sentence below it speak for themselves, and what has a section alone is
 *   called as that is
 */
gboolean
demains_job_sheet_part_needs_name (const DemainsJobSheetPart *part)
{
  const char *heading = demains_job_sheet_part_get_heading (part);

  return part != &PARTS[0] && part != &PARTS[1] && g_strcmp0 (heading, demains_job_sheet_part_get_name (part)) != 0;
}

/**
 * demains_job_sheet_part_list_lines:
 * @part: a part
 * @project: the job's project
 * @job: a job
 *
 * Returns: (transfer full) (element-type DemainsSheetLine): what it says there;
 *   none where it is still to be filled in
 */
GPtrArray *
demains_job_sheet_part_list_lines (const DemainsJobSheetPart *part, DemainsProject *project, DemainsRecord *job)
{
  g_autofree char *text = NULL;

  if (part->field == NULL)
    return list_functions (project, job);

  text = demains_value_to_text (demains_record_get_kind (job), get_index (part),
                                demains_record_get_value (job, get_index (part)), project, NULL);
  if (get_field (part)->type != DEMAINS_FIELD_TEXT)
    {
      GPtrArray *lines = demains_sheet_lines_new ();

      if (*g_strstrip (text) != '\0')
        demains_sheet_lines_add (lines, "", text);
      return lines;
    }

  return demains_sheet_lines_parse (text, g_str_equal (part->field, "day"));
}

/**
 * demains_job_sheet_to_kind:
 * @project: a project
 *
 * Returns: (transfer full): what it is, and of when: "Job sheet 2050"
 */
char *
demains_job_sheet_to_kind (DemainsProject *project)
{
  /* Translators: above the sheet of a job of the future; the number is a year */
  return g_strdup_printf (_ ("Job sheet %d"),
                          (int)demains_record_get_number (demains_project_get_root (project), "horizon"));
}
