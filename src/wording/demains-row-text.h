/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"
#include "demains-row.h"

G_BEGIN_DECLS

/* Records as they were, in words. */

char *demains_row_to_text (const DemainsRow *row, DemainsProject *project, GHashTable *rows) G_GNUC_WARN_UNUSED_RESULT;
char *demains_value_to_text (const DemainsKind *kind, guint field, GVariant *value, DemainsProject *project,
                             GHashTable *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
