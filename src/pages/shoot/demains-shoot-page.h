/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SHOOT_PAGE (demains_shoot_page_get_type ())

/* Where a group films itself. The camera is on while the page is visible, and
 * never unseen: a take that is being filmed ends, and is kept, when people turn
 * to another page or close the window. */
G_DECLARE_FINAL_TYPE (DemainsShootPage, demains_shoot_page, DEMAINS, SHOOT_PAGE, DemainsPage)

G_END_DECLS
