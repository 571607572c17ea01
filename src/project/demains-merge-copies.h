/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change-private.h"
#include "demains-database.h"
#include "demains-media-copy.h"
#include "demains-project-merge.h"

G_BEGIN_DECLS

/**
 * DemainsMergeNews:
 * @change: what it takes in one step, empty where nothing is new
 * @heads: (element-type utf8): the changes to be remembered as merged
 * @unknown: (element-type DemainsUnknownRecord): records of kinds not known here
 * @films: the films that are missing
 *
 * What one copy has that another has not.
 */
typedef struct
{
  DemainsChange *change;
  GPtrArray *heads;
  GPtrArray *unknown;
  DemainsMediaCopy *films;
} DemainsMergeNews;

void demains_merge_news_free (DemainsMergeNews *self);

DemainsMergeReport *demains_merge_report_new (const char *one, const char *other) G_GNUC_WARN_UNUSED_RESULT;

gboolean demains_merge_copies_inspect (const char *path, gint64 *version, GError **error);
gboolean demains_merge_copies_are_same (const char *one, const char *other);
DemainsMergeNews *demains_merge_copies_compare (DemainsDatabase *one, DemainsDatabase *other,
                                                DemainsMergeReport *report, guint *side,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_merge_copies_write_cb (DemainsDatabase *target, gpointer news, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsMergeNews, demains_merge_news_free)

G_END_DECLS
