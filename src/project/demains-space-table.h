/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

G_BEGIN_DECLS

/* Films whose takes are not in the project any more. All run in the store's thread. */

/**
 * DemainsLostFilm:
 * @take: id of the take that it was of
 * @size: bytes, with the original and the pictures
 * @duration: nanoseconds
 */
typedef struct
{
  char *take;
  gint64 size;
  gint64 duration;
} DemainsLostFilm;

void demains_lost_film_free (DemainsLostFilm *self);

GPtrArray *demains_space_table_list_lost (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_space_table_shorten (DemainsDatabase *database, const char *take, gint64 most, gint64 time,
                                      gboolean *gone, GError **error);
GHashTable *demains_space_table_load_freed (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsLostFilm, demains_lost_film_free)

G_END_DECLS
