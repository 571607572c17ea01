/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SEARCH_DIALOG (demains_search_dialog_get_type ())

/* Looks for words in the whole project and jumps to where they are. */
G_DECLARE_FINAL_TYPE (DemainsSearchDialog, demains_search_dialog, DEMAINS, SEARCH_DIALOG, AdwDialog)

AdwDialog *demains_search_dialog_new (DemainsSession *session);

G_END_DECLS
