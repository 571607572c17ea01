/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_THEME_CHOICE (demains_theme_choice_get_type ())

/* The theme of one group of a workshop, out of the workshop's themes. */
G_DECLARE_FINAL_TYPE (DemainsThemeChoice, demains_theme_choice, DEMAINS, THEME_CHOICE, AdwBin)

GtkWidget *demains_theme_choice_new (DemainsProject *workshop, DemainsRecord *team);

G_END_DECLS
