/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "demains-spoken-words.h"

G_BEGIN_DECLS

void demains_word_alignment_apply (GPtrArray *words, GBytes *peaks, gboolean anywhere, GCancellable *cancellable);

G_END_DECLS
