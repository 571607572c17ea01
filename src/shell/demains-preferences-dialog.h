/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_PREFERENCES_DIALOG (demains_preferences_dialog_get_type ())

/* The few things that differ from one person or computer to another. */
G_DECLARE_FINAL_TYPE (DemainsPreferencesDialog, demains_preferences_dialog, DEMAINS, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *demains_preferences_dialog_new (GSettings *settings);

G_END_DECLS
