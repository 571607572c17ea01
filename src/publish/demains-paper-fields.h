/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-kind.h"

G_BEGIN_DECLS

DemainsKindId demains_paper_get_kind (guint index);
gboolean demains_paper_has_kind (DemainsKindId kind);
const char *const *demains_paper_get_fields (DemainsKindId kind);

G_END_DECLS
