/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-take-editor.h"

#include <glib/gi18n.h>

#include "demains-filmstrip-view.h"
#include "demains-player.h"
#include "demains-time-entry.h"
#include "demains-video-view.h"
#include "demains-wording.h"

struct _DemainsTakeEditor
{
  AdwBin parent_instance;

  DemainsVideoView *video;
  DemainsFilmstripView *strip;
  DemainsTimeEntry *position_entry;
  DemainsTimeEntry *in_entry;
  DemainsTimeEntry *out_entry;
  GtkLabel *duration;
  GtkLabel *length;
  GtkLabel *trouble;
  GtkButton *play;

  DemainsProject *project;
  DemainsPlayer *player;
  DemainsRecord *take;
  DemainsMedia *media;
  gboolean opened;
  gboolean marking;
};

enum
{
  SIGNAL_TRIMMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsTakeEditor, demains_take_editor, ADW_TYPE_BIN)

#define SECOND G_GINT64_CONSTANT (1000000000)

static const DemainsTrim *
get_trim (DemainsTakeEditor *self)
{
  return demains_filmstrip_view_get_trim (self->strip);
}

static void
show_range (DemainsTakeEditor *self)
{
  gint64 in_point = get_trim (self)->in_point;
  gint64 out_point = get_trim (self)->out_point;
  g_autofree char *length = demains_timecode_to_text (out_point - in_point);
  /* Translators: %s is how long the chosen part of a take is. */
  g_autofree char *text = g_strdup_printf (_ ("Length %s"), length);

  demains_time_entry_set_time (self->in_entry, in_point);
  demains_time_entry_set_time (self->out_entry, out_point);
  gtk_label_set_text (self->length, length);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->length), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->length), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_position (DemainsTakeEditor *self, gint64 position)
{
  demains_time_entry_set_time (self->position_entry, position);
}

/* There is nothing to play before the first second of a take is kept. */
static void
open_take (DemainsTakeEditor *self)
{
  self->opened = self->media != NULL && demains_media_get_duration (self->media) > 0;
  if (self->opened)
    demains_player_load (self->player, demains_record_get_id (self->take));
  else
    demains_player_stop (self->player);
}

static void
seek (DemainsTakeEditor *self, gint64 position)
{
  position = CLAMP (position, 0, demains_trim_get_last (get_trim (self)));
  /* A take that is not complete is longer by now than it was when it was opened. */
  if (self->opened && position >= demains_player_get_duration (self->player))
    open_take (self);
  demains_filmstrip_view_set_position (self->strip, position);
  show_position (self, position);
  demains_player_pause (self->player);
  demains_player_seek (self->player, position);
}

static void
show_media (DemainsTakeEditor *self)
{
  gint64 duration = self->media != NULL ? demains_media_get_duration (self->media) : 0;
  const DemainsMediaInfo *info = self->media != NULL ? demains_media_get_info (self->media) : NULL;
  g_autofree char *text = demains_timecode_to_text (duration);
  /* Translators: %s is how long a take is; before it stands the place in the take. */
  g_autofree char *of_text = g_strdup_printf (_ ("of %s"), text);

  if (info != NULL && info->rate_numerator > 0 && info->rate_denominator > 0)
    demains_filmstrip_view_set_rate (self->strip, info->rate_numerator, info->rate_denominator);
  demains_filmstrip_view_set_duration (self->strip, duration);
  gtk_label_set_text (self->duration, of_text);
}

static void
media_changed_cb (DemainsTakeEditor *self)
{
  const DemainsTrim before = *get_trim (self);

  show_media (self);
  if (before.out_point == before.duration && get_trim (self)->duration != before.duration)
    demains_take_editor_set_range (self, before.in_point, get_trim (self)->duration);
  if (self->opened && !demains_media_get_complete (self->media))
    return;

  open_take (self);
  seek (self, before.position);
  demains_filmstrip_view_load (self->strip, self->project, demains_record_get_id (self->take));
}

static void
watch_media (DemainsTakeEditor *self, DemainsMedia *media)
{
  if (self->media != NULL)
    g_signal_handlers_disconnect_by_func (self->media, media_changed_cb, self);
  g_set_object (&self->media, media);
  if (media == NULL)
    return;

  g_signal_connect_object (media, "notify::duration", G_CALLBACK (media_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (media, "notify::complete", G_CALLBACK (media_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
playing_cb (DemainsTakeEditor *self)
{
  gboolean playing = demains_player_get_playing (self->player);

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), playing ? _ ("Pause (Space)") : _ ("Play (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  playing ? _ ("Pause") : _ ("Play"), -1);
}

static void
position_cb (DemainsTakeEditor *self)
{
  gint64 seen = demains_trim_get_seen (get_trim (self), demains_player_get_position (self->player));

  demains_filmstrip_view_set_position (self->strip, seen);
  show_position (self, seen);
}

static void
error_cb (DemainsTakeEditor *self)
{
  const GError *error = demains_player_get_error (self->player);
  g_autofree char *text = error != NULL ? demains_error_to_text (error, NULL) : g_strdup ("");

  gtk_label_set_text (self->trouble, text);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), error != NULL);
}

static void
seek_cb (DemainsTakeEditor *self, gint64 time)
{
  if (!self->marking)
    seek (self, time);
}

static void
range_settled_cb (DemainsTakeEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_TRIMMED], 0);
}

static void
position_entered_cb (DemainsTakeEditor *self, gint64 time)
{
  seek (self, demains_trim_snap (get_trim (self), time));
}

static void
in_entered_cb (DemainsTakeEditor *self, gint64 time)
{
  demains_filmstrip_view_move_in_point (self->strip, time);
}

static void
out_entered_cb (DemainsTakeEditor *self, gint64 time)
{
  demains_filmstrip_view_move_out_point (self->strip, time);
}

static void
demains_take_editor_dispose (GObject *object)
{
  DemainsTakeEditor *self = DEMAINS_TAKE_EDITOR (object);

  watch_media (self, NULL);
  if (self->player != NULL)
    demains_player_stop (self->player);
  g_clear_object (&self->player);
  g_clear_object (&self->take);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_TAKE_EDITOR);

  G_OBJECT_CLASS (demains_take_editor_parent_class)->dispose (object);
}

static void
demains_take_editor_class_init (DemainsTakeEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_take_editor_dispose;

  signals[SIGNAL_TRIMMED]
    = g_signal_new ("trimmed", DEMAINS_TYPE_TAKE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DEMAINS_TYPE_FILMSTRIP_VIEW);
  g_type_ensure (DEMAINS_TYPE_TIME_ENTRY);
  g_type_ensure (DEMAINS_TYPE_VIDEO_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-take-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, video);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, strip);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, position_entry);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, in_entry);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, out_entry);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, duration);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, length);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, trouble);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeEditor, play);
  gtk_widget_class_bind_template_callback (widget_class, seek_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_range);
  gtk_widget_class_bind_template_callback (widget_class, range_settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, position_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, in_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, out_entered_cb);
}

static void
demains_take_editor_init (DemainsTakeEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_take_editor_set_project:
 * @self: an editor
 * @project: whose takes it shows; set once
 */
void
demains_take_editor_set_project (DemainsTakeEditor *self, DemainsProject *project)
{
  g_return_if_fail (DEMAINS_IS_TAKE_EDITOR (self));
  g_return_if_fail (self->project == NULL);

  self->project = g_object_ref (project);
  self->player = demains_player_new (project, demains_video_view_get_sink (self->video));
  g_signal_connect_object (self->player, "notify::playing", G_CALLBACK (playing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::position", G_CALLBACK (position_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::error", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  playing_cb (self);
}

/**
 * demains_take_editor_load:
 * @self: an editor
 * @take: (nullable): the take to show
 * @in_point: in nanoseconds
 * @out_point: in nanoseconds; negative for the end of the take
 *
 * Shows a take, paused at its in point.
 */
void
demains_take_editor_load (DemainsTakeEditor *self, DemainsRecord *take, gint64 in_point, gint64 out_point)
{
  gboolean same = take == self->take;

  g_return_if_fail (DEMAINS_IS_TAKE_EDITOR (self));

  demains_take_editor_settle (self);
  g_set_object (&self->take, take);
  watch_media (self, take != NULL ? demains_project_find_media (self->project, demains_record_get_id (take)) : NULL);
  show_media (self);
  demains_take_editor_set_range (self, in_point, out_point < 0 ? get_trim (self)->duration : out_point);

  if (!same)
    demains_filmstrip_view_load (self->strip, self->project, take != NULL ? demains_record_get_id (take) : NULL);
  if (!same)
    open_take (self);
  seek (self, in_point);
}

/**
 * demains_take_editor_set_range:
 * @self: an editor
 * @in_point: in nanoseconds
 * @out_point: in nanoseconds
 *
 * Shows two points, without "trimmed".
 */
void
demains_take_editor_set_range (DemainsTakeEditor *self, gint64 in_point, gint64 out_point)
{
  g_return_if_fail (DEMAINS_IS_TAKE_EDITOR (self));

  demains_filmstrip_view_set_range (self->strip, in_point, out_point);
  show_range (self);
}

/**
 * demains_take_editor_settle:
 * @self: an editor
 *
 * Ends what people are moving: "trimmed" comes now or not at all.
 */
void
demains_take_editor_settle (DemainsTakeEditor *self)
{
  g_return_if_fail (DEMAINS_IS_TAKE_EDITOR (self));

  demains_filmstrip_view_settle (self->strip);
}

/**
 * demains_take_editor_get_take:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the take that is shown
 */
DemainsRecord *
demains_take_editor_get_take (DemainsTakeEditor *self)
{
  g_return_val_if_fail (DEMAINS_IS_TAKE_EDITOR (self), NULL);

  return self->take;
}

/**
 * demains_take_editor_get_trim:
 * @self: an editor
 *
 * Returns: (transfer none): the points as they are on the filmstrip
 */
const DemainsTrim *
demains_take_editor_get_trim (DemainsTakeEditor *self)
{
  g_return_val_if_fail (DEMAINS_IS_TAKE_EDITOR (self), NULL);

  return get_trim (self);
}

/**
 * demains_take_editor_get_play_button:
 * @self: an editor
 *
 * Returns: (transfer none): the button that Space presses
 */
GtkWidget *
demains_take_editor_get_play_button (DemainsTakeEditor *self)
{
  g_return_val_if_fail (DEMAINS_IS_TAKE_EDITOR (self), NULL);

  return GTK_WIDGET (self->play);
}

/**
 * demains_take_editor_toggle_playing:
 * @self: an editor
 *
 * Plays on from the playhead, from the start where it is at the end; or pauses
 * on the picture that is seen.
 */
void
demains_take_editor_toggle_playing (DemainsTakeEditor *self)
{
  if (demains_player_get_playing (self->player))
    {
      demains_take_editor_pause (self);
      return;
    }

  if (get_trim (self)->position >= demains_trim_get_last (get_trim (self)))
    seek (self, 0);
  demains_player_play (self->player);
}

/**
 * demains_take_editor_play_range:
 * @self: an editor
 * @start: where to begin, in nanoseconds
 * @end: where to pause
 */
void
demains_take_editor_play_range (DemainsTakeEditor *self, gint64 start, gint64 end)
{
  demains_player_play_range (self->player, start, end);
}

/**
 * demains_take_editor_pause:
 * @self: an editor
 */
void
demains_take_editor_pause (DemainsTakeEditor *self)
{
  demains_player_pause (self->player);
}

/**
 * demains_take_editor_move:
 * @self: an editor
 * @pictures: how many to go on, negative to go back
 * @seconds: and how many seconds
 */
void
demains_take_editor_move (DemainsTakeEditor *self, int pictures, int seconds)
{
  const DemainsTrim *trim = get_trim (self);
  gint64 by = pictures * demains_trim_get_frame (trim) + seconds * SECOND;

  seek (self, demains_trim_snap (trim, trim->position + by));
}

/**
 * demains_take_editor_go:
 * @self: an editor
 * @to_end: to the last picture rather than to the first
 */
void
demains_take_editor_go (DemainsTakeEditor *self, gboolean to_end)
{
  seek (self, to_end ? demains_trim_get_last (get_trim (self)) : 0);
}

/**
 * demains_take_editor_set_in:
 * @self: an editor
 *
 * What is kept begins with the picture that is seen. Playing goes on.
 */
void
demains_take_editor_set_in (DemainsTakeEditor *self)
{
  self->marking = demains_player_get_playing (self->player);
  demains_filmstrip_view_move_in_point (self->strip, get_trim (self)->position);
  self->marking = FALSE;
}

/**
 * demains_take_editor_set_out:
 * @self: an editor
 *
 * What is kept ends with the picture that is seen. Playing goes on.
 */
void
demains_take_editor_set_out (DemainsTakeEditor *self)
{
  self->marking = demains_player_get_playing (self->player);
  demains_filmstrip_view_move_out_point (self->strip,
                                         get_trim (self)->position + demains_trim_get_frame (get_trim (self)));
  self->marking = FALSE;
}

/**
 * demains_take_editor_trim_silence:
 * @self: an editor
 *
 * What is kept is from the first word to the last.
 *
 * Returns: what came of it
 */
DemainsSilence
demains_take_editor_trim_silence (DemainsTakeEditor *self)
{
  return demains_filmstrip_view_trim_to_sound (self->strip);
}
