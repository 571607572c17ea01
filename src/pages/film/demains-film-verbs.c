/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-verbs.h"

#include <glib/gi18n.h>

#include "demains-cut.h"
#include "demains-script-text.h"

/**
 * demains_film_verbs_add:
 * @session: what is open
 * @editor: shows a take
 *
 * Puts the part that is chosen of it at the end of the film.
 */
void
demains_film_verbs_add (DemainsSession *session, DemainsTakeEditor *editor)
{
  const DemainsTrim *trim = demains_take_editor_get_trim (editor);

  demains_cut_add (demains_session_get_project (session), demains_take_editor_get_take (editor), trim->in_point,
                   trim->out_point);
}

/**
 * demains_film_verbs_split:
 * @session: what is open
 * @editor: shows @clip
 * @clip: a clip
 *
 * Makes two of it where the playhead is; what comes after is then the clip to go on with.
 */
void
demains_film_verbs_split (DemainsSession *session, DemainsTakeEditor *editor, DemainsRecord *clip)
{
  DemainsRecord *second
    = demains_cut_split (demains_session_get_project (session), clip, demains_take_editor_get_trim (editor)->position);

  if (second != NULL)
    demains_session_set_selected (session, DEMAINS_KIND_CLIP, second);
  else
    demains_session_toast (session, _ ("Put the playhead between the in point and the out point first."));
}

/**
 * demains_film_verbs_trim_silence:
 * @session: what is open
 * @editor: shows a take
 *
 * Leaves out what is before the first word and after the last.
 */
void
demains_film_verbs_trim_silence (DemainsSession *session, DemainsTakeEditor *editor)
{
  switch (demains_take_editor_trim_silence (editor))
    {
    case DEMAINS_SILENCE_NONE:
      demains_session_toast (session, _ ("There is no silence to cut off at the ends."));
      break;
    case DEMAINS_SILENCE_ALL:
      demains_session_toast (session, _ ("Nobody is heard in this take."));
      break;
    case DEMAINS_SILENCE_CUT:
      break;
    }
}

/**
 * demains_film_verbs_make_first_cut:
 * @session: what is open
 *
 * Adds the best take of each scene that the film does not show yet.
 */
void
demains_film_verbs_make_first_cut (DemainsSession *session)
{
  guint n_clips = demains_cut_make_first (demains_session_get_project (session));
  g_autofree char *text = g_strdup_printf (ngettext ("%u clip added", "%u clips added", n_clips), n_clips);

  if (n_clips > 0)
    demains_session_toast_undo (session, text);
  else
    demains_session_toast (session, _ ("All that was filmed is in the film already."));
}

/**
 * demains_film_verbs_add_card:
 * @session: what is open
 * @chosen: (nullable): the clip that is chosen
 *
 * Adds a title card before it; where none is chosen, where the film opens or, if a card stands there, where it ends.
 *
 * Returns: (transfer none) (nullable): the card; %NULL in a project that is read only
 */
DemainsRecord *
demains_film_verbs_add_card (DemainsSession *session, DemainsRecord *chosen)
{
  DemainsProject *project = demains_session_get_project (session);
  DemainsRecord *first = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_CLIP), 0);
  DemainsRecord *before = chosen;
  g_autofree char *words = NULL;

  if (before == NULL && first != NULL && !demains_cut_is_card (first))
    before = first;
  words = demains_card_words_to_text (project, before);

  return demains_cut_add_card (project, words, "theme", DEMAINS_CARD_DURATION, before);
}

/**
 * demains_film_verbs_remove:
 * @session: what is open
 * @clip: a clip
 *
 * Takes it out of the film.
 */
void
demains_film_verbs_remove (DemainsSession *session, DemainsRecord *clip)
{
  demains_project_remove (demains_session_get_project (session), clip);
  demains_session_toast_undo (session, _ ("Clip removed from the film"));
}
