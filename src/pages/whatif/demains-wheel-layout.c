/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wheel-layout.h"

#include <math.h>

/* The part of the radius that the hypothesis has in the middle. */
#define MIDDLE 0.19f

/* One node alone in a ring is not a ring: no sector is wider than this. */
#define WIDEST ((float)(2 * G_PI / 3))

/* Pixels between a sector's edge and its text. */
#define PADDING 1.5f

static float
get_ring_edge (float radius, guint n_rings, guint ring)
{
  float part = (float)ring / n_rings;

  /* The outer rings are a little thicker: most words are there. */
  return radius * (MIDDLE + (1.f - MIDDLE) * part * (0.92f + 0.08f * part));
}

/* What each node asks for: enough for its own text, which is more of an angle the
 * nearer it is to the middle, and enough for all that follows from it. */
static float *
measure (const DemainsConsequenceNode *nodes, guint n_nodes, guint n_rings)
{
  float *asked = g_new (float, MAX (n_nodes, 1));
  g_autofree float *below = g_new0 (float, MAX (n_nodes, 1));

  for (guint i = n_nodes; i-- > 0;)
    {
      float middle = (get_ring_edge (1, n_rings, nodes[i].ring - 1) + get_ring_edge (1, n_rings, nodes[i].ring)) / 2;

      asked[i] = MAX (1 / middle, below[i]);
      if (nodes[i].parent >= 0)
        below[nodes[i].parent] += asked[i];
    }

  return asked;
}

/**
 * demains_wheel_count_rings:
 * @nodes: (array length=n_nodes): what the wheel shows
 * @n_nodes: how many there are
 *
 * Returns: how many rings a wheel has: those in use, but always the next one to
 *   fill
 */
guint
demains_wheel_count_rings (const DemainsConsequenceNode *nodes, guint n_nodes)
{
  guint n_rings = 2;

  for (guint i = 0; i < n_nodes; i++)
    n_rings = MAX (n_rings, nodes[i].ring);

  return n_rings;
}

/**
 * demains_wheel_get_middle:
 * @radius: of the whole wheel, in pixels
 * @n_rings: how many rings it has
 *
 * Returns: the circle of the hypothesis
 */
DemainsSector
demains_wheel_get_middle (float radius, guint n_rings)
{
  return (DemainsSector){ 0, get_ring_edge (radius, n_rings, 0), 0, 2 * G_PI };
}

/**
 * demains_wheel_lay_out:
 * @nodes: (array length=n_nodes): what the wheel shows
 * @n_nodes: how many there are
 * @radius: of the whole wheel, in pixels
 * @sectors: (out caller-allocates) (array length=n_nodes): where each is
 *
 * Gives every node a part of the angle of what it follows from, the first one at
 * the top and the others clockwise.
 */
void
demains_wheel_lay_out (const DemainsConsequenceNode *nodes, guint n_nodes, float radius, DemainsSector *sectors)
{
  guint n_rings = demains_wheel_count_rings (nodes, n_nodes);
  g_autofree float *asked = measure (nodes, n_nodes, n_rings);
  /* Of every node and, last, of the hypothesis: what its consequences ask for
   * together, and where the next of them begins. */
  g_autofree float *total = g_new0 (float, n_nodes + 1);
  g_autofree float *next = g_new0 (float, n_nodes + 1);
  float first_span = 0;

  for (guint i = 0; i < n_nodes; i++)
    total[nodes[i].parent >= 0 ? (guint)nodes[i].parent : n_nodes] += asked[i];

  for (guint i = 0; i < n_nodes; i++)
    {
      guint parent = nodes[i].parent >= 0 ? (guint)nodes[i].parent : n_nodes;
      float room = parent < n_nodes ? sectors[parent].span : 2 * G_PI;
      float span = MIN (room * asked[i] / total[parent], WIDEST);

      if (parent == n_nodes && first_span == 0)
        {
          first_span = span;
          next[parent] = -G_PI / 2 - span / 2;
        }
      sectors[i].inner = get_ring_edge (radius, n_rings, nodes[i].ring - 1);
      sectors[i].outer = get_ring_edge (radius, n_rings, nodes[i].ring);
      sectors[i].start = next[parent];
      sectors[i].span = span;
      next[parent] += span;
      next[i] = sectors[i].start;
    }
}

/**
 * demains_sector_contains:
 * @self: a sector
 * @x: from the middle of the wheel to the right, in pixels
 * @y: down from there
 *
 * Returns: whether the point is in it
 */
gboolean
demains_sector_contains (const DemainsSector *self, float x, float y)
{
  float distance = hypotf (x, y);
  float angle = fmodf (atan2f (y, x) - self->start, 2 * G_PI);

  if (distance < self->inner || distance > self->outer)
    return FALSE;
  if (angle < 0)
    angle += 2 * G_PI;

  return angle <= self->span || self->inner <= 0;
}

/**
 * demains_sector_get_bounds:
 * @self: a sector
 *
 * Returns: the rectangle around it, in pixels from the middle of the wheel
 */
graphene_rect_t
demains_sector_get_bounds (const DemainsSector *self)
{
  graphene_rect_t bounds;
  float left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

  if (self->inner <= 0)
    return GRAPHENE_RECT_INIT (-self->outer, -self->outer, 2 * self->outer, 2 * self->outer);

  for (int i = 0; i <= 32; i++)
    {
      float angle = self->start + self->span * i / 32;

      for (int edge = 0; edge < 2; edge++)
        {
          float radius = edge == 0 ? self->inner : self->outer;

          left = MIN (left, radius * cosf (angle));
          right = MAX (right, radius * cosf (angle));
          top = MIN (top, radius * sinf (angle));
          bottom = MAX (bottom, radius * sinf (angle));
        }
    }
  graphene_rect_init (&bounds, floorf (left) - 1, floorf (top) - 1, ceilf (right - left) + 3, ceilf (bottom - top) + 3);

  return bounds;
}

static gboolean
fits (const DemainsSector *self, float x, float y, float width, float height)
{
  for (int i = 0; i < 9; i++)
    if (i != 4
        && !demains_sector_contains (self, x + (i % 3 - 1) * (width / 2 + PADDING),
                                     y + (i / 3 - 1) * (height / 2 + PADDING)))
      return FALSE;

  return TRUE;
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  const graphene_rect_t *one = a, *other = b;
  float first = one->size.width * one->size.height, second = other->size.width * other->size.height;

  return first < second ? 1 : first > second ? -1 : 0;
}

/**
 * demains_sector_get_rooms:
 * @self: a sector
 * @rooms: (out caller-allocates): the largest upright rectangles found in it, of
 *   several shapes and at several places, the largest first, in pixels from the
 *   middle of the wheel
 */
void
demains_sector_get_rooms (const DemainsSector *self, graphene_rect_t rooms[DEMAINS_N_ROOMS])
{
  static const float shapes[DEMAINS_N_ROOMS / 3] = { 3.2f, 2.4f, 1.8f, 1.4f, 1.1f, 0.85f };
  float angle = self->start + self->span / 2;

  for (int room = 0; room < DEMAINS_N_ROOMS; room++)
    {
      float depth = 0.4f + 0.12f * (room % 3);
      float radius = self->inner > 0 ? self->inner + (self->outer - self->inner) * depth : 0;
      float x = radius * cosf (angle), y = radius * sinf (angle), shape = shapes[room / 3];
      float low = 0, high = 2 * self->outer;

      for (int i = 0; i < 12; i++)
        {
          float height = (low + high) / 2;

          if (fits (self, x, y, height * shape, height))
            low = height;
          else
            high = height;
        }
      graphene_rect_init (&rooms[room], x - low * shape / 2, y - low / 2, low * shape, low);
    }
  qsort (rooms, DEMAINS_N_ROOMS, sizeof (graphene_rect_t), compare_areas);
}
