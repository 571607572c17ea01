/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemainsWordsFate:
 * @DEMAINS_WORDS_SAME: they are in both texts
 * @DEMAINS_WORDS_DELETED: they were in the first only
 * @DEMAINS_WORDS_ADDED: they are in the second only
 * @DEMAINS_WORDS_SKIPPED: they are in both, far from any change
 *
 * What became of words between two texts.
 */
typedef enum
{
  DEMAINS_WORDS_SAME,
  DEMAINS_WORDS_DELETED,
  DEMAINS_WORDS_ADDED,
  DEMAINS_WORDS_SKIPPED,
} DemainsWordsFate;

/**
 * DemainsWordSpan:
 * @fate: what became of these words
 * @text: where they begin, inside one of the two texts
 * @length: how many bytes they are
 *
 * Words that follow each other and had the same fate.
 */
typedef struct
{
  DemainsWordsFate fate;
  const char *text;
  gsize length;
} DemainsWordSpan;

GArray *demains_word_difference_find (const char *before, const char *after, guint context) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
