/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MERGE_DIALOG (demains_merge_dialog_get_type ())

/* What each side did since two copies of a project parted, and whether to join it. */
G_DECLARE_FINAL_TYPE (DemainsMergeDialog, demains_merge_dialog, DEMAINS, MERGE_DIALOG, AdwDialog)

AdwDialog *demains_merge_dialog_new (DemainsSession *session, const char *path);

/* Lets people choose the copy first. */
void demains_merge_dialog_choose (DemainsSession *session, GtkWidget *parent);

G_END_DECLS
