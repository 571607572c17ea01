/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-programme-dialog.h"

#include <glib/gi18n.h>

#include "demains-programme.h"
#include "demains-slot-row.h"
#include "demains-text-row.h"

#define N_DAYS 2
#define SHIFT_MINUTES 15

struct _DemainsProgrammeDialog
{
  AdwDialog parent_instance;

  DemainsProject *project;
  AdwPreferencesGroup *days[N_DAYS];
  GPtrArray *rows[N_DAYS];

  AdwPreferencesPage *page;
  GtkWidget *shifts;
  DemainsFieldRow *first_day;
};

G_DEFINE_FINAL_TYPE (DemainsProgrammeDialog, demains_programme_dialog, ADW_TYPE_DIALOG)

static void
shift (DemainsProgrammeDialog *self, int minutes)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  demains_programme_shift (self->project, now, minutes);
}

static void
later_cb (DemainsProgrammeDialog *self)
{
  shift (self, SHIFT_MINUTES);
}

static void
earlier_cb (DemainsProgrammeDialog *self)
{
  shift (self, -SHIFT_MINUTES);
}

/* After the last slot of its day, an hour long. */
static void
add_cb (DemainsProgrammeDialog *self, GtkWidget *button)
{
  guint day = button == adw_preferences_group_get_header_suffix (self->days[0]) ? 0 : 1;
  GPtrArray *rows = self->rows[day];
  DemainsRecord *last = rows->len > 0 ? demains_slot_row_get_record (rows->pdata[rows->len - 1]) : NULL;

  demains_programme_add_slot (self->project, (int)day + 1, last);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = demains_record_get_number (*(DemainsRecord **)a, "start");
  gint64 other = demains_record_get_number (*(DemainsRecord **)b, "start");

  return (one > other) - (one < other);
}

static void
show_day (DemainsProgrammeDialog *self, guint day)
{
  DemainsRecordList *list = demains_project_get_list (self->project, DEMAINS_KIND_SLOT);
  g_autoptr (GPtrArray) slots = g_ptr_array_new ();

  for (guint i = 0; i < self->rows[day]->len; i++)
    adw_preferences_group_remove (self->days[day], self->rows[day]->pdata[i]);
  g_ptr_array_set_size (self->rows[day], 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (demains_record_get_number (demains_record_list_get (list, i), "day") == (gint64)day + 1)
      g_ptr_array_add (slots, demains_record_list_get (list, i));
  g_ptr_array_sort (slots, compare);
  for (guint i = 0; i < slots->len; i++)
    {
      GtkWidget *row = demains_slot_row_new (self->project, slots->pdata[i]);

      adw_preferences_group_add (self->days[day], row);
      g_ptr_array_add (self->rows[day], row);
    }
}

/* Slots come and go; what one holds, its own row follows. */
static void
show_days (DemainsProgrammeDialog *self)
{
  for (guint day = 0; day < N_DAYS; day++)
    show_day (self, day);
}

static void
add_day (DemainsProgrammeDialog *self, guint day)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *title = g_strdup_printf (_ ("Day %u"), day + 1);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Add a Slot"));
  gtk_widget_set_visible (button, !demains_project_get_read_only (self->project));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  self->days[day] = ADW_PREFERENCES_GROUP (group);
  self->rows[day] = g_ptr_array_new ();
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
}

static void
demains_programme_dialog_closed (AdwDialog *dialog)
{
  /* The next letter typed elsewhere is another step. */
  demains_project_end_typing (DEMAINS_PROGRAMME_DIALOG (dialog)->project);
}

static void
demains_programme_dialog_dispose (GObject *object)
{
  DemainsProgrammeDialog *self = DEMAINS_PROGRAMME_DIALOG (object);

  if (self->project != NULL)
    g_signal_handlers_disconnect_by_func (demains_project_get_list (self->project, DEMAINS_KIND_SLOT), show_days, self);
  for (guint day = 0; day < N_DAYS; day++)
    g_clear_pointer (&self->rows[day], g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_PROGRAMME_DIALOG);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_programme_dialog_parent_class)->dispose (object);
}

static void
demains_programme_dialog_class_init (DemainsProgrammeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_programme_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = demains_programme_dialog_closed;

  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-programme-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsProgrammeDialog, page);
  gtk_widget_class_bind_template_child (widget_class, DemainsProgrammeDialog, shifts);
  gtk_widget_class_bind_template_child (widget_class, DemainsProgrammeDialog, first_day);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
}

static void
demains_programme_dialog_init (DemainsProgrammeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_programme_dialog_new:
 * @project: a project
 *
 * Returns: (transfer floating): a dialog on its programme
 */
AdwDialog *
demains_programme_dialog_new (DemainsProject *project)
{
  DemainsProgrammeDialog *self = g_object_new (DEMAINS_TYPE_PROGRAMME_DIALOG, NULL);
  gboolean editable = !demains_project_get_read_only (project);

  self->project = g_object_ref (project);
  gtk_widget_set_visible (self->shifts, editable);
  demains_field_row_set_editable (self->first_day, editable);
  demains_field_row_set_record (self->first_day, demains_project_get_root (project));
  for (guint day = 0; day < N_DAYS; day++)
    add_day (self, day);
  show_days (self);
  g_signal_connect_object (demains_project_get_list (project, DEMAINS_KIND_SLOT), "items-changed",
                           G_CALLBACK (show_days), self, G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}
