/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script-start.h"

#include "demains-content.h"
#include "demains-position.h"
#include "demains-project-private.h"
#include "demains-text.h"

#include <string.h>

static const char *const KEYS[] = { "bulletin", "portrait", "day" };

G_STATIC_ASSERT (G_N_ELEMENTS (KEYS) == DEMAINS_N_SCRIPT_FORMS);

/* What a place in braces stands for: the Nth record of a kind, or a field of the
 * project; a whole sentence or words within one. */
static const struct
{
  const char *name;
  DemainsKindId kind;
  const char *field;
  gboolean sentence;
} PLACES[] = {
  { "group", DEMAINS_KIND_PROJECT, "group", FALSE },  { "year", DEMAINS_KIND_PROJECT, "horizon", FALSE },
  { "pitch", DEMAINS_KIND_PROJECT, "pitch", TRUE },   { "function", DEMAINS_KIND_FUNCTION, "name", FALSE },
  { "job", DEMAINS_KIND_JOB, "title", FALSE },        { "purpose", DEMAINS_KIND_JOB, "purpose", TRUE },
  { "human", DEMAINS_KIND_JOB, "stays_human", TRUE },
};

/* What is said in a film is short: of a longer text nothing is taken. */
#define MAX_LETTERS 160

/* The first line of a text without its marks; a sentence ends as one. */
static char *
dup_line (const char *markdown, gboolean sentence)
{
  g_autofree char *plain = g_strstrip (demains_text_to_plain (markdown));
  const char *end;

  plain[strcspn (plain, "\n")] = '\0';
  if (*plain == '\0' || g_utf8_strlen (plain, -1) > MAX_LETTERS)
    return g_strdup ("");

  end = g_utf8_prev_char (plain + strlen (plain));

  return g_strconcat (plain, sentence && strchr (".!?", *end) == NULL && !g_str_has_suffix (plain, "…") ? "." : "",
                      NULL);
}

static char *
dup_value (DemainsRecord *record, const char *field, gboolean sentence)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  const DemainsField *description = &kind->fields[demains_kind_find_field (kind, field)];

  if (!demains_field_is_text (description))
    return g_strdup_printf ("%" G_GINT64_FORMAT, demains_record_get_number (record, field));

  return dup_line (demains_record_get_text (record, field), sentence);
}

/* "job 2": the second job's title. The record, where there is one, is what the scene shows. */
static char *
dup_place (DemainsProject *project, const char *place, DemainsRecord **record)
{
  g_auto (GStrv) words = g_strsplit (place, " ", 2);
  guint number = words[0] != NULL && words[1] != NULL ? g_ascii_strtoull (words[1], NULL, 10) : 1;

  for (guint i = 0; words[0] != NULL && i < G_N_ELEMENTS (PLACES); i++)
    if (g_str_equal (words[0], PLACES[i].name))
      {
        *record = demains_record_list_get (demains_project_get_list (project, PLACES[i].kind), MAX (number, 1) - 1);

        return *record != NULL ? dup_value (*record, PLACES[i].field, PLACES[i].sentence) : g_strdup ("");
      }

  return g_strdup ("");
}

static void
add_shown (GPtrArray *shown, DemainsRecord *record)
{
  if (record != NULL && demains_record_get_kind_id (record) != DEMAINS_KIND_PROJECT
      && !g_ptr_array_find (shown, record, NULL))
    g_ptr_array_add (shown, record);
}

/* Puts the group's words where "{job 1|an agent}" stands, or what is behind the bar
 * where it has none yet. */
static char *
fill_in (DemainsProject *project, const char *text, GPtrArray *shown)
{
  GString *filled = g_string_new (NULL);
  const char *open;

  while ((open = strchr (text, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *inside = close != NULL ? g_strndup (open + 1, close - open - 1) : NULL;
      g_auto (GStrv) parts = inside != NULL ? g_strsplit (inside, "|", 2) : NULL;
      g_autofree char *value = NULL;
      DemainsRecord *record = NULL;

      if (parts == NULL || parts[0] == NULL)
        break;
      value = dup_place (project, parts[0], &record);
      g_string_append_len (filled, text, open - text);
      g_string_append (filled, *value != '\0' || parts[1] == NULL ? value : parts[1]);
      add_shown (shown, record);
      text = close + 1;
    }
  g_string_append (filled, text);

  return g_string_free (filled, FALSE);
}

static void
fill_in_record (DemainsProject *project, DemainsRecord *record, GPtrArray *shown)
{
  const DemainsKind *kind = demains_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (demains_field_is_text (&kind->fields[i]) && kind->fields[i].type != DEMAINS_FIELD_RECORD)
      {
        g_autofree char *text = fill_in (project, demains_record_get_text (record, kind->fields[i].name), shown);

        g_object_set (record, kind->fields[i].name, text, NULL);
      }
}

static void
add_behind (DemainsProject *project, DemainsChange *change, DemainsRecord *record, char **last)
{
  g_autofree char *before = g_steal_pointer (last);

  *last = before != NULL ? demains_position_between (before, NULL)
                         : demains_project_make_position (project, demains_record_get_kind_id (record), NULL);
  demains_record_put_position (record, *last);
  demains_change_add (change, record);
}

/* The jobs and functions that are named in a scene are what it shows. */
static void
add_links (DemainsProject *project, DemainsChange *change, DemainsRecord *scene, GPtrArray *shown, char **last)
{
  for (guint i = 0; i < shown->len; i++)
    {
      g_autoptr (DemainsRecord) link = demains_record_new (DEMAINS_KIND_LINK);

      g_object_set (link, "type", "leads-to", "source", demains_record_get_id (shown->pdata[i]), "target",
                    demains_record_get_id (scene), NULL);
      add_behind (project, change, link, last);
    }
}

/**
 * demains_script_form_get_key:
 * @form: a form
 *
 * Returns: its key in the default content
 */
const char *
demains_script_form_get_key (DemainsScriptForm form)
{
  g_return_val_if_fail (form < DEMAINS_N_SCRIPT_FORMS, NULL);

  return KEYS[form];
}

/**
 * demains_script_start:
 * @project: a project
 * @form: what film to begin with
 *
 * Adds the scenes of that form and what is said in them, behind those that are there
 * and in one step. Where the default content has a place for it, they say the
 * group's own words, and are linked with the jobs and functions that they name.
 *
 * Returns: (transfer none) (nullable): the first of the scenes; %NULL in a project that is read only
 */
DemainsRecord *
demains_script_start (DemainsProject *project, DemainsScriptForm form)
{
  DemainsRecord *root = demains_project_get_root (project);
  g_autoptr (DemainsContent) content = demains_content_load (demains_record_get_text (root, "language"));
  g_autoptr (GPtrArray) scenes = demains_content_make_records (content, DEMAINS_KIND_SCENE, KEYS[form]);
  g_autoptr (GPtrArray) speeches = demains_content_make_records (content, DEMAINS_KIND_SPEECH, KEYS[form]);
  g_autofree char *scene_position = NULL, *speech_position = NULL, *link_position = NULL;
  g_autoptr (DemainsChange) change = NULL;

  if (demains_project_get_read_only (project) || scenes->len == 0)
    return NULL;

  demains_project_end_typing (project);
  change = demains_change_new (DEMAINS_VERB_ADD, scenes->pdata[0]);
  for (guint i = 0; i < scenes->len; i++)
    {
      g_autoptr (GPtrArray) shown = g_ptr_array_new ();
      DemainsRecord *scene = scenes->pdata[i];

      fill_in_record (project, scene, shown);
      add_behind (project, change, scene, &scene_position);
      for (guint j = 0; j < speeches->len; j++)
        if (g_ascii_strtoull (demains_record_get_text (speeches->pdata[j], "scene"), NULL, 10) == i + 1)
          {
            fill_in_record (project, speeches->pdata[j], shown);
            g_object_set (speeches->pdata[j], "scene", demains_record_get_id (scene), NULL);
            add_behind (project, change, speeches->pdata[j], &speech_position);
          }
      add_links (project, change, scene, shown, &link_position);
    }
  demains_project_apply (project, change);

  return demains_project_find (project, demains_record_get_id (scenes->pdata[0]));
}
