/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-project.h"

G_BEGIN_DECLS

GdkContentProvider *demains_section_drag_prepare (GtkDragSource *source, GtkWidget *widget, DemainsProject *project,
                                                  DemainsRecord *section);
void demains_section_drag_accept (GtkWidget *widget, GtkWidget *above, GtkWidget *below, DemainsProject *project,
                                  DemainsRecord *section);

G_END_DECLS
