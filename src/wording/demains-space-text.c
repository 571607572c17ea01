/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

/**
 * demains_deleted_take_to_title:
 * @take: a take whose film can be freed
 *
 * Returns: (transfer full): what it was called
 */
char *
demains_deleted_take_to_title (const DemainsDeletedTake *take)
{
  return g_strdup (*take->title != '\0' ? take->title : _ ("Film without a take"));
}

/**
 * demains_deleted_take_to_text:
 * @take: a take whose film can be freed
 *
 * Returns: (transfer full): how long and large its film is, when it was deleted, and
 *   in which versions it is
 */
char *
demains_deleted_take_to_text (const DemainsDeletedTake *take)
{
  g_autofree char *duration = demains_duration_to_text (take->duration);
  g_autofree char *size = demains_size_to_text (take->size);
  g_autofree char *moment = demains_moment_to_text (take->deleted);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s · %s", duration, size);
  if (take->deleted != 0)
    {
      g_string_append (text, " · ");
      /* Translators: %s is a moment, such as “16:45”, “Tuesday 16:45” or “24 Nov 2026 16:45” */
      g_string_append_printf (text, _ ("deleted: %s"), moment);
    }
  for (guint i = 0; i < take->versions->len; i++)
    {
      g_autofree char *version = demains_version_to_text (take->versions->pdata[i]);

      g_string_append (text, i == 0 ? " · " : ", ");
      if (i == 0)
        /* Translators: %s is a version of the project; others may follow */
        g_string_append_printf (text, _ ("in versions: %s"), version);
      else
        g_string_append (text, version);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * demains_freed_to_text:
 * @time: when a film was freed, in microseconds since 1970
 *
 * Returns: (transfer full): that the film is gone, and since when
 */
char *
demains_freed_to_text (gint64 time)
{
  g_autofree char *moment = demains_moment_to_text (time);

  /* Translators: %s is a moment, such as “16:45”, “Tuesday 16:45” or “24 Nov 2026 16:45” */
  return g_strdup_printf (_ ("The film was deleted to free up space: %s"), moment);
}
