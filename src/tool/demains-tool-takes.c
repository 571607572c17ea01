/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-import.h"
#include "demains-tool-takes.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/**
 * demains_tool_find_take:
 * @project: a project
 * @name: a number in the order of the list, from 1, or a take's id
 *
 * Returns: (transfer none) (nullable): the take
 */
DemainsRecord *
demains_tool_find_take (DemainsProject *project, const char *name)
{
  GListModel *takes = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_TAKE));
  DemainsRecord *record = demains_project_find (project, name);
  guint64 number;

  if (record != NULL && demains_record_get_kind_id (record) == DEMAINS_KIND_TAKE)
    return record;
  if (g_ascii_string_to_unsigned (name, 10, 1, g_list_model_get_n_items (takes), &number, NULL))
    return demains_record_list_get (DEMAINS_RECORD_LIST (takes), number - 1);

  return NULL;
}

/**
 * demains_tool_print_take:
 * @project: a project
 * @take: one of its takes
 *
 * Prints its number, title and length.
 */
void
demains_tool_print_take (DemainsProject *project, DemainsRecord *take)
{
  DemainsMedia *media = demains_project_find_media (project, demains_record_get_id (take));
  g_autofree char *length = demains_duration_to_text (media != NULL ? demains_media_get_duration (media) : 0);
  g_autofree char *title = demains_record_to_text (take);
  guint index = 0;

  demains_record_list_find (demains_project_get_list (project, DEMAINS_KIND_TAKE), take, &index);
  /* Translators: a take's number, title and length */
  g_print (_ ("Take %u: %s, %s"), index + 1, title, length);
  g_print ("\n");
}

static void
add_import_json (JsonBuilder *builder, const DemainsImportReport *report)
{
  static const char *const BARS[] = { "none", "beside", "above" };

  json_builder_begin_object (json_builder_set_member_name (builder, "import"));
  json_builder_add_int_value (json_builder_set_member_name (builder, "turned"), report->turned);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "mirrored"), report->mirrored);
  json_builder_add_int_value (json_builder_set_member_name (builder, "width"), report->width);
  json_builder_add_int_value (json_builder_set_member_name (builder, "height"), report->height);
  json_builder_add_string_value (json_builder_set_member_name (builder, "bars"), BARS[report->bars]);
  json_builder_add_double_value (json_builder_set_member_name (builder, "rate"), report->rate);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "uneven"), report->uneven);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "photo"), report->photo);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "hdr"), report->high_range);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "interlaced"), report->interlaced);
  json_builder_add_int_value (json_builder_set_member_name (builder, "tracks"), report->tracks);
  json_builder_add_int_value (json_builder_set_member_name (builder, "unreadable_tracks"), report->unreadable_tracks);
  json_builder_add_int_value (json_builder_set_member_name (builder, "channels"), report->channels);
  json_builder_add_int_value (json_builder_set_member_name (builder, "sample_rate"), report->sample_rate);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "cut_short"), report->cut_short);
  json_builder_end_object (builder);
}

static void
add_take_json (JsonBuilder *builder, DemainsProject *project, DemainsRecord *take, const DemainsImportReport *report)
{
  DemainsMedia *media = demains_project_find_media (project, demains_record_get_id (take));

  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "id"), demains_record_get_id (take));
  json_builder_add_string_value (json_builder_set_member_name (builder, "title"),
                                 demains_record_get_text (take, "title"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "origin"),
                                 demains_record_get_text (take, "origin"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "source"),
                                 demains_record_get_text (take, "source"));
  if (media != NULL)
    {
      const DemainsMediaInfo *info = demains_media_get_info (media);

      json_builder_add_int_value (json_builder_set_member_name (builder, "duration"),
                                  demains_media_get_duration (media));
      json_builder_add_int_value (json_builder_set_member_name (builder, "size"), demains_media_get_size (media));
      json_builder_add_boolean_value (json_builder_set_member_name (builder, "complete"),
                                      demains_media_get_complete (media));
      json_builder_add_string_value (json_builder_set_member_name (builder, "video"), info->video_codec);
      json_builder_add_string_value (json_builder_set_member_name (builder, "audio"), info->audio_codec);
      json_builder_add_int_value (json_builder_set_member_name (builder, "width"), info->width);
      json_builder_add_int_value (json_builder_set_member_name (builder, "height"), info->height);
    }
  if (report != NULL)
    add_import_json (builder, report);
  json_builder_end_object (builder);
}

static void
print_imported (DemainsProject *project, DemainsRecord *take, const DemainsImportReport *report)
{
  g_autofree char *done = demains_import_report_to_text (report);

  demains_tool_print_take (project, take);
  g_print ("  %s\n", done);
}

static gboolean
add_take (DemainsProject *project, const char *video, JsonBuilder *builder)
{
  g_autofree char *name = g_path_get_basename (video);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (DemainsOperation) operation = demains_tool_operation_new (shown);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  DemainsImportReport report;

  demains_import_video_async (project, video, operation, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  take = demains_import_video_finish (result, &report, &error);
  if (take == NULL)
    {
      demains_tool_failed (error, video);
      return FALSE;
    }

  if (builder != NULL)
    add_take_json (builder, project, take, &report);
  else
    print_imported (project, take, &report);

  return TRUE;
}

/**
 * demains_tool_add_take:
 * @call: `add-take FILE VIDEO… [--json]`
 *
 * Brings in one video or photo after the other and stops at the first that cannot be.
 *
 * Returns: the exit state
 */
int
demains_tool_add_take (DemainsToolCall *call)
{
  gboolean json = FALSE;
  const GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL }, G_OPTION_ENTRY_NULL };
  g_autoptr (JsonBuilder) builder = NULL;
  DemainsProject *project;
  int status = DEMAINS_TOOL_DONE;

  if (!demains_tool_parse (call, entries, 2, G_MAXUINT))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_REQUIRE_WRITE);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  builder = json ? json_builder_begin_array (json_builder_new ()) : NULL;
  for (guint i = 1; i < call->n_arguments && status == DEMAINS_TOOL_DONE; i++)
    if (!add_take (project, call->arguments[i], builder))
      status = DEMAINS_TOOL_FAILED;
  if (json)
    demains_tool_print_json (json_builder_end_array (builder));

  return demains_tool_close (project, status);
}

static void
print_takes_json (DemainsProject *project)
{
  DemainsRecordList *takes = demains_project_get_list (project, DEMAINS_KIND_TAKE);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (takes)); i++)
    add_take_json (builder, project, demains_record_list_get (takes, i), NULL);
  json_builder_end_array (builder);
  demains_tool_print_json (builder);
}

/**
 * demains_tool_takes:
 * @call: `takes FILE [--json]`
 *
 * Returns: the exit state
 */
int
demains_tool_takes (DemainsToolCall *call)
{
  gboolean json = FALSE;
  const GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL }, G_OPTION_ENTRY_NULL };
  DemainsRecordList *takes;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  takes = demains_project_get_list (project, DEMAINS_KIND_TAKE);
  if (json)
    print_takes_json (project);
  else
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (takes)); i++)
      demains_tool_print_take (project, demains_record_list_get (takes, i));

  return demains_tool_close (project, DEMAINS_TOOL_DONE);
}
