/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-window-private.h"

#include <glib/gi18n.h>

#include "demains-application.h"
#include "demains-wording.h"

/* What the banner offers to do. */
typedef struct
{
  const char *action;
  const char *label;
} Offer;

static const Offer SAVE_COPY = { "win.save-copy", N_ ("Save a Copy…") };
static const Offer SAVE_ELSEWHERE = { "win.save-copy", N_ ("Save Elsewhere…") };
static const Offer EDIT_HERE = { "win.edit-here", N_ ("Edit Here") };

static char *
describe_failure (DemainsProject *project)
{
  const GError *error = demains_project_get_save_error (project);
  const DemainsOwner *owner = demains_project_get_owner (project);

  if (error == NULL)
    return NULL;
  if (owner != NULL && g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_TAKEN_OVER))
    return demains_taken_over_to_text (owner);

  return demains_error_to_text (error, demains_project_get_path (project));
}

static char *
describe_reading (DemainsProject *project, const Offer **offer)
{
  const GError *obstacle = demains_project_get_obstacle (project);
  gboolean gone = demains_project_get_owner_gone (project);

  if (obstacle == NULL)
    return g_strdup (_ ("This project can be read here, not changed. To change it, save a copy and open the copy."));
  if (!g_error_matches (obstacle, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE))
    return demains_error_to_text (obstacle, demains_project_get_path (project));

  if (gone)
    *offer = &EDIT_HERE;

  return demains_owner_to_text (demains_project_get_owner (project), gone);
}

/* The worst of what there is to say, or %NULL. */
static char *
describe (DemainsProject *project, const Offer **offer)
{
  DemainsSaveState state = demains_project_get_save_state (project);

  *offer = state == DEMAINS_SAVE_KEPT ? &SAVE_ELSEWHERE : &SAVE_COPY;
  if (state == DEMAINS_SAVE_KEPT)
    return demains_kept_to_text (demains_project_get_save_error (project), demains_project_get_path (project));
  if (state == DEMAINS_SAVE_FAILED)
    return describe_failure (project);
  if (demains_project_get_read_only (project))
    return describe_reading (project, offer);
  if (demains_project_get_place (project) & DEMAINS_PLACE_NETWORK)
    return g_strdup (
      _ ("This folder is on the network. For two days of work, save a copy on this computer and open it."));

  return NULL;
}

void
demains_window_banner_update (DemainsWindow *self, AdwBanner *banner)
{
  const Offer *offer;
  g_autofree char *text = describe (demains_window_get_project (self), &offer);

  if (offer == &SAVE_ELSEWHERE && g_strcmp0 (text, adw_banner_get_title (banner)) != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (text != NULL)
    {
      adw_banner_set_title (banner, text);
      adw_banner_set_button_label (banner, _ (offer->label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (banner), offer->action);
    }
  adw_banner_set_revealed (banner, text != NULL);
}

/* The new window in the place of this one. */
static void
show_same_view (DemainsWindow *self, DemainsProject *project)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (DEMAINS_IS_WINDOW (l->data) && demains_window_get_project (l->data) == project)
      demains_window_view_copy (self, l->data);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsWindow) self = user_data;

  demains_window_finish_closing (self);
}

static void
taken_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsProject) project = demains_project_open_finish (result, &error);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (application == NULL)
    return;
  if (project == NULL)
    {
      demains_session_toast_error (demains_window_get_session (self), error,
                                   demains_project_get_path (demains_window_get_project (self)));
      return;
    }

  demains_application_show_project (DEMAINS_APPLICATION (application), project, FALSE);
  show_same_view (self, project);
  demains_project_give_up_async (demains_window_get_project (self), closed_cb, g_object_ref (self));
}

/* Opens the project again, for writing, in a window that takes the place of this one. */
void
demains_window_banner_edit_here (DemainsWindow *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  demains_project_take_over_async (demains_window_get_project (self), NULL, taken_over_cb, g_object_ref (self));
}
