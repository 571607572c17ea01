/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-operation.h"
#include "demains-project-error.h"

G_BEGIN_DECLS

/**
 * DemainsKeptWork:
 * @path: (type filename): the recovery file
 * @project: id of the project
 * @group: name of the group
 * @home: (type filename): where the project's own file was
 * @time: when something was last written into it, in microseconds since 1970
 *
 * Work that was kept on this computer because the project's own file was gone, and
 * that is in no open project.
 */
typedef struct
{
  char *path;
  char *project;
  char *group;
  char *home;
  gint64 time;
} DemainsKeptWork;

DemainsKeptWork *demains_kept_work_copy (const DemainsKeptWork *self) G_GNUC_WARN_UNUSED_RESULT;
void demains_kept_work_free (DemainsKeptWork *self);

void demains_kept_work_list_async (const char *project, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *demains_kept_work_list_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

void demains_kept_work_bring_back_async (const char *path, const char *project_path, DemainsOperation *operation,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_kept_work_bring_back_finish (GAsyncResult *result, GError **error);

void demains_kept_work_save_async (const char *path, const char *out, GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_kept_work_save_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsKeptWork, demains_kept_work_free)

G_END_DECLS
