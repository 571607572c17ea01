/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-view.h"

#include <glib/gi18n.h>

#include "demains-caption-label.h"
#include "demains-film-player.h"
#include "demains-video-view.h"
#include "demains-wording.h"

struct _DemainsFilmView
{
  AdwBin parent_instance;

  DemainsVideoView *video;
  DemainsCaptionLabel *caption;
  GtkToggleButton *captions;
  GtkLabel *position;

  DemainsProject *project;
  DemainsFilmPlayer *player;
};

enum
{
  PROP_PLAYING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsFilmView, demains_film_view, ADW_TYPE_BIN)

static void
position_cb (DemainsFilmView *self)
{
  g_autofree char *position = demains_duration_to_text (demains_film_player_get_position (self->player));
  g_autofree char *duration = demains_duration_to_text (demains_film_player_get_duration (self->player));
  /* Translators: where the film is, of how long it is. */
  g_autofree char *text = g_strdup_printf (_ ("%s of %s"), position, duration);

  if (!g_str_equal (gtk_label_get_text (self->position), text))
    gtk_label_set_text (self->position, text);
  demains_caption_label_set_position (self->caption, demains_film_player_get_position (self->player));
}

/* Captions are made when they are wanted, for which the sound of a take may have to be heard. */
static void
show_captions (DemainsFilmView *self)
{
  if (gtk_toggle_button_get_active (self->captions) && demains_film_view_get_playing (self))
    demains_caption_label_load (self->caption, self->project);
  else
    demains_caption_label_forget (self->caption);
}

static void
playing_cb (DemainsFilmView *self)
{
  show_captions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
demains_film_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, demains_film_view_get_playing (DEMAINS_FILM_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_film_view_dispose (GObject *object)
{
  DemainsFilmView *self = DEMAINS_FILM_VIEW (object);

  if (self->player != NULL)
    demains_film_player_stop (self->player);
  g_clear_object (&self->player);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_FILM_VIEW);

  G_OBJECT_CLASS (demains_film_view_parent_class)->dispose (object);
}

static void
demains_film_view_class_init (DemainsFilmViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_film_view_get_property;
  object_class->dispose = demains_film_view_dispose;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_CAPTION_LABEL);
  g_type_ensure (DEMAINS_TYPE_VIDEO_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-film-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmView, video);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmView, caption);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmView, captions);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmView, position);
  gtk_widget_class_bind_template_callback (widget_class, show_captions);
}

static void
demains_film_view_init (DemainsFilmView *self)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (settings, "captions-shown", self->captions, "active", G_SETTINGS_BIND_DEFAULT);
}

/**
 * demains_film_view_set_project:
 * @self: a view
 * @project: whose film it shows; set once
 */
void
demains_film_view_set_project (DemainsFilmView *self, DemainsProject *project)
{
  g_return_if_fail (DEMAINS_IS_FILM_VIEW (self));
  g_return_if_fail (self->player == NULL);

  self->project = g_object_ref (project);
  self->player = demains_film_player_new (project, demains_video_view_get_sink (self->video));
  g_signal_connect_object (self->player, "notify::playing", G_CALLBACK (playing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::position", G_CALLBACK (position_cb), self, G_CONNECT_SWAPPED);
}

/**
 * demains_film_view_play:
 * @self: a view
 * @position: from where on, in nanoseconds of the film
 */
void
demains_film_view_play (DemainsFilmView *self, gint64 position)
{
  g_return_if_fail (DEMAINS_IS_FILM_VIEW (self));

  demains_film_player_play (self->player, position);
  position_cb (self);
}

/**
 * demains_film_view_stop:
 * @self: a view
 */
void
demains_film_view_stop (DemainsFilmView *self)
{
  g_return_if_fail (DEMAINS_IS_FILM_VIEW (self));

  demains_film_player_stop (self->player);
}

/**
 * demains_film_view_toggle_captions:
 * @self: a view
 *
 * Shows what is said, or does not any more.
 */
void
demains_film_view_toggle_captions (DemainsFilmView *self)
{
  g_return_if_fail (DEMAINS_IS_FILM_VIEW (self));

  gtk_toggle_button_set_active (self->captions, !gtk_toggle_button_get_active (self->captions));
}

/**
 * demains_film_view_get_playing:
 * @self: a view
 *
 * Returns: whether the film plays
 */
gboolean
demains_film_view_get_playing (DemainsFilmView *self)
{
  g_return_val_if_fail (DEMAINS_IS_FILM_VIEW (self), FALSE);

  return self->player != NULL && demains_film_player_get_playing (self->player);
}

/**
 * demains_film_view_get_error:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): why it does not play on
 */
const GError *
demains_film_view_get_error (DemainsFilmView *self)
{
  g_return_val_if_fail (DEMAINS_IS_FILM_VIEW (self), NULL);

  return demains_film_player_get_error (self->player);
}
