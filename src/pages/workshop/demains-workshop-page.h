/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_WORKSHOP_PAGE (demains_workshop_page_get_type ())

/* What a facilitator prepares: the workshop, its themes, its groups, and from
 * them the groups' projects. */
G_DECLARE_FINAL_TYPE (DemainsWorkshopPage, demains_workshop_page, DEMAINS, WORKSHOP_PAGE, DemainsPage)

G_END_DECLS
