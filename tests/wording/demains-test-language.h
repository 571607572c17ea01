/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Turns the interface to "en" or "fr", in the middle of a run. */
void demains_test_set_language (const char *language);

G_END_DECLS
