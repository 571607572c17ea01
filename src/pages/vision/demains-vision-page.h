/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_VISION_PAGE (demains_vision_page_get_type ())

/* Where a group writes what its CCAS is in 2050. Properties: "check-spelling",
 * "words-per-minute" (of reading aloud). Actions "vision.add-section",
 * "vision.bold", "vision.italic". */
G_DECLARE_FINAL_TYPE (DemainsVisionPage, demains_vision_page, DEMAINS, VISION_PAGE, DemainsPage)

G_END_DECLS
