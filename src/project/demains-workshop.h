/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* A workshop file is a project whose root says role "workshop": a facilitator
 * prepares in it what the groups begin with, and makes their projects from it.
 * Its sections are the guiding questions, its slots the programme, its themes
 * what groups choose from, its signals the decks of all themes, its teams the
 * groups. A signal's field "theme" names the theme whose deck it is in, as
 * demains_workshop_get_theme_name() does; "" is for every group. */

/**
 * DemainsMadeProject:
 * @group: the name of the group
 * @path: (type filename): the project that was made, or that could not be
 * @error: (nullable): why it was not made; %G_IO_ERROR_CANCELLED where nobody tried
 *
 * What became of one group's project.
 */
typedef struct
{
  char *group;
  char *path;
  GError *error;
} DemainsMadeProject;

void demains_workshop_create_async (const char *path, const char *title, const char *language,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

gboolean demains_workshop_is (DemainsProject *project);
const char *demains_workshop_get_theme_name (DemainsRecord *theme);
GDate *demains_workshop_parse_date (const char *text) G_GNUC_WARN_UNUSED_RESULT;

void demains_workshop_make_async (DemainsProject *workshop, const char *folder, DemainsOperation *operation,
                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *demains_workshop_make_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
