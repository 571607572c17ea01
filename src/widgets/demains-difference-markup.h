/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What became of words, for the eye (Pango markup) and for the ear. */

char *demains_difference_markup_from_words (GArray *spans) G_GNUC_WARN_UNUSED_RESULT;
char *demains_difference_markup_from_side (GArray *spans, gboolean second) G_GNUC_WARN_UNUSED_RESULT;
char *demains_difference_speech_from_side (GArray *spans, gboolean second) G_GNUC_WARN_UNUSED_RESULT;
char *demains_difference_markup_from_values (const char *before, const char *after) G_GNUC_WARN_UNUSED_RESULT;
char *demains_difference_speech_from_words (GArray *spans) G_GNUC_WARN_UNUSED_RESULT;
char *demains_difference_speech_from_values (const char *before, const char *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
