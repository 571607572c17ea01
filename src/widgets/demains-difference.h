/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemainsDifference:
 * @start: characters that both texts begin with
 * @old_end: where the old text's differing part ends, in characters
 * @new_start: where the new text's differing part starts, in bytes
 * @new_end: where it ends, in bytes
 *
 * The one stretch in which two texts differ: what a widget must replace to go
 * from the old to the new one while its cursor stays where it is.
 */
typedef struct
{
  guint start;
  guint old_end;
  gsize new_start;
  gsize new_end;
} DemainsDifference;

gboolean demains_difference_find (DemainsDifference *self, const char *old_text, const char *new_text);

G_END_DECLS
