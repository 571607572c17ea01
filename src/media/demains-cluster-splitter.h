/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Cuts a Matroska stream, as a muxer writes it, into what comes before its
 * first cluster and its clusters, each with its true size and its time. */

typedef struct _DemainsClusterSplitter DemainsClusterSplitter;

typedef void (*DemainsHeaderFunc) (GBytes *header, gpointer user_data);
typedef void (*DemainsClusterFunc) (GBytes *cluster, gint64 start, gint64 end, gpointer user_data);

DemainsClusterSplitter *demains_cluster_splitter_new (int rate_numerator, int rate_denominator,
                                                      DemainsHeaderFunc header_func, DemainsClusterFunc cluster_func,
                                                      gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void demains_cluster_splitter_free (DemainsClusterSplitter *self);

gboolean demains_cluster_splitter_push (DemainsClusterSplitter *self, gconstpointer data, gsize size, GError **error);
void demains_cluster_splitter_finish (DemainsClusterSplitter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsClusterSplitter, demains_cluster_splitter_free)

G_END_DECLS
