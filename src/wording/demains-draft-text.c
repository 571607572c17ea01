/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-draft-text.h"

#include "demains-content.h"

#include <string.h>

/* More cards than this are a list, not a text to read aloud. */
#define MAX_CARDS 3

/* One sentence of the draft: the cards that it is made of, and the default
 * question, by its number, that it answers. */
typedef struct
{
  const char *key;
  DemainsKindId kind;
  const char *field;
  const char *more; /* a second field, or NULL */
  gboolean needs_more;
  guint question;
  /* Of which cards it speaks: those with this value in this field; NULL for all. */
  const char *chosen_by;
  const char *chosen;
} Sentence;

static const Sentence SENTENCES[] = {
  { "pitch", DEMAINS_KIND_PROJECT, "pitch", NULL, FALSE, 1 },
  { "signals", DEMAINS_KIND_SIGNAL, "title", NULL, FALSE, 1, "sorting", "keep" },
  { "hypotheses", DEMAINS_KIND_HYPOTHESIS, "title", NULL, FALSE, 1 },
  { "standing", DEMAINS_KIND_PROJECT, "standing", NULL, FALSE, 2 },
  { "jobs", DEMAINS_KIND_JOB, "title", "purpose", FALSE, 2 },
  { "functions", DEMAINS_KIND_FUNCTION, "name", "audience", FALSE, 3 },
  { "dropped", DEMAINS_KIND_MISSION, "title", "instead", FALSE, 4, "fate", "dropped" },
  { "moved", DEMAINS_KIND_MISSION, "title", "instead", FALSE, 4, "fate", "moved" },
  { "ceased", DEMAINS_KIND_JOB, "title", "no_longer", TRUE, 4 },
  { "decided", DEMAINS_KIND_FUNCTION, "name", "decided_by", TRUE, 5 },
  { "machines", DEMAINS_KIND_JOB, "title", "machines", TRUE, 6 },
  { "human", DEMAINS_KIND_JOB, "title", "stays_human", TRUE, 6 },
  { "losers", DEMAINS_KIND_HYPOTHESIS, "title", "loses", TRUE, 7 },
};

/* On one line and without its full stop, to stand inside a sentence. */
static char *
dup_words (DemainsRecord *record, const char *field)
{
  g_auto (GStrv) lines = g_strsplit_set (demains_record_get_text (record, field), "\n\r", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      /* A list reads as a row of words. */
      if (g_str_has_prefix (line, "- ") || g_str_has_prefix (line, "* "))
        line = g_strchug (line + 1);
      if (*line == '\0')
        continue;
      if (words->len > 0)
        g_string_append (words, ", ");
      g_string_append (words, line);
      while (words->len > 0 && strchr (".;, ", words->str[words->len - 1]) != NULL)
        g_string_truncate (words, words->len - 1);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* In one pass: what the group wrote may have braces of its own. */
static char *
fill (const char *sentence, const char *first, const char *second)
{
  GString *text = g_string_new (NULL);

  for (const char *p = sentence; *p != '\0';)
    if (g_str_has_prefix (p, "{1}") || g_str_has_prefix (p, "{2}"))
      {
        g_string_append (text, p[1] == '1' ? first : second);
        p += 3;
      }
    else
      g_string_append_c (text, *p++);

  return g_string_free (text, FALSE);
}

static char *
dup_template (DemainsContent *content, const char *key, const char *part)
{
  g_autofree char *name = g_strconcat (key, "-", part, NULL);

  return demains_content_dup_draft_sentence (content, name);
}

static char *
say_card (DemainsContent *content, const Sentence *sentence, DemainsRecord *record)
{
  g_autofree char *words = dup_words (record, sentence->field);
  g_autofree char *more = sentence->more != NULL ? dup_words (record, sentence->more) : g_strdup ("");
  g_autofree char *template = NULL;

  if (*words == '\0' || (sentence->needs_more && *more == '\0'))
    return NULL;
  if (sentence->chosen_by != NULL
      && strcmp (demains_record_get_text (record, sentence->chosen_by), sentence->chosen) != 0)
    return NULL;
  template = dup_template (content, sentence->key, *more != '\0' ? "pair" : "item");

  return fill (template, words, more);
}

/* NULL where there is no card for it. */
static char *
say (DemainsProject *project, DemainsContent *content, const Sentence *sentence)
{
  GListModel *list = G_LIST_MODEL (demains_project_get_list (project, sentence->kind));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) cards = NULL;
  g_autofree char *separator = demains_content_dup_draft_sentence (content, "separator");
  g_autofree char *lead = dup_template (content, sentence->key, "lead");
  g_autofree char *joined = NULL;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list) && n < MAX_CARDS; i++)
    {
      char *card = say_card (content, sentence, demains_record_list_get (DEMAINS_RECORD_LIST (list), i));

      if (card == NULL)
        continue;
      g_strv_builder_take (builder, card);
      n++;
    }
  if (n == 0)
    return NULL;
  cards = g_strv_builder_end (builder);
  joined = g_strjoinv (separator, cards);

  return fill (lead, joined, "");
}

static gboolean
is_empty (DemainsRecord *section)
{
  g_autofree char *text = g_strdup (demains_record_get_text (section, "text"));

  return *g_strstrip (text) == '\0';
}

static void
append (char **text, const char *sentence)
{
  char *longer = *text == NULL ? g_strdup (sentence) : g_strconcat (*text, " ", sentence, NULL);

  g_free (*text);
  *text = longer;
}

/* The empty section that asks default question @number, or none. */
static gboolean
find_section (GListModel *sections, GPtrArray *defaults, guint number, guint *index)
{
  const char *question;

  if (number > defaults->len)
    return FALSE;
  question = demains_record_get_text (defaults->pdata[number - 1], "question");
  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      DemainsRecord *section = demains_record_list_get (DEMAINS_RECORD_LIST (sections), i);

      if (is_empty (section) && strcmp (demains_record_get_text (section, "question"), question) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* A text for each section, NULL where there is none to write. What answers a
 * default question goes there; what is left goes to questions of the group's own. */
static char **
make_texts (DemainsProject *project, guint *n_texts)
{
  GListModel *sections = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_SECTION));
  g_autoptr (DemainsContent) content
    = demains_content_load (demains_record_get_text (demains_project_get_root (project), "language"));
  g_autoptr (GPtrArray) defaults = demains_content_make_records (content, DEMAINS_KIND_SECTION, NULL);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (sections), next = 0, index;
  char **texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < G_N_ELEMENTS (SENTENCES); i++)
    {
      g_autofree char *sentence = say (project, content, &SENTENCES[i]);

      if (sentence == NULL)
        continue;
      if (find_section (sections, defaults, SENTENCES[i].question, &index))
        append (&texts[index], sentence);
      else
        g_ptr_array_add (left, g_steal_pointer (&sentence));
    }
  for (guint i = 0; i < n && next < left->len; i++)
    if (texts[i] == NULL && is_empty (demains_record_list_get (DEMAINS_RECORD_LIST (sections), i)))
      texts[i] = g_strdup (left->pdata[next++]);
  *n_texts = n;

  return texts;
}

static void
free_texts (char **texts, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (texts[i]);
  g_free (texts);
}

/**
 * demains_draft_is_possible:
 * @project: a project
 *
 * Returns: whether there are cards that make a text for an empty section
 */
gboolean
demains_draft_is_possible (DemainsProject *project)
{
  guint n;
  char **texts = make_texts (project, &n);
  gboolean possible = FALSE;

  for (guint i = 0; i < n; i++)
    possible = possible || texts[i] != NULL;
  free_texts (texts, n);

  return possible && !demains_project_get_read_only (project);
}

/**
 * demains_draft_write:
 * @project: a project
 *
 * Writes a first draft into sections that are empty, as one change.
 *
 * Returns: into how many
 */
guint
demains_draft_write (DemainsProject *project)
{
  DemainsRecordList *sections = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  g_autoptr (DemainsChange) change = NULL;
  guint n, written = 0;
  char **texts;

  if (demains_project_get_read_only (project))
    return 0;
  demains_project_end_typing (project);
  texts = make_texts (project, &n);
  for (guint i = 0; i < n; i++)
    {
      DemainsRecord *section = demains_record_list_get (sections, i);

      if (texts[i] == NULL)
        continue;
      if (change == NULL)
        change = demains_change_new (DEMAINS_VERB_EDIT, section);
      demains_change_set_text (change, section, "text", texts[i]);
      written++;
    }
  if (change != NULL)
    demains_project_apply (project, change);
  free_texts (texts, n);

  return written;
}
