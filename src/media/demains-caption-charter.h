/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much can be read in which time, by the French charter for captions ("Charte relative à la qualité du
 * sous-titrage à destination des personnes sourdes ou malentendantes", CSA, 2011): 12 letters in a second, 20 in
 * two, 36 in three, 60 in four, a fifth more at the most; in two lines. */

#define DEMAINS_CHARTER_TOLERANCE 1.2

/* The charter has no width. So many letters in a line is what films on the web have in French (Netflix, "French
 * Timed Text Style Guide": 42). */
#define DEMAINS_CHARTER_LINE_LETTERS 42
#define DEMAINS_CHARTER_LINES 2

double demains_charter_get_most_letters (gint64 duration);
gint64 demains_charter_get_least_duration (guint letters);
guint demains_charter_count_letters (const char *text);
gboolean demains_charter_fits (const char *text);
char *demains_charter_break_lines (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
