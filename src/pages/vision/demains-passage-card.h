/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PASSAGE_CARD (demains_passage_card_get_type ())

/* What a passage leads to or what was said about it, beside it, with what one can
 * do about that. */
G_DECLARE_FINAL_TYPE (DemainsPassageCard, demains_passage_card, DEMAINS, PASSAGE_CARD, GtkPopover)

DemainsPassageCard *demains_passage_card_new (DemainsSession *session, DemainsRecord *section);

void demains_passage_card_open (DemainsPassageCard *self, const char *token, gboolean take_keyboard);

G_END_DECLS
