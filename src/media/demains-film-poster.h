/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-film-part.h"

G_BEGIN_DECLS

/* What a film is known by where it does not play: a picture out of the middle of its longest clip. */
GstSample *demains_film_poster_make (GPtrArray *parts, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
