/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record.h"
#include "demains-row.h"

G_BEGIN_DECLS

/* What a project does for the records it owns. */
typedef struct
{
  /* A property of @record was set from outside: make it a change. */
  void (*edit) (gpointer owner, DemainsRecord *record, guint field, GVariant *value);
  /* The title of the record that a field points to, or NULL. */
  DemainsRecord *(*find) (gpointer owner, const char *id);
} DemainsRecordOwner;

DemainsRecord *demains_record_new_full (DemainsKindId kind, const char *id, const char *position, gint64 created,
                                        gint64 modified);
void demains_record_set_owner (DemainsRecord *self, const DemainsRecordOwner *methods, gpointer owner);
void demains_record_put_value (DemainsRecord *self, guint field, GVariant *value);
void demains_record_put_position (DemainsRecord *self, const char *position);
void demains_record_put_modified (DemainsRecord *self, gint64 modified);
void demains_record_title_changed (DemainsRecord *self);

/* Fields that this program does not know, as a JSON object; "" for none. */
const char *demains_record_get_extra (DemainsRecord *self);
void demains_record_put_extra (DemainsRecord *self, const char *extra);

/* The whole record as a{sv}: how a journal keeps what was added or removed. */
DemainsRow *demains_record_to_row (DemainsRecord *self) G_GNUC_WARN_UNUSED_RESULT;
GVariant *demains_record_to_variant (DemainsRecord *self) G_GNUC_WARN_UNUSED_RESULT;
DemainsRecord *demains_record_new_from_row (const DemainsRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
