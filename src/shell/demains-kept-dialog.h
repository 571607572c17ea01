/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-application.h"

G_BEGIN_DECLS

void demains_kept_dialog_offer (DemainsApplication *application, DemainsProject *project, GtkWindow *parent);
void demains_kept_dialog_remind (DemainsApplication *application);

G_END_DECLS
