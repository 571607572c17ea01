/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECENT (demains_recent_get_type ())

/* A project that was open on this computer: properties "path", "group", "theme". */
G_DECLARE_FINAL_TYPE (DemainsRecent, demains_recent, DEMAINS, RECENT, GObject)

const char *demains_recent_get_path (DemainsRecent *self);
const char *demains_recent_get_group (DemainsRecent *self);
const char *demains_recent_get_theme (DemainsRecent *self);

#define DEMAINS_TYPE_RECENTS (demains_recents_get_type ())

/* The projects that were open on this computer, last first, in a file of the
 * program's own: the desktop's list of recent files does not learn of them.
 * While the setting "remember-recents" is off nothing is kept. Signal
 * "forgotten": all were. */
G_DECLARE_FINAL_TYPE (DemainsRecents, demains_recents, DEMAINS, RECENTS, GObject)

DemainsRecents *demains_recents_new (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

GListModel *demains_recents_get_list (DemainsRecents *self);
void demains_recents_add (DemainsRecents *self, DemainsProject *project);
void demains_recents_forget (DemainsRecents *self, const char *path);
void demains_recents_forget_all (DemainsRecents *self);
void demains_recents_write_now (DemainsRecents *self);

G_END_DECLS
