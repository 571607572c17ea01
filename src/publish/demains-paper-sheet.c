/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

#include "demains-job-sheet.h"

/* The lines with their marks before tabs; the widest mark has the most letters. */
static char *
join_columns (GPtrArray *lines, char **mark)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const DemainsSheetLine *line = lines->pdata[i];

      if (g_utf8_strlen (line->mark, -1) > (*mark != NULL ? g_utf8_strlen (*mark, -1) : 0))
        g_set_str (mark, line->mark);
    }

  for (guint i = 0; i < lines->len; i++)
    {
      const DemainsSheetLine *line = lines->pdata[i];
      g_auto (GStrv) pieces = *mark != NULL ? g_strsplit (line->text, "\n", -1) : NULL;
      g_autofree char *inner = pieces != NULL ? g_strjoinv ("\n\t", pieces) : NULL;

      if (i > 0)
        g_string_append_c (text, '\n');
      if (inner != NULL)
        g_string_append_printf (text, "%s\t%s", line->mark, inner);
      else
        g_string_append (text, line->text);
    }

  return g_string_free (text, FALSE);
}

/**
 * demains_paper_add_job:
 * @entries: (element-type DemainsPaperEntry): what a sheet says
 * @project: the job's project
 * @job: a job
 *
 * Adds what the sheet on the screen shows, in its order. What is not filled in
 * is left out, and the title, which a sheet has above.
 */
void
demains_paper_add_job (GArray *entries, DemainsProject *project, DemainsRecord *job)
{
  const char *heading = NULL;
  guint n_parts;
  const DemainsJobSheetPart *parts = demains_job_sheet_get_parts (&n_parts);

  for (guint i = 1; i < n_parts; i++)
    {
      const DemainsJobSheetPart *part = &parts[i];
      g_autoptr (GPtrArray) lines = demains_job_sheet_part_list_lines (part, project, job);
      DemainsPaperEntry entry = { 0 };

      if (demains_job_sheet_part_get_heading (part) != NULL)
        heading = demains_job_sheet_part_get_heading (part);
      if (lines->len == 0)
        continue;

      entry.leads = i == 1;
      entry.label = entry.leads ? "" : demains_job_sheet_part_get_name (part);
      entry.heading = g_steal_pointer (&heading);
      entry.text = join_columns (lines, &entry.mark);
      g_array_append_val (entries, entry);
    }
}
