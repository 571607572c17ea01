/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsStep:
 * @number: of the step, rising
 * @verb: what it did
 * @kind: of its subject
 * @title: of its subject when it was done
 * @time: microseconds since 1970, UTC
 * @reverses: the step that this one undoes, redoes or discards, or 0
 *
 * One step of the history: what one undo takes back. Typing that follows itself
 * closely is one step of many commits.
 */
typedef struct
{
  gint64 number;
  DemainsVerb verb;
  DemainsKindId kind;
  char *title;
  gint64 time;
  gint64 reverses;
} DemainsStep;

/* The step that stands for now where moments are compared. */
#define DEMAINS_STEP_NOW G_MAXINT64

const DemainsStep *demains_project_peek_undo (DemainsProject *self);
const DemainsStep *demains_project_peek_redo (DemainsProject *self);
GPtrArray *demains_project_list_steps (DemainsProject *self);

void demains_project_undo_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data);
void demains_project_redo_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_project_step_finish (DemainsProject *self, GAsyncResult *result, DemainsRecord **touched,
                                      GError **error);

G_END_DECLS
