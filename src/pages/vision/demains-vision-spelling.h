/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libspelling.h>

G_BEGIN_DECLS

SpellingChecker *demains_vision_spelling_create (const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
