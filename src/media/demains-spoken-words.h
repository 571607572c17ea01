/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may be heard after a word, from its marks: at a clause some pause, at a sentence and where somebody else
 * begins a longer one. */
typedef enum
{
  DEMAINS_PAUSE_NONE,
  DEMAINS_PAUSE_CLAUSE,
  DEMAINS_PAUSE_SENTENCE,
  DEMAINS_PAUSE_SPEECH,
} DemainsPause;

/**
 * DemainsSpokenWord:
 * @text: a word with the marks that belong to it
 * @speech: which of the speeches it is of
 * @sound: whether it is none, but another sound that is heard before it
 * @pause: what comes after it
 * @start: when it begins, in nanoseconds
 * @end: when it is over
 */
typedef struct
{
  char *text;
  guint speech;
  gboolean sound;
  DemainsPause pause;
  gint64 start;
  gint64 end;
} DemainsSpokenWord;

GPtrArray *demains_spoken_words_new (void) G_GNUC_WARN_UNUSED_RESULT;
gint64 demains_spoken_words_add (GPtrArray *words, guint speech, const char *plain, guint words_per_minute,
                                 gint64 target, guint n_left_out, gint64 start);
void demains_spoken_words_add_sound (GPtrArray *words, guint speech, const char *sound);

G_END_DECLS
