/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TYPING_DIALOG (demains_typing_dialog_get_type ())

/* A pile of paper forms, typed in one after the other. */
G_DECLARE_FINAL_TYPE (DemainsTypingDialog, demains_typing_dialog, DEMAINS, TYPING_DIALOG, AdwDialog)

AdwDialog *demains_typing_dialog_new (DemainsSession *session, DemainsKindId kind);

G_END_DECLS
