/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/* Writes pictures and sound to a film: beside its place under another name,
 * then checked, then put there. Blocks: for threads. */

/* So many frames of sound are pushed in one piece at the most: for each piece threads wait for each other. */
#define DEMAINS_FILM_SOUND_FRAMES 10

typedef struct _DemainsFilmWriter DemainsFilmWriter;

/**
 * DemainsFilmPlan:
 * @frames: how many pictures will be pushed
 * @bytes: what it will take up at least
 * @webm: whether it is WebM in any case
 * @cues: (nullable) (element-type DemainsCue): its captions, as a track of it where there is one
 * @poster: (nullable): a JPEG that stands for it, where there is a place for one
 *
 * What a film will be.
 */
typedef struct
{
  gint64 frames;
  gint64 bytes;
  gboolean webm;
  GPtrArray *cues;
  GstSample *poster;
} DemainsFilmPlan;

DemainsFilmWriter *demains_film_writer_new (const char *path, const DemainsFilmPlan *plan, GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_film_writer_push_picture (DemainsFilmWriter *self, GstBuffer *packet, GstCaps *caps, GError **error);
gboolean demains_film_writer_push_sound (DemainsFilmWriter *self, const gint16 *stereo, guint n_frames, GError **error);
gboolean demains_film_writer_finish (DemainsFilmWriter *self, gint64 *size, double *loudness, GError **error);
void demains_film_writer_give_up (DemainsFilmWriter *self);
const char *demains_film_writer_get_path (DemainsFilmWriter *self);
void demains_film_writer_free (DemainsFilmWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsFilmWriter, demains_film_writer_free)

G_END_DECLS
