/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-history-restore.h"

#include <glib/gi18n.h>

#include "demains-version.h"

/* Whose window says what when it is done. */
typedef struct
{
  DemainsSession *session;
  char *text;
} Restoring;

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restoring *restoring = user_data;
  DemainsProject *project = DEMAINS_PROJECT (source);
  g_autoptr (GError) error = NULL;

  if (demains_project_restore_finish (project, result, &error))
    demains_session_toast_undo (restoring->session, restoring->text);
  else if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING))
    demains_session_toast (restoring->session, _ ("It already is as it was then"));
  else
    demains_session_toast_error (restoring->session, error, demains_project_get_path (project));

  g_object_unref (restoring->session);
  g_free (restoring->text);
  g_free (restoring);
}

static void
restore (DemainsSession *session, gint64 step, const char *title, const char *record, char *text)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->session = g_object_ref (session);
  restoring->text = text;
  demains_project_restore_async (demains_session_get_project (session), step, title, record, restored_cb, restoring);
}

/**
 * demains_history_restore_all:
 * @session: a session
 * @step: a step's number
 * @title: what people call that moment
 *
 * Makes the whole project as it was.
 */
void
demains_history_restore_all (DemainsSession *session, gint64 step, const char *title)
{
  /* Translators: %s is a version's name or why it was made. */
  restore (session, step, title, NULL, g_strdup_printf (_ ("The project is as it was: “%s”"), title));
}

/**
 * demains_history_restore_one:
 * @session: a session
 * @step: a step's number
 * @difference: a record
 * @there: whether the record was there then
 *
 * Makes one record as it was.
 */
void
demains_history_restore_one (DemainsSession *session, gint64 step, DemainsRecordDifference *difference, gboolean there)
{
  DemainsProject *project = demains_session_get_project (session);
  g_autofree char *title = demains_record_difference_dup_title (difference, project);
  const char *id = demains_record_difference_get_row (difference)->id;

  /* Translators: %s is the title of a record. */
  restore (session, step, title, id, g_strdup_printf (there ? _ ("“%s” is as it was") : _ ("“%s” deleted"), title));
}
