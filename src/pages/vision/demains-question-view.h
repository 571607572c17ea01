/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_QUESTION_VIEW (demains_question_view_get_type ())

/* A heading edited in place: one line of text that wraps as a label does, which
 * an entry cannot. Signal "finished": Enter was pressed. */
G_DECLARE_FINAL_TYPE (DemainsQuestionView, demains_question_view, DEMAINS, QUESTION_VIEW, GtkTextView)

G_END_DECLS
