/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

void demains_workshop_make_choose (GtkWidget *parent, DemainsSession *session);
void demains_workshop_make_in (GtkWidget *parent, DemainsSession *session, const char *folder);

G_END_DECLS
