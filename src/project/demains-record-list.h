/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "demains-record.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECORD_LIST (demains_record_list_get_type ())

/* A GListModel of one project's records of one kind, in the order of their
 * positions. Records keep their identity; every change is announced for the
 * rows it touches and no others. */
G_DECLARE_FINAL_TYPE (DemainsRecordList, demains_record_list, DEMAINS, RECORD_LIST, GObject)

DemainsKindId demains_record_list_get_kind (DemainsRecordList *self);
DemainsRecord *demains_record_list_get (DemainsRecordList *self, guint index);
gboolean demains_record_list_find (DemainsRecordList *self, DemainsRecord *record, guint *index);

G_END_DECLS
