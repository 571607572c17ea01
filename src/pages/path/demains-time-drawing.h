/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-time-layout.h"

G_BEGIN_DECLS

int demains_time_drawing_get_figures_height (GtkWidget *widget);
void demains_time_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot, const DemainsTimeLayout *layout,
                                    const DemainsPathSpan *span);

G_END_DECLS
