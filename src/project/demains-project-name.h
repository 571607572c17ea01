/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of new project files, made from what a group calls itself. */

char *demains_project_name_suggest (const char *group, const char *theme) G_GNUC_WARN_UNUSED_RESULT;
char *demains_project_name_number (const char *name, guint number) G_GNUC_WARN_UNUSED_RESULT;
char *demains_project_name_get_default_folder (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
