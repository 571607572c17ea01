/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TIME_LINE (demains_time_line_get_type ())

/* The years from today to the project's own, with the milestones to reach above
 * and those to avoid below. Property: "session". Signal "opened": the sheet of
 * the selected milestone is wanted. */
G_DECLARE_FINAL_TYPE (DemainsTimeLine, demains_time_line, DEMAINS, TIME_LINE, GtkWidget)

GtkWidget *demains_time_line_get_mark (DemainsTimeLine *self, DemainsRecord *record);

G_END_DECLS
