/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-caption-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "demains-caption-file.h"
#include "demains-captions.h"
#include "demains-film-export.h"
#include "demains-save-place.h"
#include "demains-wording.h"

typedef struct
{
  DemainsSession *session;
  DemainsOperation *operation;
  GFile *file;
  guint n_hasty;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->session);
  g_object_unref (export->operation);
  g_object_unref (export->file);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

/* Ends it, with what is to be said where there are no captions. */
static void
finish (Export *export, const GError *error)
{
  demains_operation_finish (export->operation, error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    demains_session_toast_error (export->session, error, g_file_peek_path (export->file));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *done = NULL;
  g_autofree char *hasty = demains_hasty_captions_to_text (export->n_hasty);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  finish (export, error);
  if (error != NULL)
    return;

  /* Translators: %s is the name of a file of captions. */
  done = g_strdup_printf (_ ("Captions saved as “%s”"), shown);
  text = hasty != NULL ? g_strconcat (done, ". ", hasty, NULL) : g_strdup (done);
  demains_session_toast (export->session, text);
}

static char *
write_cues (GFile *file, GPtrArray *cues)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".srt") ? demains_caption_file_write_srt (cues)
                                          : demains_caption_file_write_vtt (cues);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cues = demains_captions_load_finish (result, &error);
  g_autoptr (GBytes) bytes = NULL;
  GFile *file = export->file;
  GCancellable *cancellable;
  char *text;

  if (cues == NULL || cues->len == 0)
    {
      finish (export, error);
      if (error == NULL)
        demains_session_toast (export->session,
                               _ ("Nothing is said in the film yet. Captions come from the speeches of the scenes that "
                                  "its takes belong to."));
      return;
    }

  export->n_hasty = demains_cue_list_count_hasty (cues);
  text = write_cues (file, cues);
  bytes = g_bytes_new_take (text, strlen (text));
  cancellable = demains_operation_get_cancellable (export->operation);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, written_cb,
                                       g_steal_pointer (&export));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsSession) session = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  Export *export;

  if (file == NULL)
    return;
  export = g_new0 (Export, 1);
  export->session = g_steal_pointer (&session);
  export->operation = demains_operation_new (_ ("Saving the captions"));
  export->file = g_steal_pointer (&file);
  demains_session_add_operation (export->session, export->operation);
  demains_captions_load_film_async (demains_session_get_project (export->session),
                                    demains_operation_get_cancellable (export->operation), loaded_cb, export);
}

/**
 * demains_caption_export_choose:
 * @parent: a widget of the window that the dialog belongs to
 * @session: whose film it is
 *
 * Has people choose where, then writes the captions of the film: WebVTT, or SubRip where the name says so.
 */
void
demains_caption_export_choose (GtkWidget *parent, DemainsSession *session)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *stem = demains_film_export_propose_stem (demains_session_get_project (session));
  g_autofree char *name = g_strconcat (stem, ".vtt", NULL);

  gtk_file_dialog_set_title (dialog, _ ("Save the Captions"));
  gtk_file_dialog_set_initial_name (dialog, name);
  demains_save_place_choose (dialog, parent, demains_session_get_project (session), G_USER_DIRECTORY_VIDEOS, chosen_cb,
                             g_object_ref (session));
}
