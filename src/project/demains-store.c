/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-store.h"

#include "demains-project-error.h"

/* A failed write is tried again this often, in microseconds: a stick that was
 * pulled may come back, a full disk may be cleared. */
#define RETRY_INTERVAL G_USEC_PER_SEC

/* Writes that wait already share a transaction, and so its syncs, which are what
 * a stick takes its time for; no more than this, so that a turn stays short. */
#define GROUP_SIZE 8

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
  GQueue writes;
  GQueue reads;
  GError *error;
  GError *refusal;
  gint64 retry_at;
  gboolean retry_asked;
  gboolean stopping;
  gboolean ended;
  gboolean notify_is_due;

  /* Set before the thread starts its first job, then its own. */
  DemainsDatabase *database;
  DemainsGuard *guard;
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

  g_clear_error (&self->error);
  g_clear_error (&self->refusal);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_main_context_unref (self->context);
  g_free (self);
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
  waiting = g_queue_get_length (&self->writes);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
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

/* The write after @link, or the first. The thread alone takes from the queue. */
static GList *
get_next_write (DemainsStore *self, GList *link)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return link != NULL ? link->next : self->writes.head;
}

/* Up to @most of the writes that wait, all or none. Where it fails, @n is how
 * many to do first; the error is that of the one after them, or none where several
 * could not be committed and nobody knows whose fault it is. */
static gboolean
try_writes (DemainsStore *self, guint most, guint *n, GError **error)
{
  GList *link = NULL;
  gboolean done = demains_database_begin (self->database, error);

  *n = 0;
  while (done && *n < most && (link = get_next_write (self, link)) != NULL)
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

/* Does some of the writes that wait, and answers how many. An error is that of
 * the one after them, which is not done. */
static guint
do_writes (DemainsStore *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  guint most = GROUP_SIZE;
  guint n;

  while (!try_writes (self, most, &n, error))
    {
      if (n == 0)
        return 0;
      g_clear_error (&problem);
      problem = g_steal_pointer (error);
      most = n;
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
answer_waiting (DemainsStore *self, const GError *error)
{
  for (GList *l = self->writes.head; l != NULL; l = l->next)
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

/* Writes stay in the queue until they are done, so that whoever counts the
 * waiting ones counts them too. @n were done; an error is that of the next. */
static void
writes_ended (DemainsStore *self, guint n, const GError *error)
{
  gboolean refused = error != NULL && demains_store_is_refusal (error);
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();

  g_mutex_lock (&self->lock);
  g_clear_error (&self->error);
  for (guint i = 0; i < n + refused; i++)
    g_ptr_array_add (ended, g_queue_pop_head (&self->writes));
  if (refused && self->refusal == NULL)
    self->refusal = g_error_copy (error);
  if (error != NULL && !refused && !self->retry_asked)
    {
      self->error = g_error_copy (error);
      answer_waiting (self, error);
    }
  self->retry_at = g_get_monotonic_time () + RETRY_INTERVAL;
  queue_notify (self);
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < ended->len; i++)
    end_job (self, ended->pdata[i], i < n ? NULL : error);
}

/* What to do next; waits until there is something. With a write that failed,
 * waits for its next turn but lets reads through. */
static Job *
next_job (DemainsStore *self, gboolean *is_write)
{
  for (;;)
    {
      gboolean waiting_to_retry = self->error != NULL && !self->stopping && g_get_monotonic_time () < self->retry_at;

      *is_write = FALSE;
      if (self->database != NULL && !g_queue_is_empty (&self->reads))
        return g_queue_pop_head (&self->reads);
      if (self->database != NULL && !g_queue_is_empty (&self->writes) && !waiting_to_retry)
        {
          *is_write = TRUE;
          self->retry_asked = FALSE;
          return g_queue_peek_head (&self->writes);
        }
      if (self->stopping)
        return NULL;
      if (waiting_to_retry && self->database != NULL && !g_queue_is_empty (&self->writes))
        g_cond_wait_until (&self->wake, &self->lock, self->retry_at);
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

/* What was not done at the end is told so, and so is whatever still comes. */
static void
refuse_rest (DemainsStore *self)
{
  Job *job;

  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_mutex_unlock (&self->lock);

  while ((job = g_queue_pop_head (&self->reads)) != NULL || (job = g_queue_pop_head (&self->writes)) != NULL)
    refuse (self, job);
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

static gpointer
store_thread (gpointer data)
{
  DemainsStore *self = data;
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_write;
      guint n;
      Job *job;

      g_mutex_lock (&self->lock);
      job = next_job (self, &is_write);
      g_mutex_unlock (&self->lock);

      if (job == NULL)
        break;
      if (!is_write)
        {
          do_read (self, job);
          continue;
        }
      n = do_writes (self, &error);
      writes_ended (self, n, error);
      if (error != NULL && !demains_store_is_refusal (error) && is_stopping (self))
        break;
    }

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
  g_queue_init (&self->writes);
  g_queue_init (&self->reads);
  self->context = g_main_context_ref_thread_default ();
  self->notify = notify;
  self->user_data = user_data;
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
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/**
 * demains_store_write:
 * @write: (nullable): what to do inside the transaction; it may be called again
 *   with the same data after a failure. %NULL only waits for its turn
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
  Job *job = g_new0 (Job, 1);

  job->write = write;
  job->data = data;
  job->free_data = free_data;
  job->task = task != NULL ? g_object_ref (task) : NULL;

  g_mutex_lock (&self->lock);
  queue_notify (self);
  queue_job (self, &self->writes, job);
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
  g_clear_error (&self->error);
  self->retry_asked = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/**
 * demains_store_is_refusal:
 * @error: what became of a write
 *
 * Returns: whether it would fail again however often it is tried: for every
 *   reason but a disk that is full, gone, locked or not to be written now
 */
gboolean
demains_store_is_refusal (const GError *error)
{
  static const DemainsProjectError PASSING[]
    = { DEMAINS_PROJECT_ERROR_NO_SPACE, DEMAINS_PROJECT_ERROR_GONE, DEMAINS_PROJECT_ERROR_IN_USE,
        DEMAINS_PROJECT_ERROR_READ_ONLY, DEMAINS_PROJECT_ERROR_PERMISSION };

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
  for (GList *l = self->writes.head; l != NULL; l = l->next)
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
  waiting = g_queue_get_length (&self->writes);
  g_mutex_unlock (&self->lock);

  return waiting;
}

/**
 * demains_store_dup_error:
 *
 * Returns: (transfer full) (nullable): why the write at the head failed
 */
GError *
demains_store_dup_error (DemainsStore *self)
{
  GError *error;

  g_mutex_lock (&self->lock);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->lock);

  return error;
}
