/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-application.h"

G_BEGIN_DECLS

void demains_rescue_dialog_start (DemainsApplication *application, const char *path, GtkWindow *parent);

G_END_DECLS
