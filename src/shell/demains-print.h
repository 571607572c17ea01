/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-paper.h"
#include "demains-session.h"

G_BEGIN_DECLS

GtkPrintOperation *demains_print_operation_new (DemainsPaper *paper, DemainsSession *session);
void demains_print_run (DemainsPaper *paper, DemainsSession *session, GtkWindow *window);

G_END_DECLS
