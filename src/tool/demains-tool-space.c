/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-space.h"
#include "demains-tool.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

static void
print_space_json (const DemainsSpace *space, gboolean freed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_add_int_value (json_builder_set_member_name (builder, "size"), space->size);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "freed"), freed);
  json_builder_begin_array (json_builder_set_member_name (builder, "takes"));
  for (guint i = 0; i < space->takes->len; i++)
    {
      const DemainsDeletedTake *take = space->takes->pdata[i];

      json_builder_begin_object (builder);
      json_builder_add_string_value (json_builder_set_member_name (builder, "id"), take->id);
      json_builder_add_string_value (json_builder_set_member_name (builder, "title"), take->title);
      json_builder_add_int_value (json_builder_set_member_name (builder, "size"), take->size);
      json_builder_add_int_value (json_builder_set_member_name (builder, "duration"), take->duration);
      json_builder_begin_array (json_builder_set_member_name (builder, "versions"));
      for (guint j = 0; j < take->versions->len; j++)
        {
          g_autofree char *version = demains_version_to_text (take->versions->pdata[j]);

          json_builder_add_string_value (builder, version);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demains_tool_print_json (builder);
}

static void
print_space (const DemainsSpace *space, gboolean freed)
{
  g_autofree char *size = demains_size_to_text (space->size);

  for (guint i = 0; i < space->takes->len; i++)
    {
      g_autofree char *title = demains_deleted_take_to_title (space->takes->pdata[i]);
      g_autofree char *text = demains_deleted_take_to_text (space->takes->pdata[i]);

      g_print ("%s · %s\n", title, text);
    }
  if (freed)
    /* Translators: %s is a size, such as “3.4 MB” */
    g_print (_ ("%s are free in the file for what comes next."), size);
  else
    /* Translators: %s is a size, such as “3.4 MB” */
    g_print (_ ("%s can be freed."), size);
  g_print ("\n");
}

/**
 * demains_tool_free_space:
 * @call: `free-space FILE [--dry-run] [--json]`
 *
 * Returns: the exit state
 */
int
demains_tool_free_space (DemainsToolCall *call)
{
  gboolean dry_run = FALSE, json = FALSE;
  const GOptionEntry entries[]
    = { { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only say what would be freed"), NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL },
        G_OPTION_ENTRY_NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsSpace) space = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], dry_run ? DEMAINS_OPEN_READ_ONLY : DEMAINS_OPEN_REQUIRE_WRITE);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  demains_project_find_space_async (project, NULL, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  space = demains_project_find_space_finish (project, result, &error);
  g_clear_object (&result);
  if (space != NULL && !dry_run)
    {
      demains_project_free_space_async (project, space, NULL, demains_tool_ready_cb, &result);
      demains_tool_wait (&result);
      demains_project_free_space_finish (project, result, NULL, &error);
      g_clear_object (&result);
    }
  if (error != NULL)
    return demains_tool_close (project, demains_tool_failed (error, call->arguments[0]));

  if (json)
    print_space_json (space, !dry_run);
  else
    print_space (space, !dry_run);

  return demains_tool_close (project, DEMAINS_TOOL_DONE);
}
