/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean demains_text_merge (const char *base, const char *one, const char *other, char **with_one, char **with_other);

char *demains_text_join (const char *one, const char *other) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
