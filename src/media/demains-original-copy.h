/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-examine.h"
#include "demains-media-writer.h"

G_BEGIN_DECLS

gboolean demains_copy_original (DemainsMediaWriter *writer, const char *path, const DemainsFootage *footage,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
