/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-edit.h"

#include <string.h>

/* In these texts | is the cursor, or both ends of the selection. */
typedef struct
{
  const char *before;
  const char *after;
} Case;

static char *
read_selection (const char *text, guint *start, guint *end)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", 3);

  *start = strlen (parts[0]);
  *end = *start + (g_strv_length (parts) > 2 ? strlen (parts[1]) : 0);

  return g_strjoinv ("", parts);
}

static char *
toggle (const char *before, DemainsSpanKind kind)
{
  guint start, end;
  g_autofree char *text = read_selection (before, &start, &end);
  g_autoptr (DemainsMarkdownEdit) edit = demains_markdown_toggle (text, start, end, kind);
  g_autoptr (GString) result = g_string_new (text);

  if (edit == NULL)
    return NULL;

  g_string_erase (result, edit->start, edit->end - edit->start);
  g_string_insert (result, edit->start, edit->text);
  if (edit->select_end > edit->select_start)
    g_string_insert_c (result, edit->select_end, '|');
  g_string_insert_c (result, edit->select_start, '|');

  return g_string_free (g_steal_pointer (&result), FALSE);
}

static const Case BOLD[] = {
  { "un |deux| trois", "un **|deux|** trois" },
  { "un **|deux|** trois", "un |deux| trois" },
  { "un |**deux**| trois", "un |deux| trois" },
  { "un de|ux trois", "un **de|ux** trois" },
  { "un **de|ux** trois", "un de|ux trois" },
  { "l’é|té", "l’**é|té**" },
  { "du porte-à|-porte", "du **porte-à|-porte**" },
  { "|🙂 été|", "**|🙂 été|**" },
  { "un |deux |trois", "un **|deux** |trois" },
  { "|un **deux** trois|", "**|un deux trois|**" },
  { "un |deux **trois| quatre**", "un **|deux trois| quatre**" },
  { "**un |deux| trois**", "**un** |deux| **trois**" },
  { "**un de|ux trois**", "**un** de|ux **trois**" },
  { "**|un| deux**", "|un| **deux**" },
  { "**un *deux tr|oi|s* x**", "un *deux tr|oi|s* x" },
  { "*un |deux| trois*", "*un **|deux|** trois*" },
  { "|*un*| deux", "**|*un*|** deux" },
  { "un *de|ux tr*o|is", "un ***de|ux tr*o|**is" },
  { "|un\n\ndeux\ntrois|", "**|un**\n\n**deux**\n**trois|**" },
  { "**|un**\n\n**deux**\n**trois|**", "|un\n\ndeux\ntrois|" },
  { "|- un\n  - deux\n> 1. trois|", "|- **un**\n  - **deux**\n> 1. **trois|**" },
  { "|# Titre|", "|# **Titre|**" },
  { "un | deux", "un **|** deux" },
  { "un **|** deux", "un | deux" },
  { "mot|", "mot**|**" },
  { "**gras|**", "**gras**|" },
  { "**gras**| fin", "**gras|** fin" },
  { "|", "**|**" },
  { "**un | deux**", "un | deux" },
  { "x|« y »|x", NULL },
  { "|  \n |", NULL },
};

static const Case ITALIC[] = {
  { "un |deux| trois", "un *|deux|* trois" },
  { "un *|deux|* trois", "un |deux| trois" },
  { "**|deux|**", "***|deux|***" },
  { "***|deux|***", "**|deux|**" },
  { "un _|deux|_ trois", "un |deux| trois" },
  { "**un |deux| trois**", "**un *|deux|* trois**" },
  { "|**un** deux|", "*|**un** deux|*" },
  { "un | deux", "un *|* deux" },
  { "un *|* deux", "un | deux" },
};

static void
check (const Case *cases, guint n, DemainsSpanKind kind)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *after = toggle (cases[i].before, kind);

      g_test_message ("%s", cases[i].before);
      g_assert_cmpstr (after, ==, cases[i].after);
    }
}

static void
test_bold (void)
{
  check (BOLD, G_N_ELEMENTS (BOLD), DEMAINS_SPAN_STRONG);
}

static void
test_italic (void)
{
  check (ITALIC, G_N_ELEMENTS (ITALIC), DEMAINS_SPAN_EMPHASIS);
}

/* Twice on the same plain selection gives the text back, wherever it is. */
static void
test_round_trip (void)
{
  const char *text = "Été : l’aube «\u00a0dit\u00a0» 🙂 non.\n> - deux mots là\n\n1. fin";
  glong length = g_utf8_strlen (text, -1);
  guint done = 0;

  for (glong i = 0; i < length; i++)
    for (glong j = i + 1; j <= length; j++)
      for (guint kind = DEMAINS_SPAN_STRONG; kind <= DEMAINS_SPAN_EMPHASIS; kind++)
        {
          g_autofree char *left = g_utf8_substring (text, 0, i);
          g_autofree char *middle = g_utf8_substring (text, i, j);
          g_autofree char *right = g_utf8_substring (text, j, length);
          g_autofree char *before = g_strconcat (left, "|", middle, "|", right, NULL);
          g_autofree char *once = toggle (before, kind);
          g_autofree char *twice = once != NULL ? toggle (once, kind) : NULL;
          g_autofree char *result = NULL;
          guint start, end;

          if (once == NULL)
            continue;
          g_assert_nonnull (twice);
          result = read_selection (twice, &start, &end);
          g_assert_cmpstr (result, ==, text);
          done++;
        }

  g_assert_cmpuint (done, >, length * length / 2);
}

static void
test_continue (void)
{
  const struct
  {
    const char *line;
    const char *next;
    gboolean empty;
  } cases[] = {
    { "", NULL, TRUE },
    { "du texte", NULL, FALSE },
    { "- un", "- ", FALSE },
    { "* un", "* ", FALSE },
    { "+   un", "+   ", FALSE },
    { "  - deux", "  - ", FALSE },
    { "- ", "- ", TRUE },
    { "-", NULL, FALSE },
    { "-un", NULL, FALSE },
    { "— Bonjour", NULL, FALSE },
    { "1. un", "2. ", FALSE },
    { "9) été", "10) ", FALSE },
    { "99.  a", "100.  ", FALSE },
    { "2050 : un matin", NULL, FALSE },
    { "1234567890. a", NULL, FALSE },
    { "3. ", "4. ", TRUE },
    { "> cité", "> ", FALSE },
    { ">cité", ">", FALSE },
    { "> ", "> ", TRUE },
    { "> > deux", "> > ", FALSE },
    { ">   en retrait", "> ", FALSE },
    { "> - été", "> - ", FALSE },
    { "> - ", "> - ", TRUE },
    { "    texte", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean empty;
      g_autofree char *next = demains_markdown_continue (cases[i].line, &empty);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (next, ==, cases[i].next);
      g_assert_cmpint (empty, ==, cases[i].empty);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markdown-edit/bold", test_bold);
  g_test_add_func ("/markdown-edit/italic", test_italic);
  g_test_add_func ("/markdown-edit/round-trip", test_round_trip);
  g_test_add_func ("/markdown-edit/continue", test_continue);

  return g_test_run ();
}
