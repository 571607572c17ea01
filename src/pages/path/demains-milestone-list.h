/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MILESTONE_LIST (demains_milestone_list_get_type ())

/* The milestones of one lane in the order of their years, where there is no
 * room for a time line. Properties: "session", "lane" (construct only). Signal
 * "opened": the sheet of the selected milestone is wanted. */
G_DECLARE_FINAL_TYPE (DemainsMilestoneList, demains_milestone_list, DEMAINS, MILESTONE_LIST, AdwBin)

G_END_DECLS
