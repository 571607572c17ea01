/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-application.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_WELCOME_WINDOW (demains_welcome_window_get_type ())

/* The window that everything begins with. It goes when a project opens from it. */
G_DECLARE_FINAL_TYPE (DemainsWelcomeWindow, demains_welcome_window, DEMAINS, WELCOME_WINDOW, AdwApplicationWindow)

GtkWindow *demains_welcome_window_new (DemainsApplication *application);

G_END_DECLS
