/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MEMBER_NAMES (demains_member_names_get_type ())

/* The members who may be meant by what was typed so far, a button each. Hidden
 * while there are none. Signal "chosen" (const char *text): the whole text, with
 * that name in it. */
G_DECLARE_FINAL_TYPE (DemainsMemberNames, demains_member_names, DEMAINS, MEMBER_NAMES, AdwBin)

void demains_member_names_propose (DemainsMemberNames *self, DemainsProject *project, const char *text);
gboolean demains_member_names_complete (DemainsMemberNames *self);

G_END_DECLS
