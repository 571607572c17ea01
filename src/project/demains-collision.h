/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* Where two copies of a project changed the same in different ways, a record of
 * the kind collision keeps what each of them has until somebody chooses:
 *
 *     record: the record that it is about
 *     field: name of its field; "" where one copy deleted the record
 *     one, other: the field's value in each copy, as text, in no order that says
 *       anything; for a record that one copy deleted, its id and ""
 *     one_from, other_from: what the copies are called */

/**
 * DemainsCollisionSide:
 * @DEMAINS_COLLISION_ONE: the value "one"
 * @DEMAINS_COLLISION_OTHER: the value "other"
 */
typedef enum
{
  DEMAINS_COLLISION_ONE,
  DEMAINS_COLLISION_OTHER,
} DemainsCollisionSide;

void demains_collision_choose (DemainsProject *project, DemainsRecord *collision, DemainsCollisionSide side);

G_END_DECLS
