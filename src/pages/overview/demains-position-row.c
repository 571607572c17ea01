/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-position-row.h"

#include "demains-stances.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* A workshop lasts two days, and positions are taken at the end of each. */
#define N_DAYS 2

/* Where a slider stands that nobody has moved. */
#define MIDDLE 50

struct _DemainsPositionRow
{
  AdwPreferencesRow parent_instance;

  DemainsProject *project;
  char *slider;
  gboolean refreshing;

  GtkRange *scales[N_DAYS];
  GtkCheckButton *skipped[N_DAYS];

  GtkLabel *left;
  GtkLabel *right;
  GtkBox *days;
  GtkLabel *change;
};

G_DEFINE_FINAL_TYPE (DemainsPositionRow, demains_position_row, ADW_TYPE_PREFERENCES_ROW)

static void
moved_cb (DemainsPositionRow *self, GtkRange *scale)
{
  guint day = scale == self->scales[0] ? 0 : 1;

  if (!self->refreshing)
    demains_stances_set (self->project, self->slider, day + 1, TRUE, (int)gtk_range_get_value (scale));
}

static void
skipped_cb (DemainsPositionRow *self, GParamSpec *pspec, GtkCheckButton *check)
{
  guint day = check == self->skipped[0] ? 0 : 1;

  if (!self->refreshing)
    demains_stances_set (self->project, self->slider, day + 1, !gtk_check_button_get_active (check),
                         (int)gtk_range_get_value (self->scales[day]));
}

static void
add_day (DemainsPositionRow *self, guint day)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 100, 5);
  GtkWidget *check = gtk_check_button_new_with_label (_ ("Not discussed"));
  /* Translators: %u is 1 or 2, a day of the workshop. */
  g_autofree char *title = g_strdup_printf (_ ("Day %u"), day + 1);
  g_autofree char *left = demains_stance_to_end (self->slider, FALSE);
  g_autofree char *right = demains_stance_to_end (self->slider, TRUE);
  g_autofree char *name = g_strdup_printf ("%s: %s ↔ %s", title, left, right);
  g_autofree char *check_name = g_strdup_printf ("%s: %s", name, _ ("Not discussed"));

  gtk_scale_add_mark (GTK_SCALE (scale), MIDDLE, GTK_POS_BOTTOM, NULL);
  gtk_range_set_value (GTK_RANGE (scale), MIDDLE);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_widget_set_valign (scale, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, check_name, -1);
  gtk_widget_set_sensitive (box, !demains_project_get_read_only (self->project));
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_box_append (GTK_BOX (box), scale);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (self->days, box);

  self->scales[day] = GTK_RANGE (scale);
  self->skipped[day] = GTK_CHECK_BUTTON (check);
  g_signal_connect_object (scale, "value-changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (skipped_cb), self, G_CONNECT_SWAPPED);
}

static void
demains_position_row_dispose (GObject *object)
{
  DemainsPositionRow *self = DEMAINS_POSITION_ROW (object);

  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_POSITION_ROW);

  G_OBJECT_CLASS (demains_position_row_parent_class)->dispose (object);
}

static void
demains_position_row_finalize (GObject *object)
{
  g_free (DEMAINS_POSITION_ROW (object)->slider);

  G_OBJECT_CLASS (demains_position_row_parent_class)->finalize (object);
}

static void
demains_position_row_class_init (DemainsPositionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_position_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_position_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-position-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsPositionRow, left);
  gtk_widget_class_bind_template_child (widget_class, DemainsPositionRow, right);
  gtk_widget_class_bind_template_child (widget_class, DemainsPositionRow, days);
  gtk_widget_class_bind_template_child (widget_class, DemainsPositionRow, change);
}

static void
demains_position_row_init (DemainsPositionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_position_row_new:
 * @project: a project
 * @slider: the key of a slider
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
demains_position_row_new (DemainsProject *project, const char *slider)
{
  DemainsPositionRow *self = g_object_new (DEMAINS_TYPE_POSITION_ROW, NULL);
  g_autofree char *left = demains_stance_to_end (slider, FALSE);
  g_autofree char *right = demains_stance_to_end (slider, TRUE);

  self->project = g_object_ref (project);
  self->slider = g_strdup (slider);
  gtk_label_set_label (self->left, left);
  gtk_label_set_label (self->right, right);
  for (guint day = 0; day < N_DAYS; day++)
    add_day (self, day);
  demains_position_row_refresh (self);

  return GTK_WIDGET (self);
}

/**
 * demains_position_row_refresh:
 * @self: a row
 *
 * Shows the positions as they are now.
 */
void
demains_position_row_refresh (DemainsPositionRow *self)
{
  int values[N_DAYS];
  g_autofree char *text = NULL;

  g_return_if_fail (DEMAINS_IS_POSITION_ROW (self));

  self->refreshing = TRUE;
  for (guint day = 0; day < N_DAYS; day++)
    {
      values[day] = demains_stances_get (self->project, self->slider, day + 1);
      if (values[day] >= 0)
        gtk_range_set_value (self->scales[day], values[day]);
      gtk_check_button_set_active (self->skipped[day], values[day] < 0);
    }
  self->refreshing = FALSE;

  text = demains_stance_change_to_text (self->slider, values[0], values[1]);
  gtk_label_set_label (self->change, text);
  gtk_widget_set_visible (GTK_WIDGET (self->change), values[0] >= 0 || values[1] >= 0);
}
