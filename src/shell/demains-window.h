/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"
#include "demains-state-file.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_WINDOW (demains_window_get_type ())

/* One group's window: the sidebar of its screens, the header, the visible page,
 * the work that is going on. Properties: "session", "settings", "views" (a
 * DemainsStateFile), all construct only; "narrow". */
G_DECLARE_FINAL_TYPE (DemainsWindow, demains_window, DEMAINS, WINDOW, AdwApplicationWindow)

DemainsWindow *demains_window_new (GtkApplication *application, DemainsProject *project, GSettings *settings,
                                   DemainsStateFile *views);

DemainsProject *demains_window_get_project (DemainsWindow *self);
DemainsSession *demains_window_get_session (DemainsWindow *self);
GSettings *demains_window_get_settings (DemainsWindow *self);

/* A new project begins with the keyboard in its first section. */
void demains_window_start_writing (DemainsWindow *self);
void demains_window_show_content (DemainsWindow *self);
void demains_window_toggle_sidebar (DemainsWindow *self);

G_END_DECLS
