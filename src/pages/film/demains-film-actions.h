/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

/* What is seen on the page, and what may be done with the project. */
typedef struct
{
  gboolean writable;
  gboolean has_clips;
  gboolean has_take;
  gboolean shows_clip;
  gboolean shows_card;
  gboolean playing;
  gboolean correcting;
} DemainsFilmSituation;

void demains_film_actions_update (GtkWidget *page, const DemainsFilmSituation *now);
void demains_film_actions_add_keys (DemainsPage *page, GtkWidget *play_button);

G_END_DECLS
