/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* What becomes of the missions of today. They are records that a project begins
 * with; what the group adds of its own has no key. */

/**
 * DemainsMissionCount:
 * @kept: those that stay
 * @moved: those that others do from then on
 * @dropped: those that nobody does any more
 * @open: those of which the group has not said
 */
typedef struct
{
  guint kept;
  guint moved;
  guint dropped;
  guint open;
} DemainsMissionCount;

DemainsMissionCount demains_missions_count (DemainsProject *project);
GPtrArray *demains_missions_list_functions (DemainsProject *project, DemainsRecord *mission) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_missions_add_default (DemainsProject *project);

G_END_DECLS
