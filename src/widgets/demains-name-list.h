/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_NAME_LIST (demains_name_list_get_type ())

/* A short list whose records are little more than their names: type, Enter,
 * next; each row is renamed in place and has a button to delete it. Properties:
 * "session", "kind" (its name), "prompt" (of the field that adds) and
 * "empty-text". Signals: "added" (DemainsRecord); "extend" (GtkWidget *box,
 * DemainsRecord): what else a row shows goes into the box; "deleted" (const
 * char *text): say it, with Undo. */
G_DECLARE_FINAL_TYPE (DemainsNameList, demains_name_list, DEMAINS, NAME_LIST, AdwBin)

G_END_DECLS
