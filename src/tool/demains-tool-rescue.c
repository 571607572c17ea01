/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-rescue.h"
#include "demains-tool.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

static void
add_counts (JsonBuilder *builder, const char *name, const guint *counts)
{
  json_builder_begin_object (json_builder_set_member_name (builder, name));
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    json_builder_add_int_value (json_builder_set_member_name (builder, demains_kind_get (i)->name), counts[i]);
  json_builder_end_object (builder);
}

static void
add_take (JsonBuilder *builder, const DemainsRescuedTake *take)
{
  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "take"), take->id);
  json_builder_add_string_value (json_builder_set_member_name (builder, "title"),
                                 take->title != NULL ? take->title : "");
  json_builder_begin_array (json_builder_set_member_name (builder, "gaps"));
  for (guint i = 0; i < take->gaps->len; i++)
    {
      const DemainsRescueGap *gap = &g_array_index (take->gaps, DemainsRescueGap, i);

      json_builder_begin_object (builder);
      json_builder_add_int_value (json_builder_set_member_name (builder, "start"), gap->start);
      json_builder_set_member_name (builder, "stop");
      if (gap->stop == G_MAXINT64)
        json_builder_add_null_value (builder);
      else
        json_builder_add_int_value (builder, gap->stop);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "original_lost"), take->original);
  json_builder_end_object (builder);
}

static void
print_json (const DemainsRescue *rescue)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "whole"), demains_rescue_is_whole (rescue));
  add_counts (builder, "records", rescue->records);
  add_counts (builder, "rebuilt", rescue->rebuilt);
  add_counts (builder, "lost", rescue->lost);
  json_builder_begin_array (json_builder_set_member_name (builder, "takes"));
  for (guint i = 0; i < rescue->takes->len; i++)
    add_take (builder, rescue->takes->pdata[i]);
  json_builder_end_array (builder);
  json_builder_add_int_value (json_builder_set_member_name (builder, "steps"), rescue->steps);
  json_builder_add_int_value (json_builder_set_member_name (builder, "lost_steps"), rescue->lost_steps);
  json_builder_add_int_value (json_builder_set_member_name (builder, "lost_versions"), rescue->lost_versions);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "newer_kinds_lost"), rescue->foreign_lost);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "more_may_be_lost"), rescue->more_may_be_lost);
  json_builder_end_object (builder);
  demains_tool_print_json (builder);
}

/**
 * demains_tool_rescue:
 * @call: `rescue FILE -o OUT [--json]`
 *
 * Returns: the exit state
 */
int
demains_tool_rescue (DemainsToolCall *call)
{
  g_autofree char *output = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[]
    = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the rescued project is written"), N_ ("OUT") },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL },
        G_OPTION_ENTRY_NULL };
  g_autoptr (DemainsOperation) operation = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsRescue) rescue = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  if (output == NULL)
    return demains_tool_misused (call, _ ("Say where the rescued project goes with -o."));
  if (g_file_test (output, G_FILE_TEST_IS_DIR))
    return demains_tool_refused (_ ("“%s” is a folder: give the rescued project a name in it."), output);

  operation = demains_tool_operation_new (_ ("Rescuing the project"));
  demains_rescue_async (call->arguments[0], output, operation, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  rescue = demains_rescue_finish (result, &error);
  if (rescue == NULL)
    return demains_tool_failed (error, g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS)
                                         ? output
                                         : call->arguments[0]);

  if (json)
    {
      print_json (rescue);
      return DEMAINS_TOOL_DONE;
    }
  lines = demains_rescue_to_lines (rescue);
  for (guint i = 0; lines[i] != NULL; i++)
    g_print ("%s\n", lines[i]);

  return DEMAINS_TOOL_DONE;
}
