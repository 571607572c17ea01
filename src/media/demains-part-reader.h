/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-film-part.h"

G_BEGIN_DECLS

/* The pictures of a part of the film as they are seen in it. For a thread that may wait. */
typedef struct _DemainsPartReader DemainsPartReader;

DemainsPartReader *demains_part_reader_new (const DemainsFilmPart *part, gint64 frame, const char *colorimetry,
                                            GstCaps *card_caps, GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
GstBuffer *demains_part_reader_get (DemainsPartReader *self, gint64 frame, gboolean *exact,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
GstCaps *demains_part_reader_get_caps (DemainsPartReader *self);
void demains_part_reader_free (DemainsPartReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPartReader, demains_part_reader_free)

G_END_DECLS
