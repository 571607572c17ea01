/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-strain.h"

#include "demains-encoder.h"
#include "demains-house.h"

/* A third of a second waits where at most one picture does as a rule; the queues
 * hold twice as much. */
#define MANY_WAITING 10

/* An encoder that has only just begun has some catching up to do. */
#define BEGIN_NANOSECONDS G_GINT64_CONSTANT (1000000000)

/* Less than one of a thousand, nobody sees. */
#define LOST_SHARE 1000

/* Somebody who came to film presses Record by then, or looks about for a while. */
#define IDLE_MILLISECONDS 3000

static void
measure_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  demains_encoder_find (NULL);
  for (int i = 0; i < IDLE_MILLISECONDS / 50 && !g_cancellable_is_cancelled (cancellable); i++)
    g_usleep (50 * 1000);
  if (!g_cancellable_is_cancelled (cancellable))
    demains_encoder_measure (cancellable);
  g_task_return_boolean (task, TRUE);
}

/*
 * demains_strain_begin:
 *
 * Returns: what is known when a take begins
 */
DemainsStrain
demains_strain_begin (void)
{
  return demains_encoder_get_lowered () ? DEMAINS_STRAIN_LOWERED : DEMAINS_STRAIN_NONE;
}

/*
 * demains_strain_judge:
 * @take: what is filmed
 * @before: what was said of it last
 *
 * Looks whether pictures wait, and has them made less fine before some are lost;
 * to be called some times a second.
 *
 * Returns: how hard it is
 */
DemainsStrain
demains_strain_judge (DemainsRecording *take, DemainsStrain before)
{
  gint64 elapsed = demains_recording_get_elapsed (take);
  gint64 n_pictures = MAX (demains_house_nearest_frame (elapsed), LOST_SHARE);
  gboolean behind = elapsed > BEGIN_NANOSECONDS && demains_recording_get_waiting (take) >= MANY_WAITING;
  gboolean losing = (gint64)demains_recording_get_n_lost (take) * LOST_SHARE > n_pictures;

  if ((behind || losing) && demains_recording_lower (take))
    before = MAX (before, DEMAINS_STRAIN_LOWERED);

  return losing ? DEMAINS_STRAIN_LOSING : before;
}

/*
 * demains_strain_measure:
 * @cancellable: stops it, as soon as somebody films
 *
 * Finds an encoder, in a thread, and when for a while nothing was filmed measures
 * how fast it is, unless that is remembered.
 */
void
demains_strain_measure (GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);

  g_task_run_in_thread (task, measure_in_thread);
}
