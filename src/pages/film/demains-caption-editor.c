/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-caption-editor.h"

#include <glib/gi18n.h>

#include "demains-caption-file.h"
#include "demains-captions.h"
#include "demains-cue-row.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

/* What is shorter is a flash, and a new one is as long as two short lines need. */
#define LEAST_DURATION (SECOND / 2)
#define NEW_DURATION (2 * SECOND)

struct _DemainsCaptionEditor
{
  AdwBin parent_instance;

  GtkWidget *back;
  GtkLabel *note;
  GtkListBox *list;
  GtkWidget *add;
  GtkWidget *anew;

  DemainsProject *project;
  DemainsTakeEditor *take_editor;
  DemainsRecord *take;
  gulong take_handler;
  GPtrArray *cues;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DemainsCaptionEditor, demains_caption_editor, ADW_TYPE_BIN)

static gboolean
is_corrected (DemainsCaptionEditor *self)
{
  return *demains_record_get_text (self->take, "captions") != '\0';
}

static gboolean
is_editable (DemainsCaptionEditor *self)
{
  return !demains_project_get_read_only (self->project);
}

static DemainsCue *
get_cue (DemainsCaptionEditor *self, DemainsCueRow *row)
{
  return self->cues->pdata[gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))];
}

static void
show_note (DemainsCaptionEditor *self)
{
  const char *text = _ ("Made from the script, at the times of the sound. What you correct stays as you leave it.");

  if (is_corrected (self))
    text = _ ("Corrected by hand: what changes in the script is not taken over any more.");
  else if (self->cues != NULL && self->cues->len == 0)
    text = _ ("Nothing is said in this take yet: captions come from the speeches of its scene, or are added by hand.");
  gtk_label_set_text (self->note, text);
  gtk_widget_set_visible (self->add, is_editable (self));
  gtk_widget_set_sensitive (self->add, self->cues != NULL);
  gtk_widget_set_visible (self->anew, is_editable (self) && is_corrected (self));
}

/* From now on the take has captions of its own. */
static void
write_cues (DemainsCaptionEditor *self)
{
  g_autofree char *file = demains_caption_file_write_vtt (self->cues);

  g_signal_handler_block (self->take, self->take_handler);
  g_object_set (self->take, "captions", file, NULL);
  g_signal_handler_unblock (self->take, self->take_handler);
  show_note (self);
}

static void
edited_cb (DemainsCaptionEditor *self, DemainsCueRow *row)
{
  DemainsCue *cue = get_cue (self, row);

  g_free (cue->text);
  cue->text = demains_cue_row_dup_text (row);
  demains_cue_row_show (row, cue, is_editable (self));
  write_cues (self);
}

static void asked_cb (DemainsCaptionEditor *self, const char *what, DemainsCueRow *row);

/* Rows stay where they are, so that who types keeps the cursor. */
static void
show_cues (DemainsCaptionEditor *self)
{
  guint n = self->cues != NULL ? self->cues->len : 0;
  GtkListBoxRow *row;

  for (guint i = 0; i < n; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list, i);
      if (row == NULL)
        {
          row = g_object_new (DEMAINS_TYPE_CUE_ROW, NULL);
          g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
          g_signal_connect_object (row, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
          gtk_list_box_append (self->list, GTK_WIDGET (row));
        }
      demains_cue_row_show (DEMAINS_CUE_ROW (row), self->cues->pdata[i], is_editable (self));
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  show_note (self);
}

/* Those after one move on where there is no room for it between them. */
static void
make_room_after (DemainsCaptionEditor *self, guint index)
{
  for (guint i = index + 1; i < self->cues->len; i++)
    {
      const DemainsCue *before = self->cues->pdata[i - 1];
      DemainsCue *cue = self->cues->pdata[i];

      if (cue->start >= before->end)
        return;
      cue->start = before->end;
      cue->end = MAX (cue->end, cue->start + LEAST_DURATION);
    }
}

/* Two captions are never seen at once, and they stay in their order: the ones beside give way as far as they can
 * still be seen, and no caption goes further than that. */
static void
part_neighbours (DemainsCaptionEditor *self, guint index)
{
  DemainsCue *cue = self->cues->pdata[index];
  DemainsCue *before = index > 0 ? self->cues->pdata[index - 1] : NULL;
  const DemainsCue *after = index + 1 < self->cues->len ? self->cues->pdata[index + 1] : NULL;
  gint64 least_start = before != NULL ? MIN (before->end, before->start + LEAST_DURATION) : 0;
  gint64 most_end = after != NULL ? MAX (after->start, after->end - LEAST_DURATION) : G_MAXINT64;

  cue->end = MIN (cue->end, most_end);
  cue->start = MAX (MIN (cue->start, cue->end - LEAST_DURATION), least_start);
  cue->end = MAX (cue->end, cue->start + LEAST_DURATION);
  if (before != NULL)
    before->end = MIN (before->end, cue->start);
  make_room_after (self, index);
}

/* Where the playhead is after its end, a caption goes there as a whole. */
static void
begin_here (DemainsCue *cue, gint64 position)
{
  if (position > cue->end - LEAST_DURATION)
    cue->end = position + MAX (cue->end - cue->start, LEAST_DURATION);
  cue->start = position;
}

/* Where the playhead is before its beginning, too. */
static void
end_here (DemainsCue *cue, gint64 position)
{
  if (position < cue->start + LEAST_DURATION)
    cue->start = MAX (position - (cue->end - cue->start), 0);
  cue->end = MAX (position, cue->start + LEAST_DURATION);
}

static void
asked_cb (DemainsCaptionEditor *self, const char *what, DemainsCueRow *row)
{
  DemainsCue *cue = get_cue (self, row);
  guint index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  gint64 position = demains_take_editor_get_trim (self->take_editor)->position;

  if (g_str_equal (what, "play"))
    {
      demains_take_editor_play_range (self->take_editor, cue->start, cue->end);
      return;
    }
  if (g_str_equal (what, "remove"))
    g_ptr_array_remove_index (self->cues, index);
  else
    {
      if (g_str_equal (what, "begin"))
        begin_here (cue, position);
      else
        end_here (cue, position);
      part_neighbours (self, index);
    }
  write_cues (self);
  show_cues (self);
}

/* Once a new row is as high as it will be it comes into view, in its list and, in a narrow window, on the page. */
static gboolean
scroll_cb (GtkWidget *row, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *viewport = row;
  int height = gtk_widget_get_height (row);
  int *last_height = user_data;

  if (height == 0 || height != *last_height)
    {
      *last_height = height;
      return G_SOURCE_CONTINUE;
    }
  while ((viewport = gtk_widget_get_ancestor (gtk_widget_get_parent (viewport), GTK_TYPE_VIEWPORT)) != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);

  return G_SOURCE_REMOVE;
}

static void
add_cb (DemainsCaptionEditor *self)
{
  gint64 position = demains_take_editor_get_trim (self->take_editor)->position;
  DemainsCue *cue = demains_cue_new (position, position + NEW_DURATION, _ ("New caption"));
  GtkListBoxRow *row;
  guint index;

  g_ptr_array_add (self->cues, cue);
  demains_cue_list_sort (self->cues);
  g_ptr_array_find (self->cues, cue, &index);
  part_neighbours (self, index);
  write_cues (self);
  show_cues (self);
  row = gtk_list_box_get_row_at_index (self->list, index);
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_BACKWARD);
  gtk_widget_activate_action (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (row))), "selection.select-all",
                              NULL);
  gtk_widget_add_tick_callback (GTK_WIDGET (row), scroll_cb, g_new0 (int, 1), g_free);
}

static void
make_anew_cb (DemainsCaptionEditor *self)
{
  g_object_set (self->take, "captions", "", NULL);
  gtk_widget_grab_focus (self->back);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsCaptionEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *cues = demains_captions_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->cues, g_ptr_array_unref);
  self->cues = cues != NULL ? cues : demains_cue_list_new ();
  show_cues (self);
}

static void
stop (DemainsCaptionEditor *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* What was undone, or came from another copy. */
static void
load (DemainsCaptionEditor *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  demains_captions_load_take_async (self->project, self->take, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
demains_caption_editor_dispose (GObject *object)
{
  DemainsCaptionEditor *self = DEMAINS_CAPTION_EDITOR (object);

  demains_caption_editor_show (self, NULL);
  g_clear_object (&self->project);
  g_clear_object (&self->take_editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_CAPTION_EDITOR);

  G_OBJECT_CLASS (demains_caption_editor_parent_class)->dispose (object);
}

static void
demains_caption_editor_class_init (DemainsCaptionEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_caption_editor_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-caption-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsCaptionEditor, back);
  gtk_widget_class_bind_template_child (widget_class, DemainsCaptionEditor, note);
  gtk_widget_class_bind_template_child (widget_class, DemainsCaptionEditor, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsCaptionEditor, add);
  gtk_widget_class_bind_template_child (widget_class, DemainsCaptionEditor, anew);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_anew_cb);
}

static void
demains_caption_editor_init (DemainsCaptionEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_caption_editor_set_project:
 * @self: an editor
 * @project: whose takes it shows; set once
 * @take_editor: where the take is seen, whose playhead says when
 */
void
demains_caption_editor_set_project (DemainsCaptionEditor *self, DemainsProject *project, DemainsTakeEditor *take_editor)
{
  g_return_if_fail (DEMAINS_IS_CAPTION_EDITOR (self));
  g_return_if_fail (self->project == NULL);

  self->project = g_object_ref (project);
  self->take_editor = g_object_ref (take_editor);
}

/**
 * demains_caption_editor_show:
 * @self: an editor
 * @take: (nullable): a take
 *
 * Shows its captions, from the script where nobody corrected them.
 */
void
demains_caption_editor_show (DemainsCaptionEditor *self, DemainsRecord *take)
{
  g_return_if_fail (DEMAINS_IS_CAPTION_EDITOR (self));

  if (take == self->take)
    return;
  stop (self);
  if (self->take != NULL)
    g_signal_handler_disconnect (self->take, self->take_handler);
  g_clear_pointer (&self->cues, g_ptr_array_unref);
  g_set_object (&self->take, take);
  if (take == NULL)
    return;
  self->take_handler = g_signal_connect_object (take, "notify::captions", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  show_cues (self);
  load (self);
}
