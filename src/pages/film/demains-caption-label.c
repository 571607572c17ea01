/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-caption-label.h"

struct _DemainsCaptionLabel
{
  AdwBin parent_instance;

  GtkLabel *label;
  GPtrArray *cues;
  const DemainsCue *cue;
  gint64 position;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DemainsCaptionLabel, demains_caption_label, ADW_TYPE_BIN)

/* The classes of data/style.css that have the charter's colours. */
static const char *const CLASSES[] = { "seen", "off", "sound" };

G_STATIC_ASSERT (G_N_ELEMENTS (CLASSES) == DEMAINS_N_CUE_STYLES);

static void
show_cue (DemainsCaptionLabel *self)
{
  const DemainsCue *cue = self->cues != NULL ? demains_cue_list_find (self->cues, self->position) : NULL;
  const char *const classes[] = { "demains-caption", cue != NULL ? CLASSES[cue->style] : NULL, NULL };

  if (cue == self->cue)
    return;
  self->cue = cue;
  gtk_widget_set_visible (GTK_WIDGET (self->label), cue != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->label), (const char **)classes);
  gtk_label_set_text (self->label, cue != NULL ? cue->text : "");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsCaptionLabel) self = user_data;
  GPtrArray *cues = demains_captions_load_finish (result, NULL);

  if (cues == NULL)
    return;
  g_clear_pointer (&self->cues, g_ptr_array_unref);
  self->cues = cues;
  show_cue (self);
}

static void
demains_caption_label_dispose (GObject *object)
{
  DemainsCaptionLabel *self = DEMAINS_CAPTION_LABEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->cues, g_ptr_array_unref);
  self->cue = NULL;

  G_OBJECT_CLASS (demains_caption_label_parent_class)->dispose (object);
}

static void
demains_caption_label_class_init (DemainsCaptionLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_caption_label_dispose;
}

static void
demains_caption_label_init (DemainsCaptionLabel *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_justify (self->label, GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (GTK_WIDGET (self->label), FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}

/**
 * demains_caption_label_load:
 * @self: a label
 * @project: whose film is seen
 *
 * Makes the captions of the film as it is now, and shows them from then on.
 */
void
demains_caption_label_load (DemainsCaptionLabel *self, DemainsProject *project)
{
  g_return_if_fail (DEMAINS_IS_CAPTION_LABEL (self));

  demains_caption_label_forget (self);
  self->cancellable = g_cancellable_new ();
  demains_captions_load_film_async (project, self->cancellable, loaded_cb, g_object_ref (self));
}

/**
 * demains_caption_label_forget:
 * @self: a label
 *
 * Shows none any more.
 */
void
demains_caption_label_forget (DemainsCaptionLabel *self)
{
  g_return_if_fail (DEMAINS_IS_CAPTION_LABEL (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->cues, g_ptr_array_unref);
  show_cue (self);
}

/**
 * demains_caption_label_set_position:
 * @self: a label
 * @position: where the film is, in nanoseconds
 */
void
demains_caption_label_set_position (DemainsCaptionLabel *self, gint64 position)
{
  g_return_if_fail (DEMAINS_IS_CAPTION_LABEL (self));

  self->position = position;
  show_cue (self);
}
