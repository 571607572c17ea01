/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"
#include "demains-place.h"
#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsFilmRoom:
 * @bytes: of film that fit into a project now; negative where words need the
 *   room more, %G_MAXINT64 where nobody knows
 * @by_file_size: whether it is the size that a file may have there that is the
 *   limit, and not what is free on the disk
 */
typedef struct
{
  gint64 bytes;
  gboolean by_file_size;
} DemainsFilmRoom;

void demains_film_room_compute (const DemainsPlace *place, const DemainsPlace *document, gint64 size, gint64 part,
                                DemainsFilmRoom *room);
gboolean demains_film_room_measure (DemainsDatabase *database, const char *document, DemainsFilmRoom *room,
                                    GError **error);

void demains_project_measure_film_room_async (DemainsProject *self, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_project_measure_film_room_finish (DemainsProject *self, GAsyncResult *result, DemainsFilmRoom *room,
                                                   GError **error);

G_END_DECLS
