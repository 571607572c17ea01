/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cue-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "demains-text-scroller.h"
#include "demains-wording.h"

struct _DemainsCueRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *times;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkLabel *flaw;
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsCueRow, demains_cue_row, GTK_TYPE_LIST_BOX_ROW)

static const char *const ACTIONS[] = { "cue.play", "cue.begin", "cue.end", "cue.remove" };

static void
changed_cb (DemainsCueRow *self)
{
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  g_signal_emit (widget, signals[SIGNAL_ASKED], 0, name + strlen ("cue."));
}

static void
demains_cue_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_CUE_ROW);

  G_OBJECT_CLASS (demains_cue_row_parent_class)->dispose (object);
}

static void
demains_cue_row_class_init (DemainsCueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_cue_row_dispose;

  signals[SIGNAL_EDITED]
    = g_signal_new ("edited", DEMAINS_TYPE_CUE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ASKED] = g_signal_new ("asked", DEMAINS_TYPE_CUE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (DEMAINS_TYPE_TEXT_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-cue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsCueRow, times);
  gtk_widget_class_bind_template_child (widget_class, DemainsCueRow, view);
  gtk_widget_class_bind_template_child (widget_class, DemainsCueRow, buffer);
  gtk_widget_class_bind_template_child (widget_class, DemainsCueRow, flaw);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i], NULL, action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "cue.remove", NULL);
}

static void
demains_cue_row_init (DemainsCueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_cue_row_dup_text:
 * @self: a row
 *
 * Returns: (transfer full): the words that are in it
 */
char *
demains_cue_row_dup_text (DemainsCueRow *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (DEMAINS_IS_CUE_ROW (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * demains_cue_row_show:
 * @self: a row
 * @cue: what it shows from now on
 * @editable: whether it may be corrected
 *
 * Shows a caption, and whether it can be read in its time.
 */
void
demains_cue_row_show (DemainsCueRow *self, const DemainsCue *cue, gboolean editable)
{
  g_autofree char *start = demains_timecode_to_text (cue->start);
  g_autofree char *end = demains_timecode_to_text (cue->end);
  /* Translators: from when to when. */
  g_autofree char *times = g_strdup_printf (_ ("%s – %s"), start, end);
  g_autofree char *text = demains_cue_row_dup_text (self);
  g_autofree char *flaw = demains_cue_flaw_to_text (cue);

  gtk_label_set_text (self->times, times);
  if (!g_str_equal (text, cue->text))
    {
      g_signal_handlers_block_by_func (self->buffer, changed_cb, self);
      gtk_text_buffer_set_text (self->buffer, cue->text, -1);
      g_signal_handlers_unblock_by_func (self->buffer, changed_cb, self);
    }
  gtk_text_view_set_editable (self->view, editable);
  gtk_widget_set_visible (GTK_WIDGET (self->flaw), flaw != NULL);
  gtk_label_set_text (self->flaw, flaw != NULL ? flaw : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  flaw != NULL ? flaw : times, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cue.begin", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cue.end", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cue.remove", editable);
}
