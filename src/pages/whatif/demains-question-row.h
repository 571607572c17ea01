/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_QUESTION_ROW (demains_question_row_get_type ())

/* One question and whom it shakes, both to write in. Properties (construct only):
 * "session", "record". */
G_DECLARE_FINAL_TYPE (DemainsQuestionRow, demains_question_row, DEMAINS, QUESTION_ROW, GtkListBoxRow)

void demains_question_row_go_to (DemainsQuestionRow *self, const char *field);

G_END_DECLS
