/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_PROMPTER (demains_prompter_get_type ())

/* A text that moves past a mark near the top, to be read aloud: by the time of its words
 * and never by pixels. Properties: "text" (CommonMark), "words-per-minute",
 * "target" (ns that all of it is to take; 0 for as long as its words take),
 * "position" (ns), "playing", "mirrored", "text-scale". Signals "ended", and "placed": somebody
 * moved it to where it is. With the keyboard on it: Space or P, Left and Right (a sentence), Up and
 * Down (text size). A tap plays and pauses, or goes to another line; a drag moves the text. */
G_DECLARE_FINAL_TYPE (DemainsPrompter, demains_prompter, DEMAINS, PROMPTER, GtkWidget)

gint64 demains_prompter_get_duration (DemainsPrompter *self);
void demains_prompter_step (DemainsPrompter *self, int sentences);
void demains_prompter_take_keys (DemainsPrompter *self, GtkWidget *widget);

G_END_DECLS
