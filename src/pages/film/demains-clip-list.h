/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CLIP_LIST (demains_clip_list_get_type ())

/* The film: its clips in their order and how long they are together. The one
 * that is selected is the session's. */
G_DECLARE_FINAL_TYPE (DemainsClipList, demains_clip_list, DEMAINS, CLIP_LIST, AdwBin)

void demains_clip_list_set_session (DemainsClipList *self, DemainsSession *session);
void demains_clip_list_choose_focused (DemainsClipList *self);
void demains_clip_list_move (DemainsClipList *self, int by);

G_END_DECLS
