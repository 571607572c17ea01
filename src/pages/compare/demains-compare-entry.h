/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-record.h"

G_BEGIN_DECLS

GtkWidget *demains_compare_label_new (const char *text, gboolean commonmark, const char *css_class);
GtkWidget *demains_compare_entry_new (DemainsRecord *record);

G_END_DECLS
