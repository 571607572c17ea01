/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MILESTONE_ADD (demains_milestone_add_get_type ())

/* A field that adds milestones to one lane: type, Enter, next; with a year
 * beside it, which can wait. Properties: "session", "lane" (its key). Signal
 * "added" (DemainsRecord). */
G_DECLARE_FINAL_TYPE (DemainsMilestoneAdd, demains_milestone_add, DEMAINS, MILESTONE_ADD, AdwBin)

G_END_DECLS
