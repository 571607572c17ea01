/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-actions.h"

#include "demains-page-keys.h"

static const DemainsPageKey KEYS[] = {
  { "i", "film.set-in" },
  { "o", "film.set-out" },
  { "p", "film.play-clip" },
  { "a", "film.add-clip" },
  { "s", "film.split-clip" },
  { "f", "film.first-cut" },
  { "t", "film.add-card" },
  { "v", "film.play-film" },
  { "c", "film.captions" },
  { "q", "film.trim-silence" },
  { "e", "film.correct-captions" },
  { "x", "film.export" },
  { "Return", "film.add-clip" },
  { "KP_Enter", "film.add-clip" },
  { "comma", "film.step(-1)" },
  { "period", "film.step(1)" },
  { "Escape", "film.leave-clip" },
  { "Delete", "film.remove-clip('')" },
  { "<Alt>Up", "film.move-clip(-1)" },
  { "<Alt>Down", "film.move-clip(1)" },
};

static const DemainsPageKey EAGER_KEYS[] = {
  { "space", "film.play" },     { "Left", "film.skip(-1)" }, { "Right", "film.skip(1)" },
  { "Home", "film.go(false)" }, { "End", "film.go(true)" },
};

/* What works on a take, and on a film of some clips. */
static const char *const TAKE_ACTIONS[]
  = { "film.play-clip", "film.step",    "film.skip",         "film.go",
      "film.set-in",    "film.set-out", "film.trim-silence", "film.correct-captions" };
static const char *const FILM_ACTIONS[]
  = { "film.play-film",        "film.export",          "film.export-small", "film.export-open",
      "film.export-captioned", "film.export-captions", "film.export-to" };

static void
enable (GtkWidget *widget, const char *const *actions, guint n_actions, gboolean enabled)
{
  for (guint i = 0; i < n_actions; i++)
    gtk_widget_action_set_enabled (widget, actions[i], enabled);
}

/*
 * demains_film_actions_update:
 * @page: the Film page
 * @now: what it shows
 *
 * Enables what can be done now.
 */
void
demains_film_actions_update (GtkWidget *page, const DemainsFilmSituation *now)
{
  gboolean edits_take = now->has_take && !now->shows_card && !now->playing;
  gboolean edits_clips = now->has_clips && now->writable && !now->correcting;

  enable (page, TAKE_ACTIONS, G_N_ELEMENTS (TAKE_ACTIONS), edits_take);
  enable (page, FILM_ACTIONS, G_N_ELEMENTS (FILM_ACTIONS), now->has_clips);
  gtk_widget_action_set_enabled (page, "film.play", edits_take || now->playing);
  gtk_widget_action_set_enabled (page, "film.captions", now->playing);
  gtk_widget_action_set_enabled (page, "film.add-clip", edits_take && now->writable && !now->shows_clip);
  gtk_widget_action_set_enabled (page, "film.split-clip", now->shows_clip && edits_take && now->writable);
  gtk_widget_action_set_enabled (page, "film.first-cut", now->has_take && now->writable);
  gtk_widget_action_set_enabled (page, "film.add-card", now->writable);
  gtk_widget_action_set_enabled (page, "film.leave-clip", now->shows_clip);
  gtk_widget_action_set_enabled (page, "film.remove-clip", edits_clips);
  gtk_widget_action_set_enabled (page, "film.move-clip", edits_clips && !now->playing);
  gtk_widget_action_set_enabled (page, "film.import", now->writable);
}

/*
 * demains_film_actions_add_keys:
 * @page: the Film page
 * @play_button: what has the keyboard while a take plays
 *
 * Gives each action its key.
 */
void
demains_film_actions_add_keys (DemainsPage *page, GtkWidget *play_button)
{
  demains_page_add_keys (page, KEYS, G_N_ELEMENTS (KEYS));
  demains_page_add_eager_keys (GTK_WIDGET (page), EAGER_KEYS, G_N_ELEMENTS (EAGER_KEYS), play_button);
}
