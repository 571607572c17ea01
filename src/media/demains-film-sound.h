/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The sound of a film, stretch after stretch, each take as loud as the others: takes are
 * measured in a thread, in the order in which they are heard. For a thread that may wait. */

typedef struct _DemainsFilmSound DemainsFilmSound;

/* Where the sound of a film is brought to, in LUFS, and what it never goes over, in dBTP: what
 * Apple asks of podcasts, and near the upper end of AES TD1004 for what is heard on telephones
 * and laptops. Encoders of sound overshoot by up to a decibel, so it is kept lower before them. */
#define DEMAINS_FILM_LOUDNESS (-16.0)
#define DEMAINS_FILM_TRUE_PEAK (-1.0)

/* Where nobody speaks (LUFS) the noise of the room is not made a voice. Somebody at the other side of a
 * room peaks at -30 dBFS, which is about -47 LUFS. */
#define DEMAINS_LOUDNESS_OF_A_ROOM (-50.0)

DemainsFilmSound *demains_film_sound_new (GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void demains_film_sound_add (DemainsFilmSound *self, const char *uri, gint64 first_frame, gint64 end_frame,
                             guint fade_in, guint fade_out);
void demains_film_sound_begin (DemainsFilmSound *self);
void demains_film_sound_read (DemainsFilmSound *self, gint16 *stereo);
guint demains_film_sound_find_lost (DemainsFilmSound *self);
void demains_film_sound_free (DemainsFilmSound *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsFilmSound, demains_film_sound_free)

G_END_DECLS
