/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_STATE_FILE (demains_state_file_get_type ())

/* A small key file in the user's state folder: what this computer remembers of
 * one run for the next. Read once when made, written in the background. */
G_DECLARE_FINAL_TYPE (DemainsStateFile, demains_state_file, DEMAINS, STATE_FILE, GObject)

DemainsStateFile *demains_state_file_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

GKeyFile *demains_state_file_get_key_file (DemainsStateFile *self);
void demains_state_file_clear (DemainsStateFile *self);
void demains_state_file_write (DemainsStateFile *self);
void demains_state_file_write_now (DemainsStateFile *self);

G_END_DECLS
