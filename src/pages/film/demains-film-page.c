/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-page.h"

#include <glib/gi18n.h>

#include "demains-clip-list.h"
#include "demains-cut.h"
#include "demains-film-export.h"
#include "demains-page-keys.h"
#include "demains-take-editor.h"
#include "demains-video-import.h"
#include "demains-wording.h"

struct _DemainsFilmPage
{
  DemainsPage parent_instance;

  GtkStack *stack;
  GtkDropDown *takes;
  DemainsTakeEditor *editor;
  DemainsClipList *clips;

  DemainsRecord *clip;
  gboolean choosing;
};

G_DEFINE_FINAL_TYPE (DemainsFilmPage, demains_film_page, DEMAINS_TYPE_PAGE)

static const DemainsPageKey KEYS[] = {
  { "i", "film.set-in" },
  { "o", "film.set-out" },
  { "p", "film.play-clip" },
  { "a", "film.add-clip" },
  { "s", "film.split-clip" },
  { "f", "film.first-cut" },
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

static void
update_actions (DemainsFilmPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !demains_project_get_read_only (get_project (self));
  gboolean has_take = demains_take_editor_get_take (self->editor) != NULL;
  gboolean has_clips = g_list_model_get_n_items (get_list (self, DEMAINS_KIND_CLIP)) > 0;

  gtk_widget_action_set_enabled (widget, "film.play", has_take);
  gtk_widget_action_set_enabled (widget, "film.play-clip", has_take);
  gtk_widget_action_set_enabled (widget, "film.step", has_take);
  gtk_widget_action_set_enabled (widget, "film.skip", has_take);
  gtk_widget_action_set_enabled (widget, "film.go", has_take);
  gtk_widget_action_set_enabled (widget, "film.set-in", has_take);
  gtk_widget_action_set_enabled (widget, "film.set-out", has_take);
  gtk_widget_action_set_enabled (widget, "film.add-clip", has_take && writable && self->clip == NULL);
  gtk_widget_action_set_enabled (widget, "film.split-clip", self->clip != NULL && has_take && writable);
  gtk_widget_action_set_enabled (widget, "film.first-cut", has_take && writable);
  gtk_widget_action_set_enabled (widget, "film.leave-clip", self->clip != NULL);
  gtk_widget_action_set_enabled (widget, "film.remove-clip", has_clips && writable);
  gtk_widget_action_set_enabled (widget, "film.move-clip", self->clip != NULL && writable);
  gtk_widget_action_set_enabled (widget, "film.import", writable);
  gtk_widget_action_set_enabled (widget, "film.export", has_clips);
  gtk_widget_action_set_enabled (widget, "film.export-to", has_clips);
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
  demains_take_editor_set_range (self->editor, demains_record_get_number (self->clip, "in_point"),
                                 demains_record_get_number (self->clip, "out_point"));
}

static DemainsRecord *
get_take_of (DemainsFilmPage *self, DemainsRecord *clip)
{
  return demains_project_find (get_project (self), demains_record_get_text (clip, "take"));
}

static void
follow_clip (DemainsFilmPage *self, DemainsRecord *clip)
{
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, clip_changed_cb, self);
  g_set_object (&self->clip, clip);
  if (clip != NULL)
    g_signal_connect_object (clip, "notify", G_CALLBACK (clip_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_clip (DemainsFilmPage *self, DemainsRecord *clip)
{
  DemainsRecord *take = get_take_of (self, clip);

  if (clip == self->clip && take == demains_take_editor_get_take (self->editor))
    return;

  demains_take_editor_settle (self->editor);
  follow_clip (self, clip);
  demains_session_set_selected (get_session (self), DEMAINS_KIND_TAKE, take);
  demains_take_editor_load (self->editor, take, demains_record_get_number (clip, "in_point"),
                            demains_record_get_number (clip, "out_point"));
}

static void
show_take (DemainsFilmPage *self)
{
  DemainsRecord *take = demains_session_get_selected (get_session (self), DEMAINS_KIND_TAKE);
  g_autoptr (DemainsRecord) first = g_list_model_get_item (get_list (self, DEMAINS_KIND_TAKE), 0);

  if (take == NULL)
    take = first;
  if (self->clip == NULL && take == demains_take_editor_get_take (self->editor))
    return;

  demains_take_editor_settle (self->editor);
  follow_clip (self, NULL);
  demains_take_editor_load (self->editor, take, 0, -1);
}

/* Either a clip of the film is seen and trimmed, or a take from which the next
 * clip will come. */
static void
show_selected (DemainsFilmPage *self)
{
  DemainsRecord *clip = demains_session_get_selected (get_session (self), DEMAINS_KIND_CLIP);
  gboolean empty = g_list_model_get_n_items (get_list (self, DEMAINS_KIND_TAKE)) == 0
                   && g_list_model_get_n_items (get_list (self, DEMAINS_KIND_CLIP)) == 0;

  if (clip != NULL)
    show_clip (self, clip);
  else
    show_take (self);

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "film");
  choose_in_menu (self, demains_take_editor_get_take (self->editor));
  update_actions (self);
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

  if (self->clip != NULL)
    demains_cut_trim (get_project (self), self->clip, trim->in_point, trim->out_point);
}

static void
add_clip (DemainsFilmPage *self)
{
  DemainsRecord *take = demains_take_editor_get_take (self->editor);
  const DemainsTrim *trim = demains_take_editor_get_trim (self->editor);

  demains_take_editor_settle (self->editor);
  demains_cut_add (get_project (self), take, trim->in_point, trim->out_point);
}

/* Where the playhead is; what comes after it is then the clip to go on with. */
static void
split_clip (DemainsFilmPage *self)
{
  DemainsRecord *second;

  demains_take_editor_settle (self->editor);
  second = demains_cut_split (get_project (self), self->clip, demains_take_editor_get_trim (self->editor)->position);
  if (second != NULL)
    demains_session_set_selected (get_session (self), DEMAINS_KIND_CLIP, second);
  else
    demains_session_toast (get_session (self), _ ("Put the playhead between the in point and the out point first."));
}

static void
make_first_cut (DemainsFilmPage *self)
{
  guint n_clips;
  g_autofree char *text = NULL;

  demains_take_editor_settle (self->editor);
  n_clips = demains_cut_make_first (get_project (self));
  text = g_strdup_printf (ngettext ("%u clip added", "%u clips added", n_clips), n_clips);
  if (n_clips > 0)
    demains_session_toast_undo (get_session (self), text);
  else
    demains_session_toast (get_session (self), _ ("All that was filmed is in the film already."));
}

static void
remove_clip (DemainsFilmPage *self, const char *id)
{
  DemainsRecord *clip = *id != '\0' ? demains_project_find (get_project (self), id) : self->clip;

  if (clip == NULL)
    return;

  demains_project_remove (get_project (self), clip);
  demains_session_toast_undo (get_session (self), _ ("Clip removed from the film"));
}

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (widget);

  if (g_str_equal (name, "film.add-clip"))
    add_clip (self);
  else if (g_str_equal (name, "film.split-clip"))
    split_clip (self);
  else if (g_str_equal (name, "film.first-cut"))
    make_first_cut (self);
  else if (g_str_equal (name, "film.leave-clip"))
    demains_session_set_selected (get_session (self), DEMAINS_KIND_CLIP, NULL);
  else if (g_str_equal (name, "film.remove-clip"))
    remove_clip (self, g_variant_get_string (target, NULL));
  else if (g_str_equal (name, "film.move-clip"))
    demains_clip_list_move (self->clips, g_variant_get_int32 (target));
}

static void
play_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsTakeEditor *editor = DEMAINS_FILM_PAGE (widget)->editor;

  if (g_str_equal (name, "film.play"))
    demains_take_editor_toggle_playing (editor);
  else if (g_str_equal (name, "film.play-clip"))
    demains_take_editor_play_selection (editor);
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
  else if (g_str_equal (name, "film.export"))
    demains_film_export_choose (widget, get_session (self));
  else if (g_str_equal (name, "film.export-to"))
    demains_film_export_to (get_session (self), g_variant_get_string (target, NULL));
}

static void
demains_film_page_hidden (DemainsPage *page)
{
  DemainsFilmPage *self = DEMAINS_FILM_PAGE (page);

  demains_take_editor_settle (self->editor);
  demains_take_editor_pause (self->editor);
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
  GListModel *takes;

  G_OBJECT_CLASS (demains_film_page_parent_class)->constructed (object);

  takes = get_list (self, DEMAINS_KIND_TAKE);
  demains_take_editor_set_project (self->editor, get_project (self));
  demains_clip_list_set_session (self->clips, get_session (self));
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
  g_signal_connect_object (get_project (self), "notify::read-only", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  demains_video_import_accept_drops (GTK_WIDGET (self), get_session (self));
  demains_page_add_keys (DEMAINS_PAGE (self), KEYS, G_N_ELEMENTS (KEYS));
  demains_page_add_eager_keys (DEMAINS_PAGE (self), EAGER_KEYS, G_N_ELEMENTS (EAGER_KEYS),
                               demains_take_editor_get_play_button (self->editor));
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

  g_type_ensure (DEMAINS_TYPE_CLIP_LIST);
  g_type_ensure (DEMAINS_TYPE_TAKE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-film-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, takes);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, editor);
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmPage, clips);
  gtk_widget_class_bind_template_callback (widget_class, take_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, trimmed_cb);

  gtk_widget_class_install_action (widget_class, "film.play", NULL, play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.play-clip", NULL, play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.set-in", NULL, play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.set-out", NULL, play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.step", "i", play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.skip", "i", play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.go", "b", play_action_cb);
  gtk_widget_class_install_action (widget_class, "film.add-clip", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.split-clip", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.first-cut", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.leave-clip", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.remove-clip", "s", edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.move-clip", "i", edit_action_cb);
  gtk_widget_class_install_action (widget_class, "film.shoot", NULL, file_action_cb);
  gtk_widget_class_install_action (widget_class, "film.import", NULL, file_action_cb);
  gtk_widget_class_install_action (widget_class, "film.export", NULL, file_action_cb);
  gtk_widget_class_install_action (widget_class, "film.export-to", "s", file_action_cb);
}

static void
demains_film_page_init (DemainsFilmPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
