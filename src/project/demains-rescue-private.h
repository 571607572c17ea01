/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"
#include "demains-rescue.h"

G_BEGIN_DECLS

/**
 * DemainsRescueEvidence:
 * @damaged: by kind, whether rows of its table are missing
 * @history_damaged: whether rows of the history are
 * @films_damaged: whether rows of the media table are
 * @ids: (element-type utf8 utf8): by kind, what its index names
 * @ids_whole: by kind, whether that is all it named
 * @films: (element-type gint64 DemainsRescueOwner): whose film a row of the media table was
 *
 * What the damaged file says about rows that cannot be read any more.
 */
typedef struct
{
  gboolean damaged[DEMAINS_N_KINDS];
  gboolean history_damaged;
  gboolean films_damaged;
  GHashTable *ids[DEMAINS_N_KINDS];
  gboolean ids_whole[DEMAINS_N_KINDS];
  GHashTable *films;
} DemainsRescueEvidence;

typedef struct
{
  char *take;
  char *role;
} DemainsRescueOwner;

/* Each puts the rows that were found in order. All run in the rescue's thread,
 * inside its transaction. */
gboolean demains_rescue_mend_records (DemainsDatabase *database, const DemainsRescueEvidence *evidence,
                                      DemainsRescue *rescue, GError **error);
gboolean demains_rescue_cut_history (DemainsDatabase *database, const DemainsRescueEvidence *evidence,
                                     DemainsRescue *rescue, GError **error);
gboolean demains_rescue_mend_films (DemainsDatabase *database, const DemainsRescueEvidence *evidence,
                                    DemainsRescue *rescue, GError **error);

G_END_DECLS
