/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SCRIPT_PAGE (demains_script_page_get_type ())

/* The page "script": the scenes of the film, one card and one sheet a scene. */
G_DECLARE_FINAL_TYPE (DemainsScriptPage, demains_script_page, DEMAINS, SCRIPT_PAGE, DemainsPage)

G_END_DECLS
