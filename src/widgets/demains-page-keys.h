/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

/**
 * DemainsPageKey:
 * @trigger: as gtk_shortcut_trigger_parse_string() reads it
 * @action: one of the page's actions, with its target where it has one
 *
 * A key of a page that films or plays.
 */
typedef struct
{
  const char *trigger;
  const char *action;
} DemainsPageKey;

void demains_page_add_keys (DemainsPage *self, const DemainsPageKey *keys, guint n_keys);
void demains_page_add_eager_keys (GtkWidget *widget, const DemainsPageKey *keys, guint n_keys, GtkWidget *button);
void demains_page_lend_keys (DemainsPage *self, GtkShortcutController *controller);

G_END_DECLS
