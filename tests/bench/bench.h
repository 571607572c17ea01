/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-media-writer.h"
#include "demains-project.h"

G_BEGIN_DECLS

/* Half a second of film in the house profile at 4 Mbit/s, as the recorder hands it over. */
#define BENCH_CHUNK_BYTES (250 * 1000)
#define BENCH_CHUNK_NANOSECONDS G_GINT64_CONSTANT (500000000)

/* What bench.py puts into a table of this title; a figure is of one run of a
 * variant, and the first variant is what the others are held against. */
void bench_print_title (const char *title, const char *unit);
void bench_print (const char *variant, double figure);
double bench_seconds_since (gint64 start);

/* What this thread worked so far, in milliseconds: neither its sleep nor what else runs counts. */
double bench_get_work (void);

/* Lets the main loop run so long, a millisecond at least. */
void bench_spin (gint64 microseconds);

/* Runs a call to its end. */
void bench_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *bench_wait (GAsyncResult **result);

DemainsProject *bench_create_project (const char *path);
DemainsProject *bench_open_project (const char *path);
void bench_flush_project (DemainsProject *project);
void bench_close_project (DemainsProject *project);

/* Every signal leads to a hypothesis and each of those to a job, with three consequences a hypothesis. */
void bench_add_cards (DemainsProject *project, guint n_signals, guint n_hypotheses, guint n_jobs);

/* So many jobs in one change. */
void bench_add_jobs (DemainsProject *project, guint n);

/* Bytes that no disk makes smaller. */
GBytes *bench_make_bytes (gsize size);

/* Films so many chunks that are all the same; each is on the disk before the next
 * comes, or they are handed over as fast as they are taken. */
void bench_film (DemainsMediaWriter *writer, GBytes *chunk, guint n_chunks, gboolean one_by_one);
DemainsMediaWriter *bench_start_take (DemainsProject *project);
void bench_finish_take (DemainsMediaWriter *writer);

G_END_DECLS
