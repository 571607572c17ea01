/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PROGRAMME_DIALOG (demains_programme_dialog_get_type ())

/* The slots of the workshop, day by day, to be edited or moved. */
G_DECLARE_FINAL_TYPE (DemainsProgrammeDialog, demains_programme_dialog, DEMAINS, PROGRAMME_DIALOG, AdwDialog)

AdwDialog *demains_programme_dialog_new (DemainsProject *project);

G_END_DECLS
