/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-difference.h"
#include "demains-session.h"

G_BEGIN_DECLS

/* Bringing back what was, with a toast that says so and has Undo. */

void demains_history_restore_all (DemainsSession *session, gint64 step, const char *title);
void demains_history_restore_one (DemainsSession *session, gint64 step, DemainsRecordDifference *difference,
                                  gboolean there);

G_END_DECLS
