/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"
#include "demains-sheet-lines.h"

G_BEGIN_DECLS

/**
 * DemainsJobSheetPart:
 * @heading: of the section that begins with it (translatable), or %NULL
 * @field: the name of the job's field that it shows; %NULL for the functions that the job comes from
 *
 * One part of the sheet of a job, on the screen and on paper alike.
 */
typedef struct
{
  const char *heading;
  const char *field;
} DemainsJobSheetPart;

const DemainsJobSheetPart *demains_job_sheet_get_parts (guint *n_parts);
const char *demains_job_sheet_part_get_heading (const DemainsJobSheetPart *part);
const char *demains_job_sheet_part_get_name (const DemainsJobSheetPart *part);
const char *demains_job_sheet_part_get_hint (const DemainsJobSheetPart *part);
gboolean demains_job_sheet_part_needs_name (const DemainsJobSheetPart *part);
GPtrArray *demains_job_sheet_part_list_lines (const DemainsJobSheetPart *part, DemainsProject *project,
                                              DemainsRecord *job) G_GNUC_WARN_UNUSED_RESULT;

char *demains_job_sheet_to_kind (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
