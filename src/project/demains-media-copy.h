/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"
#include "demains-row.h"

G_BEGIN_DECLS

/* Brings the films of takes from one copy of a project into another, a piece at a
 * time: read in one thread, written in whichever owns the other file. A film grows
 * there as one that is being filmed does, so that it is whole or cut short, never
 * broken, and a later copy goes on where this one stopped. */
typedef struct _DemainsMediaCopy DemainsMediaCopy;
typedef struct _DemainsMediaPiece DemainsMediaPiece;

void demains_media_copy_want (GHashTable *takes, const DemainsRow *row);
DemainsMediaCopy *demains_media_copy_new (DemainsDatabase *from, DemainsDatabase *into, GHashTable *takes,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_media_copy_free (DemainsMediaCopy *self);

gint64 demains_media_copy_get_size (DemainsMediaCopy *self);
double demains_media_copy_get_progress (DemainsMediaCopy *self);
GPtrArray *demains_media_copy_get_new_takes (DemainsMediaCopy *self);
DemainsMediaPiece *demains_media_copy_read (DemainsMediaCopy *self, DemainsDatabase *from,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void demains_media_piece_free (DemainsMediaPiece *self);
gboolean demains_media_piece_write (DemainsDatabase *into, gpointer piece, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsMediaCopy, demains_media_copy_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsMediaPiece, demains_media_piece_free)

G_END_DECLS
