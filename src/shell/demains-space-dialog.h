/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SPACE_DIALOG (demains_space_dialog_get_type ())

/* Which films of deleted takes could go for good, and whether they do. */
G_DECLARE_FINAL_TYPE (DemainsSpaceDialog, demains_space_dialog, DEMAINS, SPACE_DIALOG, AdwDialog)

AdwDialog *demains_space_dialog_new (DemainsSession *session);

G_END_DECLS
