/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-title-card.h"
#include "demains-film-sound.h"
#include "demains-project.h"

G_BEGIN_DECLS

/* A clip as it is at a moment, for threads that make something of it.
 *
 * @number: of the clip in the film, from 1
 * @uri: its take; %NULL for a title card
 * @card: (nullable): what is seen of a title card
 * @first_frame: the first of its take's frames that is seen
 * @end_frame: the first that is not seen any more
 * @fade_in: so many of its first frames come out of black
 * @fade_out: so many of its last ones go into it
 * @has_sound: whether something is heard
 * @shortened: whether its take ends before it
 * @bytes: what the part of its take that is seen takes up, about; 0 for a title card
 */
typedef struct
{
  guint number;
  char *uri;
  DemainsTitleCard *card;
  gint64 first_frame;
  gint64 end_frame;
  guint fade_in;
  guint fade_out;
  gboolean has_sound;
  gboolean shortened;
  gint64 bytes;
} DemainsFilmPart;

GPtrArray *demains_film_part_list (DemainsProject *project, guint *left_out) G_GNUC_WARN_UNUSED_RESULT;
gint64 demains_film_part_count_frames (GPtrArray *parts);
gint64 demains_film_part_count_bytes (GPtrArray *parts);
guint demains_film_part_find_shortened (GPtrArray *parts);
void demains_film_part_skip (GPtrArray *parts, gint64 frames);
void demains_film_part_set_error (const DemainsFilmPart *self, const GError *problem, GError **error);
DemainsFilmSound *demains_film_part_make_sound (GPtrArray *parts, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
double demains_film_part_get_light (const DemainsFilmPart *self, gint64 frame);

G_END_DECLS
