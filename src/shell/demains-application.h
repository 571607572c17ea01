/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-recents.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_APPLICATION (demains_application_get_type ())

/* The program: its settings, what it remembers, its windows. */
G_DECLARE_FINAL_TYPE (DemainsApplication, demains_application, DEMAINS, APPLICATION, AdwApplication)

DemainsApplication *demains_application_new (void);

GSettings *demains_application_get_settings (DemainsApplication *self);
DemainsRecents *demains_application_get_recents (DemainsApplication *self);

/* A window for the project of @path, the one it has already or a new one. What
 * hinders it is said over @parent, or over the welcome window. */
void demains_application_open_path (DemainsApplication *self, const char *path, GtkWindow *parent);
void demains_application_show_project (DemainsApplication *self, DemainsProject *project, gboolean is_new);
void demains_application_show_error (DemainsApplication *self, const GError *error, const char *path,
                                     GtkWindow *parent);
GtkWindow *demains_application_show_welcome (DemainsApplication *self);
void demains_application_compare (DemainsApplication *self, const char *const *paths);

G_END_DECLS
