/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECORD_CHOICE (demains_record_choice_get_type ())

/* Lets a drop-down list say which record of a kind a field names: the records of the
 * project as they are called now, and none before them. */
G_DECLARE_FINAL_TYPE (DemainsRecordChoice, demains_record_choice, DEMAINS, RECORD_CHOICE, GObject)

DemainsRecordChoice *demains_record_choice_new (DemainsProject *project, GtkDropDown *drop_down, DemainsKindId kind,
                                                const char *none) G_GNUC_WARN_UNUSED_RESULT;
void demains_record_choice_set_record (DemainsRecordChoice *self, DemainsRecord *record, const char *field);

G_END_DECLS
