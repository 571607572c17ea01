/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-window-private.h"

#include <glib/gi18n.h>

#include "demains-version.h"
#include "demains-wording.h"

/* In seconds: twice as long as an encoder that does not end is given (demains-recording.c). */
#define PATIENCE 20

static void
given_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsWindow) self = user_data;

  demains_window_finish_closing (self);
}

static void
loss_answered_cb (DemainsWindow *self, const char *response)
{
  DemainsPage *page = demains_window_get_page (self);

  if (g_str_equal (response, "close"))
    demains_project_give_up_async (demains_window_get_project (self), given_up_cb, g_object_ref (self));
  else
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      /* One that films turned its camera off when the window was to go. */
      if (page != NULL)
        demains_page_set_visible_now (page, TRUE);
      if (g_str_equal (response, "copy"))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.save-copy", NULL);
    }
}

/* The work stays on this computer, or would be lost. */
static AdwDialog *
create_question (DemainsWindow *self, const GError *error)
{
  DemainsProject *project = demains_window_get_project (self);
  g_autofree char *text = NULL;
  AdwDialog *dialog;

  if (demains_project_get_save_state (project) == DEMAINS_SAVE_KEPT)
    {
      dialog = adw_alert_dialog_new (
        _ ("Your Work Is Kept"),
        _ ("It is on this computer, not on the stick. Plug the stick in again and open the project: Demains "
           "offers to bring your work back into it."));
      adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "open", _ ("Keep Open"), "copy", _ ("Save Elsewhere…"),
                                      "close", _ ("Close"), NULL);
      return dialog;
    }

  text = demains_error_to_text (error, demains_project_get_path (project));
  dialog = adw_alert_dialog_new (_ ("Not Everything Is Saved"), text);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("Close and Lose Changes"), "open",
                                  _ ("Keep Open"), "copy", _ ("Save a Copy…"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "copy", ADW_RESPONSE_SUGGESTED);

  return dialog;
}

static void
ask_about_loss (DemainsWindow *self, const GError *error)
{
  AdwDialog *dialog = create_question (self, error);

  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "copy");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "open");
  g_signal_connect_object (dialog, "response", G_CALLBACK (loss_answered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (demains_project_close_finish (DEMAINS_PROJECT (source), result, &error))
    demains_window_finish_closing (self);
  else
    ask_about_loss (self, error);
}

/* What there is at the end can be found again, unless nothing was ever done. */
static void
mark_end (DemainsProject *project)
{
  demains_project_end_typing (project);
  if (demains_project_peek_undo (project) != NULL)
    demains_project_add_version (project, DEMAINS_VERSION_CLOSED, "");
}

static void
close_project (DemainsWindow *self)
{
  /* Nothing may be typed between the last save and the end. */
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  demains_session_settle (demains_window_get_session (self));
  mark_end (demains_window_get_project (self));
  demains_project_close_async (demains_window_get_project (self), closed_cb, g_object_ref (self));
}

/* The end of a take is on its way, which takes a second as a rule. To a disk that takes nothing it would be for ever:
 * closing then says so. */
static gboolean
is_finishing (DemainsWindow *self)
{
  gboolean finishing;

  g_object_get (demains_window_get_session (self), "finishing", &finishing, NULL);

  return finishing && demains_project_get_save_state (demains_window_get_project (self)) != DEMAINS_SAVE_FAILED;
}

typedef struct
{
  DemainsWindow *window;

  /* When the end of a take is waited for no longer: an encoder may hang. */
  gint64 deadline;
} Stop;

static void
stop_free (Stop *stop)
{
  g_object_unref (stop->window);
  g_free (stop);
}

static gboolean
work_stopped_cb (gpointer user_data)
{
  Stop *stop = user_data;
  gboolean patient = g_get_monotonic_time () < stop->deadline;

  if (demains_window_get_busy (stop->window) || (patient && is_finishing (stop->window)))
    return G_SOURCE_CONTINUE;

  close_project (stop->window);

  return G_SOURCE_REMOVE;
}

static void
stop_and_close (DemainsWindow *self)
{
  Stop *stop = g_new0 (Stop, 1);

  stop->window = g_object_ref (self);
  stop->deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  demains_window_stop_work (self);
  /* A take is finished, an export cleared away, in their own time. */
  g_timeout_add_full (G_PRIORITY_DEFAULT, 50, work_stopped_cb, stop, (GDestroyNotify)stop_free);
}

static void
work_answered_cb (DemainsWindow *self, const char *response)
{
  if (g_str_equal (response, "stop"))
    stop_and_close (self);
}

static void
ask_about_work (DemainsWindow *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _ ("Work Is Still Going On"),
    _ ("If you close now, filming ends with what it has, and work that is not finished is given up."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "open", _ ("Keep Open"), "stop", _ ("Stop and Close"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "open");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "open");
  g_signal_connect_object (dialog, "response", G_CALLBACK (work_answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Always holds the window back: it goes when its project is on the disk. */
gboolean
demains_window_closing_request (DemainsWindow *self)
{
  /* It is on its way already. */
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self)))
    return TRUE;

  if (demains_window_get_busy (self))
    ask_about_work (self);
  else if (is_finishing (self))
    stop_and_close (self);
  else
    close_project (self);

  return TRUE;
}
