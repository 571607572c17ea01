/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SECTION_VIEW (demains_section_view_get_type ())

/* One section of the vision: its question, its text, how far it is. Properties:
 * "session" and "section" (construct only), "spell-checker", "narrow",
 * "focus-mode", "words" (read only, counted a moment after the last key).
 * Actions "section.rename", "section.move-up" and "section.move-down" (Alt+Up,
 * Alt+Down), "section.delete", "section.link" (Ctrl+K), "section.remark" (kind of
 * remark; Ctrl+Shift+N for "disagreement"). */
G_DECLARE_FINAL_TYPE (DemainsSectionView, demains_section_view, DEMAINS, SECTION_VIEW, AdwBin)

DemainsSectionView *demains_section_view_new (DemainsSession *session, DemainsRecord *section);

DemainsRecord *demains_section_view_get_section (DemainsSectionView *self);
guint demains_section_view_get_words (DemainsSectionView *self);
void demains_section_view_set_place (DemainsSectionView *self, gboolean first, gboolean last);
void demains_section_view_focus (DemainsSectionView *self, const char *field);

G_END_DECLS
