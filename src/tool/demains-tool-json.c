/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-json.h"
#include "demains-tool.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>

/* Bytes of JSON: as much text as a project may hold, and as much again for its form. */
#define LONGEST_SOURCE (512 * 1024 * 1024)
#define PIECE (1024 * 1024)

static int
print_json (const char *json)
{
  g_autoptr (GError) error = NULL;

  if (fputs (json, stdout) != EOF && fflush (stdout) != EOF)
    return DEMAINS_TOOL_DONE;

  error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return demains_tool_failed (error, NULL);
}

static char *
load_backup (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *json;

  demains_project_load_backup_async (project, NULL, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  json = demains_project_load_backup_finish (project, result, &error);
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING))
    demains_tool_refused ("%s", _ ("This project keeps no backup: it never was of an older Demains."));
  else if (json == NULL)
    demains_tool_failed (error, demains_project_get_path (project));

  return json;
}

/**
 * demains_tool_export:
 * @call: `export FILE [-o OUT.json] [--backup]`
 *
 * Returns: the exit state
 */
int
demains_tool_export (DemainsToolCall *call)
{
  g_autofree char *output = NULL;
  gboolean backup = FALSE;
  const GOptionEntry entries[] = { { "backup", 0, 0, G_OPTION_ARG_NONE, &backup,
                                     N_ ("The records as they were before this file was brought up to date"), NULL },
                                   { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
                                     N_ ("Write there instead of on the standard output"), N_ ("OUT.json") },
                                   G_OPTION_ENTRY_NULL };
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  int status = DEMAINS_TOOL_DONE;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  json = backup ? load_backup (project) : demains_project_to_json (project);
  if (json == NULL)
    return demains_tool_close (project, DEMAINS_TOOL_FAILED);
  if (output == NULL)
    status = print_json (json);
  else if (!g_file_set_contents (output, json, -1, &error))
    status = demains_tool_failed (error, output);

  return demains_tool_close (project, status);
}

static int
bring_in (DemainsProject *project, const char *json, gsize length, const char *source)
{
  g_autoptr (GError) error = NULL;

  if (!demains_project_import_json (project, json, length, &error))
    return demains_tool_failed (error, source);

  return DEMAINS_TOOL_DONE;
}

static int
import_into (const char *path, const char *json, gsize length, const char *source)
{
  DemainsProject *project = demains_tool_open (path, DEMAINS_OPEN_REQUIRE_WRITE);

  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  return demains_tool_close (project, bring_in (project, json, length, source));
}

/* A file that could not be filled is not left behind. */
static int
create_from (const char *path, const char *json, gsize length, const char *source)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) root = demains_json_dup_root (json, length, &error);
  DemainsProject *project;
  int status;

  if (root == NULL)
    return demains_tool_failed (error, source);
  demains_project_create_bare_async (path, root, NULL, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  project = demains_project_open_finish (result, &error);
  if (project == NULL)
    return demains_tool_failed (error, path);

  status = demains_tool_close (project, bring_in (project, json, length, source));
  if (status != DEMAINS_TOOL_DONE)
    {
      g_autofree char *journal = g_strconcat (path, "-journal", NULL);

      g_unlink (path);
      g_unlink (journal);
    }

  return status;
}

/* A pipe or a device says no size and may have no end. */
static GBytes *
read_source (const char *source, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_str_equal (source, "-") ? "/dev/stdin" : source);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize count;

  if (stream == NULL)
    return NULL;
  while ((count = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, NULL, error)) > 0)
    {
      g_byte_array_append (bytes, piece, count);
      if (bytes->len > LONGEST_SOURCE)
        {
          g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "%s has no end", source);
          return NULL;
        }
    }

  return count == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/**
 * demains_tool_import:
 * @call: `import FILE IN.json`
 *
 * Returns: the exit state
 */
int
demains_tool_import (DemainsToolCall *call)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *path;
  const char *source;
  const char *json;
  gsize length;

  if (!demains_tool_parse (call, NULL, 2, 2))
    return DEMAINS_TOOL_USAGE;

  path = call->arguments[0];
  source = call->arguments[1];
  bytes = read_source (source, &error);
  if (bytes == NULL)
    return demains_tool_failed (error, source);
  json = g_bytes_get_data (bytes, &length);
  if (json == NULL)
    json = "";

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return import_into (path, json, length, source);

  return create_from (path, json, length, source);
}
