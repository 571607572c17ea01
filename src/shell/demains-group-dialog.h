/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_GROUP_DIALOG (demains_group_dialog_get_type ())

/* What a group calls itself and its theme. Saves itself, like everything. */
G_DECLARE_FINAL_TYPE (DemainsGroupDialog, demains_group_dialog, DEMAINS, GROUP_DIALOG, AdwDialog)

AdwDialog *demains_group_dialog_new (DemainsSession *session);

G_END_DECLS
