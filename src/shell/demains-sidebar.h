/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SIDEBAR (demains_sidebar_get_type ())

/* The screens of a group's window, with the group's name above them and the
 * truth about saving below. Property "session"; signal "activated": a screen
 * was chosen, also when it was the visible one. */
G_DECLARE_FINAL_TYPE (DemainsSidebar, demains_sidebar, DEMAINS, SIDEBAR, AdwBin)

G_END_DECLS
