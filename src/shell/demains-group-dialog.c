/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-group-dialog.h"

#include <glib/gi18n.h>

#include "demains-content.h"
#include "demains-name-list.h"
#include "demains-text-row.h"
#include "demains-toast.h"

struct _DemainsGroupDialog
{
  AdwDialog parent_instance;

  DemainsSession *session;
  DemainsProject *project;
  DemainsContent *content;

  DemainsFieldRow *group_row;
  AdwComboRow *theme_row;
  DemainsFieldRow *theme_title_row;
  GtkWidget *members;
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (DemainsGroupDialog, demains_group_dialog, ADW_TYPE_DIALOG)

/* The first row is "none": a group may have a theme in its own words only. */
static const char *
get_key (DemainsGroupDialog *self, guint row)
{
  return row == 0 ? "" : demains_content_get_theme_keys (self->content)[row - 1];
}

static void
theme_selected_cb (DemainsGroupDialog *self)
{
  DemainsRecord *root;
  const char *key;
  g_autoptr (DemainsChange) change = NULL;

  if (self->content == NULL)
    return;

  root = demains_project_get_root (self->project);
  key = get_key (self, adw_combo_row_get_selected (self->theme_row));
  if (g_str_equal (key, demains_record_get_text (root, "theme")))
    return;

  change = demains_change_new (DEMAINS_VERB_EDIT, root);
  demains_change_set_text (change, root, "theme", key);
  demains_project_apply (self->project, change);
}

static void
theme_changed_cb (DemainsGroupDialog *self)
{
  const char *theme = demains_record_get_text (demains_project_get_root (self->project), "theme");
  const char *const *keys = demains_content_get_theme_keys (self->content);
  guint row = 0;

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_equal (keys[i], theme))
      row = i + 1;

  adw_combo_row_set_selected (self->theme_row, row);
}

/* The window's own toasts are behind the dialog. */
static void
deleted_cb (DemainsGroupDialog *self, const char *text)
{
  AdwToast *toast = demains_toast_new (text);

  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (demains_session_undo), self->session,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
demains_group_dialog_closed (AdwDialog *dialog)
{
  DemainsGroupDialog *self = DEMAINS_GROUP_DIALOG (dialog);

  /* The next letter typed elsewhere is another step. */
  demains_project_end_typing (self->project);
}

static void
demains_group_dialog_dispose (GObject *object)
{
  DemainsGroupDialog *self = DEMAINS_GROUP_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_GROUP_DIALOG);
  g_clear_pointer (&self->content, demains_content_free);
  g_clear_object (&self->project);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_group_dialog_parent_class)->dispose (object);
}

static void
demains_group_dialog_class_init (DemainsGroupDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_group_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = demains_group_dialog_closed;

  g_type_ensure (DEMAINS_TYPE_NAME_LIST);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-group-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsGroupDialog, group_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsGroupDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsGroupDialog, theme_title_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsGroupDialog, members);
  gtk_widget_class_bind_template_child (widget_class, DemainsGroupDialog, toasts);
  gtk_widget_class_bind_template_callback (widget_class, deleted_cb);
  gtk_widget_class_bind_template_callback (widget_class, theme_selected_cb);
}

static void
demains_group_dialog_init (DemainsGroupDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_group_dialog_new:
 * @session: on a group's project
 *
 * Returns: (transfer floating): a dialog on what the group calls itself
 */
AdwDialog *
demains_group_dialog_new (DemainsSession *session)
{
  DemainsProject *project = demains_session_get_project (session);
  DemainsGroupDialog *self = g_object_new (DEMAINS_TYPE_GROUP_DIALOG, NULL);
  DemainsRecord *root = demains_project_get_root (project);
  gboolean editable = !demains_project_get_read_only (project);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (DemainsContent) content = demains_content_load (demains_record_get_text (root, "language"));
  const char *const *keys = demains_content_get_theme_keys (content);

  /* Translators: no theme of the list. */
  gtk_string_list_append (titles, C_ ("theme", "None"));
  for (guint i = 0; keys[i] != NULL; i++)
    gtk_string_list_take (titles, demains_content_dup_theme_title (content, keys[i]));

  self->session = g_object_ref (session);
  self->project = g_object_ref (project);
  g_object_set (self->members, "session", session, NULL);
  adw_combo_row_set_model (self->theme_row, G_LIST_MODEL (titles));
  self->content = g_steal_pointer (&content);
  theme_changed_cb (self);
  g_signal_connect_object (root, "notify::theme", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);

  demains_field_row_set_record (self->group_row, root);
  demains_field_row_set_record (self->theme_title_row, root);
  demains_field_row_set_editable (self->group_row, editable);
  demains_field_row_set_editable (self->theme_title_row, editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->theme_row), editable);

  return ADW_DIALOG (self);
}
