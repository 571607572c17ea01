/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-operation.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_OPERATION_ROW (demains_operation_row_get_type ())

/* One piece of long work: property "operation" (construct only). */
G_DECLARE_FINAL_TYPE (DemainsOperationRow, demains_operation_row, DEMAINS, OPERATION_ROW, AdwBin)

GtkWidget *demains_operation_row_new (DemainsOperation *operation);
DemainsOperation *demains_operation_row_get_operation (DemainsOperationRow *self);

G_END_DECLS
