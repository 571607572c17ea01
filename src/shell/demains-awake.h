/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps the computer awake for a window: while something is on its way to the disk nobody is
 * logged out and nothing is suspended; while filming the screen stays lit as well, no other
 * user comes in between, and, where the system lets us say so, a closed lid changes nothing. */

typedef struct _DemainsAwake DemainsAwake;

DemainsAwake *demains_awake_new (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void demains_awake_free (DemainsAwake *self);
void demains_awake_set (DemainsAwake *self, gboolean saving, gboolean filming);

G_END_DECLS
