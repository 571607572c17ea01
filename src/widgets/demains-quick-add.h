/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_QUICK_ADD (demains_quick_add_get_type ())

/* Type, Enter, next: adds a record of "kind" (its name) after the selected one
 * and is ready for another. Where it has a "second-field" (its name) a line for
 * that is below. Properties: "session", "kind", "prompt", "second-field",
 * "second-prompt". Signal "added" (DemainsRecord). Hidden while the project is
 * read only. */
G_DECLARE_FINAL_TYPE (DemainsQuickAdd, demains_quick_add, DEMAINS, QUICK_ADD, AdwBin)

G_END_DECLS
