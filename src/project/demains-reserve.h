/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

G_BEGIN_DECLS

/* Room that a project keeps for words, for the hour when its disk is full: a table of
 * nothing inside the file, to be given up piece by piece, and a journal that is
 * long enough already. Films never get it. For the store's thread. */

gboolean demains_reserve_fill (DemainsDatabase *database);
gboolean demains_reserve_give (DemainsDatabase *database);

G_END_DECLS
