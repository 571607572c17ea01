/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FINISH_DIALOG (demains_finish_dialog_get_type ())

/* What a result that can be presented still needs, one thing after the other,
 * each with its share of the last twenty minutes and the field to fill in. */
G_DECLARE_FINAL_TYPE (DemainsFinishDialog, demains_finish_dialog, DEMAINS, FINISH_DIALOG, AdwDialog)

AdwDialog *demains_finish_dialog_new (DemainsSession *session);

G_END_DECLS
