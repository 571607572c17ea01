/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-tool.h"
#include "demains-version.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

static void
print_versions_json (GListModel *versions)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (versions); i++)
    {
      g_autoptr (DemainsVersion) version = g_list_model_get_item (versions, i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (demains_version_get_time (version));
      g_autofree char *iso = g_date_time_format_iso8601 (time);
      g_autofree char *text = demains_version_to_text (version);

      json_builder_begin_object (builder);
      json_builder_add_string_value (json_builder_set_member_name (builder, "name"),
                                     demains_version_get_name (version));
      json_builder_add_string_value (json_builder_set_member_name (builder, "text"), text);
      json_builder_add_int_value (json_builder_set_member_name (builder, "step"), demains_version_get_step (version));
      json_builder_add_string_value (json_builder_set_member_name (builder, "time"), iso);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  demains_tool_print_json (builder);
}

static void
print_versions (GListModel *versions)
{
  for (guint i = 0; i < g_list_model_get_n_items (versions); i++)
    {
      g_autoptr (DemainsVersion) version = g_list_model_get_item (versions, i);
      g_autofree char *text = demains_version_to_text (version);
      g_autofree char *moment = demains_moment_to_text (demains_version_get_time (version));

      g_print ("%s  %s\n", moment, text);
    }
}

/* The last one of that name. */
static DemainsVersion *
find_version (GListModel *versions, const char *name)
{
  for (guint i = g_list_model_get_n_items (versions); i > 0; i--)
    {
      g_autoptr (DemainsVersion) version = g_list_model_get_item (versions, i - 1);

      if (g_str_equal (demains_version_get_name (version), name))
        return g_steal_pointer (&version);
    }

  return NULL;
}

/**
 * demains_tool_version:
 * @call: `version FILE [NAME] [--json]`
 *
 * Returns: the exit state
 */
int
demains_tool_version (DemainsToolCall *call)
{
  gboolean json = FALSE;
  const GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL }, G_OPTION_ENTRY_NULL };
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 2))
    return DEMAINS_TOOL_USAGE;
  if (call->n_arguments == 2 && *call->arguments[1] == '\0')
    return demains_tool_misused (call, _ ("Give the version a name."));
  project = demains_tool_open (call->arguments[0],
                               call->n_arguments == 2 ? DEMAINS_OPEN_REQUIRE_WRITE : DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  if (call->n_arguments == 2)
    demains_project_add_version (project, DEMAINS_VERSION_NAMED, call->arguments[1]);
  else if (json)
    print_versions_json (demains_project_get_versions (project));
  else
    print_versions (demains_project_get_versions (project));

  return demains_tool_close (project, DEMAINS_TOOL_DONE);
}

/**
 * demains_tool_restore:
 * @call: `restore FILE NAME`
 *
 * Returns: the exit state
 */
int
demains_tool_restore (DemainsToolCall *call)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsVersion) version = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  const char *name;
  int status = DEMAINS_TOOL_DONE;

  if (!demains_tool_parse (call, NULL, 2, 2))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_REQUIRE_WRITE);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;
  name = call->arguments[1];
  version = find_version (demains_project_get_versions (project), name);
  if (version == NULL || *name == '\0')
    return demains_tool_close (project, demains_tool_refused (_ ("There is no version “%s”."), name));

  demains_project_restore_async (project, demains_version_get_step (version), name, NULL, demains_tool_ready_cb,
                                 &result);
  demains_tool_wait (&result);
  if (demains_project_restore_finish (project, result, &error))
    g_print (_ ("The project is as it was in “%s”. “undo” takes this back."), name);
  else if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING))
    g_print (_ ("Nothing has changed since “%s”."), name);
  else
    status = demains_tool_failed (error, call->arguments[0]);
  if (status == DEMAINS_TOOL_DONE)
    g_print ("\n");

  return demains_tool_close (project, status);
}
