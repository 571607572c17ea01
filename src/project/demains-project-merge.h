/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-operation.h"
#include "demains-project.h"
#include "demains-row.h"

G_BEGIN_DECLS

/**
 * DemainsMergeReport:
 * @names: what the two copies are called in what was merged
 * @parted: when the two parted, in microseconds since 1970; 0 where that is not known
 * @rows: (element-type utf8 DemainsRow): all records of the result
 * @done: (element-type DemainsDifferentRow): what each of them did since then
 * @collisions: (element-type DemainsRow): what is to be chosen, in the order of its list
 * @film_size: how many bytes of film the one did not have
 * @has_news: whether the other had anything that the one had not
 *
 * What a merge did.
 */
typedef struct
{
  char *names[2];
  gint64 parted;
  GHashTable *rows;
  GArray *done[2];
  GPtrArray *collisions;
  gint64 film_size;
  gboolean has_news;
} DemainsMergeReport;

void demains_merge_report_free (DemainsMergeReport *self);

void demains_project_merge_async (const char *one, const char *other, const char *out, DemainsOperation *operation,
                                  GAsyncReadyCallback callback, gpointer user_data);
DemainsMergeReport *demains_project_merge_finish (GAsyncResult *result, const char **culprit,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Into a project that is open */
void demains_project_preview_merge_async (DemainsProject *self, const char *other, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
void demains_project_merge_into_async (DemainsProject *self, const char *other, DemainsOperation *operation,
                                       GAsyncReadyCallback callback, gpointer user_data);
DemainsMergeReport *demains_project_merge_into_finish (DemainsProject *self, GAsyncResult *result, const char **culprit,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsMergeReport, demains_merge_report_free)

G_END_DECLS
