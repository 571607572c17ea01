/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-theme.h"

#include <string.h>

/* One accent a theme. White words can be read on each: over 7 to 1 (WCAG 2.2, §1.4.3, asks for 4.5). */
static const struct
{
  const char *key;
  guint32 colour;
} COLOURS[] = {
  { "ageing", 0x6b3f8f },
  { "health", 0x1f5f4a },
  { "employment", 0x1c4f8f },
  { "exclusion", 0x8a3b1c },
};

/* For a theme in a group's own words. */
#define OTHER_COLOUR 0x35506b

/**
 * demains_theme_get_colour:
 * @key: a theme's key
 *
 * Returns: its accent, as 0xRRGGBB
 */
guint32
demains_theme_get_colour (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (COLOURS); i++)
    if (strcmp (COLOURS[i].key, key) == 0)
      return COLOURS[i].colour;

  return OTHER_COLOUR;
}
