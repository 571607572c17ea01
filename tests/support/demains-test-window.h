/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWindow *demains_test_window_new (GtkWidget *content, int width, int height);
void demains_test_window_close (GtkWindow *window);
void demains_test_settle (void);
gpointer demains_test_find (GtkWidget *root, GType type, const char *property, const char *value);
gboolean demains_test_press (GtkWindow *window, const char *accelerator);
void demains_test_shoot (GtkWindow *window, const char *path);

G_END_DECLS
