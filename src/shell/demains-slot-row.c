/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-slot-row.h"

#include <glib/gi18n.h>

#include "demains-page-table.h"
#include "demains-programme.h"
#include "demains-text-row.h"
#include "demains-wording.h"

#define LONGEST_MINUTES 600
#define STEP_MINUTES 5

struct _DemainsSlotRow
{
  AdwExpanderRow parent_instance;

  DemainsProject *project;
  DemainsRecord *slot;
  gboolean refreshing;

  GtkEditable *start;
  AdwSpinRow *length;
  AdwComboRow *screen;
};

G_DEFINE_FINAL_TYPE (DemainsSlotRow, demains_slot_row, ADW_TYPE_EXPANDER_ROW)

static guint
find_page (const char *key)
{
  guint n_pages;
  const DemainsPageInfo *pages = demains_page_table_get (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    if (g_strcmp0 (pages[i].key, key) == 0)
      return i + 1;

  return 0;
}

static void
refresh (DemainsSlotRow *self)
{
  g_autofree char *title = demains_record_to_text (self->slot);
  g_autofree char *start = demains_day_minute_to_text (demains_record_get_number (self->slot, "start"));
  int length = (int)CLAMP (demains_record_get_number (self->slot, "length"), 0, DEMAINS_MINUTES_PER_DAY);
  /* Translators: when a slot begins, and how many minutes it lasts. */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · %d min"), start, length);

  self->refreshing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_editable_set_text (self->start, start);
  adw_spin_row_set_value (self->length, length);
  adw_combo_row_set_selected (self->screen, find_page (demains_record_get_text (self->slot, "screen")));
  self->refreshing = FALSE;
}

static void
set_number (DemainsSlotRow *self, const char *field, gint64 number)
{
  g_autoptr (DemainsChange) change = NULL;

  if (demains_record_get_number (self->slot, field) == number)
    return;

  demains_project_end_typing (self->project);
  change = demains_change_new (DEMAINS_VERB_EDIT, self->slot);
  demains_change_set_number (change, self->slot, field, number);
  demains_project_apply (self->project, change);
}

/* “9:30”, “9h30”, “9.30” or “9”: whatever people write; what is no time is put back. */
static void
start_applied_cb (DemainsSlotRow *self)
{
  g_auto (GStrv) parts = g_strsplit_set (gtk_editable_get_text (self->start), ":hH. ", 2);
  guint64 hours, minutes = 0;

  g_strstrip (parts[0]);
  if (g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hours, NULL)
      && (parts[1] == NULL || *g_strstrip (parts[1]) == '\0'
          || g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minutes, NULL)))
    set_number (self, "start", hours * 60 + minutes);
  refresh (self);
}

static void
length_changed_cb (DemainsSlotRow *self)
{
  if (!self->refreshing)
    set_number (self, "length", (gint64)adw_spin_row_get_value (self->length));
}

static void
screen_selected_cb (DemainsSlotRow *self)
{
  guint n_pages;
  const DemainsPageInfo *pages = demains_page_table_get (&n_pages);
  guint selected = adw_combo_row_get_selected (self->screen);
  g_autoptr (DemainsChange) change = NULL;

  /* A screen that this program has not stays as it is while none is chosen. */
  if (self->refreshing || selected == 0 || selected > n_pages)
    return;

  change = demains_change_new (DEMAINS_VERB_EDIT, self->slot);
  demains_change_set_text (change, self->slot, "screen", pages[selected - 1].key);
  demains_project_apply (self->project, change);
}

static void
delete_cb (DemainsSlotRow *self)
{
  demains_project_remove (self->project, self->slot);
}

static void
add_text_row (DemainsSlotRow *self, const char *field)
{
  gboolean editable = !demains_project_get_read_only (self->project);
  GtkWidget *row
    = g_object_new (DEMAINS_TYPE_TEXT_ROW, "field", field, "record", self->slot, "editable", editable, NULL);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_time_rows (DemainsSlotRow *self)
{
  GtkWidget *start = adw_entry_row_new ();
  GtkWidget *length = adw_spin_row_new_with_range (STEP_MINUTES, LONGEST_MINUTES, STEP_MINUTES);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (start), _ ("Begins at"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (start), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (length), _ ("Minutes"));
  self->start = GTK_EDITABLE (start);
  self->length = ADW_SPIN_ROW (length);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), start);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), length);
  g_signal_connect_object (start, "apply", G_CALLBACK (start_applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (length, "notify::value", G_CALLBACK (length_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
add_screen_row (DemainsSlotRow *self)
{
  GtkWidget *screen = adw_combo_row_new ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint n_pages;
  const DemainsPageInfo *pages = demains_page_table_get (&n_pages);

  /* Translators: no screen goes with a slot of the programme. */
  gtk_string_list_append (titles, C_ ("screen", "None"));
  for (guint i = 0; i < n_pages; i++)
    gtk_string_list_append (titles, _ (pages[i].title));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (screen), _ ("Screen"));
  adw_combo_row_set_model (ADW_COMBO_ROW (screen), G_LIST_MODEL (titles));
  self->screen = ADW_COMBO_ROW (screen);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), screen);
  g_signal_connect_object (screen, "notify::selected", G_CALLBACK (screen_selected_cb), self, G_CONNECT_SWAPPED);
}

static void
demains_slot_row_dispose (GObject *object)
{
  DemainsSlotRow *self = DEMAINS_SLOT_ROW (object);

  if (self->slot != NULL)
    g_signal_handlers_disconnect_by_func (self->slot, refresh, self);
  g_clear_object (&self->slot);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_slot_row_parent_class)->dispose (object);
}

static void
demains_slot_row_class_init (DemainsSlotRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_slot_row_dispose;
}

static void
demains_slot_row_init (DemainsSlotRow *self)
{
}

/**
 * demains_slot_row_new:
 * @project: a project
 * @slot: one of its slots
 *
 * Returns: (transfer floating): a row that edits it
 */
GtkWidget *
demains_slot_row_new (DemainsProject *project, DemainsRecord *slot)
{
  DemainsSlotRow *self = g_object_new (DEMAINS_TYPE_SLOT_ROW, "use-markup", FALSE, NULL);
  gboolean editable = !demains_project_get_read_only (project);

  self->project = g_object_ref (project);
  self->slot = g_object_ref (slot);
  add_text_row (self, "title");
  add_time_rows (self);
  add_screen_row (self);
  add_text_row (self, "goal");
  gtk_editable_set_editable (self->start, editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->length), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->screen), editable);
  if (editable)
    {
      GtkWidget *row = adw_button_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Delete This Slot"));
      g_signal_connect_object (row, "activated", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
    }
  g_signal_connect_object (slot, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}

/**
 * demains_slot_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none): its slot
 */
DemainsRecord *
demains_slot_row_get_record (DemainsSlotRow *self)
{
  return self->slot;
}
