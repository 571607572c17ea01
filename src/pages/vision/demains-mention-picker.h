/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MENTION_PICKER (demains_mention_picker_get_type ())

/* What a passage can lead to, found by its title: signals, hypotheses, questions,
 * functions, ways of working, jobs. With a field to type in, or for a text that
 * keeps the keyboard. Signal "chosen" (DemainsRecord). */
G_DECLARE_FINAL_TYPE (DemainsMentionPicker, demains_mention_picker, DEMAINS, MENTION_PICKER, GtkPopover)

DemainsMentionPicker *demains_mention_picker_new (DemainsProject *project);

void demains_mention_picker_open (DemainsMentionPicker *self, gboolean with_field);
gboolean demains_mention_picker_set_words (DemainsMentionPicker *self, const char *words);
void demains_mention_picker_move (DemainsMentionPicker *self, int steps);
void demains_mention_picker_activate (DemainsMentionPicker *self);

G_END_DECLS
