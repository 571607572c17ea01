/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When each word of a text is said. A prompter moves by these times alone, so that fonts
 * and widths never change how long it takes. */

typedef struct _DemainsWordTimes DemainsWordTimes;

DemainsWordTimes *demains_word_times_new (const char *plain, guint words_per_minute,
                                          gint64 target) G_GNUC_WARN_UNUSED_RESULT;
void demains_word_times_free (DemainsWordTimes *self);

gint64 demains_word_times_get_duration (DemainsWordTimes *self);
gint64 demains_word_times_get_time (DemainsWordTimes *self, gsize offset);
gint64 demains_word_times_get_word_time (DemainsWordTimes *self, guint word);
gsize demains_word_times_get_offset (DemainsWordTimes *self, gint64 time);
guint demains_word_times_find_word (DemainsWordTimes *self, gint64 time);
gint64 demains_word_times_get_sentence (DemainsWordTimes *self, gint64 time, int step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsWordTimes, demains_word_times_free)

G_END_DECLS
