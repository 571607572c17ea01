/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-kind.h"
#include "demains-operation.h"
#include "demains-project-error.h"

G_BEGIN_DECLS

/* Makes a sound project of what is sound in a damaged one. */

/**
 * DemainsRescueGap:
 * @start: nanoseconds
 * @stop: nanoseconds
 *
 * A stretch of a take that is lost.
 */
typedef struct
{
  gint64 start;
  gint64 stop;
} DemainsRescueGap;

/**
 * DemainsRescuedTake:
 * @id: of the take
 * @title: its title, maybe ""
 * @gaps: (element-type DemainsRescueGap): what is lost of its film, in order
 * @original: whether bytes of the file that it was imported from are lost
 * @photo: it is no take but the photo of a prop, which is lost
 *
 * A take that is no longer whole.
 */
typedef struct
{
  char *id;
  char *title;
  GArray *gaps;
  gboolean original;
  gboolean photo;
} DemainsRescuedTake;

/**
 * DemainsRescue:
 * @records: by kind, how many records the rescued project has
 * @rebuilt: by kind, how many of these were lost in their table and made anew
 *     from the history
 * @lost: by kind, how many records are lost
 * @foreign_lost: whether records of kinds that this program does not know may be lost
 * @more_may_be_lost: whether there may have been records of which nothing at all is left
 * @stills: how many pictures of filmstrips are lost; they are made anew
 * @steps: how many steps of the history are kept
 * @lost_steps: how many older ones are lost
 * @lost_versions: how many versions are lost, since that part of the history is
 * @takes: (element-type DemainsRescuedTake): the takes that are no longer whole
 *
 * What was rescued and what is lost.
 */
typedef struct
{
  guint records[DEMAINS_N_KINDS];
  guint rebuilt[DEMAINS_N_KINDS];
  guint lost[DEMAINS_N_KINDS];
  gboolean foreign_lost;
  gboolean more_may_be_lost;
  guint stills;
  guint steps;
  guint lost_steps;
  guint lost_versions;
  GPtrArray *takes;
} DemainsRescue;

void demains_rescue_async (const char *path, const char *output, DemainsOperation *operation,
                           GAsyncReadyCallback callback, gpointer user_data);
DemainsRescue *demains_rescue_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean demains_rescue_is_whole (const DemainsRescue *self);
void demains_rescue_free (DemainsRescue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsRescue, demains_rescue_free)

G_END_DECLS
