/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-collision.h"
#include "demains-row.h"

G_BEGIN_DECLS

char *demains_collision_value_to_text (GVariant *value) G_GNUC_WARN_UNUSED_RESULT;
DemainsRow *demains_collision_row_new (const char *record, const char *field, const char *one, const char *one_from,
                                       const char *other, const char *other_from,
                                       gint64 time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
