/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CARD_LIST (demains_card_list_get_type ())

/* The records of one kind as cards, one of them selected in the session.
 * Properties: "session", "kind", "subtitle-field", "linked-kind" (names),
 * "mark-type" (as of a card), "filter", "model" (read only: what passes it). Signal
 * "activated": a card was clicked or Enter pressed on it. What can be done with
 * the selected card is in its action group "card" (move-up, move-down,
 * duplicate, delete); "menu-model" (read only) lists them, for another menu. */
G_DECLARE_FINAL_TYPE (DemainsCardList, demains_card_list, DEMAINS, CARD_LIST, AdwBin)

GActionGroup *demains_card_list_get_actions (DemainsCardList *self);
void demains_card_list_scroll_to_selected (DemainsCardList *self, gboolean focus);

G_END_DECLS
