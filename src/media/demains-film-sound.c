/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-sound.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>

#include "demains-clip-reader.h"
#include "demains-house.h"
#include "demains-limiter.h"

#define CHANNELS 2
#define FRAME_BYTES (DEMAINS_HOUSE_SAMPLES_PER_FRAME * CHANNELS * sizeof (gint16))

/* 5 ms: a join does not click, and nobody hears it. */
#define LEAST_FADE_SAMPLES 240

/* What the encoder of sound adds to peaks stays below DEMAINS_FILM_TRUE_PEAK (dB). */
#define ENCODER_MARGIN 1.0

/* What limiting takes from the loudness of a take is given back up to here (dB): with more, all of it
 * would be limited. */
#define MOST_COMPENSATION 3.0

/* Loudness is that of some tenths of a second (ITU-R BS.1770: 400 ms): of a take of which less than
 * a second is heard, the seconds before and after are measured too. */
#define LEAST_FRAMES DEMAINS_HOUSE_RATE

#define PEAKS_PER_FRAME (DEMAINS_LIMITER_PEAKS_PER_SECOND / DEMAINS_HOUSE_RATE)
#define PEAK_SAMPLES (DEMAINS_HOUSE_SAMPLES_PER_FRAME / PEAKS_PER_FRAME)

/* How much there is of each tenth of a second, and how far below the whole what is no more voice is (dB;
 * BS.1770, the relative gate). */
#define FRAMES_PER_ENERGY 3
#define ENERGY_MILLISECONDS (1000 * FRAMES_PER_ENERGY / DEMAINS_HOUSE_RATE)
#define RELATIVE_GATE 10.0

/* What was measured is kept for who listens, where it is not more than this (three minutes of film, in bytes): to
 * decode it once more takes as long as to measure it. */
#define MOST_KEPT (32 * 1024 * 1024)

/* All of a take that is heard, anywhere in the film: what is louder in it than the rest stays so. */
typedef struct
{
  char *uri;
  GPtrArray *stretches;
  double gain;
  gboolean measured;
} Take;

typedef struct
{
  Take *take;
  guint number;
  gint64 first_frame;
  gint64 end_frame;
  gint64 fade_in;
  gint64 fade_out;
  GArray *peaks;
  GArray *energies;

  /* All of it, in stereo, between its being measured and heard; NULL where there was no room. */
  gint16 *kept;

  /* Whether it could not be read to its end. */
  gint lost;
} Stretch;

/* Who listens to a stretch. */
typedef struct
{
  Stretch *stretch;
  DemainsSoundReader *reader;
  GArray *limits;
  gint64 frame;
} Listener;

struct _DemainsFilmSound
{
  GCancellable *cancellable;
  GPtrArray *stretches;
  GPtrArray *takes;
  guint n_added;
  guint index;
  Listener listener;

  GThread *thread;
  GMutex mutex;
  GCond cond;
  gint given_up;
  gsize kept;
  gboolean awaited;
};

static void
take_free (Take *take)
{
  g_free (take->uri);
  g_ptr_array_unref (take->stretches);
  g_free (take);
}

static void
stretch_free (Stretch *stretch)
{
  g_clear_pointer (&stretch->peaks, g_array_unref);
  g_clear_pointer (&stretch->energies, g_array_unref);
  g_free (stretch->kept);
  g_free (stretch);
}

static double
to_factor (double decibels)
{
  return pow (10, decibels / 20);
}

static void
listener_clear (Listener *self)
{
  g_clear_pointer (&self->reader, demains_sound_reader_free);
  g_clear_pointer (&self->limits, g_array_unref);
  *self = (Listener){ 0 };
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listener, listener_clear)

static void
listener_init (Listener *self, Stretch *stretch, GArray *limits, GCancellable *cancellable)
{
  listener_clear (self);
  self->stretch = stretch;
  self->limits = limits;
  self->frame = stretch->first_frame;
  if (stretch->take != NULL && stretch->kept == NULL)
    self->reader = demains_sound_reader_new (stretch->take->uri, stretch->first_frame * DEMAINS_HOUSE_SAMPLES_PER_FRAME,
                                             cancellable, NULL);
  if (stretch->take != NULL && stretch->kept == NULL && self->reader == NULL)
    g_atomic_int_set (&stretch->lost, TRUE);
}

/* A stretch rises from silence and falls to it, within milliseconds at least. */
static void
fade (const Stretch *stretch, gint64 frame, gint16 *stereo)
{
  gint64 after = (frame - stretch->first_frame) * DEMAINS_HOUSE_SAMPLES_PER_FRAME;
  gint64 before = (stretch->end_frame - frame) * DEMAINS_HOUSE_SAMPLES_PER_FRAME - 1;

  if (after >= stretch->fade_in && before - DEMAINS_HOUSE_SAMPLES_PER_FRAME >= stretch->fade_out)
    return;
  for (int i = 0; i < DEMAINS_HOUSE_SAMPLES_PER_FRAME; i++)
    {
      double in = (after + i) / (double)stretch->fade_in;
      double out = (before - i) / (double)stretch->fade_out;
      double share = MIN (in, out);

      for (int channel = 0; share < 1 && channel < CHANNELS; channel++)
        stereo[2 * i + channel] = lrint (stereo[2 * i + channel] * share);
    }
}

static gint16 *
get_frame (const Stretch *stretch, gint16 *sound, gint64 frame)
{
  return sound + (frame - stretch->first_frame) * CHANNELS * DEMAINS_HOUSE_SAMPLES_PER_FRAME;
}

/* The next frame as it is in its take. What cannot be read is silent. */
static void
listener_decode (Listener *self, gint16 *stereo)
{
  g_autoptr (GError) problem = NULL;

  if (self->reader == NULL
      || !demains_sound_reader_read (self->reader, self->frame * DEMAINS_HOUSE_SAMPLES_PER_FRAME, stereo,
                                     DEMAINS_HOUSE_SAMPLES_PER_FRAME, &problem))
    {
      memset (stereo, 0, FRAME_BYTES);
      g_clear_pointer (&self->reader, demains_sound_reader_free);
    }
  if (problem != NULL)
    {
      g_info ("The sound of %s cannot be read: %s", self->stretch->take->uri, problem->message);
      g_atomic_int_set (&self->stretch->lost, TRUE);
    }
  fade (self->stretch, self->frame, stereo);
  self->frame++;
}

static void
listener_read (Listener *self, gint16 *stereo)
{
  if (self->stretch->kept != NULL)
    memcpy (stereo, get_frame (self->stretch, self->stretch->kept, self->frame++), FRAME_BYTES);
  else
    listener_decode (self, stereo);
}

/* The next frame as it is in the film. */
static void
listener_read_levelled (Listener *self, gint16 *stereo)
{
  gint64 offset = (self->frame - self->stretch->first_frame) * DEMAINS_HOUSE_SAMPLES_PER_FRAME;

  listener_read (self, stereo);
  for (int i = 0; self->stretch->take != NULL && i < DEMAINS_HOUSE_SAMPLES_PER_FRAME; i++)
    {
      float gain = self->stretch->take->gain;

      if (self->limits != NULL)
        gain *= demains_limiter_get (self->limits, (offset + i + 0.5) / PEAK_SAMPLES - 0.5);
      for (int channel = 0; channel < CHANNELS; channel++)
        stereo[2 * i + channel] = CLAMP (lrintf (stereo[2 * i + channel] * gain), G_MININT16, G_MAXINT16);
    }
}

static double
get_ceiling (void)
{
  return to_factor (DEMAINS_FILM_TRUE_PEAK - ENCODER_MARGIN);
}

static GArray *
find_limits (const Stretch *stretch)
{
  return stretch->take != NULL ? demains_limiter_find (stretch->peaks, get_ceiling () / stretch->take->gain) : NULL;
}

static gboolean
is_given_up (DemainsFilmSound *self)
{
  return g_atomic_int_get (&self->given_up) || g_cancellable_is_cancelled (self->cancellable);
}

/* Two channels that are the same are measured as one that is heard from both sides. */
static ebur128_state *
new_meter (Listener *listener)
{
  gboolean mono = listener->reader != NULL && demains_sound_reader_is_mono (listener->reader);
  ebur128_state *meter
    = ebur128_init (mono ? 1 : CHANNELS, DEMAINS_HOUSE_SAMPLE_RATE, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);

  if (mono)
    ebur128_set_channel (meter, 0, EBUR128_DUAL_MONO);

  return meter;
}

static void
add_samples (ebur128_state *meter, const gint16 *stereo)
{
  gint16 left[PEAK_SAMPLES];

  for (int i = 0; meter->channels == 1 && i < PEAK_SAMPLES; i++)
    left[i] = stereo[CHANNELS * i];
  ebur128_add_frames_short (meter, meter->channels == 1 ? left : stereo, PEAK_SAMPLES);
}

/* The peaks of a frame, with those between the samples. */
static void
add_peaks (GArray *peaks, const gint16 *stereo, ebur128_state *meter)
{
  for (int i = 0; i < PEAKS_PER_FRAME; i++)
    {
      float highest = 0;

      add_samples (meter, stereo + i * PEAK_SAMPLES * CHANNELS);
      for (guint channel = 0; channel < meter->channels; channel++)
        {
          double peak = 0;

          ebur128_prev_true_peak (meter, channel, &peak);
          highest = MAX (highest, peak);
        }
      g_array_append_val (peaks, highest);
    }
}

/* What was heard just now, as a power. */
static void
add_energy (GArray *energies, ebur128_state *meter)
{
  double loudness = -HUGE_VAL;
  double energy;

  ebur128_loudness_window (meter, ENERGY_MILLISECONDS, &loudness);
  energy = pow (10, loudness / 10);
  g_array_append_val (energies, energy);
}

static gsize
get_size (const Stretch *stretch)
{
  return (stretch->end_frame - stretch->first_frame) * FRAME_BYTES;
}

/* Waits until enough was heard; but where somebody waits for this take there is no room.
 *
 * Returns: (transfer full) (nullable): room for a stretch */
static gint16 *
make_room (DemainsFilmSound *self, const Stretch *stretch)
{
  gsize size = get_size (stretch);
  gboolean fits;

  g_mutex_lock (&self->mutex);
  while (self->kept > 0 && self->kept + size > MOST_KEPT && !self->awaited && !is_given_up (self))
    g_cond_wait (&self->cond, &self->mutex);
  fits = self->kept + size <= MOST_KEPT;
  if (fits)
    self->kept += size;
  g_mutex_unlock (&self->mutex);

  return fits ? g_malloc0 (size) : NULL;
}

/* What was kept of a stretch has been heard. */
static void
let_go (DemainsFilmSound *self, Stretch *stretch)
{
  if (stretch->kept == NULL)
    return;
  g_clear_pointer (&stretch->kept, g_free);
  g_mutex_lock (&self->mutex);
  self->kept -= get_size (stretch);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* @kept: (nullable): where it is left
 * @meter: (inout): of its take; the first stretch makes it */
static void
measure (DemainsFilmSound *self, Stretch *stretch, gint16 *kept, ebur128_state **meter)
{
  g_auto (Listener) listener = { 0 };
  gint16 room[CHANNELS * DEMAINS_HOUSE_SAMPLES_PER_FRAME];

  if (!is_given_up (self))
    listener_init (&listener, stretch, NULL, self->cancellable);
  if (*meter == NULL)
    *meter = new_meter (&listener);
  while (!is_given_up (self) && listener.frame < stretch->end_frame)
    {
      gint16 *stereo = kept != NULL ? get_frame (stretch, kept, listener.frame) : room;

      listener_read (&listener, stereo);
      add_peaks (stretch->peaks, stereo, *meter);
      if ((listener.frame - stretch->first_frame) % FRAMES_PER_ENERGY == 0)
        add_energy (stretch->energies, *meter);
    }
}

/* What is around a stretch in its take. */
static void
measure_around (DemainsFilmSound *self, const Stretch *stretch, ebur128_state **meter)
{
  g_autoptr (GArray) peaks = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) energies = g_array_new (FALSE, FALSE, sizeof (double));
  Stretch around = *stretch;

  around.first_frame = MAX (stretch->first_frame - LEAST_FRAMES, 0);
  around.end_frame = stretch->end_frame + LEAST_FRAMES;
  around.peaks = peaks;
  around.energies = energies;
  around.kept = NULL;
  measure (self, &around, NULL, meter);
}

/* In LUFS; below all that can be heard where nothing was. */
static double
get_loudness (ebur128_state *meter)
{
  double loudness = -HUGE_VAL;

  ebur128_loudness_global (meter, &loudness);

  return loudness;
}

/* How loud a take is, in LUFS. */
static double
measure_take (DemainsFilmSound *self, Take *take)
{
  ebur128_state *meter = NULL;
  gint64 frames = 0;
  double loudness;

  for (guint i = 0; i < take->stretches->len; i++)
    {
      Stretch *stretch = g_ptr_array_index (take->stretches, i);
      gint16 *kept = make_room (self, stretch);

      measure (self, stretch, kept, &meter);
      stretch->kept = kept;
      frames += stretch->end_frame - stretch->first_frame;
    }
  if (frames < LEAST_FRAMES)
    measure_around (self, g_ptr_array_index (take->stretches, 0), &meter);
  loudness = get_loudness (meter);
  ebur128_destroy (&meter);

  return loudness;
}

static double
get_square (const GArray *values, guint index)
{
  double value = g_array_index (values, float, index);

  return value * value;
}

/* What limits leave of a tenth of a second, most of which is where it peaks. */
static double
get_share (const Stretch *stretch, const GArray *limits, guint energy)
{
  guint first = energy * FRAMES_PER_ENERGY * PEAKS_PER_FRAME;
  guint end = MIN (first + FRAMES_PER_ENERGY * PEAKS_PER_FRAME, limits->len);
  double before = 0, after = 0;

  for (guint i = first; i < end; i++)
    {
      before += get_square (stretch->peaks, i);
      after += get_square (stretch->peaks, i) * get_square (limits, i);
    }

  return before > 0 ? after / before : 1;
}

/* What is too loud is turned down, by which a take loses some of its loudness: gives that back. */
static double
find_compensation (Take *take, double loudness)
{
  double gate = pow (10, (loudness - RELATIVE_GATE) / 10);
  double before = 0, after = 0;

  for (guint i = 0; i < take->stretches->len; i++)
    {
      const Stretch *stretch = g_ptr_array_index (take->stretches, i);
      g_autoptr (GArray) limits = find_limits (stretch);

      for (guint j = 0; j < stretch->energies->len; j++)
        {
          double energy = g_array_index (stretch->energies, double, j);

          if (energy < gate)
            continue;
          before += energy;
          after += energy * (limits != NULL ? get_share (stretch, limits, j) : 1);
        }
    }

  return after > 0 ? to_factor (CLAMP (10 * log10 (before / after), 0, MOST_COMPENSATION)) : 1;
}

static void
find_gain (DemainsFilmSound *self, Take *take)
{
  double loudness = measure_take (self, take);

  take->gain = 1;
  if (loudness <= DEMAINS_LOUDNESS_OF_A_ROOM)
    return;
  take->gain = to_factor (DEMAINS_FILM_LOUDNESS - loudness);
  take->gain *= find_compensation (take, loudness);
}

static gpointer
measure_in_thread (gpointer data)
{
  DemainsFilmSound *self = data;

  for (guint i = 0; i < self->takes->len; i++)
    {
      Take *take = g_ptr_array_index (self->takes, i);

      find_gain (self, take);
      g_mutex_lock (&self->mutex);
      take->measured = TRUE;
      g_cond_broadcast (&self->cond);
      g_mutex_unlock (&self->mutex);
    }

  return NULL;
}

static void
wait_for_take (DemainsFilmSound *self, Take *take)
{
  g_mutex_lock (&self->mutex);
  self->awaited = !take->measured;
  g_cond_broadcast (&self->cond);
  while (!take->measured)
    g_cond_wait (&self->cond, &self->mutex);
  self->awaited = FALSE;
  g_mutex_unlock (&self->mutex);
}

static Take *
find_take (DemainsFilmSound *self, const char *uri)
{
  Take *take;

  for (guint i = 0; i < self->takes->len; i++)
    if (g_str_equal (((Take *)g_ptr_array_index (self->takes, i))->uri, uri))
      return g_ptr_array_index (self->takes, i);

  take = g_new0 (Take, 1);
  take->uri = g_strdup (uri);
  take->stretches = g_ptr_array_new ();
  g_ptr_array_add (self->takes, take);

  return take;
}

/*
 * demains_film_sound_new:
 * @cancellable: (nullable): makes it give up: what is left is silent
 *
 * Returns: (transfer full): the sound of a film, nothing yet
 */
DemainsFilmSound *
demains_film_sound_new (GCancellable *cancellable)
{
  DemainsFilmSound *self = g_new0 (DemainsFilmSound, 1);

  g_set_object (&self->cancellable, cancellable);
  self->stretches = g_ptr_array_new_with_free_func ((GDestroyNotify)stretch_free);
  self->takes = g_ptr_array_new_with_free_func ((GDestroyNotify)take_free);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  return self;
}

/*
 * demains_film_sound_add:
 * @self: the sound of a film, nothing of which was read
 * @uri: (nullable): a take with sound; %NULL for silence
 * @first_frame: from which of its frames on
 * @end_frame: up to which one
 * @fade_in: in how many frames it rises from silence; a join is never without a fade of some milliseconds
 * @fade_out: in how many it falls
 *
 * What is heard next.
 */
void
demains_film_sound_add (DemainsFilmSound *self, const char *uri, gint64 first_frame, gint64 end_frame, guint fade_in,
                        guint fade_out)
{
  Stretch *stretch;

  g_return_if_fail (self->thread == NULL);

  self->n_added++;
  if (first_frame >= end_frame)
    return;
  stretch = g_new0 (Stretch, 1);
  stretch->number = self->n_added;
  stretch->first_frame = first_frame;
  stretch->end_frame = end_frame;
  stretch->fade_in = MAX (fade_in * DEMAINS_HOUSE_SAMPLES_PER_FRAME, LEAST_FADE_SAMPLES);
  stretch->fade_out = MAX (fade_out * DEMAINS_HOUSE_SAMPLES_PER_FRAME, LEAST_FADE_SAMPLES);
  stretch->peaks = g_array_new (FALSE, FALSE, sizeof (float));
  stretch->energies = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (self->stretches, stretch);
  if (uri != NULL)
    {
      stretch->take = find_take (self, uri);
      g_ptr_array_add (stretch->take->stretches, stretch);
    }
}

/*
 * demains_film_sound_begin:
 * @self: the sound of a film, all of which was added
 *
 * Begins to measure it, in a thread of its own. The first that is read would begin it, too.
 */
void
demains_film_sound_begin (DemainsFilmSound *self)
{
  if (self->thread == NULL && self->takes->len > 0)
    self->thread = g_thread_new ("film-loudness", measure_in_thread, self);
}

static void
begin_stretch (DemainsFilmSound *self, Stretch *stretch)
{
  if (stretch->take != NULL)
    wait_for_take (self, stretch->take);
  listener_init (&self->listener, stretch, find_limits (stretch), self->cancellable);
}

/*
 * demains_film_sound_read:
 * @self: the sound of a film
 * @stereo: (out): room for a frame of it
 *
 * Reads the next one; after the last there is silence. Waits until its take was measured.
 */
void
demains_film_sound_read (DemainsFilmSound *self, gint16 *stereo)
{
  Listener *listener = &self->listener;

  demains_film_sound_begin (self);
  if ((listener->stretch == NULL || listener->frame == listener->stretch->end_frame)
      && self->index < self->stretches->len)
    {
      if (self->index > 0)
        let_go (self, g_ptr_array_index (self->stretches, self->index - 1));
      begin_stretch (self, g_ptr_array_index (self->stretches, self->index++));
    }

  if (listener->stretch != NULL && listener->frame < listener->stretch->end_frame)
    listener_read_levelled (listener, stereo);
  else
    memset (stereo, 0, FRAME_BYTES);
}

/*
 * demains_film_sound_find_lost:
 * @self: the sound of a film, all of which was read
 *
 * Returns: the number of what was added, from 1, that could not be read to its end first; 0 where all could
 */
guint
demains_film_sound_find_lost (DemainsFilmSound *self)
{
  for (guint i = 0; i < self->stretches->len; i++)
    {
      Stretch *stretch = g_ptr_array_index (self->stretches, i);

      if (g_atomic_int_get (&stretch->lost))
        return stretch->number;
    }

  return 0;
}

void
demains_film_sound_free (DemainsFilmSound *self)
{
  g_mutex_lock (&self->mutex);
  g_atomic_int_set (&self->given_up, TRUE);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->thread, g_thread_join);
  listener_clear (&self->listener);
  g_ptr_array_unref (self->stretches);
  g_ptr_array_unref (self->takes);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_clear_object (&self->cancellable);
  g_free (self);
}
