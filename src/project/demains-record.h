/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-kind.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECORD (demains_record_get_type ())

G_DECLARE_DERIVABLE_TYPE (DemainsRecord, demains_record, DEMAINS, RECORD, GObject)

struct _DemainsRecordClass
{
  GObjectClass parent_class;

  /* The row of the table of kinds that the class was made from. */
  const DemainsKind *kind;
};

GType demains_record_type_for_kind (DemainsKindId kind);

DemainsRecord *demains_record_new (DemainsKindId kind);

const DemainsKind *demains_record_get_kind (DemainsRecord *self);
DemainsKindId demains_record_get_kind_id (DemainsRecord *self);
const char *demains_record_get_id (DemainsRecord *self);
const char *demains_record_get_position (DemainsRecord *self);
gint64 demains_record_get_created (DemainsRecord *self);
gint64 demains_record_get_modified (DemainsRecord *self);
const char *demains_record_get_title (DemainsRecord *self);

GVariant *demains_record_get_value (DemainsRecord *self, guint field);
const char *demains_record_get_text (DemainsRecord *self, const char *field);
gint64 demains_record_get_number (DemainsRecord *self, const char *field);

G_END_DECLS
