/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SAVE_LINE (demains_save_line_get_type ())

/* The truth about saving: whether all that was typed is on the disk, where that
 * is, and if not, why. Property "project". */
G_DECLARE_FINAL_TYPE (DemainsSaveLine, demains_save_line, DEMAINS, SAVE_LINE, AdwBin)

G_END_DECLS
