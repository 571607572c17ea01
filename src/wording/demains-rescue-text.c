/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

static void
add_gaps (GPtrArray *lines, const DemainsRescuedTake *take, const char *title)
{
  for (guint i = 0; i < take->gaps->len; i++)
    {
      const DemainsRescueGap *gap = &g_array_index (take->gaps, DemainsRescueGap, i);
      g_autofree char *start = demains_timecode_to_text (gap->start);
      g_autofree char *stop = demains_timecode_to_text (gap->stop);

      if (gap->stop == G_MAXINT64)
        /* Translators: %s is the title of a take */
        g_ptr_array_add (lines, g_strdup_printf (_ ("Take “%s”: its whole film is lost."), title));
      else
        /* Translators: the title of a take, and two places in it such as 0′12″04 */
        g_ptr_array_add (lines, g_strdup_printf (_ ("Take “%s”: lost from %s to %s."), title, start, stop));
    }
}

static void
add_take (GPtrArray *lines, const DemainsRescuedTake *take)
{
  const char *title
    = take->title != NULL && *take->title != '\0' ? take->title : _ (demains_kind_get (DEMAINS_KIND_TAKE)->untitled);

  if (take->photo)
    {
      /* Translators: %s is the title of a prop */
      g_ptr_array_add (lines, g_strdup_printf (_ ("Prop “%s”: its photo is lost."), title));
      return;
    }
  add_gaps (lines, take, title);
  if (take->original)
    /* Translators: %s is the title of a take */
    g_ptr_array_add (lines,
                     g_strdup_printf (_ ("Take “%s”: the file that it was imported from is no longer whole."), title));
}

/**
 * demains_rescue_to_lines:
 * @rescue: what came of a rescue
 *
 * Returns: (transfer full) (array zero-terminated=1): in the language of the
 *   interface, a sentence for each thing that is lost or was made anew; one that
 *   says that nothing is lost where that is so
 */
char **
demains_rescue_to_lines (const DemainsRescue *rescue)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  guint rebuilt = 0;

  if (demains_rescue_is_whole (rescue))
    g_ptr_array_add (lines, g_strdup (_ ("Nothing is lost.")));
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    {
      rebuilt += rescue->rebuilt[i];
      if (rescue->lost[i] > 0)
        /* Translators: %s is a kind of record, such as “Job” */
        g_ptr_array_add (lines, g_strdup_printf (_ ("%s: lost %u"), _ (demains_kind_get (i)->label), rescue->lost[i]));
    }
  for (guint i = 0; i < rescue->takes->len; i++)
    add_take (lines, rescue->takes->pdata[i]);
  if (rescue->lost_steps > 0)
    g_ptr_array_add (
      lines, g_strdup_printf (ngettext ("%u step of the history is lost and cannot be undone.",
                                        "%u steps of the history are lost and cannot be undone.", rescue->lost_steps),
                              rescue->lost_steps));
  if (rescue->lost_versions > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (ngettext ("%u version is lost.", "%u versions are lost.", rescue->lost_versions),
                                      rescue->lost_versions));
  if (rescue->foreign_lost)
    g_ptr_array_add (lines, g_strdup (_ ("What only a newer Demains can show may be lost.")));
  if (rescue->more_may_be_lost)
    g_ptr_array_add (lines, g_strdup (_ ("More may be lost, of which nothing is left at all.")));
  if (rebuilt > 0)
    g_ptr_array_add (lines, g_strdup_printf (ngettext ("%u record was made anew from the history.",
                                                       "%u records were made anew from the history.", rebuilt),
                                             rebuilt));
  g_ptr_array_add (lines, NULL);

  return (char **)g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
