/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-spoken-words.h"

G_BEGIN_DECLS

/* What the charter gives colours to, of what a script has: who is seen, who is heard only, other sounds. */
typedef enum
{
  DEMAINS_CUE_STYLE_SEEN,
  DEMAINS_CUE_STYLE_OFF,
  DEMAINS_CUE_STYLE_SOUND,
} DemainsCueStyle;

#define DEMAINS_N_CUE_STYLES (DEMAINS_CUE_STYLE_SOUND + 1)

/**
 * DemainsCue:
 * @start: when it is seen first, in nanoseconds
 * @end: when it is not seen any more
 * @text: what is read, in lines
 * @speech: which of the speeches it is of
 * @style: what it is
 * @speaker: (nullable): who says it, an interned string
 */
typedef struct
{
  gint64 start;
  gint64 end;
  char *text;
  guint speech;
  DemainsCueStyle style;
  const char *speaker;
} DemainsCue;

DemainsCue *demains_cue_new (gint64 start, gint64 end, const char *text) G_GNUC_WARN_UNUSED_RESULT;
void demains_cue_free (DemainsCue *self);

gboolean demains_cue_is_readable (const DemainsCue *self);

guint demains_cue_list_count_hasty (GPtrArray *cues);
const DemainsCue *demains_cue_list_find (GPtrArray *cues, gint64 time);
void demains_cue_list_sort (GPtrArray *cues);
GPtrArray *demains_cue_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_cue_list_from_words (GPtrArray *words, const char *before,
                                        gint64 duration) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsCue, demains_cue_free)

G_END_DECLS
