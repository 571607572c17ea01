/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-clip-row.h"

#include <glib/gi18n.h>

#include "demains-cut.h"
#include "demains-thumbnail.h"
#include "demains-title-card-view.h"
#include "demains-wording.h"

struct _DemainsClipRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *number;
  DemainsThumbnail *thumbnail;
  GtkLabel *title;
  GtkLabel *range;
  GtkLabel *length;

  DemainsProject *project;
  DemainsRecord *clip;
  DemainsRecord *take;
  DemainsClipPictures *pictures;
  GCancellable *cancellable;
  gint64 pictured;
};

G_DEFINE_FINAL_TYPE (DemainsClipRow, demains_clip_row, GTK_TYPE_LIST_BOX_ROW)

/* Twice as wide as it is shown, for screens with small pixels. */
#define CARD_WIDTH 160

static void
show_texts (DemainsClipRow *self)
{
  gint64 in_point = demains_record_get_number (self->clip, "in_point");
  gint64 out_point = demains_record_get_number (self->clip, "out_point");
  g_autofree char *title = demains_record_to_text (self->clip);
  g_autofree char *in_text = demains_duration_to_text (in_point);
  g_autofree char *out_text = demains_duration_to_text (out_point);
  g_autofree char *length = demains_duration_to_text (out_point - in_point);
  /* Translators: from one place in a take to another. */
  g_autofree char *range = g_strdup_printf (_ ("%s – %s"), in_text, out_text);
  g_autofree char *name = NULL;

  if (demains_cut_is_card (self->clip))
    {
      g_strstrip (title);
      title[strcspn (title, "\n")] = '\0';
      g_set_str (&range, _ ("Title card"));
    }
  else if (self->take != NULL)
    g_set_str (&title, demains_record_get_title (self->take));
  else
    g_set_str (&range, _ ("Undo brings the take back"));

  if (demains_cut_has_fade (self->clip))
    {
      g_autofree char *cut = g_steal_pointer (&range);

      /* Translators: what a clip is, or from where to where it goes; it comes out of black. */
      range = g_strdup_printf (_ ("%s · fade"), cut);
    }

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->range, range);
  gtk_label_set_text (self->length, length);

  /* Translators: what a screen reader says of a clip: number, take, from where
   * to where, length. */
  name = g_strdup_printf (_ ("%s. %s, %s, length %s"), gtk_label_get_text (self->number), title, range, length);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
picture_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsClipRow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = demains_clip_pictures_load_finish (DEMAINS_CLIP_PICTURES (source), result, &error);

  /* Cancelled: another picture is wanted, or the row is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (jpeg == NULL)
    g_debug ("No picture of a clip: %s", error->message);
  demains_thumbnail_set_bytes (self->thumbnail, jpeg);
}

static void
forget_picture (DemainsClipRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->pictured = -1;
}

static void
show_card (DemainsClipRow *self)
{
  g_autoptr (DemainsTitleCard) card = demains_title_card_new (self->project, self->clip);
  g_autoptr (GdkTexture) texture = demains_title_card_view_make_texture (card, CARD_WIDTH);

  demains_thumbnail_set_texture (self->thumbnail, texture);
}

/* Only what is seen is decoded. The picture of before stays until then. */
static void
show_picture (DemainsClipRow *self)
{
  gint64 in_point = demains_record_get_number (self->clip, "in_point");

  if (self->take == NULL || in_point == self->pictured || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  forget_picture (self);
  self->pictured = in_point;
  self->cancellable = g_cancellable_new ();
  demains_clip_pictures_load_async (self->pictures, demains_record_get_id (self->take), in_point, self->cancellable,
                                    picture_made_cb, self);
}

/* The take may be deleted and come back; a title card is of none. */
static void
find_take (DemainsClipRow *self)
{
  const char *take_id = demains_record_get_text (self->clip, "take");
  DemainsRecord *take = demains_project_find (self->project, take_id);

  if (take != self->take)
    {
      if (self->take != NULL)
        g_signal_handlers_disconnect_by_func (self->take, show_texts, self);
      g_set_object (&self->take, take);
      if (take != NULL)
        g_signal_connect_object (take, "notify", G_CALLBACK (show_texts), self, G_CONNECT_SWAPPED);

      forget_picture (self);
      demains_thumbnail_set_bytes (self->thumbnail, NULL);
    }

  show_texts (self);
  if (demains_cut_is_card (self->clip))
    show_card (self);
  else
    show_picture (self);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y)
{
  DemainsClipRow *self = DEMAINS_CLIP_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));

  if (demains_project_get_read_only (self->project))
    return NULL;

  return gdk_content_provider_new_typed (DEMAINS_TYPE_CLIP_ROW, self);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static void
remove_clicked_cb (DemainsClipRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "film.remove-clip", "s", demains_record_get_id (self->clip));
}

static void
demains_clip_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (demains_clip_row_parent_class)->map (widget);

  show_picture (DEMAINS_CLIP_ROW (widget));
}

/* Whoever only passes by, on the way to Export, chooses no clip; arrows and Space do. */
static gboolean
demains_clip_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (tab && gtk_widget_get_focus_child (widget) == NULL && !gtk_widget_has_focus (widget))
    return gtk_widget_grab_focus (widget);

  return GTK_WIDGET_CLASS (demains_clip_row_parent_class)->focus (widget, direction);
}

static void
demains_clip_row_dispose (GObject *object)
{
  DemainsClipRow *self = DEMAINS_CLIP_ROW (object);

  forget_picture (self);
  g_clear_object (&self->pictures);
  g_clear_object (&self->take);
  g_clear_object (&self->clip);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_CLIP_ROW);

  G_OBJECT_CLASS (demains_clip_row_parent_class)->dispose (object);
}

static void
demains_clip_row_class_init (DemainsClipRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_clip_row_dispose;
  widget_class->map = demains_clip_row_map;
  widget_class->focus = demains_clip_row_focus;

  g_type_ensure (DEMAINS_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-clip-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsClipRow, number);
  gtk_widget_class_bind_template_child (widget_class, DemainsClipRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, DemainsClipRow, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsClipRow, range);
  gtk_widget_class_bind_template_child (widget_class, DemainsClipRow, length);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
demains_clip_row_init (DemainsClipRow *self)
{
  self->pictured = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_clip_row_new:
 * @project: the project
 * @clip: one of its clips
 * @pictures: makes its picture
 *
 * Returns: (transfer floating): a row that follows the clip and its take
 */
GtkWidget *
demains_clip_row_new (DemainsProject *project, DemainsRecord *clip, DemainsClipPictures *pictures)
{
  DemainsClipRow *self = g_object_new (DEMAINS_TYPE_CLIP_ROW, NULL);
  DemainsRecordList *takes = demains_project_get_list (project, DEMAINS_KIND_TAKE);

  self->project = g_object_ref (project);
  self->clip = g_object_ref (clip);
  self->pictures = g_object_ref (pictures);
  g_signal_connect_object (clip, "notify", G_CALLBACK (find_take), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (takes, "items-changed", G_CALLBACK (find_take), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_root (project), "notify::theme", G_CALLBACK (find_take), self,
                           G_CONNECT_SWAPPED);
  find_take (self);

  return GTK_WIDGET (self);
}

/**
 * demains_clip_row_get_clip:
 * @self: a row
 *
 * Returns: (transfer none): its clip
 */
DemainsRecord *
demains_clip_row_get_clip (DemainsClipRow *self)
{
  g_return_val_if_fail (DEMAINS_IS_CLIP_ROW (self), NULL);

  return self->clip;
}

/**
 * demains_clip_row_set_number:
 * @self: a row
 * @number: its place in the film, from 1
 */
void
demains_clip_row_set_number (DemainsClipRow *self, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  g_return_if_fail (DEMAINS_IS_CLIP_ROW (self));

  if (g_str_equal (gtk_label_get_text (self->number), text))
    return;

  gtk_label_set_text (self->number, text);
  show_texts (self);
}
