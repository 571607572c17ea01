/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-export.h"

#include <glib/gi18n.h>

#include "demains-save-place.h"
#include "demains-toast.h"
#include "demains-version.h"
#include "demains-wording.h"

/* People do something else while a film is made. */
#define DONE_SECONDS 30

/* What people choose a place for. */
typedef struct
{
  DemainsSession *session;
  DemainsFilmWay way;
} Choice;

typedef struct
{
  DemainsSession *session;
  DemainsOperation *operation;
  char *path;

  /* What the project was when it began. */
  gint64 step;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->session);
  g_object_unref (export->operation);
  g_free (export->path);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
show_in_folder_cb (AdwToast *toast, gpointer user_data)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (g_object_get_data (G_OBJECT (toast), "demains-film"));

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

static void
say_done (Export *export, DemainsFilmResult *film)
{
  g_autoptr (GFile) file = g_file_new_for_path (film->path);
  g_autofree char *name = g_filename_display_basename (film->path);
  /* Translators: %s is the name of a video file. */
  g_autofree char *done = g_strdup_printf (_ ("Film exported as “%s”"), name);
  g_autofree char *flaws = demains_film_flaws_to_text (film);
  g_autofree char *text = flaws != NULL ? g_strconcat (done, ". ", flaws, NULL) : g_strdup (done);
  g_autoptr (AdwToast) toast = demains_toast_new (text);

  adw_toast_set_timeout (toast, DONE_SECONDS);
  adw_toast_set_button_label (toast, _ ("Show in Folder"));
  g_object_set_data_full (G_OBJECT (toast), "demains-film", g_steal_pointer (&file), g_object_unref);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (show_in_folder_cb), NULL);
  g_signal_emit_by_name (export->session, "show-toast", toast);
}

static void
mark_version (Export *export, DemainsFilmResult *film)
{
  g_autofree char *name = g_filename_display_basename (film->path);

  demains_project_add_version_of_step (demains_session_get_project (export->session), DEMAINS_VERSION_FILM, name,
                                       export->step);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsFilmResult) film = demains_film_render_finish (result, &error);

  if (demains_operation_get_state (export->operation) == DEMAINS_OPERATION_RUNNING)
    demains_operation_finish (export->operation, error);

  if (film != NULL)
    {
      mark_version (export, film);
      say_done (export, film);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    demains_session_toast_error (export->session, error, export->path);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (DemainsSession) session = choice->session;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    demains_film_export_to_file (session, file, choice->way);
}

/**
 * demains_film_export_propose_stem:
 * @project: a project
 *
 * Returns: (transfer full): a name for what is made of its film, without an extension: the group's
 */
char *
demains_film_export_propose_stem (DemainsProject *project)
{
  char *name = demains_record_to_text (demains_project_get_root (project));

  /* A group may be called "CCAS / CIAS"; sticks are FAT. */
  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  g_strstrip (name);
  for (char *p = name; *p == '.'; p++)
    *p = '-';

  return name;
}

/**
 * demains_film_export_propose_name:
 * @project: a project
 * @way: how it is made
 *
 * Returns: (transfer full): a name for its film, with the extension of what this computer can make
 */
char *
demains_film_export_propose_name (DemainsProject *project, DemainsFilmWay way)
{
  g_autofree char *name = demains_film_export_propose_stem (project);
  const char *end = "";

  if (way == DEMAINS_FILM_SMALL)
    /* Translators: what the name of a small film's file ends in. */
    end = _ (" (small)");
  else if (way == DEMAINS_FILM_CAPTIONED)
    /* Translators: what the name of a film's file ends in that has its captions in the picture. */
    end = _ (" (captioned)");

  return g_strconcat (name, end, ".", demains_film_get_extension (way), NULL);
}

/**
 * demains_film_export_choose:
 * @parent: a widget of the window that the dialog belongs to
 * @session: whose film to export
 * @way: how to make it
 *
 * Has people choose where, then exports.
 */
void
demains_film_export_choose (GtkWidget *parent, DemainsSession *session, DemainsFilmWay way)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = demains_film_export_propose_name (demains_session_get_project (session), way);
  Choice *choice = g_new0 (Choice, 1);

  choice->session = g_object_ref (session);
  choice->way = way;
  gtk_file_dialog_set_title (dialog, _ ("Export the Film"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  demains_save_place_choose (dialog, parent, demains_session_get_project (session), G_USER_DIRECTORY_VIDEOS, chosen_cb,
                             choice);
}

/**
 * demains_film_export_to:
 * @session: whose film to export
 * @path: where to
 * @way: how to make it
 *
 * Makes the film; the window shows how far it is, with Cancel.
 */
void
demains_film_export_to (DemainsSession *session, const char *path, DemainsFilmWay way)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: %s is the name of a video file. */
  g_autofree char *title = g_strdup_printf (_ ("Exporting “%s”"), name);
  Export *export = g_new0 (Export, 1);

  export->session = g_object_ref (session);
  export->operation = demains_operation_new (title);
  export->path = g_strdup (path);
  export->step = demains_project_get_step (demains_session_get_project (session));
  demains_session_add_operation (session, export->operation);
  demains_film_render_async (demains_session_get_project (session), path, way, export->operation, rendered_cb, export);
}

/**
 * demains_film_export_to_file:
 * @session: whose film to export
 * @file: where to, as people chose it
 * @way: how to make it
 *
 * As demains_film_export_to(). What the system shows of a telephone or a server may have no path, and nothing can be
 * made there: that is said.
 */
void
demains_film_export_to_file (DemainsSession *session, GFile *file, DemainsFilmWay way)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    {
      demains_film_export_to (session, path, way);
      return;
    }

  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no local path");
  demains_session_toast_error (session, error, name);
}
