/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-path-page.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-choice-row.h"
#include "demains-field-rows.h"
#include "demains-foresight-text.h"
#include "demains-link-row.h"
#include "demains-milestone-add.h"
#include "demains-milestone-list.h"
#include "demains-milestone-mark.h"
#include "demains-number-row.h"
#include "demains-text-row.h"
#include "demains-time-line.h"
#include "demains-wording.h"

struct _DemainsPathPage
{
  DemainsPage parent_instance;

  DemainsRecord *record;
  gboolean guided;

  GtkToggleButton *everything;
  GtkWidget *guide;
  GtkLabel *prompt;
  GtkLabel *hint;
  DemainsMilestoneAdd *guide_add;
  GtkWidget *adders;
  GtkWidget *reach_add;
  DemainsTimeLine *line;
  GtkWidget *empty;
  GtkWidget *sheet;
  GtkLabel *heading;
  GtkWidget *delete_button;
};

G_DEFINE_FINAL_TYPE (DemainsPathPage, demains_path_page, DEMAINS_TYPE_PAGE)

static gboolean
is_read_only (DemainsPathPage *self)
{
  return demains_project_get_read_only (demains_page_get_project (DEMAINS_PAGE (self)));
}

static void
show_heading (DemainsPathPage *self)
{
  g_autofree char *title = self->record != NULL ? demains_record_to_text (self->record) : g_strdup ("");

  gtk_label_set_label (self->heading, title);
}

static void
set_record (DemainsPathPage *self, DemainsRecord *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, show_heading, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (show_heading), self, G_CONNECT_SWAPPED);
  demains_field_rows_set_record (self->sheet, record, !is_read_only (self));
  show_heading (self);
}

/* What the short version asks for next, or everything. */
static void
update (DemainsPathPage *self)
{
  DemainsProject *project = demains_page_get_project (DEMAINS_PAGE (self));
  gboolean read_only = is_read_only (self);
  gboolean had_keyboard = gtk_widget_get_focus_child (self->guide) != NULL;
  guint n_reach, n_avoid;
  g_autofree char *prompt = NULL;
  gboolean avoiding;

  demains_path_count (project, &n_reach, &n_avoid);
  prompt = demains_path_prompt_to_text (n_reach, n_avoid);
  avoiding = n_reach >= DEMAINS_PATH_REACH_WANTED;
  self->guided = prompt != NULL && !read_only && !gtk_toggle_button_get_active (self->everything);

  gtk_widget_set_visible (GTK_WIDGET (self->everything), prompt != NULL && !read_only);
  gtk_widget_set_visible (self->guide, self->guided);
  gtk_widget_set_visible (self->adders, !self->guided && !read_only);
  gtk_widget_set_visible (self->sheet, !self->guided && self->record != NULL);
  gtk_widget_set_visible (self->empty, read_only && n_reach + n_avoid == 0);
  if (prompt != NULL)
    gtk_label_set_label (self->prompt, prompt);
  gtk_label_set_label (self->hint, avoiding ? _ ("What could happen that would lead elsewhere, against our will?")
                                            : _ ("What will have happened by then, so that the vision comes true?"));
  g_object_set (self->guide_add, "lane", avoiding ? "avoid" : "reach", NULL);
  if (had_keyboard && !self->guided)
    gtk_widget_grab_focus (self->reach_add);
}

static void
refresh (DemainsPathPage *self)
{
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (self));

  set_record (self, demains_session_get_selected (session, DEMAINS_KIND_MILESTONE));
  update (self);
}

static void
selection_changed_cb (DemainsPathPage *self, guint kind)
{
  if (kind == DEMAINS_KIND_MILESTONE)
    refresh (self);
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, DemainsPathPage *self)
{
  for (guint i = position; i < position + added; i++)
    g_signal_connect_object (demains_record_list_get (DEMAINS_RECORD_LIST (list), i), "notify::lane",
                             G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
read_only_cb (DemainsPathPage *self)
{
  gtk_widget_set_visible (self->delete_button, !is_read_only (self));
  demains_field_rows_set_record (self->sheet, self->record, !is_read_only (self));
  update (self);
}

/* Enter on a mark or a row: on to its sheet, which the short version hides. */
static void
opened_cb (DemainsPathPage *self)
{
  DemainsFieldRow *row = demains_field_rows_find (self->sheet, "title");

  gtk_toggle_button_set_active (self->everything, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
delete_cb (DemainsPathPage *self)
{
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (self));

  if (self->record == NULL)
    return;

  gtk_widget_grab_focus (self->reach_add);
  demains_milestone_delete (session, self->record);
}

/* Type first. */
static void
demains_path_page_shown (DemainsPage *page)
{
  DemainsPathPage *self = DEMAINS_PATH_PAGE (page);

  gtk_widget_grab_focus (self->guided ? GTK_WIDGET (self->guide_add) : self->reach_add);
}

static void
demains_path_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  DemainsPathPage *self = DEMAINS_PATH_PAGE (page);
  DemainsFieldRow *row = field != NULL ? demains_field_rows_find (self->sheet, field) : NULL;
  GtkWidget *mark = demains_time_line_get_mark (self->line, record);

  demains_session_set_selected (demains_page_get_session (page), DEMAINS_KIND_MILESTONE, record);
  if (row != NULL)
    gtk_toggle_button_set_active (self->everything, TRUE);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else if (mark != NULL)
    gtk_widget_grab_focus (mark);
}

static void
demains_path_page_constructed (GObject *object)
{
  DemainsPathPage *self = DEMAINS_PATH_PAGE (object);
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (self));
  DemainsProject *project = demains_session_get_project (session);
  GListModel *list = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_MILESTONE));

  G_OBJECT_CLASS (demains_path_page_parent_class)->constructed (object);

  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::read-only", G_CALLBACK (read_only_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_AFTER);
  items_changed_cb (list, 0, 0, g_list_model_get_n_items (list), self);
  read_only_cb (self);
}

static void
demains_path_page_dispose (GObject *object)
{
  DemainsPathPage *self = DEMAINS_PATH_PAGE (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, show_heading, self);
  g_clear_object (&self->record);
  demains_bin_dispose_template (self, DEMAINS_TYPE_PATH_PAGE);

  G_OBJECT_CLASS (demains_path_page_parent_class)->dispose (object);
}

static void
demains_path_page_class_init (DemainsPathPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = demains_path_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = demains_path_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->shown = demains_path_page_shown;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_path_page_reveal;

  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_LINK_ROW);
  g_type_ensure (DEMAINS_TYPE_MILESTONE_ADD);
  g_type_ensure (DEMAINS_TYPE_MILESTONE_LIST);
  g_type_ensure (DEMAINS_TYPE_NUMBER_ROW);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  g_type_ensure (DEMAINS_TYPE_TIME_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-path-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, everything);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, guide);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, prompt);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, hint);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, guide_add);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, adders);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, reach_add);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, line);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, heading);
  gtk_widget_class_bind_template_child (widget_class, DemainsPathPage, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
demains_path_page_init (DemainsPathPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
