/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-exercise.h"

#include "demains-check.h"
#include "demains-json.h"
#include "demains-media-reader.h"
#include "demains-rescue.h"
#include "demains-search.h"
#include "demains-test.h"
#include "demains-version.h"

#define MOST_RECORDS 50
#define READ_SIZE 65536
#define MOST_READS 64

/* As demains_test_close(), for what cannot be saved too. */
static void
close_project (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) given_up = NULL;

  demains_project_close_async (project, demains_test_ready_cb, &result);
  if (!demains_project_close_finish (project, demains_test_wait (&result), NULL))
    {
      demains_project_give_up_async (project, demains_test_ready_cb, &given_up);
      demains_project_give_up_finish (project, demains_test_wait (&given_up), NULL);
    }
  g_clear_object (&result);
  g_clear_object (&given_up);
  demains_test_until (G_OBJECT (project)->ref_count == 1);
  g_object_unref (project);
}

static void
check (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) problems = NULL;

  demains_project_check_async (project, NULL, demains_test_ready_cb, &result);
  problems = demains_project_check_finish (project, demains_test_wait (&result), NULL);
}

static void
search (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  demains_project_search_async (project, "matin porte", 20, NULL, demains_test_ready_cb, &result);
  hits = demains_project_search_finish (project, demains_test_wait (&result), NULL);
}

static void
compare (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) differences = NULL;

  demains_project_compare_async (project, 0, DEMAINS_STEP_NOW, NULL, demains_test_ready_cb, &result);
  differences = demains_project_compare_finish (project, demains_test_wait (&result), NULL);
}

static void
read_film (DemainsProject *project, DemainsRecord *take)
{
  const char *id = demains_record_get_id (take);
  DemainsMedia *media = demains_project_find_media (project, id);
  g_autoptr (DemainsMediaReader) reader = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) stills = NULL;
  g_autofree guint8 *bytes = g_malloc (READ_SIZE);
  guint64 size;

  demains_project_load_stills_async (project, id, NULL, demains_test_ready_cb, &result);
  stills = demains_project_load_stills_finish (project, demains_test_wait (&result), NULL);
  if (media != NULL)
    demains_media_get_duration (media);
  reader = demains_media_reader_new (demains_project_get_path (project), id, DEMAINS_MEDIA_TAKE, NULL);
  if (reader == NULL)
    return;
  size = demains_media_reader_get_size (reader);
  for (guint i = 0; i < MOST_READS; i++)
    if (demains_media_reader_read (reader, size / MOST_READS * i, bytes, READ_SIZE, NULL) < 0)
      break;
}

static void
look_at_lists (DemainsProject *project)
{
  for (DemainsKindId kind = 0; kind < DEMAINS_N_KINDS; kind++)
    {
      DemainsRecordList *list = demains_project_get_list (project, kind);

      for (guint i = 0; i < MIN (g_list_model_get_n_items (G_LIST_MODEL (list)), MOST_RECORDS); i++)
        {
          DemainsRecord *record = demains_record_list_get (list, i);

          demains_record_get_title (record);
          for (DemainsKindId other = 0; other < DEMAINS_N_KINDS; other++)
            {
              g_autoptr (GListModel) linked = demains_project_list_linked (project, record, other);

              g_list_model_get_n_items (linked);
            }
          if (kind == DEMAINS_KIND_TAKE)
            read_film (project, record);
        }
    }
}

static void
restore (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_restore_async (project, 0, "", NULL, demains_test_ready_cb, &result);
  demains_project_restore_finish (project, demains_test_wait (&result), NULL);
}

static void
work (DemainsProject *project)
{
  g_autofree char *json = demains_project_to_json (project);
  DemainsRecordList *sections = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  DemainsRecord *section = demains_record_list_get (sections, 0);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse", NULL);

  if (section != NULL)
    {
      g_object_set (section, "text", "Un matin", NULL);
      demains_project_move (project, section, g_list_model_get_n_items (G_LIST_MODEL (sections)) - 1);
      demains_project_duplicate (project, section);
      if (job != NULL)
        demains_project_link (project, job, section);
    }
  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "now");
  for (guint i = 0; i < 4; i++)
    demains_test_undo (project);
  demains_test_redo (project);
  if (section != NULL && demains_project_find (project, demains_record_get_id (section)) == section)
    demains_project_remove (project, section);
  restore (project);
  demains_project_import_json (project, json, -1, NULL);
}

gboolean
demains_exercise_read (const char *path, GError **error)
{
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, error);
  g_autofree char *json = NULL;

  if (project == NULL)
    return FALSE;

  json = demains_project_to_json (project);
  look_at_lists (project);
  search (project);
  compare (project);
  check (project);
  close_project (project);

  return TRUE;
}

gboolean
demains_exercise_write (const char *path, GError **error)
{
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, error);

  if (project == NULL)
    return FALSE;

  work (project);
  close_project (project);

  return TRUE;
}

gboolean
demains_exercise_rescue (const char *path, const char *output)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsRescue) rescue = NULL;

  demains_rescue_async (path, output, NULL, demains_test_ready_cb, &result);
  rescue = demains_rescue_finish (demains_test_wait (&result), NULL);

  return rescue != NULL;
}
