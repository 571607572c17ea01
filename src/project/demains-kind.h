/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DemainsFieldType:
 * @DEMAINS_FIELD_LINE: one line of plain text
 * @DEMAINS_FIELD_TEXT: CommonMark of any length, journalled as splices
 * @DEMAINS_FIELD_CHOICE: the key of one of the field's choices, or ""
 * @DEMAINS_FIELD_RECORD: the id of another record, or ""
 * @DEMAINS_FIELD_INTEGER: a whole number
 * @DEMAINS_FIELD_TIME: nanoseconds
 *
 * How a field's value is kept: the first four are strings, the last two
 * 64-bit integers.
 */
typedef enum
{
  DEMAINS_FIELD_LINE,
  DEMAINS_FIELD_TEXT,
  DEMAINS_FIELD_CHOICE,
  DEMAINS_FIELD_RECORD,
  DEMAINS_FIELD_INTEGER,
  DEMAINS_FIELD_TIME,
} DemainsFieldType;

typedef struct
{
  const char *key;
  const char *label;
} DemainsChoice;

/**
 * DemainsField:
 * @name: in SQL, JSON and as a GObject property (lower case, underscores)
 * @type: how its value is kept
 * @searchable: whether the search of the whole project reads it
 * @label: what people call it (translatable)
 * @hint: a sentence that helps to fill it in (translatable), or %NULL
 * @choices: for %DEMAINS_FIELD_CHOICE, ended by a %NULL key; %NULL where any
 *     key is allowed (such as a language code)
 * @initial: the value of a new record for numbers
 */
typedef struct
{
  const char *name;
  DemainsFieldType type;
  gboolean searchable;
  const char *label;
  const char *hint;
  const DemainsChoice *choices;
  gint64 initial;
} DemainsField;

/**
 * DemainsKindId:
 *
 * Every kind of record. The order is the order of the tables in a new file and
 * of the arrays in its JSON; a record's kind is stored by name, never by number.
 * It is the order of the thread too: a link leads from the kind that comes first.
 */
typedef enum
{
  DEMAINS_KIND_PROJECT,
  DEMAINS_KIND_SIGNAL,
  DEMAINS_KIND_HYPOTHESIS,
  DEMAINS_KIND_CONSEQUENCE,
  DEMAINS_KIND_QUESTION,
  DEMAINS_KIND_SECTION,
  DEMAINS_KIND_REMARK,
  DEMAINS_KIND_MISSION,
  DEMAINS_KIND_FUNCTION,
  DEMAINS_KIND_WAY,
  DEMAINS_KIND_JOB,
  DEMAINS_KIND_MILESTONE,
  DEMAINS_KIND_STANCE,
  DEMAINS_KIND_SLOT,
  DEMAINS_KIND_MEMBER,
  DEMAINS_KIND_THEME,
  DEMAINS_KIND_TEAM,
  DEMAINS_KIND_SCENE,
  DEMAINS_KIND_SPEECH,
  DEMAINS_KIND_PROP,
  DEMAINS_KIND_TAKE,
  DEMAINS_KIND_CLIP,
  DEMAINS_KIND_LINK,
  DEMAINS_KIND_COLLISION,
  DEMAINS_N_KINDS,
} DemainsKindId;

#define DEMAINS_MAX_FIELDS 32

/**
 * DemainsKind:
 * @id: its number while the program runs
 * @name: in SQL and JSON ("job")
 * @type_name: of the GObject class that its records have ("DemainsJob")
 * @label: one of them (translatable, "Job")
 * @untitled: what one is called while its title is empty (translatable)
 * @title: index of the field that names a record; one that may be of another record and is not, as a
 *   title card is of no take, is called by its first text
 * @n_fields: number of @fields
 * @fields: what its records hold
 *
 * One row of the table that everything about records derives from: SQL schema,
 * GObject properties, journal, undo, search, JSON.
 */
typedef struct
{
  DemainsKindId id;
  const char *name;
  const char *type_name;
  const char *label;
  const char *untitled;
  guint title;
  guint n_fields;
  DemainsField fields[DEMAINS_MAX_FIELDS];
} DemainsKind;

const DemainsKind *demains_kind_get (DemainsKindId id) G_GNUC_CONST;
const DemainsKind *demains_kind_find (const char *name);
char *demains_kind_dup_array_name (const char *name);
const DemainsKind *demains_kind_find_array (const char *array);
int demains_kind_find_field (const DemainsKind *kind, const char *name);
guint demains_kind_find_title (const DemainsKind *kind, GVariant *const *values);
gboolean demains_field_is_text (const DemainsField *field) G_GNUC_PURE;
const char *demains_field_get_label (const DemainsField *field);
const char *demains_field_get_hint (const DemainsField *field);
const char *demains_field_get_choice_label (const DemainsField *field, const char *key);
gboolean demains_field_accepts (const DemainsField *field, GVariant *value);
GVariant *demains_field_dup_initial (const DemainsField *field);

G_END_DECLS
