/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

G_BEGIN_DECLS

/* Where two copies parted: by their histories, and by what they merged of each
 * other since. */
GHashTable *demains_parting_read (DemainsDatabase *one, DemainsDatabase *other, const char *one_name,
                                  const char *other_name, gint64 *parted, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
