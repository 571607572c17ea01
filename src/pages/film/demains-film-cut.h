/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

void demains_film_cut_trim (DemainsProject *project, DemainsRecord *clip, gint64 in_point, gint64 out_point);

G_END_DECLS
