/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsThreadDirection:
 * @DEMAINS_THREAD_FROM: what a record comes from
 * @DEMAINS_THREAD_TO: what it led to
 */
typedef enum
{
  DEMAINS_THREAD_FROM,
  DEMAINS_THREAD_TO,
} DemainsThreadDirection;

/**
 * DemainsOrphan:
 * @DEMAINS_ORPHAN_SIGNAL: a kept signal that nothing came of
 * @DEMAINS_ORPHAN_HYPOTHESIS: a hypothesis that comes from no signal
 * @DEMAINS_ORPHAN_FUNCTION: a function that nothing leads to
 * @DEMAINS_ORPHAN_JOB: a job that nothing leads to
 * @DEMAINS_ORPHAN_UNSEEN_JOB: a job that no scene shows, once there are scenes
 * @DEMAINS_ORPHAN_SCENE: a scene that nothing leads to
 *
 * Where the thread is broken.
 */
typedef enum
{
  DEMAINS_ORPHAN_SIGNAL,
  DEMAINS_ORPHAN_HYPOTHESIS,
  DEMAINS_ORPHAN_FUNCTION,
  DEMAINS_ORPHAN_JOB,
  DEMAINS_ORPHAN_UNSEEN_JOB,
  DEMAINS_ORPHAN_SCENE,
  DEMAINS_N_ORPHANS,
} DemainsOrphan;

/* All that leads from one record of a project to another, at one moment: its
 * links, and the fields that name a record. */
typedef struct _DemainsThread DemainsThread;

DemainsThread *demains_thread_new (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;
void demains_thread_free (DemainsThread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsThread, demains_thread_free)

GPtrArray *demains_thread_list_neighbours (DemainsThread *self, DemainsRecord *record,
                                           DemainsThreadDirection direction) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_thread_list_chain (DemainsThread *self, DemainsRecord *record,
                                      DemainsThreadDirection direction) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_thread_list_orphans (DemainsThread *self, DemainsOrphan orphan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
