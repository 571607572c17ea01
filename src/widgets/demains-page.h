/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PAGE (demains_page_get_type ())

/* The base of every page of a group's window: an AdwBin whose template child is
 * what the page shows (no header bar: the window has it). Properties: "session"
 * (construct only), "title", "icon-name", "key", "narrow" (set by the window
 * below 600 px), "presenting" (set by the window while it shows the page to the room). */
G_DECLARE_DERIVABLE_TYPE (DemainsPage, demains_page, DEMAINS, PAGE, AdwBin)

struct _DemainsPageClass
{
  AdwBinClass parent_class;

  /* Whether the page has something for the wall, which it shows while it is "presenting". */
  gboolean can_present;

  /* The page becomes visible or stops being so (a camera goes on or off). */
  void (*shown) (DemainsPage *self);
  void (*hidden) (DemainsPage *self);
  /* Bring @record into view with the keyboard in @field (may be NULL). */
  void (*reveal) (DemainsPage *self, DemainsRecord *record, const char *field);
};

DemainsSession *demains_page_get_session (DemainsPage *self);
DemainsProject *demains_page_get_project (DemainsPage *self);
const char *demains_page_get_key (DemainsPage *self);
void demains_page_reveal (DemainsPage *self, DemainsRecord *record, const char *field);
void demains_page_set_visible_now (DemainsPage *self, gboolean visible);

G_END_DECLS
