/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-passage.h"
#include "demains-project.h"

G_BEGIN_DECLS

/* Links and remarks whose place is in the text of a section, see demains-passage.h. */

const char *demains_record_get_token (DemainsRecord *self);

DemainsRecord *demains_project_find_token (DemainsProject *self, const char *token);
DemainsRecord *demains_project_find_mentioned (DemainsProject *self, const char *token);
gboolean demains_project_has_passage (DemainsProject *self, DemainsRecord *record);
GPtrArray *demains_project_list_marked (DemainsProject *self, DemainsRecord *section) G_GNUC_WARN_UNUSED_RESULT;

DemainsRecord *demains_project_mention (DemainsProject *self, DemainsRecord *section, guint start, guint end,
                                        const char *words, DemainsRecord *target);
DemainsRecord *demains_project_add_remark (DemainsProject *self, DemainsRecord *section, guint start, guint end,
                                           const char *type);
void demains_project_remove_marked (DemainsProject *self, DemainsRecord *record);
void demains_project_remove_token (DemainsProject *self, DemainsRecord *section, const char *token);

G_END_DECLS
