/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-operation.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_OPERATION_AREA (demains_operation_area_get_type ())

/* Long work under the page, a row each: what it is, how far it is, Cancel. A
 * row goes when its work ends. Property "busy": there is at least one. */
G_DECLARE_FINAL_TYPE (DemainsOperationArea, demains_operation_area, DEMAINS, OPERATION_AREA, AdwBin)

void demains_operation_area_add (DemainsOperationArea *self, DemainsOperation *operation);
void demains_operation_area_cancel_all (DemainsOperationArea *self);
gboolean demains_operation_area_get_busy (DemainsOperationArea *self);

G_END_DECLS
