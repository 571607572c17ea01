/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsBirth:
 * @folder: where the file will be; made if need be
 * @name: what the file is called, unless that name is taken
 * @group: the name of the group
 * @theme: the key of its theme, or ""
 * @own_theme: its theme in its own words, or ""
 * @language: of the project
 * @workshop: whether it is a workshop's file; @group is then what the workshop is called
 *
 * What a new project is made from.
 */
typedef struct
{
  char *folder;
  char *name;
  char *group;
  char *theme;
  char *own_theme;
  char *language;
  gboolean workshop;
} DemainsBirth;

void demains_birth_free (DemainsBirth *self);
char *demains_birth_get_path (const DemainsBirth *self, guint number) G_GNUC_WARN_UNUSED_RESULT;

/* Takes @birth over. */
void demains_birth_create_async (DemainsBirth *birth, GAsyncReadyCallback callback, gpointer user_data);
DemainsProject *demains_birth_create_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsBirth, demains_birth_free)

G_END_DECLS
