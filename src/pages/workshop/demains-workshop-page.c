/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-workshop-page.h"

#include "demains-bin.h"
#include "demains-choice-row.h"
#include "demains-name-list.h"
#include "demains-part-row.h"
#include "demains-record-choice.h"
#include "demains-slot-times.h"
#include "demains-text-row.h"
#include "demains-workshop-make.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsWorkshopPage
{
  DemainsPage parent_instance;

  GtkWidget *title_row;
  GtkWidget *place_row;
  GtkWidget *first_day_row;
  GtkWidget *language_row;
  GtkLabel *first_day_label;
  GtkWidget *themes;
  GtkWidget *teams;
  GtkWidget *make_button;
};

G_DEFINE_FINAL_TYPE (DemainsWorkshopPage, demains_workshop_page, DEMAINS_TYPE_PAGE)

static DemainsProject *
get_project (DemainsWorkshopPage *self)
{
  return demains_page_get_project (DEMAINS_PAGE (self));
}

static void
update_first_day (DemainsWorkshopPage *self)
{
  g_autofree char *text
    = demains_first_day_to_text (demains_record_get_text (demains_project_get_root (get_project (self)), "first_day"));

  gtk_label_set_label (self->first_day_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->first_day_label), *text != '\0');
}

static void
update_make (DemainsWorkshopPage *self)
{
  DemainsRecordList *teams = demains_project_get_list (get_project (self), DEMAINS_KIND_TEAM);

  gtk_widget_set_sensitive (self->make_button, g_list_model_get_n_items (G_LIST_MODEL (teams)) > 0);
}

static void
update_rows (DemainsWorkshopPage *self)
{
  GtkWidget *rows[] = { self->title_row, self->place_row, self->first_day_row, self->language_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      demains_field_row_set_record (DEMAINS_FIELD_ROW (rows[i]), demains_project_get_root (get_project (self)));
      demains_field_row_set_editable (DEMAINS_FIELD_ROW (rows[i]), !demains_project_get_read_only (get_project (self)));
    }
}

static void
extend_team_cb (DemainsWorkshopPage *self, GtkWidget *box, DemainsRecord *team)
{
  GtkWidget *themes = gtk_drop_down_new (NULL, NULL);
  /* Translators: a group has no theme of the list yet. */
  DemainsRecordChoice *choice = demains_record_choice_new (get_project (self), GTK_DROP_DOWN (themes),
                                                           DEMAINS_KIND_THEME, C_ ("theme", "No theme"));

  demains_record_choice_set_record (choice, team, "theme");
  gtk_widget_set_valign (themes, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (themes), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Theme"), -1);
  g_object_bind_property (get_project (self), "read-only", themes, "sensitive",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_set_data_full (G_OBJECT (themes), "choice", choice, g_object_unref);
  adw_wrap_box_append (ADW_WRAP_BOX (box), themes);
}

static void
extend_slot_cb (DemainsWorkshopPage *self, GtkWidget *box, DemainsRecord *slot)
{
  adw_wrap_box_append (ADW_WRAP_BOX (box), demains_slot_times_new (get_project (self), slot));
}

/* A new slot begins when the one before it ends. */
static void
slot_added_cb (DemainsWorkshopPage *self, DemainsRecord *slot)
{
  DemainsRecordList *slots = demains_project_get_list (get_project (self), DEMAINS_KIND_SLOT);
  DemainsRecord *before;
  guint index;

  if (!demains_record_list_find (slots, slot, &index) || index == 0)
    return;

  before = demains_record_list_get (slots, index - 1);
  g_object_set (slot, "day", demains_record_get_number (before, "day"), "start",
                demains_record_get_number (before, "start") + demains_record_get_number (before, "length"), NULL);
}

static void
deleted_cb (DemainsWorkshopPage *self, const char *text)
{
  demains_session_toast_undo (demains_page_get_session (DEMAINS_PAGE (self)), text);
}

static void
make_clicked_cb (DemainsWorkshopPage *self)
{
  demains_workshop_make_choose (GTK_WIDGET (self), demains_page_get_session (DEMAINS_PAGE (self)));
}

static void
demains_workshop_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  DemainsWorkshopPage *self = DEMAINS_WORKSHOP_PAGE (page);
  GtkWidget *target = self->title_row;

  if (demains_record_get_kind_id (record) == DEMAINS_KIND_THEME)
    target = self->themes;
  else if (demains_record_get_kind_id (record) == DEMAINS_KIND_TEAM)
    target = self->teams;
  else if (g_strcmp0 (field, "place") == 0)
    target = self->place_row;
  else if (g_strcmp0 (field, "first_day") == 0)
    target = self->first_day_row;
  gtk_widget_grab_focus (target);
}

static void
demains_workshop_page_constructed (GObject *object)
{
  DemainsWorkshopPage *self = DEMAINS_WORKSHOP_PAGE (object);
  DemainsProject *project = get_project (self);

  G_OBJECT_CLASS (demains_workshop_page_parent_class)->constructed (object);

  update_rows (self);
  update_first_day (self);
  update_make (self);
  g_signal_connect_object (project, "notify::read-only", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_root (project), "notify::first-day", G_CALLBACK (update_first_day), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_list (project, DEMAINS_KIND_TEAM), "items-changed",
                           G_CALLBACK (update_make), self, G_CONNECT_SWAPPED);
}

static void
demains_workshop_page_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_WORKSHOP_PAGE);

  G_OBJECT_CLASS (demains_workshop_page_parent_class)->dispose (object);
}

static void
demains_workshop_page_class_init (DemainsWorkshopPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = demains_workshop_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = demains_workshop_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_workshop_page_reveal;

  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_NAME_LIST);
  g_type_ensure (DEMAINS_TYPE_PART_ROW);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-workshop-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsWorkshopPage, title_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsWorkshopPage, place_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsWorkshopPage, first_day_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsWorkshopPage, language_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsWorkshopPage, first_day_label);
  gtk_widget_class_bind_template_child (widget_class, DemainsWorkshopPage, themes);
  gtk_widget_class_bind_template_child (widget_class, DemainsWorkshopPage, teams);
  gtk_widget_class_bind_template_child (widget_class, DemainsWorkshopPage, make_button);
  gtk_widget_class_bind_template_callback (widget_class, deleted_cb);
  gtk_widget_class_bind_template_callback (widget_class, extend_slot_cb);
  gtk_widget_class_bind_template_callback (widget_class, extend_team_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, slot_added_cb);
}

static void
demains_workshop_page_init (DemainsWorkshopPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
