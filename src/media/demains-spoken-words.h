/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may be heard after a word, from its marks: at a clause some pause, at a sentence and where the next speech
 * begins a longer one. */
typedef enum
{
  DEMAINS_PAUSE_NONE,
  DEMAINS_PAUSE_CLAUSE,
  DEMAINS_PAUSE_SENTENCE,
  DEMAINS_PAUSE_SPEECH,
} DemainsPause;

/**
 * DemainsSpokenSpeech:
 * @plain: a speech, without marks of CommonMark
 * @number: which one it is in its scene
 * @speaker: (nullable): who says it, an interned string
 * @words_per_minute: how fast it is on the prompter
 * @target: how long it is to take there, in nanoseconds; 0 for as long as its words take
 * @n_left_out: how many of its words are not read
 */
typedef struct
{
  const char *plain;
  guint number;
  const char *speaker;
  guint words_per_minute;
  gint64 target;
  guint n_left_out;
} DemainsSpokenSpeech;

/**
 * DemainsSpokenWord:
 * @text: a word with the marks that belong to it
 * @speech: the number of its speech
 * @speaker: (nullable): who says it, an interned string
 * @glued: whether no space is before it, as in "2030–2050"
 * @sound: whether it is none, but another sound that is heard
 * @pause: what comes after it
 * @start: when it begins, in nanoseconds
 * @end: when it is over
 */
typedef struct
{
  char *text;
  guint speech;
  const char *speaker;
  gboolean glued;
  gboolean sound;
  DemainsPause pause;
  gint64 start;
  gint64 end;
} DemainsSpokenWord;

GPtrArray *demains_spoken_words_new (void) G_GNUC_WARN_UNUSED_RESULT;
gint64 demains_spoken_words_add (GPtrArray *words, const DemainsSpokenSpeech *speech, gint64 start);
void demains_spoken_words_add_sound (GPtrArray *words, guint speech, const char *sound, gint64 duration);

G_END_DECLS
