/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 demains_theme_get_colour (const char *key) G_GNUC_PURE;

G_END_DECLS
