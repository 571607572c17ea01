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
 * @DEMAINS_COLLISION_BOTH: of a long text, both passages one after the other
 */
typedef enum
{
  DEMAINS_COLLISION_ONE,
  DEMAINS_COLLISION_OTHER,
  DEMAINS_COLLISION_BOTH,
} DemainsCollisionSide;

const DemainsField *demains_collision_get_field (DemainsProject *project, DemainsRecord *collision);
gboolean demains_collision_is_open (DemainsProject *project, DemainsRecord *collision);
guint demains_collision_count_open (DemainsProject *project);
GVariant *demains_collision_dup_value (const DemainsField *field, const char *text) G_GNUC_WARN_UNUSED_RESULT;
void demains_collision_choose (DemainsProject *project, DemainsRecord *collision, DemainsCollisionSide side);

G_END_DECLS
