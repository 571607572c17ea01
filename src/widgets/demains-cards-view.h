/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CARDS_VIEW (demains_cards_view_get_type ())

/* What a page of records is made of: a field to add, the cards, and beside them
 * an "editor" for the selected one; one above the other where it is narrow; what
 * to do first while there is none. Every row of a record's field in the editor
 * is given the selected record. Properties: "session", "kind", "linked-kind",
 * "subtitle-field" (names), "prompt" (of the field to add), "title",
 * "icon-name", "empty-title", "empty-text", "second-field", "second-prompt" (as of
 * the field to add), "editor", "record" (read only), "mark-type", "filter" and
 * "model" (as of the list), "tools" (a widget above the list), "empty-tools"
 * (one below the first field), "head" (a widget
 * above the editor), "list-width", "sheet-width" (pixels that the editor has at
 * most, 720). */
G_DECLARE_FINAL_TYPE (DemainsCardsView, demains_cards_view, DEMAINS, CARDS_VIEW, AdwBreakpointBin)

void demains_cards_view_start_adding (DemainsCardsView *self);
void demains_cards_view_show_card (DemainsCardsView *self);
void demains_cards_view_reveal (DemainsCardsView *self, DemainsRecord *record, const char *field);

G_END_DECLS
