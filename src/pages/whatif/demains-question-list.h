/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-part.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_QUESTION_LIST (demains_question_list_get_type ())

/* The questions that a record raises, with whom each shakes, and a field for one
 * more. Properties: "session", "record" (a hypothesis). */
G_DECLARE_FINAL_TYPE (DemainsQuestionList, demains_question_list, DEMAINS, QUESTION_LIST, DemainsRecordPart)

void demains_question_list_go_to (DemainsQuestionList *self, DemainsRecord *question, const char *field);

G_END_DECLS
