/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_OVERVIEW_PAGE (demains_overview_page_get_type ())

/* The page "overview": what there is of each deliverable and what lacks, the
 * whole thread, and where the group stands. */
G_DECLARE_FINAL_TYPE (DemainsOverviewPage, demains_overview_page, DEMAINS, OVERVIEW_PAGE, DemainsPage)

G_END_DECLS
