/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-home.h"

G_BEGIN_DECLS

/* The thread that owns the one writing connection of an open project. Writes
 * are done in their order, words before films, each in a transaction. One that
 * the disk has no room for now is tried again until it succeeds or is given up;
 * one that the file refuses for good is left out, so that it does not hold up
 * what comes after it, and told. While the file is gone, writes go into another
 * one (demains-home.h). Reads go between them. Everything else of a project lives
 * on the main thread. */
typedef struct _DemainsStore DemainsStore;

/* Runs in the store's thread; a write must not change anything but the database. */
typedef gboolean (*DemainsStoreWrite) (DemainsDatabase *database, gpointer data, GError **error);
typedef gpointer (*DemainsStoreRead) (DemainsDatabase *database, gpointer data, GCancellable *cancellable,
                                      GError **error);

/**
 * DemainsStoreState:
 * @waiting: how many writes are in no file yet
 * @error: (nullable): why the project's own file cannot be written now
 * @refusal: (nullable): why a write was left out since the last call
 * @kept: whether what the own file lacks, but for what waits, is in a recovery file
 * @wants_records: whether demains_store_leave() would let it be
 *
 * What became of the writes of a project.
 */
typedef struct
{
  guint waiting;
  GError *error;
  GError *refusal;
  gboolean kept;
  gboolean wants_records;
} DemainsStoreState;

/* Called on the context that made the store whenever that changed. */
typedef void (*DemainsStoreNotify) (const DemainsStoreState *state, gpointer user_data);

DemainsStore *demains_store_new (DemainsStoreNotify notify, gpointer user_data);
void demains_store_stop (DemainsStore *self, GTask *task);
DemainsStore *demains_store_ref (DemainsStore *self);
void demains_store_unref (DemainsStore *self);

void demains_store_take_home (DemainsStore *self, DemainsHome *home);
void demains_store_write (DemainsStore *self, DemainsStoreWrite write, gpointer data, GDestroyNotify free_data,
                          GTask *task);
void demains_store_write_film (DemainsStore *self, DemainsStoreWrite write, gpointer data, GDestroyNotify free_data,
                               GTask *task);
void demains_store_read (DemainsStore *self, DemainsStoreRead read, GDestroyNotify free_result, GTask *task);
void demains_store_do (DemainsStore *self, DemainsStoreRead work, GDestroyNotify free_result, GTask *task);
void demains_store_leave (DemainsStore *self, DemainsStoreWrite write, gpointer data, GDestroyNotify free_data);
void demains_store_retry (DemainsStore *self);
gboolean demains_store_is_refusal (const GError *error);
gboolean demains_store_is_loss (const GError *error);
void demains_store_release (DemainsStore *self, gpointer object);

/* In the store's thread: does what waits to be written to another file. */
gboolean demains_store_lay_copy (DemainsStore *self, DemainsDatabase *target, GError **error);
gboolean demains_store_replay (DemainsStore *self, DemainsDatabase *target, GError **error);

guint demains_store_get_waiting (DemainsStore *self);
guint64 demains_store_get_written (DemainsStore *self);
GError *demains_store_dup_error (DemainsStore *self);
GError *demains_store_dup_loss (DemainsStore *self);

G_END_DECLS
