/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-media-table.h"
#include "demains-media-writer.h"
#include "demains-store.h"

G_BEGIN_DECLS

DemainsMedia *demains_media_new (const char *take_id);
DemainsMedia *demains_media_new_freed (const char *take_id, gint64 time);
DemainsMedia *demains_media_new_from_row (DemainsMediaRow *row);

/* From any thread; told to who looks on the main thread. */
void demains_media_grow (DemainsMedia *self, gint64 duration, gint64 size);
void demains_media_set_info (DemainsMedia *self, const DemainsMediaInfo *info);
void demains_media_set_complete (DemainsMedia *self);
void demains_media_set_thumbnail (DemainsMedia *self, GBytes *jpeg);

DemainsMediaWriter *demains_media_writer_new (GObject *project, DemainsStore *store, const char *document,
                                              DemainsMedia *media, const char *take_id, DemainsMediaRole role);

G_END_DECLS
