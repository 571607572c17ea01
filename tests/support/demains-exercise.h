/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* Everything that a person may do with a project file that came from anywhere:
 * look, work in it, rescue it. Nothing here expects any of it to succeed; only
 * that the program lives on. Returns whether it could be opened, with the error
 * where it could not. */
gboolean demains_exercise_read (const char *path, GError **error);
gboolean demains_exercise_write (const char *path, GError **error);
gboolean demains_exercise_rescue (const char *path, const char *output);

G_END_DECLS
