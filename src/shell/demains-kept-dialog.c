/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-kept-dialog.h"

#include <glib/gi18n.h>

#include "demains-kept-work.h"
#include "demains-wording.h"

/* Work that was kept while a stick was away: offered when its project is opened,
 * and told of when the program starts. */
typedef struct
{
  DemainsApplication *application;
  GtkWindow *parent;       /* weak */
  DemainsProject *project; /* being opened, or NULL */
  char *path;
  GPtrArray *works;
  guint next;
  AdwDialog *progress; /* weak */
} Offer;

static void
offer_free (Offer *self)
{
  g_application_release (G_APPLICATION (self->application));
  g_object_unref (self->application);
  g_clear_weak_pointer (&self->parent);
  g_clear_weak_pointer (&self->progress);
  g_clear_object (&self->project);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static Offer *
offer_new (DemainsApplication *application, DemainsProject *project, GtkWindow *parent)
{
  Offer *self = g_new0 (Offer, 1);

  self->application = g_object_ref (application);
  g_application_hold (G_APPLICATION (application));
  g_set_weak_pointer (&self->parent, parent);
  self->project = project != NULL ? g_object_ref (project) : NULL;
  self->path = project != NULL ? g_strdup (demains_project_get_path (project)) : NULL;

  return self;
}

static GtkWindow *
get_parent (Offer *self)
{
  return self->parent != NULL ? self->parent : demains_application_show_welcome (self->application);
}

static const DemainsKeptWork *
get_work (Offer *self)
{
  return g_ptr_array_index (self->works, self->next);
}

static void
show_project (Offer *self)
{
  if (self->project != NULL)
    demains_application_show_project (self->application, self->project, FALSE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!demains_kept_work_save_finish (result, &error))
    demains_application_show_error (self->application, error, self->path, get_parent (self));
  else if (self->project == NULL)
    demains_application_open_path (self->application, self->path, get_parent (self));
  else
    show_project (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL || g_file_peek_path (file) == NULL)
    {
      show_project (self);
      return;
    }

  g_set_str (&self->path, g_file_peek_path (file));
  demains_kept_work_save_async (get_work (self)->path, self->path, saved_cb, self);
  g_steal_pointer (&self);
}

static void
save_elsewhere (Offer *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strconcat (get_work (self)->group, ".demains", NULL);

  gtk_file_dialog_set_title (dialog, _ ("Save Elsewhere"));
  gtk_file_dialog_set_initial_name (dialog, g_strdelimit (name, "/", '-'));
  gtk_file_dialog_save (dialog, get_parent (self), NULL, chosen_cb, self);
}

static void
reopened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsProject) project = demains_project_open_finish (result, &error);

  if (self->progress != NULL)
    adw_dialog_force_close (self->progress);
  if (project != NULL)
    demains_application_show_project (self->application, project, FALSE);
  else
    demains_application_show_error (self->application, error, self->path, get_parent (self));
}

static void bring_next_back (Offer *self);

static void
brought_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Offer *self = user_data;
  g_autoptr (GError) error = NULL;

  if (demains_kept_work_bring_back_finish (result, &error))
    {
      self->next++;
      bring_next_back (self);
      return;
    }

  /* It stays kept, and is offered again. */
  if (self->progress != NULL)
    adw_dialog_force_close (self->progress);
  demains_application_show_error (self->application, error, self->path, get_parent (self));
  offer_free (self);
}

static void
bring_next_back (Offer *self)
{
  if (self->next < self->works->len)
    demains_kept_work_bring_back_async (get_work (self)->path, self->path, NULL, brought_back_cb, self);
  else
    demains_project_open_async (self->path, DEMAINS_OPEN_WRITE, NULL, reopened_cb, self);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (demains_project_close_finish (DEMAINS_PROJECT (source), result, &error))
    bring_next_back (g_steal_pointer (&self));
  else
    show_project (self);
}

/* While its project is closed: what is being written is not on the screen. */
static void
bring_back (Offer *self)
{
  g_autoptr (DemainsProject) project = g_steal_pointer (&self->project);
  GtkWidget *spinner = adw_spinner_new ();

  gtk_widget_set_size_request (spinner, 48, 48);
  g_set_weak_pointer (&self->progress, adw_alert_dialog_new (_ ("Bringing It Back"), NULL));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (self->progress), spinner);
  adw_dialog_set_can_close (self->progress, FALSE);
  adw_dialog_present (self->progress, GTK_WIDGET (get_parent (self)));
  demains_project_close_async (project, closed_cb, self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "bring"))
    bring_back (g_steal_pointer (&self));
  else if (g_str_equal (response, "save"))
    save_elsewhere (g_steal_pointer (&self));
  else if (g_str_equal (response, "open"))
    demains_application_open_path (self->application, get_work (self)->home, get_parent (self));
  else
    show_project (self);
}

static void
ask (Offer *self, const char *heading, const char *advice, const char *response, const char *label)
{
  g_autofree char *what = demains_kept_work_to_text (get_work (self));
  g_autofree char *text = g_strjoin (" ", what, advice, NULL);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, text));

  adw_alert_dialog_add_responses (dialog, "later", _ ("Later"), "save", _ ("Save Elsewhere…"), response, label, NULL);
  adw_alert_dialog_set_response_appearance (dialog, response, ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, response);
  adw_alert_dialog_set_close_response (dialog, "later");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (get_parent (self)), NULL, answered_cb, self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;

  self->works = demains_kept_work_list_finish (result);
  if (self->works->len == 0)
    show_project (self);
  else if (self->project != NULL)
    ask (g_steal_pointer (&self), _ ("Bring Your Work Back?"),
         _ ("Bring it back into the project now? Nothing that is in the project is lost."), "bring",
         _ ("Bring It Back"));
  else
    ask (
      g_steal_pointer (&self), _ ("Work Was Kept"),
      _ (
        "Plug the stick in and open the project to bring it back. Or save it elsewhere, as a project without the films from before."),
      "open", _ ("Open the Project"));
}

/**
 * demains_kept_dialog_offer:
 * @application: the application
 * @project: a project that was just opened
 * @parent: (nullable): the window to ask over
 *
 * Shows the project, after asking whether work that was kept is to be brought back
 * into it.
 */
void
demains_kept_dialog_offer (DemainsApplication *application, DemainsProject *project, GtkWindow *parent)
{
  if (demains_project_get_read_only (project))
    demains_application_show_project (application, project, FALSE);
  else
    demains_kept_work_list_async (demains_record_get_id (demains_project_get_root (project)), found_cb,
                                  offer_new (application, project, parent));
}

/**
 * demains_kept_dialog_remind:
 * @application: the application
 *
 * Says that there is work that was kept, if there is some.
 */
void
demains_kept_dialog_remind (DemainsApplication *application)
{
  demains_kept_work_list_async (NULL, found_cb, offer_new (application, NULL, NULL));
}
