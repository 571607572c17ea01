/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words per minute of a solemn to explanatory reading aloud in French
 * (an explanatory video is read at about 130). */
#define DEMAINS_READING_WORDS_PER_MINUTE 130

guint demains_text_count_words (const char *text);
GArray *demains_text_find_words (const char *plain) G_GNUC_WARN_UNUSED_RESULT;
guint demains_text_get_reading_seconds (guint words, guint words_per_minute);
char *demains_text_to_plain (const char *markdown) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
