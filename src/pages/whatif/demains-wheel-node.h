/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-wheel-layout.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_WHEEL_NODE (demains_wheel_node_get_type ())

/* One sector of a wheel, or its middle: a record's title, drawn as large as it
 * fits; takes the keyboard and has a name for screen readers. */
G_DECLARE_FINAL_TYPE (DemainsWheelNode, demains_wheel_node, DEMAINS, WHEEL_NODE, GtkWidget)

GtkWidget *demains_wheel_node_new (void);
DemainsRecord *demains_wheel_node_get_record (DemainsWheelNode *self);
void demains_wheel_node_show (DemainsWheelNode *self, DemainsRecord *record, guint ring);
void demains_wheel_node_place (DemainsWheelNode *self, const DemainsSector *sector, float x, float y);

G_END_DECLS
