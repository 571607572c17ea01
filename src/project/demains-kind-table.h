/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-kind.h"

G_BEGIN_DECLS

/* Every kind of record and its fields, by #DemainsKindId. Read it by demains_kind_get(). */
extern const DemainsKind DEMAINS_KINDS[];

G_END_DECLS
