/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PRINT_DIALOG (demains_print_dialog_get_type ())

/* What goes on paper, and how many a page. */
G_DECLARE_FINAL_TYPE (DemainsPrintDialog, demains_print_dialog, DEMAINS, PRINT_DIALOG, AdwDialog)

AdwDialog *demains_print_dialog_new (DemainsSession *session, DemainsKindId kind);

G_END_DECLS
