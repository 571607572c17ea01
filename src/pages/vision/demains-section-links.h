/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-markdown-view.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SECTION_LINKS (demains_section_links_get_type ())

/* What one does with the passages of a section's text: @ and a title, a link for
 * the selection, the card of what a passage leads to, remarks. Its popovers are
 * children of a widget round the text. */
G_DECLARE_FINAL_TYPE (DemainsSectionLinks, demains_section_links, DEMAINS, SECTION_LINKS, GObject)

DemainsSectionLinks *demains_section_links_new (DemainsSession *session, DemainsRecord *section, GtkWidget *parent,
                                                DemainsMarkdownView *text);

void demains_section_links_pick (DemainsSectionLinks *self);
void demains_section_links_drop (DemainsSectionLinks *self, DemainsRecord *record, int offset);
void demains_section_links_remark (DemainsSectionLinks *self, const char *type);
void demains_section_links_open (DemainsSectionLinks *self, const char *token, GtkWidget *beside);

G_END_DECLS
