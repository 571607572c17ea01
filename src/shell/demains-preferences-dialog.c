/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-preferences-dialog.h"

#include <math.h>

struct _DemainsPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  GtkWidget *spelling_row;
  GtkWidget *speed_row;
  GtkWidget *text_row;
  GtkWidget *recents_row;
};

G_DEFINE_FINAL_TYPE (DemainsPreferencesDialog, demains_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static gboolean
scale_to_percent (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, round (g_variant_get_double (variant) * 100));

  return TRUE;
}

static GVariant *
percent_to_scale (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_double (g_value_get_double (value) / 100);
}

static void
demains_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (demains_preferences_dialog_parent_class)->dispose (object);
}

static void
demains_preferences_dialog_class_init (DemainsPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsPreferencesDialog, spelling_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsPreferencesDialog, speed_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsPreferencesDialog, text_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsPreferencesDialog, recents_row);
}

static void
demains_preferences_dialog_init (DemainsPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_preferences_dialog_new:
 * @settings: the program's settings
 *
 * Returns: (transfer floating): a dialog that changes them at once
 */
AdwDialog *
demains_preferences_dialog_new (GSettings *settings)
{
  DemainsPreferencesDialog *self = g_object_new (DEMAINS_TYPE_PREFERENCES_DIALOG, NULL);

  g_settings_bind (settings, "check-spelling", self->spelling_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "words-per-minute", self->speed_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "text-scale", self->text_row, "value", G_SETTINGS_BIND_DEFAULT,
                                scale_to_percent, percent_to_scale, NULL, NULL);
  g_settings_bind (settings, "remember-recents", self->recents_row, "active", G_SETTINGS_BIND_DEFAULT);

  return ADW_DIALOG (self);
}
