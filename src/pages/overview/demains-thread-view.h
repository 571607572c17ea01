/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-session.h"
#include "demains-thread.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_THREAD_VIEW (demains_thread_view_get_type ())

/* The whole thread as columns of cards, a column a kind. The card that is
 * selected marks all that it comes from and led to. Property "narrow": below
 * each other, and then only what belongs to the one that is selected. */
G_DECLARE_FINAL_TYPE (DemainsThreadView, demains_thread_view, DEMAINS, THREAD_VIEW, AdwBin)

void demains_thread_view_show (DemainsThreadView *self, DemainsSession *session, DemainsThread *thread);

G_END_DECLS
