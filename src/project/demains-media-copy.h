/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

G_BEGIN_DECLS

typedef void (*DemainsMediaCopyProgress) (double progress, gpointer user_data);

gboolean demains_media_copy (DemainsDatabase *from, DemainsDatabase *into, GHashTable *takes,
                             DemainsMediaCopyProgress progress, gpointer user_data, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
