/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-script.h"

G_BEGIN_DECLS

/**
 * DemainsShootStart:
 * @speech: the index of the speech that filming begins in
 * @word: how many of its words come before: at another pace that is another moment
 * @text: (nullable): the text that the words are of: in another one they are others
 *
 * Where filming begins in the speeches of a scene.
 */
typedef struct
{
  guint speech;
  guint word;
  char *text;
} DemainsShootStart;

void demains_shoot_start_set (DemainsShootStart *self, GPtrArray *speeches, guint index, gint64 time);
DemainsRecord *demains_shoot_start_find (DemainsShootStart *self, GPtrArray *speeches);
void demains_shoot_start_clear (DemainsShootStart *self);

G_END_DECLS
