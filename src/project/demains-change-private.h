/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change.h"

G_BEGIN_DECLS

typedef enum
{
  DEMAINS_EDIT_SET,
  DEMAINS_EDIT_ADD,
  DEMAINS_EDIT_REMOVE,
} DemainsEditType;

/* The field index that stands for a record's position. */
#define DEMAINS_EDIT_POSITION (-1)

/**
 * DemainsEdit:
 * @type: what it does
 * @kind: of the record
 * @record: its id
 * @field: index of the field that is set, or %DEMAINS_EDIT_POSITION
 * @offset: byte at which a splice is made, or -1 where the whole value is meant
 * @before: the value or the bytes taken out; for a removal the record as a{sv}
 * @after: the value or the bytes put in; for an addition the record as a{sv}
 * @value: the whole value after; %NULL in an edit read from the journal
 *
 * The smallest thing a journal knows.
 */
typedef struct
{
  DemainsEditType type;
  DemainsKindId kind;
  char *record;
  int field;
  gint64 offset;
  GVariant *before;
  GVariant *after;
  GVariant *value;
} DemainsEdit;

struct _DemainsChange
{
  gatomicrefcount references;
  char *id;
  DemainsVerb verb;
  DemainsKindId kind;
  char *subject;
  char *title;
  gint64 step;
  gint64 reverses;
  gint64 time;
  GPtrArray *edits;

  /* The objects that additions put into the project; main thread only. */
  GPtrArray *added;
};

DemainsChange *demains_change_new_full (DemainsVerb verb, DemainsKindId kind,
                                        const char *title) G_GNUC_WARN_UNUSED_RESULT;
DemainsEdit *demains_edit_new (DemainsEditType type, DemainsKindId kind, const char *record);
void demains_edit_free (DemainsEdit *self);

/* Makes @before and @after of a set edit out of two whole values: a splice for
 * long texts, else the values themselves. */
void demains_edit_set_values (DemainsEdit *self, GVariant *before, GVariant *after);

/* The whole value that @current becomes, or NULL when the edit does not fit it. */
GVariant *demains_edit_apply_to_value (DemainsEdit *self, GVariant *current) G_GNUC_WARN_UNUSED_RESULT;

DemainsEdit *demains_edit_copy_without_value (DemainsEdit *self) G_GNUC_WARN_UNUSED_RESULT;
DemainsEdit *demains_edit_invert (DemainsEdit *self) G_GNUC_WARN_UNUSED_RESULT;

const char *demains_verb_to_name (DemainsVerb verb);
DemainsVerb demains_verb_from_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsEdit, demains_edit_free)

G_END_DECLS
