/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-list.h"

G_BEGIN_DECLS

/* Which records a record is linked with, kept up to date in both directions. */
typedef struct _DemainsLinkIndex DemainsLinkIndex;

typedef DemainsRecord *(*DemainsLinkIndexFind) (gpointer owner, const char *id);

DemainsLinkIndex *demains_link_index_new (DemainsLinkIndexFind find, gpointer owner);
void demains_link_index_free (DemainsLinkIndex *self);

/* A link came, changes or goes; a record that links may point to came or went. */
void demains_link_index_add (DemainsLinkIndex *self, DemainsRecord *link);
void demains_link_index_remove (DemainsLinkIndex *self, DemainsRecord *link);
void demains_link_index_record_changed (DemainsLinkIndex *self, const char *id);

GListModel *demains_link_index_list (DemainsLinkIndex *self, const char *id, DemainsKindId kind);
DemainsRecord *demains_link_index_find_link (DemainsLinkIndex *self, const char *one, const char *other);

G_END_DECLS
