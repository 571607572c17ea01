/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECORD_PART (demains_record_part_get_type ())

/* The base of what shows something about a record, such as the mark on its card or the
 * list of what belongs to it: an AdwBin with a template child. Properties: "session",
 * "record", "summary" (read only: what a screen reader says of it). */
G_DECLARE_DERIVABLE_TYPE (DemainsRecordPart, demains_record_part, DEMAINS, RECORD_PART, AdwBin)

struct _DemainsRecordPartClass
{
  AdwBinClass parent_class;

  /* Whether to update when a field of the record changes, and when anything in the project
   * does while it is seen. */
  gboolean follows_record;
  gboolean follows_project;

  /* The session is there; once. */
  void (*start) (DemainsRecordPart *self);
  /* Another record or none, or what is followed changed. */
  void (*update) (DemainsRecordPart *self);
};

DemainsSession *demains_record_part_get_session (DemainsRecordPart *self);
DemainsRecord *demains_record_part_get_record (DemainsRecordPart *self);
void demains_record_part_set_summary (DemainsRecordPart *self, const char *summary);

G_END_DECLS
