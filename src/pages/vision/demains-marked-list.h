/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MARKED_LIST (demains_marked_list_get_type ())

/* What was said about a section's text, and its links that lost their words: a
 * line each, nothing when there are none. Signal "opened" (token, GtkWidget). */
G_DECLARE_FINAL_TYPE (DemainsMarkedList, demains_marked_list, DEMAINS, MARKED_LIST, AdwBin)

void demains_marked_list_set_section (DemainsMarkedList *self, DemainsProject *project, DemainsRecord *section);
void demains_marked_list_look_again (DemainsMarkedList *self);

G_END_DECLS
