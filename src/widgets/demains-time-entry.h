/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_TIME_ENTRY (demains_time_entry_get_type ())

/* A field that holds an instant of a take: shown as a time code, typed as one
 * likes ("0′12″04", "0:12.04", "12.04", "12,04"). Signal "entered" (gint64, ns):
 * a time was typed; what cannot be read is put back as it was. */
G_DECLARE_FINAL_TYPE (DemainsTimeEntry, demains_time_entry, DEMAINS, TIME_ENTRY, GtkWidget)

gint64 demains_time_entry_get_time (DemainsTimeEntry *self);
void demains_time_entry_set_time (DemainsTimeEntry *self, gint64 time);
void demains_time_entry_set_label (DemainsTimeEntry *self, const char *label);

gboolean demains_time_parse (const char *text, gint64 *time);

G_END_DECLS
