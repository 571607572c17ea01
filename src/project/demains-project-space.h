/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-operation.h"
#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsDeletedTake:
 * @id: of the take
 * @title: what it was called last, "" where the history does not tell
 * @size: bytes of its film, its original and its pictures
 * @duration: nanoseconds
 * @deleted: when it was deleted, in microseconds since 1970; 0 where the history does not tell
 * @versions: (element-type DemainsVersion): those that it is in
 *
 * A take that is not in the project, but its film still in the file.
 */
typedef struct
{
  char *id;
  char *title;
  gint64 size;
  gint64 duration;
  gint64 deleted;
  GPtrArray *versions;
} DemainsDeletedTake;

/**
 * DemainsSpace:
 * @takes: (element-type DemainsDeletedTake): whose films can be freed, the last deleted first
 * @size: bytes of all of them
 * @file_size: bytes of the whole file
 * @room: bytes in the file that are free already, for what comes next
 *
 * What can be freed.
 */
typedef struct
{
  GPtrArray *takes;
  gint64 size;
  gint64 file_size;
  gint64 room;
} DemainsSpace;

void demains_space_free (DemainsSpace *self);

void demains_project_find_space_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
DemainsSpace *demains_project_find_space_finish (DemainsProject *self, GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_project_free_space_async (DemainsProject *self, const DemainsSpace *space, DemainsOperation *operation,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_project_free_space_finish (DemainsProject *self, GAsyncResult *result, gint64 *freed, GError **error);

/* Of takes that never came to be. */
void demains_project_drop_films_async (DemainsProject *self, GPtrArray *takes, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean demains_project_drop_films_finish (DemainsProject *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsSpace, demains_space_free)

G_END_DECLS
