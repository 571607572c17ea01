/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <graphene.h>

#include "demains-consequence-tree.h"

G_BEGIN_DECLS

/* How many places for its text are looked at in a sector. */
#define DEMAINS_N_ROOMS 18

/**
 * DemainsSector:
 * @inner: its inner radius, in pixels; 0 in the middle
 * @outer: its outer radius, in pixels
 * @start: the angle that it begins at, in radians, clockwise from the right
 * @span: how wide it is, in radians
 *
 * The part of a wheel that one node has, around the point 0, 0.
 */
typedef struct
{
  float inner;
  float outer;
  float start;
  float span;
} DemainsSector;

DemainsSector demains_wheel_get_middle (float radius, guint n_rings);
guint demains_wheel_count_rings (const DemainsConsequenceNode *nodes, guint n_nodes);
void demains_wheel_lay_out (const DemainsConsequenceNode *nodes, guint n_nodes, float radius, DemainsSector *sectors);

gboolean demains_sector_contains (const DemainsSector *self, float x, float y);
graphene_rect_t demains_sector_get_bounds (const DemainsSector *self);
void demains_sector_get_rooms (const DemainsSector *self, graphene_rect_t rooms[DEMAINS_N_ROOMS]);

G_END_DECLS
