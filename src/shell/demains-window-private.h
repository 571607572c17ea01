/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"
#include "demains-window.h"

G_BEGIN_DECLS

/* demains-window-actions.c: what the menu and the keys do. */
void demains_window_actions_install (GtkWidgetClass *widget_class);
void demains_window_actions_update (DemainsWindow *self);

/* demains-window-closing.c: nothing is lost without being asked. */
gboolean demains_window_closing_request (DemainsWindow *self);

/* demains-window-copy.c: copies, whole ones and such as can be given away. */
void demains_window_copy_choose (DemainsWindow *self, gboolean nameless);
void demains_window_copy_ask_nameless (DemainsWindow *self);

/* demains-window-banner.c: what hinders work, and what to do about it. */
void demains_window_banner_update (DemainsWindow *self, AdwBanner *banner);
void demains_window_banner_edit_here (DemainsWindow *self);

/* demains-window-view.c: the window comes back as it was left. */
void demains_window_view_restore (DemainsWindow *self, DemainsStateFile *views);
void demains_window_view_remember (DemainsWindow *self, DemainsStateFile *views);
void demains_window_view_copy (DemainsWindow *self, DemainsWindow *to);

gboolean demains_window_get_sidebar_hidden (DemainsWindow *self);
void demains_window_set_sidebar_hidden (DemainsWindow *self, gboolean hidden);

/* The page that is seen, NULL before there is one. */
DemainsPage *demains_window_get_page (DemainsWindow *self);

/* Filming or other long work that closing would cut short. */
gboolean demains_window_get_busy (DemainsWindow *self);
void demains_window_stop_work (DemainsWindow *self);

/* The end of a window whose project is closed. */
void demains_window_finish_closing (DemainsWindow *self);

G_END_DECLS
