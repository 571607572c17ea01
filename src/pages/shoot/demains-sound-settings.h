/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean demains_sound_settings_exist (void);
void demains_sound_settings_open (GtkWidget *widget);

G_END_DECLS
