/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-history.h"
#include "demains-row.h"

G_BEGIN_DECLS

/**
 * DemainsVersionReason:
 * @DEMAINS_VERSION_NAMED: people gave it a name
 * @DEMAINS_VERSION_CLOSED: the project was closed
 * @DEMAINS_VERSION_RESTORE: another version was about to be restored
 * @DEMAINS_VERSION_MERGE: another copy was about to be merged
 * @DEMAINS_VERSION_SLOT: a slot of the programme ended, which it is named after
 * @DEMAINS_VERSION_FILM: the film was exported, into a file which it is named after
 *
 * Why a version was made.
 */
typedef enum
{
  DEMAINS_VERSION_NAMED,
  DEMAINS_VERSION_CLOSED,
  DEMAINS_VERSION_RESTORE,
  DEMAINS_VERSION_MERGE,
  DEMAINS_VERSION_SLOT,
  DEMAINS_VERSION_FILM,
} DemainsVersionReason;

#define DEMAINS_TYPE_VERSION (demains_version_get_type ())

/* A moment of the history that can be found again: it costs one row, since the
 * journal knows all that was. */
G_DECLARE_FINAL_TYPE (DemainsVersion, demains_version, DEMAINS, VERSION, GObject)

const char *demains_version_get_name (DemainsVersion *self);
DemainsVersionReason demains_version_get_reason (DemainsVersion *self);
gint64 demains_version_get_step (DemainsVersion *self);
gint64 demains_version_get_time (DemainsVersion *self);

GListModel *demains_project_get_versions (DemainsProject *self);
DemainsVersion *demains_project_add_version (DemainsProject *self, DemainsVersionReason reason, const char *name);
gint64 demains_project_get_step (DemainsProject *self);
DemainsVersion *demains_project_add_version_of_step (DemainsProject *self, DemainsVersionReason reason,
                                                     const char *name, gint64 step);

void demains_project_compare_async (DemainsProject *self, gint64 from, gint64 to, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
GArray *demains_project_compare_finish (DemainsProject *self, GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_project_restore_async (DemainsProject *self, gint64 step, const char *title, const char *record,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_project_restore_finish (DemainsProject *self, GAsyncResult *result, GError **error);

G_END_DECLS
