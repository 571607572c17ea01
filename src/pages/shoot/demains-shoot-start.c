/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shoot-start.h"

static DemainsRecord *
get_speech (GPtrArray *speeches, guint index)
{
  return speeches != NULL && index < speeches->len ? speeches->pdata[index] : NULL;
}

/*
 * demains_shoot_start_set:
 * @self: where filming begins
 * @speeches: (nullable): the speeches of the scene
 * @index: of one of them
 * @time: where in it the prompter stands, in nanoseconds
 *
 * Filming begins there from now on.
 */
void
demains_shoot_start_set (DemainsShootStart *self, GPtrArray *speeches, guint index, gint64 time)
{
  DemainsRecord *speech = get_speech (speeches, index);

  self->speech = index;
  self->word = speech != NULL ? demains_speech_find_word (speech, time) : 0;
  g_set_str (&self->text, speech != NULL ? demains_record_get_text (speech, "text") : NULL);
}

/*
 * demains_shoot_start_find:
 * @self: where filming begins
 * @speeches: (nullable): the speeches of the scene, as they are now
 *
 * Where the speech was rewritten or is another one, filming begins with its first word from now on.
 *
 * Returns: (transfer none) (nullable): the speech that filming begins in
 */
DemainsRecord *
demains_shoot_start_find (DemainsShootStart *self, GPtrArray *speeches)
{
  DemainsRecord *speech = get_speech (speeches, self->speech);

  if (speech == NULL || g_strcmp0 (self->text, demains_record_get_text (speech, "text")) != 0)
    self->word = 0;

  return speech;
}

void
demains_shoot_start_clear (DemainsShootStart *self)
{
  g_clear_pointer (&self->text, g_free);
}
