/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-store-private.h"

#include "demains-project-error.h"

/* When the own file is there and takes nothing, the pauses between two looks at it
 * get longer, up to this, in microseconds. */
#define LONGEST_CHECK_INTERVAL (8 * G_USEC_PER_SEC)

/* Whether the own file is gone or cannot be written, and is not left yet. With the
 * lock held. */
gboolean
demains_store_has_to_leave (DemainsStore *self)
{
  gboolean lost = self->loss != NULL;

  for (guint i = 0; i < N_LANES; i++)
    lost |= self->lanes[i].error != NULL && demains_store_is_loss (self->lanes[i].error);

  return lost && !self->away;
}

/* How many writes come before and with the one that begins a recovery file. */
static guint
count_to_beginning (DemainsStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint n = 1;

  for (GList *l = self->lanes[LANE_WORDS].jobs.head; l != NULL && !((Job *)l->data)->begins_recovery; l = l->next)
    n++;

  return n;
}

/* A write that would hinder all others is left out. */
static void
leave_out (DemainsStore *self, guint index, const GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Job *job = g_queue_peek_nth (&self->lanes[LANE_WORDS].jobs, index);

  job->write = NULL;
  if (self->refusal == NULL)
    self->refusal = g_error_copy (error);
  demains_store_queue_notify (self);
}

/* From now on writes go into a recovery file, those that wait first: with all
 * records after them, since it has none yet. */
void
demains_store_go_away (DemainsStore *self)
{
  guint most = count_to_beginning (self);
  g_autoptr (GError) error = NULL;
  gboolean failed_before;
  gboolean left;
  guint n = 0;

  left = demains_home_leave (self->home, &error) && demains_store_try_writes (self, LANE_WORDS, most, &n, &error);

  if (!left)
    demains_home_stay (self->home);
  if (error != NULL && demains_store_is_refusal (error) && n < most)
    leave_out (self, n, error);

  g_mutex_lock (&self->lock);
  self->away = left;
  self->leave_at = g_get_monotonic_time () + RETRY_INTERVAL;
  self->check_interval = CHECK_INTERVAL;
  failed_before = self->leave_error != NULL;
  g_clear_error (&self->leave_error);
  if (self->loss == NULL)
    self->loss = g_error_copy (demains_store_peek_error (self));
  for (guint i = 0; i < N_LANES; i++)
    if (left)
      g_clear_error (&self->lanes[i].error);
    else if (self->lanes[i].error != NULL)
      demains_store_answer_waiting (self, &self->lanes[i], self->lanes[i].error);
  if (!left)
    {
      if (!failed_before)
        g_message ("No recovery file could be made: %s", error != NULL ? error->message : "its disk did not take it");
      self->leave_error = error != NULL ? g_steal_pointer (&error) : g_error_copy (self->loss);
    }
  demains_store_queue_notify (self);
  g_mutex_unlock (&self->lock);

  if (left)
    demains_store_end_writes (self, LANE_WORDS, n, NULL);
}

/* What became of looking at the own file: @more when what it lacks is on its way. */
static void
checked (DemainsStore *self, gboolean away, gboolean more, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gboolean changed = self->looking != more || (error != NULL) != (self->loss != NULL)
                     || (error != NULL && error->code != self->loss->code);

  /* Where a write failed, only its next try can tell. */
  self->away = away;
  if (error == NULL && !away && demains_store_peek_error (self) != NULL)
    changed = self->looking;
  self->looking = more;
  g_clear_error (&self->loss);
  self->loss = error;
  if (changed)
    demains_store_queue_notify (self);
}

/* Whether writes fail because the own file is lost, or its old connection is. */
static gboolean
has_lost (DemainsStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return demains_store_has_to_leave (self) && demains_store_peek_error (self) != NULL;
}

/* Whether the own file is still there, or, when it was left, is there again and
 * takes what it lacks. */
void
demains_store_look (DemainsStore *self)
{
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  if (self->away)
    demains_home_return (self->home, &more, &error);
  else if (has_lost (self) || demains_home_get_file (self->home) == NULL)
    demains_home_reopen (self->home, &error);
  else
    demains_home_check (self->home, &error);

  /* Each try at a disk that is there and takes nothing is work for it. */
  if (error == NULL || g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE))
    self->check_interval = CHECK_INTERVAL;
  else
    self->check_interval = MIN (2 * self->check_interval, LONGEST_CHECK_INTERVAL);
  self->check_at = more ? 0 : g_get_monotonic_time () + self->check_interval;
  checked (self, demains_home_is_away (self->home), more, g_steal_pointer (&error));
}
