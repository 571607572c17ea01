/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-kind.h"

G_BEGIN_DECLS

/* The workshop's default content, in the language of the project (not of the
 * interface): themes, and the records that a new project begins with. Read from the program's resources. */

typedef struct _DemainsContent DemainsContent;

DemainsContent *demains_content_load (const char *language) G_GNUC_WARN_UNUSED_RESULT;
void demains_content_free (DemainsContent *self);

const char *const *demains_content_get_theme_keys (DemainsContent *self);
char *demains_content_dup_theme_title (DemainsContent *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
char *demains_content_dup_draft_sentence (DemainsContent *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_content_make_records (DemainsContent *self, DemainsKindId kind,
                                         const char *theme) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsContent, demains_content_free)

G_END_DECLS
