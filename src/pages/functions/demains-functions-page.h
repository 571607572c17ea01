/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FUNCTIONS_PAGE (demains_functions_page_get_type ())

/* The page "functions": what the CCAS of 2050 does, one card and one sheet a function. */
G_DECLARE_FINAL_TYPE (DemainsFunctionsPage, demains_functions_page, DEMAINS, FUNCTIONS_PAGE, DemainsPage)

G_END_DECLS
