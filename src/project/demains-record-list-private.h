/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-list.h"

G_BEGIN_DECLS

/* For the project alone: records enter and leave lists only by changes. */
DemainsRecordList *demains_record_list_new (DemainsKindId kind);
void demains_record_list_take_all (DemainsRecordList *self, GPtrArray *records);
void demains_record_list_insert (DemainsRecordList *self, DemainsRecord *record);
void demains_record_list_remove (DemainsRecordList *self, DemainsRecord *record);
void demains_record_list_reposition (DemainsRecordList *self, DemainsRecord *record, const char *position);

G_END_DECLS
