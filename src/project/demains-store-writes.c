/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-store-private.h"

#include "demains-project-error.h"
#include "demains-reserve.h"

/* Writes that wait already share a transaction, and so its syncs, which are what
 * a stick takes its time for: so many, and twice as many up to three times over
 * while a turn stays shorter than this, in microseconds, so that words wait for no
 * more than a short turn of films. */
#define GROUP_SIZE 8
#define MOST_DOUBLINGS 3
#define SHORT_TURN (G_USEC_PER_SEC / 20)

gboolean
demains_store_fail_as_gone (GError **error)
{
  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE, "the project's file is gone");

  return FALSE;
}

/* The write after @link, or the first. The thread alone takes from a lane. */
static GList *
get_next_write (DemainsStore *self, LaneId lane, GList *link)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return link != NULL ? link->next : self->lanes[lane].jobs.head;
}

/* Up to @most of the writes that wait in a lane, all or none. Where it fails, @n is how
 * many to do first; the error is that of the one after them, or none where several
 * could not be committed and nobody knows whose fault it is. */
gboolean
demains_store_try_writes (DemainsStore *self, LaneId lane, guint most, guint *n, GError **error)
{
  DemainsDatabase *database = demains_home_get_target (self->home);
  GList *link = NULL;
  gboolean done;

  *n = 0;
  if (database == NULL)
    return demains_store_fail_as_gone (error);

  done = demains_database_begin (database, error) && demains_home_hold (self->home, error);
  while (done && *n < most && (link = get_next_write (self, lane, link)) != NULL)
    {
      Job *job = link->data;

      done = job->write == NULL || (job->begins_recovery && !demains_home_is_away (self->home))
             || job->write (database, job->data, error);
      *n += done;
    }
  if (done && demains_home_commit (self->home, error))
    return TRUE;

  if (done && *n > 1)
    g_clear_error (error);
  if (done)
    *n = *n > 1 ? 1 : 0;
  demains_database_rollback (database);

  return FALSE;
}

/* Whether a write that the disk had no room for has some now. */
static gboolean
give_room (DemainsStore *self, LaneId lane, const GError *problem)
{
  if (lane != LANE_WORDS || self->away
      || !g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE))
    return FALSE;

  self->fill_at = g_get_monotonic_time () + REFILL_DELAY;

  return demains_reserve_give (demains_home_get_file (self->home));
}

/* Does some of the writes that wait in a lane, and answers how many. An error is that of
 * the one after them, which is not done. */
guint
demains_store_do_writes (DemainsStore *self, LaneId lane, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 start = g_get_monotonic_time ();
  guint group = GROUP_SIZE << self->doublings[lane];
  guint most = group;
  guint n;

  while (!demains_store_try_writes (self, lane, most, &n, error))
    {
      g_clear_error (&problem);
      problem = g_steal_pointer (error);
      if (give_room (self, lane, problem))
        g_clear_error (&problem);
      else if (n > 0)
        most = n;
      else
        break;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  if (g_get_monotonic_time () - start > SHORT_TURN)
    self->doublings[lane] = 0;
  else if (n == group)
    self->doublings[lane] = MIN (self->doublings[lane] + 1, MOST_DOUBLINGS);

  return n;
}

/* Whoever waits is told; what they wait for is tried again all the same. With
 * the lock held. */
void
demains_store_answer_waiting (DemainsStore *self, Lane *lane, const GError *error)
{
  for (GList *l = lane->jobs.head; l != NULL; l = l->next)
    {
      Job *job = l->data;

      if (job->task == NULL)
        continue;
      g_task_return_error (job->task, g_error_copy (error));
      demains_store_release (self, g_steal_pointer (&job->task));
    }
}

/* Whether what failed may soon be in another file. With the lock held. */
gboolean
demains_store_will_leave (DemainsStore *self, const GError *error)
{
  return demains_store_is_loss (error) && !self->away && self->leave_error == NULL && !self->stopping;
}

static void
end_job (DemainsStore *self, Job *job, const GError *error)
{
  if (job->task != NULL && error != NULL)
    g_task_return_error (job->task, g_error_copy (error));
  else if (job->task != NULL)
    g_task_return_boolean (job->task, TRUE);
  demains_store_job_free (self, job);
}

/* The first write of a lane is done with. Who only waits for the turn, behind
 * words, waits for the films too that are there then. With the lock held. */
static void
take_ended (DemainsStore *self, LaneId lane, GPtrArray *ended)
{
  Job *job = g_queue_pop_head (&self->lanes[lane].jobs);

  self->n_beginnings -= job->begins_recovery;
  self->n_written += job->write != NULL && !job->begins_recovery;
  if (job->write == NULL && lane == LANE_WORDS && !g_queue_is_empty (&self->lanes[LANE_FILMS].jobs))
    g_queue_push_tail (&self->lanes[LANE_FILMS].jobs, job);
  else
    g_ptr_array_add (ended, job);
}

/* Writes stay in their lane until they are done, so that whoever counts the
 * waiting ones counts them too. @n were done; an error is that of the next. */
void
demains_store_end_writes (DemainsStore *self, LaneId id, guint n, const GError *error)
{
  Lane *lane = &self->lanes[id];
  gboolean refused = error != NULL && demains_store_is_refusal (error);
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();
  g_autoptr (GError) reason = NULL;

  /* This may take its time, which nobody is to wait for. */
  if (error != NULL && !refused)
    reason = demains_home_is_away (self->home) ? g_error_copy (error) : demains_home_explain (self->home, error);

  g_mutex_lock (&self->lock);
  g_clear_error (&lane->error);
  for (guint i = 0; i < n; i++)
    take_ended (self, id, ended);
  if (refused)
    take_ended (self, id, left_out);
  if (refused && self->refusal == NULL)
    self->refusal = g_error_copy (error);
  if (error != NULL && !refused && !lane->retry_asked)
    {
      lane->error = g_steal_pointer (&reason);
      if (!demains_store_will_leave (self, lane->error))
        demains_store_answer_waiting (self, lane, lane->error);
    }
  lane->retry_at = g_get_monotonic_time () + RETRY_INTERVAL;
  demains_store_queue_notify (self);
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < ended->len; i++)
    end_job (self, ended->pdata[i], NULL);
  for (guint i = 0; i < left_out->len; i++)
    end_job (self, left_out->pdata[i], error);
}
