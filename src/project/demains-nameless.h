/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"
#include "demains-media-copy.h"
#include "demains-project.h"

G_BEGIN_DECLS

/* What of a project can be given away without saying who took part. */

GPtrArray *demains_nameless_list_rows (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_nameless_lay (DemainsDatabase *target, DemainsDatabase *from, GPtrArray *rows, GError **error);
DemainsMediaCopy *demains_nameless_find_films (DemainsDatabase *target, DemainsDatabase *from, GPtrArray *rows,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
