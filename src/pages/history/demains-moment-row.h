/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-moment.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MOMENT_ROW (demains_moment_row_get_type ())

/* A moment in the list: title and time, and a star where people named it. */
G_DECLARE_FINAL_TYPE (DemainsMomentRow, demains_moment_row, DEMAINS, MOMENT_ROW, GtkListBoxRow)

GtkWidget *demains_moment_row_new (DemainsMoment *moment);
DemainsMoment *demains_moment_row_get_moment (DemainsMomentRow *self);

G_END_DECLS
