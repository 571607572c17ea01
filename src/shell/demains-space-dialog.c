/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-space-dialog.h"

#include <glib/gi18n.h>

#include "demains-wording.h"

struct _DemainsSpaceDialog
{
  AdwDialog parent_instance;

  GtkWidget *cancel;
  GtkWidget *free;
  GtkStack *stack;
  AdwPreferencesPage *found;
  AdwPreferencesGroup *takes;
  AdwStatusPage *error;

  DemainsSession *session;
  DemainsSpace *space;
};

G_DEFINE_FINAL_TYPE (DemainsSpaceDialog, demains_space_dialog, ADW_TYPE_DIALOG)

static DemainsProject *
get_project (DemainsSpaceDialog *self)
{
  return demains_session_get_project (self->session);
}

static void
freed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsSession) session = user_data;
  DemainsProject *project = DEMAINS_PROJECT (source);
  g_autoptr (GError) error = NULL;
  gint64 freed;
  gboolean done = demains_project_free_space_finish (project, result, &freed, &error);
  g_autofree char *size = demains_size_to_text (freed);
  /* Translators: %s is a size, such as “3.4 MB” */
  g_autofree char *text = g_strdup_printf (_ ("%s are free in the file for what comes next"), size);

  if (done || freed > 0)
    demains_session_toast (session, text);
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    demains_session_toast_error (session, error, demains_project_get_path (project));
}

static void
free_cb (DemainsSpaceDialog *self)
{
  g_autoptr (DemainsOperation) operation = demains_operation_new (_ ("Deleting films of deleted takes"));

  demains_session_add_operation (self->session, operation);
  demains_project_free_space_async (get_project (self), self->space, operation, freed_cb, g_object_ref (self->session));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (DemainsSpaceDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
only_close (DemainsSpaceDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("_Close"));
  gtk_widget_set_visible (self->free, FALSE);
  gtk_widget_grab_focus (self->cancel);
}

static void
show_error (DemainsSpaceDialog *self, const GError *error)
{
  g_autofree char *text = demains_error_to_text (error, demains_project_get_path (get_project (self)));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->error, escaped);
  only_close (self, "error");
}

static void
show_space (DemainsSpaceDialog *self)
{
  g_autofree char *size = demains_size_to_text (self->space->size);
  /* Translators: %s is a size, such as “3.4 MB” */
  g_autofree char *text = g_strdup_printf (
    _ (
      "%s can be freed up for good: Undo, the history and versions bring these takes back without their films. The file does not become smaller, but the next takes use the room in it."),
    size);

  adw_preferences_page_set_description (self->found, text);
  for (guint i = 0; i < self->space->takes->len; i++)
    {
      g_autofree char *title = demains_deleted_take_to_title (self->space->takes->pdata[i]);
      g_autofree char *subtitle = demains_deleted_take_to_text (self->space->takes->pdata[i]);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_preferences_group_add (self->takes, row);
    }
  gtk_stack_set_visible_child_name (self->stack, "found");
  gtk_widget_set_sensitive (self->free, TRUE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsSpaceDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->space = demains_project_find_space_finish (DEMAINS_PROJECT (source), result, &error);
  if (self->session == NULL)
    return;
  if (error != NULL)
    show_error (self, error);
  else if (self->space->takes->len == 0)
    only_close (self, "nothing");
  else
    show_space (self);
}

static void
demains_space_dialog_dispose (GObject *object)
{
  DemainsSpaceDialog *self = DEMAINS_SPACE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_SPACE_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->space, demains_space_free);

  G_OBJECT_CLASS (demains_space_dialog_parent_class)->dispose (object);
}

static void
demains_space_dialog_class_init (DemainsSpaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_space_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-space-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSpaceDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, DemainsSpaceDialog, free);
  gtk_widget_class_bind_template_child (widget_class, DemainsSpaceDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsSpaceDialog, found);
  gtk_widget_class_bind_template_child (widget_class, DemainsSpaceDialog, takes);
  gtk_widget_class_bind_template_child (widget_class, DemainsSpaceDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, free_cb);
}

static void
demains_space_dialog_init (DemainsSpaceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_space_dialog_new:
 * @session: what is open
 *
 * Returns: (transfer floating): a dialog that says what can be freed, and frees it
 */
AdwDialog *
demains_space_dialog_new (DemainsSession *session)
{
  DemainsSpaceDialog *self = g_object_new (DEMAINS_TYPE_SPACE_DIALOG, NULL);

  self->session = g_object_ref (session);
  demains_project_find_space_async (get_project (self), NULL, found_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}
