/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

static char *
alive_to_text (const DemainsOwner *owner, const char *since)
{
  if (demains_owner_is_this_person (owner))
    /* Translators: %s is a time such as “14:05” or “Tuesday 14:05”. */
    return g_strdup_printf (_ ("Open in another window since %s. You can read it here, not change it."), since);
  if (demains_owner_is_on_this_machine (owner))
    /* Translators: the first %s is a person, the second a time such as “14:05”. */
    return g_strdup_printf (_ ("Open on this computer by %s since %s. You can read it here, not change it."),
                            owner->name, since);

  /* Translators: the first %s is a computer, the second a person, the third a time such as “14:05”. */
  return g_strdup_printf (_ ("Open on “%s” by %s since %s. You can read it here, not change it."), owner->host,
                          owner->name, since);
}

/**
 * demains_owner_to_text:
 * @owner: (nullable): who has a project open for writing; %NULL where that is not known
 * @gone: whether they have closed it
 *
 * Returns: (transfer full): who has it and since when, and what that means here
 */
char *
demains_owner_to_text (const DemainsOwner *owner, gboolean gone)
{
  g_autofree char *since = owner != NULL ? demains_moment_to_text (owner->since) : NULL;

  if (gone && owner != NULL && !demains_owner_is_this_person (owner))
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s no longer has this project open. You can go on with it here."), owner->name);
  if (gone)
    return g_strdup (_ ("This project is no longer open elsewhere. You can go on with it here."));
  if (owner == NULL)
    return g_strdup (_ ("Open elsewhere. You can read it here, not change it."));

  return alive_to_text (owner, since);
}

/**
 * demains_taken_over_to_text:
 * @owner: who writes the project now instead of this window
 *
 * Returns: (transfer full): who that is, and what to do
 */
char *
demains_taken_over_to_text (const DemainsOwner *owner)
{
  g_autofree char *since = demains_moment_to_text (owner->since);

  /* Translators: the first %s is a person, the second a computer, the third a time such as “14:05”. */
  return g_strdup_printf (
    _ (
      "%s goes on with this project on “%s” since %s. Your last changes are not in it: save a copy, and merge the two later."),
    owner->name, owner->host, since);
}
