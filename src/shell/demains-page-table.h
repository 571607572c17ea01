/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

/**
 * DemainsPageInfo:
 * @key: what the session calls it
 * @title: (translatable)
 * @icon_name: symbolic icon
 * @section: (nullable): heading above it in the sidebar (translatable)
 * @counted: the kind whose records the sidebar counts, %DEMAINS_N_KINDS for none
 * @get_type: its class, a DemainsPage
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *icon_name;
  const char *section;
  DemainsKindId counted;
  GType (*get_type) (void);
} DemainsPageInfo;

const DemainsPageInfo *demains_page_table_get (guint *n_pages);
const DemainsPageInfo *demains_page_table_find (const char *key);
gboolean demains_page_table_has (DemainsProject *project, const char *key);
DemainsPage *demains_page_table_create (const DemainsPageInfo *info, DemainsSession *session);

G_END_DECLS
