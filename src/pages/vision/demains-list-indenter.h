/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_LIST_INDENTER (demains_list_indenter_get_type ())

/* What Enter does beyond a new line: it goes on with a list or a quote, and ends
 * it where an item was left empty. */
G_DECLARE_FINAL_TYPE (DemainsListIndenter, demains_list_indenter, DEMAINS, LIST_INDENTER, GObject)

GtkSourceIndenter *demains_list_indenter_new (void);

G_END_DECLS
