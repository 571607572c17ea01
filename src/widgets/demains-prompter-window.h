/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-prompter.h"

G_BEGIN_DECLS

/* A prompter that fills a screen: the second one where there is one. It shows what
 * another one shows, at the same moment, until Escape; the keys of the page that this one is
 * on work there too. */

GtkWindow *demains_prompter_window_show (DemainsPrompter *prompter, GtkWindow *parent);

G_END_DECLS
