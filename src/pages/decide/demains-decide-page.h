/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_DECIDE_PAGE (demains_decide_page_get_type ())

/* The page "decide": what two copies changed in different ways, side by side. */
G_DECLARE_FINAL_TYPE (DemainsDecidePage, demains_decide_page, DEMAINS, DECIDE_PAGE, DemainsPage)

G_END_DECLS
