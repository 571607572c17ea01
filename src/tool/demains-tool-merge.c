/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-merge.h"
#include "demains-tool.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_add_string_value (json_builder_set_member_name (builder, name), text);
}

static void
add_side (JsonBuilder *builder, const char *member, const char *name, GArray *done, GHashTable *rows)
{
  json_builder_begin_object (json_builder_set_member_name (builder, member));
  add_text (builder, "name", name);
  json_builder_begin_array (json_builder_set_member_name (builder, "done"));
  for (guint i = 0; i < done->len; i++)
    {
      const DemainsDifferentRow *difference = &g_array_index (done, DemainsDifferentRow, i);
      const DemainsRow *row = difference->after != NULL ? difference->after : difference->before;
      g_autofree char *text = demains_difference_to_text (difference, rows);

      json_builder_begin_object (builder);
      add_text (builder, "what",
                difference->before == NULL  ? "added"
                : difference->after == NULL ? "deleted"
                                            : "changed");
      add_text (builder, "kind", demains_kind_get (row->kind)->name);
      add_text (builder, "id", row->id);
      add_text (builder, "text", text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_collision (JsonBuilder *builder, const DemainsRow *collision, GHashTable *rows)
{
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_COLLISION);
  g_autofree char *text = demains_collision_to_text (collision, rows);

  json_builder_begin_object (builder);
  add_text (builder, "id", collision->id);
  add_text (builder, "text", text);
  for (guint i = 0; i < kind->n_fields; i++)
    add_text (builder, kind->fields[i].name, demains_row_get_text (collision, kind->fields[i].name));
  json_builder_end_object (builder);
}

static void
print_report_json (const DemainsMergeReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) parted = g_date_time_new_from_unix_utc_usec (report->parted);
  g_autofree char *iso = g_date_time_format_iso8601 (parted);

  json_builder_begin_object (builder);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "news"), report->has_news);
  json_builder_set_member_name (builder, "parted");
  if (report->parted != 0)
    json_builder_add_string_value (builder, iso);
  else
    json_builder_add_null_value (builder);
  add_side (builder, "one", report->names[0], report->done[0], report->rows);
  add_side (builder, "other", report->names[1], report->done[1], report->rows);
  json_builder_begin_array (json_builder_set_member_name (builder, "collisions"));
  for (guint i = 0; i < report->collisions->len; i++)
    add_collision (builder, report->collisions->pdata[i], report->rows);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demains_tool_print_json (builder);
}

static void
print_side (const char *name, GArray *done, GHashTable *rows)
{
  if (done->len == 0)
    {
      /* Translators: %s is the name of a copy of a project */
      g_print (_ ("Nothing was done in “%s”."), name);
      g_print ("\n");
      return;
    }

  /* Translators: %s is the name of a copy of a project; a list follows */
  g_print (_ ("Done in “%s”:"), name);
  g_print ("\n");
  for (guint i = 0; i < done->len; i++)
    {
      g_autofree char *text = demains_difference_to_text (&g_array_index (done, DemainsDifferentRow, i), rows);

      g_print ("  %s\n", text);
    }
}

static void
print_report (const DemainsMergeReport *report)
{
  for (guint i = 0; i < 2; i++)
    print_side (report->names[i], report->done[i], report->rows);
  if (report->collisions->len > 0)
    g_print ("%s\n", _ ("To be chosen:"));
  for (guint i = 0; i < report->collisions->len; i++)
    {
      g_autofree char *text = demains_collision_to_text (report->collisions->pdata[i], report->rows);

      g_print ("  %s\n", text);
    }
}

/**
 * demains_tool_merge:
 * @call: `merge ONE OTHER -o OUT [--json]`
 *
 * Returns: the exit state
 */
int
demains_tool_merge (DemainsToolCall *call)
{
  gboolean json = FALSE;
  g_autofree char *output = NULL;
  const GOptionEntry entries[]
    = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the result is to be"), N_ ("OUT") },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL },
        G_OPTION_ENTRY_NULL };
  g_autoptr (DemainsOperation) operation = NULL;
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *culprit;

  if (!demains_tool_parse (call, entries, 2, 2))
    return DEMAINS_TOOL_USAGE;
  if (output == NULL)
    return demains_tool_misused (call, _ ("Say where the result is to be with -o."));

  operation = demains_tool_operation_new (_ ("Merging the copies"));
  demains_project_merge_async (call->arguments[0], call->arguments[1], output, operation, demains_tool_ready_cb,
                               &result);
  demains_tool_wait (&result);
  report = demains_project_merge_finish (result, &culprit, &error);
  if (report == NULL)
    return demains_tool_failed (error, culprit);

  if (json)
    print_report_json (report);
  else
    print_report (report);

  return DEMAINS_TOOL_DONE;
}
