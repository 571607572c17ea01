/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shortcuts-dialog.h"

#include <glib/gi18n.h>

#include "demains-shortcut-table.h"

static GtkWidget *
create_row (const DemainsShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label;
  g_autofree char *keys = NULL;
  guint key;
  GdkModifierType modifiers;

  gtk_accelerator_parse (shortcut->accelerators[0], &key, &modifiers);
  keys = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (keys);
  gtk_widget_add_css_class (label, "demains-keys");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

/**
 * demains_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): a list of all keys, made from the table that
 *   gives actions their keys
 */
AdwDialog *
demains_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = NULL;
  const char *name = NULL;
  guint n_shortcuts;
  const DemainsShortcut *shortcuts = demains_shortcut_table_get (&n_shortcuts);

  for (guint i = 0; i < n_shortcuts; i++)
    {
      if (g_strcmp0 (name, shortcuts[i].group) != 0)
        {
          name = shortcuts[i].group;
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, g_dpgettext2 (NULL, "shortcuts", name));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
        }
      adw_preferences_group_add (group, create_row (&shortcuts[i]));
    }

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 600);
  adw_dialog_set_child (dialog, view);

  return dialog;
}
