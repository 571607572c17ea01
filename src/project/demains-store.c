/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-store.h"

#include "demains-project-error.h"
#include "demains-reserve.h"

/* A failed write is tried again this often, in microseconds: a stick that was
 * pulled may come back, a full disk may be cleared. */
#define RETRY_INTERVAL G_USEC_PER_SEC

/* Writes that wait already share a transaction, and so its syncs, which are what
 * a stick takes its time for; no more than this, so that a turn stays short. */
#define GROUP_SIZE 8

/* The room kept for words is taken so long after the file was opened, so that who
 * only asks or is refused changes nothing, and taken again so long after the disk
 * was last full; in microseconds. */
#define FILL_DELAY (2 * G_USEC_PER_SEC)
#define REFILL_DELAY (30 * G_USEC_PER_SEC)

/* Films wait behind words, not words behind films: a disk that has no room for
 * half a second of film may have some for a hundred sentences. */
typedef enum
{
  LANE_WORDS,
  LANE_FILMS,
  N_LANES,
} LaneId;

/* Writes that wait, and why the first of them could not be done. */
typedef struct
{
  GQueue jobs;
  GError *error;
  gint64 retry_at;
  gboolean retry_asked;
} Lane;

/* What the thread does next. */
typedef enum
{
  TURN_READ,
  TURN_WRITE,
  TURN_FILL_RESERVE,
  TURN_END,
} Turn;

typedef struct
{
  DemainsStoreWrite write;
  DemainsStoreRead read;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GTask *task;
} Job;

struct _DemainsStore
{
  GMutex lock;
  GCond wake;
  Lane lanes[N_LANES];
  GQueue reads;
  GError *refusal;
  gboolean stopping;
  gboolean ended;
  gboolean notify_is_due;

  /* Set before the thread starts its first job, then its own. */
  DemainsDatabase *database;
  DemainsGuard *guard;
  gint64 fill_at;
  GTask *stop_task;

  GMainContext *context;
  DemainsStoreNotify notify;
  gpointer user_data;
  gatomicrefcount references;
};

static gboolean
release_cb (gpointer object)
{
  g_object_unref (object);

  return G_SOURCE_REMOVE;
}

static void
job_free (DemainsStore *self, Job *job)
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
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_main_context_unref (self->context);
  g_free (self);
}

/* With the lock held. */
static guint
count_waiting (DemainsStore *self)
{
  return g_queue_get_length (&self->lanes[LANE_WORDS].jobs) + g_queue_get_length (&self->lanes[LANE_FILMS].jobs);
}

/* With the lock held. */
static const GError *
get_error (DemainsStore *self)
{
  return self->lanes[LANE_WORDS].error != NULL ? self->lanes[LANE_WORDS].error : self->lanes[LANE_FILMS].error;
}

static gboolean
notify_cb (gpointer data)
{
  DemainsStore *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;
  DemainsStoreNotify notify;
  guint waiting;

  g_mutex_lock (&self->lock);
  self->notify_is_due = FALSE;
  notify = self->notify;
  waiting = count_waiting (self);
  error = get_error (self) != NULL ? g_error_copy (get_error (self)) : NULL;
  refusal = g_steal_pointer (&self->refusal);
  g_mutex_unlock (&self->lock);

  if (notify != NULL)
    notify (waiting, error, refusal, self->user_data);

  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
queue_notify (DemainsStore *self)
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
static gboolean
try_writes (DemainsStore *self, LaneId lane, guint most, guint *n, GError **error)
{
  GList *link = NULL;
  gboolean done = demains_database_begin (self->database, error);

  *n = 0;
  while (done && *n < most && (link = get_next_write (self, lane, link)) != NULL)
    {
      Job *job = link->data;

      done = job->write == NULL || job->write (self->database, job->data, error);
      *n += done;
    }
  if (done && demains_database_commit (self->database, error))
    return TRUE;

  if (done && *n > 1)
    g_clear_error (error);
  if (done)
    *n = *n > 1 ? 1 : 0;
  demains_database_rollback (self->database);

  return FALSE;
}

/* Whether a write that the disk had no room for has some now. */
static gboolean
give_room (DemainsStore *self, LaneId lane, const GError *problem)
{
  if (lane != LANE_WORDS || !g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE))
    return FALSE;

  self->fill_at = g_get_monotonic_time () + REFILL_DELAY;

  return demains_reserve_give (self->database);
}

/* Does some of the writes that wait in a lane, and answers how many. An error is that of
 * the one after them, which is not done. */
static guint
do_writes (DemainsStore *self, LaneId lane, GError **error)
{
  g_autoptr (GError) problem = NULL;
  guint most = GROUP_SIZE;
  guint n;

  while (!try_writes (self, lane, most, &n, error))
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

  return n;
}

static void
do_read (DemainsStore *self, Job *job)
{
  GError *error = NULL;
  gpointer result
    = job->read (self->database, g_task_get_task_data (job->task), g_task_get_cancellable (job->task), &error);

  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->free_result);
  job_free (self, job);
}

/* Whoever waits is told; what they wait for is tried again all the same. With
 * the lock held. */
static void
answer_waiting (DemainsStore *self, Lane *lane, const GError *error)
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

static void
end_job (DemainsStore *self, Job *job, const GError *error)
{
  if (job->task != NULL && error != NULL)
    g_task_return_error (job->task, g_error_copy (error));
  else if (job->task != NULL)
    g_task_return_boolean (job->task, TRUE);
  job_free (self, job);
}

/* The first write of a lane is done with. Who only waits for the turn, behind
 * words, waits for the films too that are there then. With the lock held. */
static void
take_ended (DemainsStore *self, LaneId lane, GPtrArray *ended)
{
  Job *job = g_queue_pop_head (&self->lanes[lane].jobs);

  if (job->write == NULL && lane == LANE_WORDS && !g_queue_is_empty (&self->lanes[LANE_FILMS].jobs))
    g_queue_push_tail (&self->lanes[LANE_FILMS].jobs, job);
  else
    g_ptr_array_add (ended, job);
}

/* Writes stay in their lane until they are done, so that whoever counts the
 * waiting ones counts them too. @n were done; an error is that of the next. */
static void
writes_ended (DemainsStore *self, LaneId id, guint n, const GError *error)
{
  Lane *lane = &self->lanes[id];
  gboolean refused = error != NULL && demains_store_is_refusal (error);
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();

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
      lane->error = g_error_copy (error);
      answer_waiting (self, lane, error);
    }
  lane->retry_at = g_get_monotonic_time () + RETRY_INTERVAL;
  queue_notify (self);
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < ended->len; i++)
    end_job (self, ended->pdata[i], NULL);
  for (guint i = 0; i < left_out->len; i++)
    end_job (self, left_out->pdata[i], error);
}

/* Whether a lane has something to do now; else @wake_at is brought forward to
 * when it will. With the lock held. */
static gboolean
is_ready (DemainsStore *self, Lane *lane, gint64 *wake_at)
{
  if (g_queue_is_empty (&lane->jobs))
    return FALSE;
  if (lane->error == NULL || self->stopping || g_get_monotonic_time () >= lane->retry_at)
    return TRUE;
  *wake_at = MIN (*wake_at, lane->retry_at);

  return FALSE;
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

      if (self->database != NULL && !g_queue_is_empty (&self->reads))
        return TURN_READ;
      for (*lane = 0; self->database != NULL && *lane < N_LANES; (*lane)++)
        if (is_ready (self, &self->lanes[*lane], &wake_at))
          return TURN_WRITE;
      if (self->stopping)
        return TURN_END;
      if (g_get_monotonic_time () >= self->fill_at)
        return TURN_FILL_RESERVE;

      wake_at = MIN (wake_at, self->fill_at);
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
  job_free (self, job);
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
  guint n = do_writes (self, lane, &error);

  writes_ended (self, lane, n, error);
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
      else if (turn == TURN_FILL_RESERVE)
        {
          demains_reserve_fill (self->database);
          self->fill_at = G_MAXINT64;
        }
    }
  while (turn != TURN_END);

  refuse_rest (self);
  g_clear_pointer (&self->database, demains_database_close);
  g_clear_pointer (&self->guard, demains_guard_free);
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
 * Starts a store's thread. It does nothing before demains_store_take_database().
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
 * demains_store_take_database:
 * @database: (transfer full): an open connection that no other thread uses
 * @guard: (transfer full) (nullable): the claim that goes with it
 *
 * Gives the store what it works on.
 */
void
demains_store_take_database (DemainsStore *self, DemainsDatabase *database, DemainsGuard *guard)
{
  g_mutex_lock (&self->lock);
  self->database = database;
  self->guard = guard;
  self->fill_at = guard != NULL ? g_get_monotonic_time () + FILL_DELAY : G_MAXINT64;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

static void
queue_write (DemainsStore *self, LaneId lane, DemainsStoreWrite write, gpointer data, GDestroyNotify free_data,
             GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->write = write;
  job->data = data;
  job->free_data = free_data;
  job->task = task != NULL ? g_object_ref (task) : NULL;

  g_mutex_lock (&self->lock);
  queue_notify (self);
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
  queue_write (self, LANE_WORDS, write, data, free_data, task);
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
  queue_write (self, LANE_FILMS, write, data, free_data, task);
}

/**
 * demains_store_read:
 * @read: what to do; its data is the task's data
 * @free_result: (nullable): frees what @read answers, if nobody takes it
 * @task: told the result
 *
 * Queues a read, which overtakes writes that wait.
 */
void
demains_store_read (DemainsStore *self, DemainsStoreRead read, GDestroyNotify free_result, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->read = read;
  job->free_result = free_result;
  job->task = g_object_ref (task);

  g_mutex_lock (&self->lock);
  queue_job (self, &self->reads, job);
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
    = { DEMAINS_PROJECT_ERROR_NO_SPACE, DEMAINS_PROJECT_ERROR_TOO_LARGE, DEMAINS_PROJECT_ERROR_GONE,
        DEMAINS_PROJECT_ERROR_IN_USE,   DEMAINS_PROJECT_ERROR_READ_ONLY, DEMAINS_PROJECT_ERROR_PERMISSION };

  for (guint i = 0; i < G_N_ELEMENTS (PASSING); i++)
    if (g_error_matches (error, DEMAINS_PROJECT_ERROR, PASSING[i]))
      return FALSE;

  return TRUE;
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
 * Returns: how many writes are not on the disk yet
 */
guint
demains_store_get_waiting (DemainsStore *self)
{
  guint waiting;

  g_mutex_lock (&self->lock);
  waiting = count_waiting (self);
  g_mutex_unlock (&self->lock);

  return waiting;
}

/**
 * demains_store_dup_error:
 *
 * Returns: (transfer full) (nullable): why a write that waits failed
 */
GError *
demains_store_dup_error (DemainsStore *self)
{
  GError *error;

  g_mutex_lock (&self->lock);
  error = get_error (self) != NULL ? g_error_copy (get_error (self)) : NULL;
  g_mutex_unlock (&self->lock);

  return error;
}
