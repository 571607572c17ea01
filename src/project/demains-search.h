/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsHit:
 * @record: what was found
 * @field: which of its kind's fields
 * @excerpt: some words around the first match
 * @match_start: byte offset of the first match in @excerpt
 * @match_end: byte offset after it
 */
typedef struct
{
  DemainsRecord *record;
  guint field;
  char *excerpt;
  gsize match_start;
  gsize match_end;
} DemainsHit;

void demains_hit_free (DemainsHit *self);

void demains_project_search_async (DemainsProject *self, const char *words, guint limit, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *demains_project_search_finish (DemainsProject *self, GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsHit, demains_hit_free)

G_END_DECLS
