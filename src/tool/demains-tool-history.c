/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-history.h"
#include "demains-tool.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

static GDateTime *
get_local_time (const DemainsStep *step)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (step->time);

  return g_date_time_to_local (utc);
}

static void
print_steps_json (GPtrArray *steps)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    {
      const DemainsStep *step = g_ptr_array_index (steps, i);
      g_autoptr (GDateTime) time = get_local_time (step);
      g_autofree char *iso = g_date_time_format_iso8601 (time);
      g_autofree char *text = demains_step_to_text (step);

      json_builder_begin_object (builder);
      json_builder_add_int_value (json_builder_set_member_name (builder, "number"), step->number);
      json_builder_add_string_value (json_builder_set_member_name (builder, "time"), iso);
      json_builder_add_string_value (json_builder_set_member_name (builder, "text"), text);
      json_builder_add_string_value (json_builder_set_member_name (builder, "kind"),
                                     demains_kind_get (step->kind)->name);
      json_builder_add_string_value (json_builder_set_member_name (builder, "title"), step->title);
      json_builder_set_member_name (builder, "reverses");
      if (step->reverses != 0)
        json_builder_add_int_value (builder, step->reverses);
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  demains_tool_print_json (builder);
}

static void
print_steps (GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const DemainsStep *step = g_ptr_array_index (steps, i);
      g_autoptr (GDateTime) local = get_local_time (step);
      g_autofree char *time = g_date_time_format (local, "%x %X");
      g_autofree char *text = demains_step_to_text (step);

      g_print ("%6" G_GINT64_FORMAT "  %s  %s\n", step->number, time, text);
    }
}

/**
 * demains_tool_history:
 * @call: `history FILE [--json]`
 *
 * Returns: the exit state
 */
int
demains_tool_history (DemainsToolCall *call)
{
  gboolean json = FALSE;
  const GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL }, G_OPTION_ENTRY_NULL };
  g_autoptr (GPtrArray) steps = NULL;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  steps = demains_project_list_steps (project);
  if (json)
    print_steps_json (steps);
  else
    print_steps (steps);

  return demains_tool_close (project, DEMAINS_TOOL_DONE);
}

typedef void (*StepFunc) (DemainsProject *project, GAsyncReadyCallback callback, gpointer user_data);

/* Both ways are the same but for the function: take the step, say which it was. */
static int
take_step (DemainsToolCall *call, const DemainsStep *(*peek) (DemainsProject *project), StepFunc step,
           char *(*to_text) (const DemainsStep *step), const char *nothing)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  DemainsProject *project;
  int status = DEMAINS_TOOL_DONE;

  if (!demains_tool_parse (call, NULL, 1, 1))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_REQUIRE_WRITE);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;
  if (peek (project) == NULL)
    return demains_tool_close (project, demains_tool_refused ("%s", nothing));

  text = to_text (peek (project));
  step (project, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  if (demains_project_step_finish (project, result, NULL, &error))
    g_print ("%s\n", text);
  else
    status = demains_tool_failed (error, call->arguments[0]);

  return demains_tool_close (project, status);
}

/**
 * demains_tool_undo:
 * @call: `undo FILE`
 *
 * Returns: the exit state
 */
int
demains_tool_undo (DemainsToolCall *call)
{
  return take_step (call, demains_project_peek_undo, demains_project_undo_async, demains_undo_to_text,
                    _ ("There is nothing to undo."));
}

/**
 * demains_tool_redo:
 * @call: `redo FILE`
 *
 * Returns: the exit state
 */
int
demains_tool_redo (DemainsToolCall *call)
{
  return take_step (call, demains_project_peek_redo, demains_project_redo_async, demains_redo_to_text,
                    _ ("There is nothing to redo."));
}
