/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsFilmWay:
 * @DEMAINS_FILM_COPIED: pictures are copied as they are in their takes, but where a clip begins, in fades and on cards
 * @DEMAINS_FILM_ENCODED: each picture is encoded again, as was asked for
 * @DEMAINS_FILM_SMALL: … into smaller pictures and a smaller file, to be sent
 * @DEMAINS_FILM_OPEN: … into WebM, a format that is free for everybody
 * @DEMAINS_FILM_CAPTIONED: … with what is said written into the pictures
 * @DEMAINS_FILM_ENCODED_OTHER: … since a take was made by another encoder than is used here
 *
 * How the pictures of a film are made.
 */
typedef enum
{
  DEMAINS_FILM_COPIED,
  DEMAINS_FILM_ENCODED,
  DEMAINS_FILM_SMALL,
  DEMAINS_FILM_OPEN,
  DEMAINS_FILM_CAPTIONED,
  DEMAINS_FILM_ENCODED_OTHER,
} DemainsFilmWay;

/**
 * DemainsFilmResult:
 * @way: how it was made
 * @frames: pictures in the film
 * @copied: how many of them were copied
 * @duration: nanoseconds
 * @size: bytes
 * @loudness: of its sound, in LUFS; -HUGE_VAL where nothing is heard
 * @damaged_clip: number of the first clip, from 1, whose take lacks pictures:
 *     there the last one stands still; 0 when all are there
 * @shortened_clip: number of the first clip that ends early, since its take does; 0 where none does
 * @silent_clip: number of the first clip whose sound could not be read to its end; 0 where all could
 * @no_captions: whether what is said could not be read, so that captions are missing
 * @left_out: how many clips are not in it, since the project has no film of their takes
 * @path: where it is; its extension says the container that was possible, except in a document portal, which gives the
 * name that was chosen
 */
typedef struct
{
  DemainsFilmWay way;
  gint64 frames;
  gint64 copied;
  gint64 duration;
  gint64 size;
  double loudness;
  guint damaged_clip;
  guint shortened_clip;
  guint silent_clip;
  guint left_out;
  gboolean no_captions;
  char *path;
} DemainsFilmResult;

void demains_film_result_free (DemainsFilmResult *self);

gint64 demains_film_get_duration (DemainsProject *project);
gint64 demains_film_get_start (DemainsProject *project, DemainsRecord *clip);
const char *demains_film_get_extension (DemainsFilmWay way);

/* Renders the clips of @project in their order to one file: written beside,
 * checked, then renamed. H.264 and AAC in MP4, index first; VP9 and Opus in WebM
 * where that is asked for or no H.264 encoder exists. */
void demains_film_render_async (DemainsProject *project, const char *path, DemainsFilmWay way,
                                DemainsOperation *operation, GAsyncReadyCallback callback, gpointer user_data);
DemainsFilmResult *demains_film_render_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsFilmResult, demains_film_result_free)

G_END_DECLS
