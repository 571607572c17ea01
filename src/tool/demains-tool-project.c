/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-check.h"
#include "demains-film.h"
#include "demains-text.h"
#include "demains-tool.h"
#include "demains-wording.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static const char *
guess_language (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "en") ? "en" : "fr";
}

/**
 * demains_tool_new:
 * @call: `new FILE --group NAME [--theme KEY|TEXT] [--language fr|en]`
 *
 * Returns: the exit state
 */
int
demains_tool_new (DemainsToolCall *call)
{
  g_autofree char *group = NULL;
  g_autofree char *theme = NULL;
  g_autofree char *language = NULL;
  const GOptionEntry entries[]
    = { { "group", 'g', 0, G_OPTION_ARG_STRING, &group, N_ ("Name of the group"), N_ ("NAME") },
        { "theme", 't', 0, G_OPTION_ARG_STRING, &theme,
          N_ ("ageing, health, employment, exclusion, or the group’s own words"), N_ ("THEME") },
        { "language", 'l', 0, G_OPTION_ARG_STRING, &language, N_ ("Language of the project: fr or en"), "fr|en" },
        G_OPTION_ENTRY_NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  if (group == NULL || *g_strstrip (group) == '\0')
    return demains_tool_misused (call, _ ("Give the group a name with --group."));
  if (language != NULL && !g_str_equal (language, "fr") && !g_str_equal (language, "en"))
    return demains_tool_misused (call, _ ("The language is “fr” or “en”."));

  demains_project_create_async (call->arguments[0], group, theme != NULL ? theme : "",
                                language != NULL ? language : guess_language (), NULL, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  project = demains_project_open_finish (result, &error);
  if (project == NULL)
    return demains_tool_failed (error, call->arguments[0]);

  return demains_tool_close (project, DEMAINS_TOOL_DONE);
}

static guint
count_records (DemainsProject *project, DemainsKindId kind)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, kind)));
}

static guint
count_words (DemainsProject *project)
{
  DemainsRecordList *sections = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  guint words = 0;

  for (guint i = 0; i < count_records (project, DEMAINS_KIND_SECTION); i++)
    words += demains_text_count_words (demains_record_get_text (demains_record_list_get (sections, i), "text"));

  return words;
}

static gint64
get_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_size : 0;
}

static void
print_info_json (DemainsProject *project)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  DemainsRecord *root = demains_project_get_root (project);
  static const char *const fields[] = { "group", "theme", "theme_title", "language" };
  static const DemainsKindId kinds[] = {
    DEMAINS_KIND_SIGNAL, DEMAINS_KIND_HYPOTHESIS, DEMAINS_KIND_QUESTION,  DEMAINS_KIND_SECTION, DEMAINS_KIND_FUNCTION,
    DEMAINS_KIND_WAY,    DEMAINS_KIND_JOB,        DEMAINS_KIND_MILESTONE, DEMAINS_KIND_SCENE,   DEMAINS_KIND_SPEECH,
    DEMAINS_KIND_PROP,   DEMAINS_KIND_LINK,       DEMAINS_KIND_TAKE,      DEMAINS_KIND_CLIP,    DEMAINS_KIND_COLLISION,
  };

  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "id"), demains_record_get_id (root));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    json_builder_add_string_value (json_builder_set_member_name (builder, fields[i]),
                                   demains_record_get_text (root, fields[i]));
  json_builder_add_int_value (json_builder_set_member_name (builder, "horizon"),
                              demains_record_get_number (root, "horizon"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = demains_kind_dup_array_name (demains_kind_get (kinds[i])->name);

      json_builder_add_int_value (json_builder_set_member_name (builder, name), count_records (project, kinds[i]));
    }
  json_builder_add_int_value (json_builder_set_member_name (builder, "words"), count_words (project));
  json_builder_add_int_value (json_builder_set_member_name (builder, "film_duration"),
                              demains_film_get_duration (project));
  json_builder_add_int_value (json_builder_set_member_name (builder, "size"),
                              get_size (demains_project_get_path (project)));
  json_builder_end_object (builder);
  demains_tool_print_json (builder);
}

static void
print_count (const char *label, DemainsProject *project, DemainsKindId kind)
{
  g_autofree char *number = g_strdup_printf ("%u", count_records (project, kind));

  demains_tool_print_row (label, number);
}

static void
print_info (DemainsProject *project)
{
  DemainsRecord *root = demains_project_get_root (project);
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_PROJECT);
  const DemainsField *language = &kind->fields[demains_kind_find_field (kind, "language")];
  guint words = count_words (project);
  g_autofree char *theme = demains_theme_to_text (project);
  g_autofree char *counted = demains_words_to_text (words, 0);
  g_autofree char *reading
    = demains_reading_to_text (demains_text_get_reading_seconds (words, DEMAINS_READING_WORDS_PER_MINUTE));
  g_autofree char *vision
    = g_strdup_printf ("%u (%s, %s)", count_records (project, DEMAINS_KIND_SECTION), counted, reading);
  g_autofree char *film = demains_duration_to_text (demains_film_get_duration (project));
  g_autofree char *size = demains_size_to_text (get_size (demains_project_get_path (project)));

  demains_tool_print_row (_ ("Group"), demains_record_get_title (root));
  demains_tool_print_row (_ ("Theme"), theme);
  demains_tool_print_row (_ ("Language"),
                          demains_field_get_choice_label (language, demains_record_get_text (root, "language")));
  print_count (_ ("Signals"), project, DEMAINS_KIND_SIGNAL);
  print_count (_ ("Hypotheses"), project, DEMAINS_KIND_HYPOTHESIS);
  demains_tool_print_row (_ ("Sections"), vision);
  print_count (_ ("Functions"), project, DEMAINS_KIND_FUNCTION);
  print_count (_ ("Jobs"), project, DEMAINS_KIND_JOB);
  print_count (_ ("Milestones"), project, DEMAINS_KIND_MILESTONE);
  print_count (_ ("Scenes"), project, DEMAINS_KIND_SCENE);
  print_count (_ ("Links"), project, DEMAINS_KIND_LINK);
  print_count (_ ("Takes"), project, DEMAINS_KIND_TAKE);
  print_count (_ ("Clips"), project, DEMAINS_KIND_CLIP);
  demains_tool_print_row (_ ("Film"), film);
  demains_tool_print_row (_ ("Size"), size);
}

/**
 * demains_tool_info:
 * @call: `info FILE [--json]`
 *
 * Returns: the exit state
 */
int
demains_tool_info (DemainsToolCall *call)
{
  gboolean json = FALSE;
  const GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL }, G_OPTION_ENTRY_NULL };
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  if (json)
    print_info_json (project);
  else
    print_info (project);

  return demains_tool_close (project, DEMAINS_TOOL_DONE);
}

static void
print_problems_json (GStrv problems)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "sound"), problems[0] == NULL);
  json_builder_begin_array (json_builder_set_member_name (builder, "problems"));
  for (guint i = 0; problems[i] != NULL; i++)
    json_builder_add_string_value (builder, problems[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demains_tool_print_json (builder);
}

/**
 * demains_tool_check:
 * @call: `check FILE [--json]`
 *
 * Returns: the exit state
 */
int
demains_tool_check (DemainsToolCall *call)
{
  gboolean json = FALSE;
  const GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL }, G_OPTION_ENTRY_NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  demains_project_check_async (project, NULL, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  problems = demains_project_check_finish (project, result, &error);
  if (problems == NULL)
    return demains_tool_close (project, demains_tool_failed (error, call->arguments[0]));

  if (json)
    print_problems_json (problems);
  else if (problems[0] == NULL)
    /* Translators: said of a project file that has nothing wrong */
    g_print ("%s\n", C_ ("state of a file", "sound"));
  else
    for (guint i = 0; problems[i] != NULL; i++)
      g_print ("%s\n", problems[i]);

  return demains_tool_close (project, problems[0] == NULL ? DEMAINS_TOOL_DONE : DEMAINS_TOOL_FAILED);
}
