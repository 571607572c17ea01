/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SORT_BAR (demains_sort_bar_get_type ())

/* Which signals are to be seen: all, or those that are sorted in one way, and how
 * many there are of each. Goes back to all where another one is selected.
 * Properties: "session", "filter" (read only). */
G_DECLARE_FINAL_TYPE (DemainsSortBar, demains_sort_bar, DEMAINS, SORT_BAR, AdwBin)

G_END_DECLS
