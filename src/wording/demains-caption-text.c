/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>
#include <string.h>

#include "demains-caption-charter.h"

/**
 * demains_cue_flaw_to_text:
 * @cue: a caption
 *
 * Returns: (transfer full) (nullable): why it cannot be read in its time, or seen whole; %NULL where it can
 */
char *
demains_cue_flaw_to_text (const DemainsCue *cue)
{
  guint letters = demains_charter_count_letters (cue->text);
  guint most = demains_charter_get_most_letters (cue->end - cue->start) * DEMAINS_CHARTER_TOLERANCE;
  guint lines = 1;

  if (demains_cue_is_readable (cue))
    return NULL;
  if (letters > most)
    return g_strdup_printf (
      ngettext ("%u letter too many for its time", "%u letters too many for its time", letters - most), letters - most);
  for (const char *line = cue->text; (line = strchr (line, '\n')) != NULL; line++)
    lines++;
  if (lines > DEMAINS_CHARTER_LINES)
    return g_strdup (_ ("More than two lines"));

  return g_strdup_printf (_ ("A line has more than %d letters"), DEMAINS_CHARTER_LINE_LETTERS);
}
