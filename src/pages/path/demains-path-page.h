/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PATH_PAGE (demains_path_page_get_type ())

/* The page "path": the milestones that lead to the group's year, and those that
 * would lead there against its will, on a time line. While there are few it asks
 * for them one by one. */
G_DECLARE_FINAL_TYPE (DemainsPathPage, demains_path_page, DEMAINS, PATH_PAGE, DemainsPage)

G_END_DECLS
