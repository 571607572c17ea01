/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DemainsOperationState:
 *
 * Every operation starts as running and ends once in one of the others.
 */
typedef enum
{
  DEMAINS_OPERATION_RUNNING,
  DEMAINS_OPERATION_DONE,
  DEMAINS_OPERATION_CANCELLED,
  DEMAINS_OPERATION_FAILED,
} DemainsOperationState;

#define DEMAINS_TYPE_OPERATION (demains_operation_get_type ())
#define DEMAINS_TYPE_OPERATION_STATE (demains_operation_state_get_type ())

/* Long work that people see: capture, import, render, copy. Lives on the main
 * thread; report_progress may be called from any thread. */
G_DECLARE_FINAL_TYPE (DemainsOperation, demains_operation, DEMAINS, OPERATION, GObject)

GType demains_operation_state_get_type (void);

DemainsOperation *demains_operation_new (const char *title);

const char *demains_operation_get_title (DemainsOperation *self);
double demains_operation_get_progress (DemainsOperation *self);
DemainsOperationState demains_operation_get_state (DemainsOperation *self);
const GError *demains_operation_get_error (DemainsOperation *self);
GCancellable *demains_operation_get_cancellable (DemainsOperation *self);

void demains_operation_report_progress (DemainsOperation *self, double progress);
void demains_operation_cancel (DemainsOperation *self);
void demains_operation_finish (DemainsOperation *self, const GError *error);

G_END_DECLS
