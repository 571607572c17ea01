/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record.h"

G_BEGIN_DECLS

/**
 * DemainsVerb:
 *
 * What a change does, in one word. With the kind and title of its subject it
 * makes the label that people read ("Undo Delete Job “Street Watch”"). Of what
 * %DEMAINS_VERB_DISCARD reverses neither undo nor redo speaks any more.
 */
typedef enum
{
  DEMAINS_VERB_EDIT,
  DEMAINS_VERB_ADD,
  DEMAINS_VERB_DELETE,
  DEMAINS_VERB_MOVE,
  DEMAINS_VERB_DUPLICATE,
  DEMAINS_VERB_LINK,
  DEMAINS_VERB_UNLINK,
  DEMAINS_VERB_FILM,
  DEMAINS_VERB_IMPORT,
  DEMAINS_VERB_TRIM,
  DEMAINS_VERB_RESTORE,
  DEMAINS_VERB_MERGE,
  DEMAINS_VERB_CHOOSE,
  DEMAINS_VERB_SPLIT,
  DEMAINS_VERB_CUT,
  DEMAINS_VERB_DISCARD,
} DemainsVerb;

typedef struct _DemainsChange DemainsChange;

#define DEMAINS_TYPE_CHANGE (demains_change_get_type ())
GType demains_change_get_type (void);

DemainsChange *demains_change_new (DemainsVerb verb, DemainsRecord *subject) G_GNUC_WARN_UNUSED_RESULT;
DemainsChange *demains_change_ref (DemainsChange *self);
void demains_change_unref (DemainsChange *self);

void demains_change_set (DemainsChange *self, DemainsRecord *record, const char *field, GVariant *value);
void demains_change_set_text (DemainsChange *self, DemainsRecord *record, const char *field, const char *text);
void demains_change_set_number (DemainsChange *self, DemainsRecord *record, const char *field, gint64 number);
void demains_change_add (DemainsChange *self, DemainsRecord *record);
void demains_change_remove (DemainsChange *self, DemainsRecord *record);
void demains_change_move (DemainsChange *self, DemainsRecord *record, const char *position);
gboolean demains_change_is_empty (DemainsChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsChange, demains_change_unref)

G_END_DECLS
