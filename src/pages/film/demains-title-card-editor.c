/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-title-card-editor.h"

#include <math.h>

#include "demains-title-card-view.h"
#include "demains-cut.h"
#include "demains-field-rows.h"
#include "demains-text-row.h"

struct _DemainsTitleCardEditor
{
  AdwBin parent_instance;

  DemainsTitleCardView *view;
  GtkWidget *rows;
  AdwToggleGroup *styles;
  AdwSpinRow *seconds;

  DemainsProject *project;
  DemainsRecord *clip;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (DemainsTitleCardEditor, demains_title_card_editor, ADW_TYPE_BIN)

#define SECOND G_GINT64_CONSTANT (1000000000)

static void
show_card (DemainsTitleCardEditor *self)
{
  gint64 duration;
  const char *style;

  if (self->clip == NULL)
    return;

  duration = demains_record_get_number (self->clip, "out_point") - demains_record_get_number (self->clip, "in_point");
  style = demains_record_get_text (self->clip, "style");
  demains_title_card_view_take_card (self->view, demains_title_card_new (self->project, self->clip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  demains_record_get_text (self->clip, "text"), -1);
  self->showing = TRUE;
  /* A style of a newer program is drawn as this one. */
  if (adw_toggle_group_get_toggle_by_name (self->styles, style) == NULL)
    style = "theme";
  adw_toggle_group_set_active_name (self->styles, style);
  adw_spin_row_set_value (self->seconds, duration / (double)SECOND);
  self->showing = FALSE;
}

static void
update_editable (DemainsTitleCardEditor *self)
{
  gboolean editable = !demains_project_get_read_only (self->project);

  demains_field_rows_set_record (self->rows, self->clip, editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->styles), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->seconds), editable);
}

static void
style_chosen_cb (DemainsTitleCardEditor *self)
{
  const char *style = adw_toggle_group_get_active_name (self->styles);

  if (!self->showing && self->clip != NULL && style != NULL)
    g_object_set (self->clip, "style", style, NULL);
}

static void
seconds_changed_cb (DemainsTitleCardEditor *self)
{
  gint64 duration = llround (adw_spin_row_get_value (self->seconds) * SECOND);

  /* What is shown is rounded: to look at it changes nothing. */
  if (!self->showing && self->clip != NULL
      && ABS (duration - demains_record_get_number (self->clip, "out_point")) >= SECOND / 20)
    demains_cut_trim (self->project, self->clip, 0, duration);
}

static void
demains_title_card_editor_dispose (GObject *object)
{
  DemainsTitleCardEditor *self = DEMAINS_TITLE_CARD_EDITOR (object);

  g_clear_object (&self->clip);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_TITLE_CARD_EDITOR);

  G_OBJECT_CLASS (demains_title_card_editor_parent_class)->dispose (object);
}

static void
demains_title_card_editor_class_init (DemainsTitleCardEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_title_card_editor_dispose;

  g_type_ensure (DEMAINS_TYPE_TITLE_CARD_VIEW);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-title-card-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsTitleCardEditor, view);
  gtk_widget_class_bind_template_child (widget_class, DemainsTitleCardEditor, rows);
  gtk_widget_class_bind_template_child (widget_class, DemainsTitleCardEditor, styles);
  gtk_widget_class_bind_template_child (widget_class, DemainsTitleCardEditor, seconds);
  gtk_widget_class_bind_template_callback (widget_class, style_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, seconds_changed_cb);
}

static void
demains_title_card_editor_init (DemainsTitleCardEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_spin_row_set_range (self->seconds, DEMAINS_CARD_LEAST_DURATION / (double)SECOND,
                          DEMAINS_CARD_MOST_DURATION / (double)SECOND);
}

/**
 * demains_title_card_editor_set_project:
 * @self: an editor
 * @project: whose cards it shows; set once
 */
void
demains_title_card_editor_set_project (DemainsTitleCardEditor *self, DemainsProject *project)
{
  g_return_if_fail (DEMAINS_IS_TITLE_CARD_EDITOR (self));
  g_return_if_fail (self->project == NULL);

  self->project = g_object_ref (project);
  g_signal_connect_object (project, "notify::read-only", G_CALLBACK (update_editable), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_root (project), "notify::theme", G_CALLBACK (show_card), self,
                           G_CONNECT_SWAPPED);
}

/**
 * demains_title_card_editor_set_card:
 * @self: an editor
 * @clip: (nullable): the title card that it shows and follows
 */
void
demains_title_card_editor_set_card (DemainsTitleCardEditor *self, DemainsRecord *clip)
{
  g_return_if_fail (DEMAINS_IS_TITLE_CARD_EDITOR (self));

  if (clip == self->clip)
    return;
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, show_card, self);
  g_set_object (&self->clip, clip);
  update_editable (self);
  if (clip == NULL)
    return;

  g_signal_connect_object (clip, "notify", G_CALLBACK (show_card), self, G_CONNECT_SWAPPED);
  show_card (self);
}

/**
 * demains_title_card_editor_focus_words:
 * @self: an editor
 *
 * Puts the keyboard where the words of the card are typed; what is typed takes the place of those that are proposed.
 */
void
demains_title_card_editor_focus_words (DemainsTitleCardEditor *self)
{
  GtkWidget *words;

  g_return_if_fail (DEMAINS_IS_TITLE_CARD_EDITOR (self));

  words = GTK_WIDGET (demains_field_rows_find (self->rows, "text"));
  if (gtk_widget_grab_focus (words))
    gtk_widget_activate_action (gtk_root_get_focus (gtk_widget_get_root (words)), "selection.select-all", NULL);
}
