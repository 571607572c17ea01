/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DemainsHandleRole:
 *
 * What a handle on the filmstrip holds.
 */
typedef enum
{
  DEMAINS_HANDLE_IN,
  DEMAINS_HANDLE_OUT,
  DEMAINS_HANDLE_PLAYHEAD,
} DemainsHandleRole;

#define DEMAINS_TYPE_FILMSTRIP_HANDLE (demains_filmstrip_handle_get_type ())

/* A mark on the filmstrip that can be held: a slider to the keyboard and to a
 * screen reader. Signal "moved" (gint64, ns): where a key or a screen reader
 * wants it; the strip decides. */
G_DECLARE_FINAL_TYPE (DemainsFilmstripHandle, demains_filmstrip_handle, DEMAINS, FILMSTRIP_HANDLE, GtkWidget)

#define DEMAINS_HANDLE_WIDTH 14

/* How far the playhead stands above the strip: its triangle is 0.8 of its width high. */
#define DEMAINS_PLAYHEAD_RISE 12

DemainsFilmstripHandle *demains_filmstrip_handle_new (DemainsHandleRole role);

void demains_filmstrip_handle_set_time (DemainsFilmstripHandle *self, gint64 time, gint64 minimum, gint64 maximum);
void demains_filmstrip_handle_set_frame (DemainsFilmstripHandle *self, gint64 frame);
gint64 demains_filmstrip_handle_get_time (DemainsFilmstripHandle *self);
DemainsHandleRole demains_filmstrip_handle_get_role (DemainsFilmstripHandle *self);

G_END_DECLS
