/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-recents.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_WELCOME_PAGE (demains_welcome_page_get_type ())

/* Where everything begins: a new group project, the recent ones, Open, Compare.
 * Signals "created" (DemainsProject), "failed" (GError, const char *path),
 * "open" (const char *path). */
G_DECLARE_FINAL_TYPE (DemainsWelcomePage, demains_welcome_page, DEMAINS, WELCOME_PAGE, AdwBreakpointBin)

GtkWidget *demains_welcome_page_new (GSettings *settings, DemainsRecents *recents);

G_END_DECLS
