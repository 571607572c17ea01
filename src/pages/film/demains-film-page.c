/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-page.h"

#include "demains-caption-editor.h"
#include "demains-caption-export.h"
#include "demains-clip-list.h"
#include "demains-cut.h"
#include "demains-fade-row.h"
#include "demains-film-actions.h"
#include "demains-film-export.h"
#include "demains-film-state.h"
#include "demains-film-verbs.h"
#include "demains-film-view.h"
#include "demains-film.h"
#include "demains-take-editor.h"
#include "demains-title-card-editor.h"
#include "demains-video-import.h"

struct _DemainsFilmPage
{
  DemainsPage parent_instance;

  GtkStack *stack;
  GtkDropDown *takes;
  GtkStack *editors;
  DemainsTakeEditor *editor;
  DemainsTitleCardEditor *card_editor;
  DemainsFilmView *view;
  DemainsFadeRow *fade;
  GtkStack *side;
  DemainsClipList *clips;
  DemainsFilmState *state;
  DemainsCaptionEditor *caption_editor;

  DemainsRecord *clip;
  gboolean choosing;
  gboolean correcting;
};

G_DEFINE_FINAL_TYPE (DemainsFilmPage, demains_film_page, DEMAINS_TYPE_PAGE)

static const char *const PLAY_ACTIONS[]
  = { "film.play", "film.play-clip", "film.play-film", "film.captions", "film.set-in", "film.set-out" };
static const char *const EDIT_ACTIONS[]
  = { "film.trim-silence", "film.correct-captions", "film.add-clip",  "film.split-clip",
      "film.first-cut",    "film.add-card",         "film.leave-clip" };

static const DemainsFilmWay EXPORT_WAYS[]
  = { DEMAINS_FILM_COPIED, DEMAINS_FILM_SMALL, DEMAINS_FILM_OPEN, DEMAINS_FILM_CAPTIONED };
static const char *const EXPORT_ACTIONS[]
  = { "film.export", "film.export-small", "film.export-open", "film.export-captioned" };

static DemainsSession *
get_session (DemainsFilmPage *self)
{
  return demains_page_get_session (DEMAINS_PAGE (self));
}

static DemainsProject *
get_project (DemainsFilmPage *self)
{
  return demains_page_get_project (DEMAINS_PAGE (self));
}

static GListModel *
get_list (DemainsFilmPage *self, DemainsKindId kind)
{
  return G_LIST_MODEL (demains_project_get_list (get_project (self), kind));
}

static gboolean
shows_card (DemainsFilmPage *self)
{
  return self->clip != NULL && demains_cut_is_card (self->clip);
}

static void
update_actions (DemainsFilmPage *self)
{
  const DemainsFilmSituation now = {
    .writable = !demains_project_get_read_only (get_project (self)),
    .has_clips = g_list_model_get_n_items (get_list (self, DEMAINS_KIND_CLIP)) > 0,
    .has_take = demains_take_editor_get_take (self->editor) != NULL,
    .shows_clip = self->clip != NULL,
    .shows_card = shows_card (self),
    .playing = demains_film_view_get_playing (self->view),
    .correcting = self->correcting,
  };

  demains_film_actions_update (GTK_WIDGET (self), &now);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fade), now.writable);
}

static void
choose_in_menu (DemainsFilmPage *self, DemainsRecord *take)
{
  guint index = GTK_INVALID_LIST_POSITION;

  if (take != NULL)
    demains_record_list_find (DEMAINS_RECORD_LIST (get_list (self, DEMAINS_KIND_TAKE)), take, &index);
  self->choosing = TRUE;
  gtk_drop_down_set_selected (self->takes, index);
  self->choosing = FALSE;
}

static void
clip_changed_cb (DemainsFilmPage *self)
{
  if (!shows_card (self))
    demains_take_editor_set_range (self->editor, demains_record_get_number (self->clip, "in_point"),
                                   demains_record_get_number (self->clip, "out_point"));
}

static void
follow_clip (DemainsFilmPage *self, DemainsRecord *clip)
{
  demains_take_editor_settle (self->editor);
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, clip_changed_cb, self);
  g_set_object (&self->clip, clip);
  demains_fade_row_set_clip (self->fade, clip);
  if (clip != NULL)
    g_signal_connect_object (clip, "notify", G_CALLBACK (clip_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_card (DemainsFilmPage *self, DemainsRecord *clip)
{
  if (clip == self->clip)
    return;

  demains_take_editor_pause (self->editor);
  follow_clip (self, clip);
}

static void
show_clip (DemainsFilmPage *self, DemainsRecord *clip)
{
  DemainsRecord *take = demains_project_find (get_project (self), demains_record_get_text (clip, "take"));

  if (clip == self->clip && take == demains_take_editor_get_take (self->editor))
    return;

  follow_clip (self, clip);
  demains_session_set_selected (get_session (self), DEMAINS_KIND_TAKE, take);
  demains_take_editor_load (self->editor, take, demains_record_get_number (clip, "in_point"),
                            demains_record_get_number (clip, "out_point"));
}

static void
show_take (DemainsFilmPage *self)
{
  DemainsRecord *take = demains_session_get_selected (get_session (self), DEMAINS_KIND_TAKE);

  if (take == NULL)
    take = demains_record_list_get (demains_project_get_list (get_project (self), DEMAINS_KIND_TAKE), 0);
  if (self->clip == NULL && take == demains_take_editor_get_take (self->editor))
    return;

  follow_clip (self, NULL);
  demains_take_editor_load (self->editor, take, 0, -1);
}

/* Captions are those of the take that is seen. */
static void
show_side (DemainsFilmPage *self)
{
  DemainsRecord *take = demains_take_editor_get_take (self->editor);

  if (shows_card (self) || take == NULL)
    self->correcting = FALSE;
  demains_caption_editor_show (self->caption_editor, self->correcting ? take : NULL);
  gtk_stack_set_visible_child_name (self->side, self->correcting ? "captions" : "clips");
  update_actions (self);
}

static void
toggle_correcting (DemainsFilmPage *self)
{
  self->correcting = !self->correcting;
  show_side (self);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->side), GTK_DIR_TAB_FORWARD);
}

/* In a take the keyboard goes where arrows seek: in one of its points they would move that. */
static void
show_editor (DemainsFilmPage *self)
{
  gboolean playing = demains_film_view_get_playing (self->view);
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->editors));

  gtk_stack_set_visible_child_name (self->editors, playing ? "film" : shows_card (self) ? "card" : "take");
  gtk_widget_set_visible (GTK_WIDGET (self->takes), !playing && !shows_card (self));
  gtk_widget_set_visible (GTK_WIDGET (self->fade), !playing && self->clip != NULL);
  show_side (self);
  if (focused != NULL && focused != gtk_stack_get_visible_child (self->editors)
      && (playing || shows_card (self) || !gtk_widget_grab_focus (demains_take_editor_get_play_button (self->editor))))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->editors), GTK_DIR_TAB_FORWARD);
}

/* Either a clip of the film is seen and trimmed, or a take from which the next
 * clip will come. */
static void
show_selected (DemainsFilmPage *self)
{
  DemainsRecord *clip = demains_session_get_selected (get_session (self), DEMAINS_KIND_CLIP);
  gboolean empty = g_list_model_get_n_items (get_list (self, DEMAINS_KIND_TAKE)) == 0
                   && g_list_model_get_n_items (get_list (self, DEMAINS_KIND_CLIP)) == 0;

  if (clip != NULL && demains_cut_is_card (clip))
    show_card (self, clip);
  else if (clip != NULL)
    show_clip (self, clip);
  else
    show_take (self);

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "film");
  demains_film_view_stop (self->view);
  show_editor (self);
  demains_title_card_editor_set_card (self->card_editor, shows_card (self) ? clip : NULL);
  choose_in_menu (self, demains_take_editor_get_take (self->editor));
}

static void
selection_changed_cb (DemainsFilmPage *self, guint kind)
{
  if (kind == DEMAINS_KIND_TAKE || kind == DEMAINS_KIND_CLIP)
    show_selected (self);
}

static void
take_chosen_cb (DemainsFilmPage *self)
{
  if (self->choosing)
    return;

  demains_session_set_selected (get_session (self), DEMAINS_KIND_TAKE, gtk_drop_down_get_selected_item (self->takes));
  demains_session_set_selected (get_session (self), DEMAINS_KIND_CLIP, NULL);
}

static void
trimmed_cb (DemainsFilmPage *self)
{
  const DemainsTrim *trim = demains_take_editor_get_trim (self->editor);

  /* One that is gone is trimmed no more. */
  if (self->clip != NULL && !shows_card (self)
      && demains_project_find (get_project (self), demains_record_get_id (self->clip)) != NULL)
    demains_cut_trim (get_project (self), self->clip, trim->in_point, trim->out_point);
}

static void
add_card (DemainsFilmPage *self)
{
  demains_session_set_selected (get_session (self), DEMAINS_KIND_CLIP,
                                demains_film_verbs_add_card (get_session (self), self->clip));
  demains_title_card_editor_focus_words (self->card_editor);
}

static void
remove_clip (DemainsFilmPage *self, const char *id)
{
  gboolean by_key = *id == '\0';
  DemainsRecord *clip;

  /* What is not seen stays. */
  if (by_key && demains_film_view_get_playing (self->view))
    return;
  if (by_key)
    demains_clip_list_choose_focused (self->clips);
  clip = by_key ? self->clip : demains_project_find (get_project (self), id);
  if (clip != NULL)
    demains_film_verbs_remove (get_session (self), clip);
}

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (widget);

  demains_take_editor_settle (self->editor);
  if (g_str_equal (name, "film.add-clip"))
    demains_film_verbs_add (get_session (self), self->editor);
  else if (g_str_equal (name, "film.split-clip"))
    demains_film_verbs_split (get_session (self), self->editor, self->clip);
  else if (g_str_equal (name, "film.trim-silence"))
    demains_film_verbs_trim_silence (get_session (self), self->editor);
  else if (g_str_equal (name, "film.correct-captions"))
    toggle_correcting (self);
  else if (g_str_equal (name, "film.first-cut"))
    demains_film_verbs_make_first_cut (get_session (self));
  else if (g_str_equal (name, "film.add-card"))
    add_card (self);
  else if (g_str_equal (name, "film.leave-clip"))
    demains_session_set_selected (get_session (self), DEMAINS_KIND_CLIP, NULL);
  else if (g_str_equal (name, "film.remove-clip"))
    remove_clip (self, g_variant_get_string (target, NULL));
  else if (g_str_equal (name, "film.move-clip"))
    demains_clip_list_move (self->clips, g_variant_get_int32 (target));
}

static void
film_playing_cb (DemainsFilmPage *self)
{
  const GError *error = demains_film_view_get_error (self->view);

  show_editor (self);
  if (!demains_film_view_get_playing (self->view) && error != NULL)
    demains_session_toast_error (get_session (self), error, NULL);
}

/* From the clip that is chosen on. */
static void
play_film (DemainsFilmPage *self)
{
  if (demains_film_view_get_playing (self->view))
    {
      demains_film_view_stop (self->view);
      return;
    }

  demains_take_editor_settle (self->editor);
  demains_take_editor_pause (self->editor);
  demains_film_view_play (self->view, self->clip != NULL ? demains_film_get_start (get_project (self), self->clip) : 0);
  if (!demains_film_view_get_playing (self->view))
    film_playing_cb (self);
}

static void
play_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (widget);
  DemainsTakeEditor *editor = self->editor;

  if (g_str_equal (name, "film.captions"))
    demains_film_view_toggle_captions (self->view);
  else if (g_str_equal (name, "film.play-film") || demains_film_view_get_playing (self->view))
    play_film (self);
  else if (g_str_equal (name, "film.play"))
    demains_take_editor_toggle_playing (editor);
  else if (g_str_equal (name, "film.play-clip"))
    demains_take_editor_play_range (editor, demains_take_editor_get_trim (editor)->in_point,
                                    demains_take_editor_get_trim (editor)->out_point);
  else if (g_str_equal (name, "film.set-in"))
    demains_take_editor_set_in (editor);
  else if (g_str_equal (name, "film.set-out"))
    demains_take_editor_set_out (editor);
  else if (g_str_equal (name, "film.step"))
    demains_take_editor_move (editor, g_variant_get_int32 (target), 0);
  else if (g_str_equal (name, "film.skip"))
    demains_take_editor_move (editor, 0, g_variant_get_int32 (target));
  else if (g_str_equal (name, "film.go"))
    demains_take_editor_go (editor, g_variant_get_boolean (target));
}

static void
file_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (widget);

  demains_take_editor_settle (self->editor);
  if (g_str_equal (name, "film.shoot"))
    demains_session_set_page (get_session (self), "shoot");
  else if (g_str_equal (name, "film.import"))
    demains_video_import_choose (widget, get_session (self));
  else if (g_str_equal (name, "film.export-captions"))
    demains_caption_export_choose (widget, get_session (self));
  else if (g_str_equal (name, "film.export-to"))
    demains_film_export_to (get_session (self), g_variant_get_string (target, NULL), DEMAINS_FILM_COPIED);
  for (guint i = 0; i < G_N_ELEMENTS (EXPORT_ACTIONS); i++)
    if (g_str_equal (name, EXPORT_ACTIONS[i]))
      demains_film_export_choose (widget, get_session (self), EXPORT_WAYS[i]);
}

static void
demains_film_page_hidden (DemainsPage *page)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (page);

  demains_take_editor_settle (self->editor);
  demains_take_editor_pause (self->editor);
  demains_film_view_stop (self->view);
}

static void
demains_film_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (page);

  if (demains_record_get_kind_id (record) == DEMAINS_KIND_TAKE)
    demains_session_set_selected (get_session (self), DEMAINS_KIND_CLIP, NULL);
  show_selected (self);
}

static void
demains_film_page_constructed (GObject *object)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (object);
  GListModel *takes = get_list (self, DEMAINS_KIND_TAKE);

  G_OBJECT_CLASS (demains_film_page_parent_class)->constructed (object);

  demains_take_editor_set_project (self->editor, get_project (self));
  demains_title_card_editor_set_project (self->card_editor, get_project (self));
  demains_film_view_set_project (self->view, get_project (self));
  demains_clip_list_set_session (self->clips, get_session (self));
  demains_film_state_set_project (self->state, get_project (self));
  demains_caption_editor_set_project (self->caption_editor, get_project (self), self->editor);
  self->choosing = TRUE;
  gtk_drop_down_set_expression (
    self->takes, gtk_property_expression_new (demains_record_type_for_kind (DEMAINS_KIND_TAKE), NULL, "title"));
  gtk_drop_down_set_model (self->takes, takes);
  self->choosing = FALSE;

  g_signal_connect_object (takes, "items-changed", G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_list (self, DEMAINS_KIND_CLIP), "items-changed", G_CALLBACK (show_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_session (self), "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_session (self), "settle", G_CALLBACK (demains_take_editor_settle), self->editor,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_project (self), "notify::read-only", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  demains_video_import_accept_drops (GTK_WIDGET (self), get_session (self));
  demains_film_actions_add_keys (DEMAINS_PAGE (self), demains_take_editor_get_play_button (self->editor));
  show_selected (self);
}

static void
demains_film_page_dispose (GObject *object)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (object);

  g_clear_object (&self->clip);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_FILM_PAGE);

  G_OBJECT_CLASS (demains_film_page_parent_class)->dispose (object);
}

static void
demains_film_page_class_init (DemainsFilmPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DemainsPageClass *page_class = DEMAINS_PAGE_CLASS (klass);

  object_class->constructed = demains_film_page_constructed;
  object_class->dispose = demains_film_page_dispose;
  page_class->hidden = demains_film_page_hidden;
  page_class->reveal = demains_film_page_reveal;

  g_type_ensure (DEMAINS_TYPE_TITLE_CARD_EDITOR);
  g_type_ensure (DEMAINS_TYPE_CAPTION_EDITOR);
  g_type_ensure (DEMAINS_TYPE_CLIP_LIST);
  g_type_ensure (DEMAINS_TYPE_FADE_ROW);
  g_type_ensure (DEMAINS_TYPE_FILM_STATE);
  g_type_ensure (DEMAINS_TYPE_FILM_VIEW);
  g_type_ensure (DEMAINS_TYPE_TAKE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-film-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, takes);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, editors);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, editor);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, card_editor);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, view);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, fade);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, side);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, clips);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, state);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, caption_editor);
  gtk_widget_class_bind_template_callback (widget_class, take_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, trimmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, film_playing_cb);

  for (guint i = 0; i < G_N_ELEMENTS (PLAY_ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, PLAY_ACTIONS[i], NULL, play_action_cb);
  for (guint i = 0; i < G_N_ELEMENTS (EDIT_ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, EDIT_ACTIONS[i], NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.step", "i", play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.skip", "i", play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.go", "b", play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.remove-clip", "s", edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.move-clip", "i", edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.shoot", NULL, file_action_cb);
  gtk_widget_class_install_action (widget_class, "film.import", NULL, file_action_cb);
  for (guint i = 0; i < G_N_ELEMENTS (EXPORT_ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, EXPORT_ACTIONS[i], NULL, file_action_cb);
  gtk_widget_class_install_action (widget_class, "film.export-captions", NULL, file_action_cb);
  gtk_widget_class_install_action (widget_class, "film.export-to", "s", file_action_cb);
}

static void
demains_film_page_init (DemainsFilmPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
