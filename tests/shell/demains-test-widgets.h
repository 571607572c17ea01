/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The first widget of @type below @widget whose @property is @value. */
gpointer demains_test_find (GtkWidget *widget, GType type, const char *property, const char *value);

G_END_DECLS
