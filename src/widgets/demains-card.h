/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CARD (demains_card_get_type ())

/* One record in a list: title, second line, how many records of another kind it
 * is linked with. It is dragged to another card's place to reorder. Properties:
 * "session", "record", "subtitle-field", "linked-kind" (both names, may be
 * NULL), "mark-type" (a widget below the text, of a class with the properties
 * "session", "record" and "summary"), "summary" (read only, for screen readers). */
G_DECLARE_FINAL_TYPE (DemainsCard, demains_card, DEMAINS, CARD, AdwBin)

G_END_DECLS
