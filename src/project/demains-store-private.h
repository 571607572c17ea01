/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-store.h"

G_BEGIN_DECLS

/* A failed write is tried again this often, in microseconds: a stick that was
 * pulled may come back, a full disk may be cleared. */
#define RETRY_INTERVAL G_USEC_PER_SEC

/* Whether the file is still there, or is there again, is looked at this often, in
 * microseconds: half of the time in which it must be said. */
#define CHECK_INTERVAL G_USEC_PER_SEC

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

typedef struct
{
  DemainsStoreWrite write;
  DemainsStoreRead read;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GTask *task;

  /* A read that is not of the project's own file; a write of all records, with
   * which a recovery file begins and that the own file does not need. */
  gboolean anywhere;
  gboolean begins_recovery;
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
  guint64 n_written;

  /* Why the own file is not written, while it is gone or left; whether it is
   * being looked at again; why no recovery file could be made. */
  GError *loss;
  gboolean looking;
  GError *leave_error;
  gint64 leave_at;
  gint64 check_at;
  gint64 check_interval;
  guint n_beginnings;

  /* Set before the thread starts its first job, then its own. */
  DemainsHome *home;
  gboolean away;
  gint64 fill_at;
  guint doublings[N_LANES];
  GTask *stop_task;

  GMainContext *context;
  DemainsStoreNotify notify;
  gpointer user_data;
  gatomicrefcount references;
};

/* demains-store.c; with the lock held */
const GError *demains_store_peek_error (DemainsStore *self);
const GError *demains_store_peek_trouble (DemainsStore *self);
void demains_store_queue_notify (DemainsStore *self);

/* Of the store's thread, without the lock */
void demains_store_job_free (DemainsStore *self, Job *job);

/* demains-store-writes.c */
gboolean demains_store_fail_as_gone (GError **error);
gboolean demains_store_try_writes (DemainsStore *self, LaneId lane, guint most, guint *n, GError **error);
guint demains_store_do_writes (DemainsStore *self, LaneId lane, GError **error);
void demains_store_end_writes (DemainsStore *self, LaneId id, guint n, const GError *error);
gboolean demains_store_will_leave (DemainsStore *self, const GError *error);
void demains_store_answer_waiting (DemainsStore *self, Lane *lane, const GError *error);

/* demains-store-loss.c */
gboolean demains_store_has_to_leave (DemainsStore *self);
void demains_store_go_away (DemainsStore *self);
void demains_store_look (DemainsStore *self);

G_END_DECLS
