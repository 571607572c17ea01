/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEMAINS_MAX_ACCELERATORS 6

/**
 * DemainsShortcut:
 * @action: its detailed name, %NULL where a page binds the keys itself
 * @accelerators: the first is shown to people; the others are the same key on
 *     other keyboards
 * @group: heading in the list of shortcuts (translatable)
 * @title: what it does (translatable)
 */
typedef struct
{
  const char *action;
  const char *accelerators[DEMAINS_MAX_ACCELERATORS];
  const char *group;
  const char *title;
} DemainsShortcut;

const DemainsShortcut *demains_shortcut_table_get (guint *n_shortcuts);
void demains_shortcut_table_install (GtkApplication *application);

G_END_DECLS
