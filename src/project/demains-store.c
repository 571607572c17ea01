/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-store-private.h"

#include "demains-project-error.h"
#include "demains-reserve.h"

/* What the thread does next. */
typedef enum
{
  TURN_READ,
  TURN_WRITE,
  TURN_LEAVE,
  TURN_CHECK,
  TURN_CLAIM,
  TURN_FILL_RESERVE,
  TURN_END,
} Turn;

static gboolean
release_cb (gpointer object)
{
  g_object_unref (object);

  return G_SOURCE_REMOVE;
}

void
demains_store_job_free (DemainsStore *self, Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  demains_store_release (self, job->task);
  g_free (job);
}

void
demains_store_unref (DemainsStore *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  for (guint i = 0; i < N_LANES; i++)
    g_clear_error (&self->lanes[i].error);
  g_clear_error (&self->refusal);
  g_clear_error (&self->loss);
  g_clear_error (&self->leave_error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_main_context_unref (self->context);
  g_free (self);
}

/* Looking at the file again counts as one: nothing is known until that is done. So
 * does a refusal that the project was not told of yet: what it does then is to be
 * waited for. With the lock held. */
static guint
count_waiting (DemainsStore *self)
{
  return self->looking + (self->refusal != NULL) + g_queue_get_length (&self->lanes[LANE_WORDS].jobs)
         + g_queue_get_length (&self->lanes[LANE_FILMS].jobs);
}

/* Why a write that waits failed. With the lock held. */
const GError *
demains_store_peek_error (DemainsStore *self)
{
  return self->lanes[LANE_WORDS].error != NULL ? self->lanes[LANE_WORDS].error : self->lanes[LANE_FILMS].error;
}

/* Why the own file does not have all of it. With the lock held. */
const GError *
demains_store_peek_trouble (DemainsStore *self)
{
  return self->loss != NULL ? self->loss : demains_store_peek_error (self);
}

static gboolean
notify_cb (gpointer data)
{
  DemainsStore *self = data;
  DemainsStoreState state = { 0 };
  DemainsStoreNotify notify;

  g_mutex_lock (&self->lock);
  self->notify_is_due = FALSE;
  notify = self->notify;
  state.error = demains_store_peek_trouble (self) != NULL ? g_error_copy (demains_store_peek_trouble (self)) : NULL;
  state.refusal = g_steal_pointer (&self->refusal);
  state.waiting = count_waiting (self);
  state.kept = self->away && demains_store_peek_error (self) == NULL;
  state.wants_records = demains_store_has_to_leave (self) && self->n_beginnings == 0;
  g_mutex_unlock (&self->lock);

  if (notify != NULL)
    notify (&state, self->user_data);
  g_clear_error (&state.error);
  g_clear_error (&state.refusal);

  return G_SOURCE_REMOVE;
}

/* With the lock held. */
void
demains_store_queue_notify (DemainsStore *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->notify_is_due || self->notify == NULL)
    return;

  self->notify_is_due = TRUE;
  g_atomic_ref_count_inc (&self->references);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, notify_cb, self, (GDestroyNotify)demains_store_unref);
  g_source_attach (source, self->context);
}

static void
do_read (DemainsStore *self, Job *job)
{
  DemainsDatabase *database = job->anywhere ? demains_home_get_target (self->home) : demains_home_get_file (self->home);
  GError *error = NULL;
  gpointer result = NULL;

  if (database != NULL || job->anywhere)
    result = job->read (database, g_task_get_task_data (job->task), g_task_get_cancellable (job->task), &error);
  else
    demains_store_fail_as_gone (&error);

  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->free_result);
  demains_store_job_free (self, job);
}

/* Whether it is time; else @wake_at is brought forward to when it will be. */
static gboolean
has_come (gint64 at, gint64 *wake_at)
{
  *wake_at = MIN (*wake_at, at);

  return at != G_MAXINT64 && g_get_monotonic_time () >= at;
}

/* Whether a lane has something to do now; else @wake_at is brought forward to
 * when it will. With the lock held. */
static gboolean
is_ready (DemainsStore *self, Lane *lane, gint64 *wake_at)
{
  if (g_queue_is_empty (&lane->jobs))
    return FALSE;

  return lane->error == NULL || self->stopping || has_come (lane->retry_at, wake_at);
}

/* When there is something to do for the claim on the own file. With the lock held. */
static gint64
get_claim_time (DemainsStore *self)
{
  if (self->home == NULL || self->away || self->stopping || demains_home_get_file (self->home) == NULL
      || demains_home_get_claim (self->home) == NULL)
    return G_MAXINT64;

  return demains_claim_get_due_time (demains_home_get_claim (self->home));
}

/* What to do next: with the first job of the reads or of @lane. Waits until there
 * is something. With a write that failed, waits for its next turn but lets all
 * else through. With the lock held. */
static Turn
next_turn (DemainsStore *self, LaneId *lane)
{
  for (;;)
    {
      gint64 wake_at = G_MAXINT64;

      if (self->home != NULL && !g_queue_is_empty (&self->reads))
        return TURN_READ;
      if (has_come (get_claim_time (self), &wake_at))
        return TURN_CLAIM;
      if (self->home != NULL && self->n_beginnings > 0 && demains_store_has_to_leave (self)
          && has_come (self->leave_at, &wake_at))
        return TURN_LEAVE;
      for (*lane = 0; self->home != NULL && *lane < N_LANES; (*lane)++)
        if (is_ready (self, &self->lanes[*lane], &wake_at))
          return TURN_WRITE;
      if (self->stopping)
        return TURN_END;
      if (has_come (self->check_at, &wake_at))
        return TURN_CHECK;
      if (!self->away && !demains_store_has_to_leave (self) && has_come (self->fill_at, &wake_at))
        return TURN_FILL_RESERVE;

      if (wake_at != G_MAXINT64)
        g_cond_wait_until (&self->wake, &self->lock, wake_at);
      else
        g_cond_wait (&self->wake, &self->lock);
    }
}

static gboolean
is_stopping (DemainsStore *self)
{
  gboolean stopping;

  g_mutex_lock (&self->lock);
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);

  return stopping;
}

static void
refuse (DemainsStore *self, Job *job)
{
  if (job->task != NULL)
    g_task_return_new_error_literal (job->task, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE,
                                     "the project is closed");
  demains_store_job_free (self, job);
}

static void
refuse_all (DemainsStore *self, GQueue *queue)
{
  for (;;)
    {
      Job *job;

      g_mutex_lock (&self->lock);
      job = g_queue_pop_head (queue);
      g_mutex_unlock (&self->lock);
      if (job == NULL)
        return;
      refuse (self, job);
    }
}

/* What was not done at the end is told so, and so is whatever still comes. */
static void
refuse_rest (DemainsStore *self)
{
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_mutex_unlock (&self->lock);

  refuse_all (self, &self->reads);
  for (guint i = 0; i < N_LANES; i++)
    refuse_all (self, &self->lanes[i].jobs);
}

/* With the lock held; gives the lock back. */
static void
queue_job (DemainsStore *self, GQueue *queue, Job *job)
{
  gboolean ended = self->ended;

  if (!ended)
    g_queue_push_tail (queue, job);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);

  if (ended)
    refuse (self, job);
}

static void
do_turn (DemainsStore *self, LaneId lane)
{
  g_autoptr (GError) error = NULL;
  guint n = demains_store_do_writes (self, lane, &error);

  demains_store_end_writes (self, lane, n, error);
  if (error != NULL && !demains_store_is_refusal (error) && is_stopping (self))
    refuse_all (self, &self->lanes[lane].jobs);
}

static gpointer
store_thread (gpointer data)
{
  DemainsStore *self = data;
  Turn turn;

  do
    {
      Job *read = NULL;
      LaneId lane;

      g_mutex_lock (&self->lock);
      turn = next_turn (self, &lane);
      if (turn == TURN_READ)
        read = g_queue_pop_head (&self->reads);
      else if (turn == TURN_WRITE)
        self->lanes[lane].retry_asked = FALSE;
      g_mutex_unlock (&self->lock);

      if (turn == TURN_READ)
        do_read (self, read);
      else if (turn == TURN_WRITE)
        do_turn (self, lane);
      else if (turn == TURN_LEAVE)
        demains_store_go_away (self);
      else if (turn == TURN_CHECK)
        demains_store_look (self);
      else if (turn == TURN_CLAIM)
        demains_claim_look_after (demains_home_get_claim (self->home), demains_home_get_file (self->home));
      else if (turn == TURN_FILL_RESERVE)
        {
          if (!demains_claim_is_lost (demains_home_get_claim (self->home)))
            if (!demains_reserve_fill (demains_home_get_file (self->home)))
              self->fill_at = G_MAXINT64;
        }
    }
  while (turn != TURN_END);

  refuse_rest (self);
  g_clear_pointer (&self->home, demains_home_close);
  if (self->stop_task != NULL)
    g_task_return_boolean (self->stop_task, TRUE);
  demains_store_release (self, g_steal_pointer (&self->stop_task));
  demains_store_unref (self);

  return NULL;
}

/**
 * demains_store_new:
 * @notify: (nullable): told when the state of writes changed
 * @user_data: for @notify
 *
 * Starts a store's thread. It does nothing before demains_store_take_home().
 *
 * Returns: (transfer full): a store
 */
DemainsStore *
demains_store_new (DemainsStoreNotify notify, gpointer user_data)
{
  DemainsStore *self = g_new0 (DemainsStore, 1);

  g_atomic_ref_count_init (&self->references);
  g_atomic_ref_count_inc (&self->references);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  for (guint i = 0; i < N_LANES; i++)
    g_queue_init (&self->lanes[i].jobs);
  g_queue_init (&self->reads);
  self->context = g_main_context_ref_thread_default ();
  self->notify = notify;
  self->user_data = user_data;
  self->fill_at = G_MAXINT64;
  self->check_at = G_MAXINT64;
  self->check_interval = CHECK_INTERVAL;
  g_thread_unref (g_thread_new ("store", store_thread, self));

  return self;
}

DemainsStore *
demains_store_ref (DemainsStore *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * demains_store_stop:
 * @task: (nullable): told %TRUE when the file is closed
 *
 * Lets the thread do what is queued (a write that fails now is given up), close
 * the file and end, without waiting for it. Nobody is told any more.
 */
void
demains_store_stop (DemainsStore *self, GTask *task)
{
  g_mutex_lock (&self->lock);
  self->notify = NULL;
  self->stopping = TRUE;
  g_set_object (&self->stop_task, task);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/**
 * demains_store_take_home:
 * @home: (transfer full): an open file that no other thread uses
 *
 * Gives the store what it works on.
 */
void
demains_store_take_home (DemainsStore *self, DemainsHome *home)
{
  gboolean writable = demains_home_is_writable (home);

  g_mutex_lock (&self->lock);
  self->home = home;
  self->fill_at = writable ? g_get_monotonic_time () + FILL_DELAY : G_MAXINT64;
  self->check_at = writable ? g_get_monotonic_time () + CHECK_INTERVAL : G_MAXINT64;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

static void
queue_write (DemainsStore *self, LaneId lane, gboolean begins_recovery, DemainsStoreWrite write, gpointer data,
             GDestroyNotify free_data, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->write = write;
  job->data = data;
  job->free_data = free_data;
  job->task = task != NULL ? g_object_ref (task) : NULL;
  job->begins_recovery = begins_recovery;

  g_mutex_lock (&self->lock);
  self->n_beginnings += begins_recovery;
  demains_store_queue_notify (self);
  queue_job (self, &self->lanes[lane].jobs, job);
}

/**
 * demains_store_write:
 * @write: (nullable): what to do inside the transaction; it may be called again
 *   with the same data after a failure. %NULL only waits until all that waits
 *   now is done
 * @data: for @write
 * @free_data: frees @data
 * @task: (nullable): told %TRUE when the transaction is on the disk, or why it
 *   is not yet or never will be
 *
 * Queues a write. May be called from any thread.
 */
void
demains_store_write (DemainsStore *self, DemainsStoreWrite write, gpointer data, GDestroyNotify free_data, GTask *task)
{
  queue_write (self, LANE_WORDS, FALSE, write, data, free_data, task);
}

/**
 * demains_store_write_film:
 *
 * As demains_store_write(), for a piece of a film: it comes after words that wait,
 * and gets none of the room kept for them.
 */
void
demains_store_write_film (DemainsStore *self, DemainsStoreWrite write, gpointer data, GDestroyNotify free_data,
                          GTask *task)
{
  queue_write (self, LANE_FILMS, FALSE, write, data, free_data, task);
}

/**
 * demains_store_leave:
 * @write: writes all records as they are now, with all that was queued before
 * @data: for @write
 * @free_data: frees @data
 *
 * Lets writes go into a recovery file from now on, if the own file is still gone.
 */
void
demains_store_leave (DemainsStore *self, DemainsStoreWrite write, gpointer data, GDestroyNotify free_data)
{
  queue_write (self, LANE_WORDS, TRUE, write, data, free_data, NULL);
}

static void
queue_read (DemainsStore *self, gboolean anywhere, DemainsStoreRead read, GDestroyNotify free_result, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->anywhere = anywhere;
  job->read = read;
  job->free_result = free_result;
  job->task = g_object_ref (task);

  g_mutex_lock (&self->lock);
  queue_job (self, &self->reads, job);
}

/**
 * demains_store_read:
 * @read: what to do; its data is the task's data
 * @free_result: (nullable): frees what @read answers, if nobody takes it
 * @task: told the result
 *
 * Queues a read of the project's own file, which overtakes writes that wait.
 */
void
demains_store_read (DemainsStore *self, DemainsStoreRead read, GDestroyNotify free_result, GTask *task)
{
  queue_read (self, FALSE, read, free_result, task);
}

/**
 * demains_store_do:
 * @work: what to do; its data is the task's data, its database the file that is
 *   written now, or %NULL
 * @free_result: (nullable): frees what @work answers, if nobody takes it
 * @task: told the result
 *
 * Queues work of another kind, which goes on while the file is gone.
 */
void
demains_store_do (DemainsStore *self, DemainsStoreRead work, GDestroyNotify free_result, GTask *task)
{
  queue_read (self, TRUE, work, free_result, task);
}

/**
 * demains_store_retry:
 *
 * Has a write that failed tried again now; its outcome is told as ever, but not
 * that of a try that had begun before.
 */
void
demains_store_retry (DemainsStore *self)
{
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < N_LANES; i++)
    {
      g_clear_error (&self->lanes[i].error);
      self->lanes[i].retry_asked = TRUE;
    }
  if (self->loss != NULL)
    {
      g_clear_error (&self->loss);
      self->looking = TRUE;
      self->check_at = 0;
    }
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/**
 * demains_store_is_refusal:
 * @error: what became of a write
 *
 * Returns: whether it would fail again however often it is tried: for every
 *   reason but a disk that is full, gone, locked or not to be written now, or whose
 *   files may not become as large as that
 */
gboolean
demains_store_is_refusal (const GError *error)
{
  static const DemainsProjectError PASSING[]
    = { DEMAINS_PROJECT_ERROR_NO_SPACE,  DEMAINS_PROJECT_ERROR_TOO_LARGE, DEMAINS_PROJECT_ERROR_GONE,
        DEMAINS_PROJECT_ERROR_IN_USE,    DEMAINS_PROJECT_ERROR_READ_ONLY, DEMAINS_PROJECT_ERROR_PERMISSION,
        DEMAINS_PROJECT_ERROR_TAKEN_OVER };

  for (guint i = 0; i < G_N_ELEMENTS (PASSING); i++)
    if (g_error_matches (error, DEMAINS_PROJECT_ERROR, PASSING[i]))
      return FALSE;

  return TRUE;
}

/**
 * demains_store_is_loss:
 * @error: what became of a write
 *
 * Returns: whether the file is gone or cannot be written any more, so that writes
 *   are to go elsewhere
 */
gboolean
demains_store_is_loss (const GError *error)
{
  static const DemainsProjectError LOSSES[]
    = { DEMAINS_PROJECT_ERROR_GONE, DEMAINS_PROJECT_ERROR_READ_ONLY, DEMAINS_PROJECT_ERROR_PERMISSION };

  for (guint i = 0; i < G_N_ELEMENTS (LOSSES); i++)
    if (g_error_matches (error, DEMAINS_PROJECT_ERROR, LOSSES[i]))
      return TRUE;

  return FALSE;
}

/**
 * demains_store_release:
 * @object: (transfer full) (nullable): what a job held
 *
 * Lets go of what may be the last to hold a project, which must not end in the
 * store's thread. g_main_context_invoke() would do so there, whenever the main
 * loop does not run just then.
 */
void
demains_store_release (DemainsStore *self, gpointer object)
{
  g_autoptr (GSource) source = NULL;

  if (object == NULL)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, release_cb, object, NULL);
  g_source_attach (source, self->context);
}

/**
 * demains_store_lay_copy:
 * @target: a connection to an empty file
 *
 * With the own file gone and no recovery file to be had, begins a copy that
 * demains_store_replay() fills: all records wait to be written.
 */
gboolean
demains_store_lay_copy (DemainsStore *self, DemainsDatabase *target, GError **error)
{
  gboolean has_records;

  g_mutex_lock (&self->lock);
  has_records = self->n_beginnings > 0;
  g_mutex_unlock (&self->lock);

  return has_records ? demains_home_lay_copy (self->home, target, error) : demains_store_fail_as_gone (error);
}

/**
 * demains_store_replay:
 * @target: a connection to a copy of the project
 *
 * Does every write that waits to the copy as well, so that it holds what the
 * project's own disk has no room for. For reads in the store's thread.
 */
gboolean
demains_store_replay (DemainsStore *self, DemainsDatabase *target, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  /* Only this thread takes jobs off the queue. */
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < N_LANES; i++)
    for (GList *l = self->lanes[i].jobs.head; l != NULL; l = l->next)
      g_ptr_array_add (jobs, l->data);
  g_mutex_unlock (&self->lock);

  if (!demains_database_begin (target, error))
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      if (job->write != NULL && !job->write (target, job->data, error))
        {
          demains_database_rollback (target);
          return FALSE;
        }
    }

  return demains_database_commit (target, error);
}

/**
 * demains_store_get_waiting:
 *
 * What was done but not told yet waits too: who finds that nothing waits knows what
 * became of all of it.
 *
 * Returns: how many writes are not on the disk yet
 */
guint
demains_store_get_waiting (DemainsStore *self)
{
  guint waiting;

  g_mutex_lock (&self->lock);
  waiting = count_waiting (self) + self->notify_is_due;
  g_mutex_unlock (&self->lock);

  return waiting;
}

/**
 * demains_store_get_written:
 *
 * Returns: how many writes are on the disk since the file was opened
 */
guint64
demains_store_get_written (DemainsStore *self)
{
  guint64 written;

  g_mutex_lock (&self->lock);
  written = self->n_written;
  g_mutex_unlock (&self->lock);

  return written;
}

/**
 * demains_store_dup_error:
 *
 * Returns: (transfer full) (nullable): why writes that wait can go nowhere
 */
GError *
demains_store_dup_error (DemainsStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const GError *error = demains_store_peek_error (self);

  return error != NULL && !demains_store_will_leave (self, error) ? g_error_copy (error) : NULL;
}

/**
 * demains_store_dup_loss:
 *
 * Returns: (transfer full) (nullable): why the project's own file lacks what was written
 */
GError *
demains_store_dup_loss (DemainsStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return demains_store_peek_trouble (self) != NULL ? g_error_copy (demains_store_peek_trouble (self)) : NULL;
}
