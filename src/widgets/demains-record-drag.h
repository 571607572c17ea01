/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-project.h"

G_BEGIN_DECLS

/* Records that are put in order by dragging what shows them. */
typedef struct _DemainsRecordDrop DemainsRecordDrop;

GdkContentProvider *demains_record_drag_prepare (GtkDragSource *source, GtkWidget *widget, double x, double y,
                                                 DemainsProject *project, DemainsRecord *record);

DemainsRecordDrop *demains_record_drop_new (GtkWidget *widget, GtkWidget *above, GtkWidget *below);
void demains_record_drop_set (DemainsRecordDrop *self, DemainsProject *project, DemainsRecord *record);

G_END_DECLS
