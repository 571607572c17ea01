/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-merge-dialog.h"

#include <glib/gi18n.h>

#include "demains-file-name.h"
#include "demains-project-filters.h"
#include "demains-project-merge.h"
#include "demains-wording.h"

/* So many lines tell enough; the history tells all. */
#define MOST_LINES 40

struct _DemainsMergeDialog
{
  AdwDialog parent_instance;

  GtkWidget *cancel;
  GtkWidget *merge;
  GtkStack *stack;
  AdwStatusPage *reading;
  AdwPreferencesPage *report;
  AdwStatusPage *same;
  AdwStatusPage *error;

  DemainsSession *session;
  char *path;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DemainsMergeDialog, demains_merge_dialog, ADW_TYPE_DIALOG)

/* Whose window says what when it is merged. */
typedef struct
{
  DemainsSession *session;
  char *name;
} Merging;

static void
merging_free (Merging *self)
{
  g_object_unref (self->session);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Merging, merging_free)

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Merging) merging = user_data;
  g_autoptr (GError) error = NULL;
  const char *culprit;
  g_autoptr (DemainsMergeReport) report
    = demains_project_merge_into_finish (DEMAINS_PROJECT (source), result, &culprit, &error);
  g_autofree char *text = NULL;

  if (report == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        demains_session_toast_error (merging->session, error, culprit);
      return;
    }

  text = demains_merge_to_text (merging->name, report);
  demains_session_toast_undo (merging->session, text);
}

static void
merge_cb (DemainsMergeDialog *self)
{
  Merging *merging = g_new0 (Merging, 1);
  g_autofree char *title = NULL;
  g_autoptr (DemainsOperation) operation = NULL;

  merging->session = g_object_ref (self->session);
  merging->name = demains_file_name_dup_stem (self->path);
  /* Translators: %s is the name of a copy of a project */
  title = g_strdup_printf (_ ("Merging with “%s”"), merging->name);
  operation = demains_operation_new (title);
  demains_session_add_operation (self->session, operation);
  demains_project_merge_into_async (demains_session_get_project (self->session), self->path, operation, merged_cb,
                                    merging);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (DemainsMergeDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_line (AdwPreferencesGroup *group, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (DemainsMergeDialog *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  /* A group's words are markup, and a file may be called anything. */
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (group, escaped);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->report, group);

  return group;
}

static void
add_rest (AdwPreferencesGroup *group, guint n)
{
  g_autofree char *text = NULL;

  if (n <= MOST_LINES)
    return;

  /* Translators: the end of a list of which only the start is shown */
  text = g_strdup_printf (ngettext ("… and %u more", "… and %u more", n - MOST_LINES), n - MOST_LINES);
  add_line (group, text);
}

static void
show_side (DemainsMergeDialog *self, const DemainsMergeReport *report, guint side)
{
  GArray *done = report->done[side];
  /* Translators: %s is the name of a copy of a project; a list of what was done there follows */
  g_autofree char *title = side == 0 ? g_strdup_printf (_ ("Done Here, in “%s”"), report->names[side])
                                     : g_strdup_printf (_ ("Done in “%s”"), report->names[side]);
  AdwPreferencesGroup *group = add_group (self, title, NULL);

  for (guint i = 0; i < MIN (done->len, MOST_LINES); i++)
    {
      g_autofree char *text = demains_difference_to_text (&g_array_index (done, DemainsDifferentRow, i), report->rows);

      add_line (group, text);
    }
  add_rest (group, done->len);
  if (done->len == 0)
    add_line (group, C_ ("done in a copy", "Nothing"));
}

static void
show_collisions (DemainsMergeDialog *self, const DemainsMergeReport *report)
{
  AdwPreferencesGroup *group;

  if (report->collisions->len == 0)
    return;

  group = add_group (self, _ ("For You to Decide"),
                     _ ("The same was changed in both copies. Both are kept until you choose, after the merge."));
  for (guint i = 0; i < MIN (report->collisions->len, MOST_LINES); i++)
    {
      g_autofree char *text = demains_collision_to_text (report->collisions->pdata[i], report->rows);

      add_line (group, text);
    }
  add_rest (group, report->collisions->len);
}

static void
show_report (DemainsMergeDialog *self, const DemainsMergeReport *report)
{
  g_autofree char *text = demains_parting_to_text (report);

  if (!report->has_news)
    {
      /* Translators: %s is the name of a copy of a project */
      g_autofree char *nothing = g_strdup_printf (_ ("All that is in “%s” is here already."), report->names[1]);
      g_autofree char *escaped = g_markup_escape_text (nothing, -1);

      adw_status_page_set_description (self->same, escaped);
      gtk_stack_set_visible_child_name (self->stack, "same");
      gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("_Close"));
      gtk_widget_set_visible (self->merge, FALSE);
      return;
    }

  adw_preferences_page_set_description (self->report, text);
  show_side (self, report, 1);
  show_side (self, report, 0);
  show_collisions (self, report);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_set_sensitive (self->merge, TRUE);
  gtk_widget_grab_focus (self->merge);
}

static void
show_error (DemainsMergeDialog *self, const GError *error, const char *path)
{
  g_autofree char *text = demains_error_to_text (error, path);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->error, escaped);
  gtk_stack_set_visible_child_name (self->stack, "error");
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("_Close"));
  gtk_widget_set_visible (self->merge, FALSE);
  gtk_widget_grab_focus (self->cancel);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsMergeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *culprit;
  g_autoptr (DemainsMergeReport) report
    = demains_project_merge_into_finish (DEMAINS_PROJECT (source), result, &culprit, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (report != NULL)
    show_report (self, report);
  else
    show_error (self, error, culprit);
}

static void
demains_merge_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (DEMAINS_MERGE_DIALOG (dialog)->cancellable);
}

static void
demains_merge_dialog_dispose (GObject *object)
{
  DemainsMergeDialog *self = DEMAINS_MERGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_MERGE_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_merge_dialog_parent_class)->dispose (object);
}

static void
demains_merge_dialog_finalize (GObject *object)
{
  DemainsMergeDialog *self = DEMAINS_MERGE_DIALOG (object);

  g_object_unref (self->cancellable);
  g_free (self->path);

  G_OBJECT_CLASS (demains_merge_dialog_parent_class)->finalize (object);
}

static void
demains_merge_dialog_class_init (DemainsMergeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = demains_merge_dialog_dispose;
  object_class->finalize = demains_merge_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = demains_merge_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsMergeDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, DemainsMergeDialog, merge);
  gtk_widget_class_bind_template_child (widget_class, DemainsMergeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsMergeDialog, reading);
  gtk_widget_class_bind_template_child (widget_class, DemainsMergeDialog, report);
  gtk_widget_class_bind_template_child (widget_class, DemainsMergeDialog, same);
  gtk_widget_class_bind_template_child (widget_class, DemainsMergeDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
}

static void
demains_merge_dialog_init (DemainsMergeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_merge_dialog_new:
 * @session: what is open
 * @path: (type filename): another copy of its project
 *
 * Returns: (transfer floating): a dialog that shows what a merge would do, and does it
 */
AdwDialog *
demains_merge_dialog_new (DemainsSession *session, const char *path)
{
  DemainsMergeDialog *self = g_object_new (DEMAINS_TYPE_MERGE_DIALOG, NULL);
  g_autofree char *name = demains_file_name_dup_stem (path);
  /* Translators: %s is the name of a copy of a project */
  g_autofree char *text = g_strdup_printf (_ ("Reading “%s”"), name);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  adw_status_page_set_title (self->reading, text);
  demains_project_preview_merge_async (demains_session_get_project (session), path, self->cancellable, previewed_cb,
                                       g_object_ref (self));

  return ADW_DIALOG (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  DemainsSession *session = g_object_get_data (source, "demains-session");
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL && gtk_widget_get_root (parent) != NULL)
    adw_dialog_present (demains_merge_dialog_new (session, g_file_peek_path (file)), parent);
}

/**
 * demains_merge_dialog_choose:
 * @session: what is open
 * @parent: a widget of its window
 *
 * Asks for the other copy, shows what a merge would do, and does it. Where the
 * project cannot be changed here, says why.
 */
void
demains_merge_dialog_choose (DemainsSession *session, GtkWidget *parent)
{
  DemainsProject *project = demains_session_get_project (session);
  g_autoptr (GtkFileDialog) dialog = NULL;

  if (demains_project_get_read_only (project))
    {
      demains_session_toast_read_only (session);
      return;
    }

  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Choose the Other Copy of This Project"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Choose"));
  demains_project_filters_add (dialog);
  g_object_set_data_full (G_OBJECT (dialog), "demains-session", g_object_ref (session), g_object_unref);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb, g_object_ref (parent));
}
