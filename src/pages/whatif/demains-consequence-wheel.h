/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-consequence-tree.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CONSEQUENCE_WHEEL (demains_consequence_wheel_get_type ())

/* The consequences of a tree in rings round their hypothesis, each outside of
 * what it follows from. Arrows walk, Enter or a double click writes, Insert or +
 * adds what follows, Delete takes away. Property "tree". */
G_DECLARE_FINAL_TYPE (DemainsConsequenceWheel, demains_consequence_wheel, DEMAINS, CONSEQUENCE_WHEEL, GtkWidget)

DemainsRecord *demains_consequence_wheel_get_current (DemainsConsequenceWheel *self);

G_END_DECLS
