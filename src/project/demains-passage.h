/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text carries its own links: "[Street Watch](#0a1b2c3d)" is a passage that a
 * record is linked with, "[⚑](#0a1b2c3d)" a flag, at the end of what a remark is
 * about. So they go where the text goes: undo, versions, merging, JSON. The token
 * is the end of the id of the link or the remark. Passages lie within one line. */

#define DEMAINS_PASSAGE_FLAG "⚑"
#define DEMAINS_PASSAGE_TOKEN_LENGTH 8

/**
 * DemainsPassage:
 * @start: first byte of the opening mark
 * @inner_start: first byte of the words
 * @inner_end: the byte after the words
 * @end: the byte after the closing mark
 * @token: the end of a record's id
 * @flag: whether it is a flag, which has no words
 * @broken: whether only the closing mark is there
 */
typedef struct
{
  guint start;
  guint inner_start;
  guint inner_end;
  guint end;
  char token[DEMAINS_PASSAGE_TOKEN_LENGTH + 1];
  gboolean flag;
  gboolean broken;
} DemainsPassage;

/**
 * DemainsPassageCut:
 * @start: first byte that goes
 * @end: the byte after the last one that goes
 */
typedef struct
{
  guint start;
  guint end;
} DemainsPassageCut;

gboolean demains_passage_is_in (const char *text);
GArray *demains_passage_find (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_passage_has (const char *text, const char *token);
char *demains_passage_strip (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void demains_passage_find_sentence (const char *text, guint at, guint *start, guint *end);

GArray *demains_passage_cut (const char *text, guint start, guint end, const char *inserted) G_GNUC_WARN_UNUSED_RESULT;
char *demains_passage_splice (const char *text, guint start, guint end, const char *inserted) G_GNUC_WARN_UNUSED_RESULT;
char *demains_passage_link (const char *text, guint start, guint end, const char *words,
                            const char *token) G_GNUC_WARN_UNUSED_RESULT;
char *demains_passage_flag (const char *text, guint at, const char *token) G_GNUC_WARN_UNUSED_RESULT;
char *demains_passage_remove (const char *text, const char *token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
