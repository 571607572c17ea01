/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-job-sheet.h"
#include "demains-test-language.h"
#include "demains-test.h"
#include "demains-wording.h"

#include <time.h>

#define LONG 10000

static const DemainsJobSheetPart *
find_part (const char *field)
{
  guint n_parts;
  const DemainsJobSheetPart *parts = demains_job_sheet_get_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (g_strcmp0 (parts[i].field, field) == 0)
      return &parts[i];

  g_assert_not_reached ();
}

/* The marks and texts as "mark|text", one after the other. */
static char *
parse (const char *text)
{
  g_autoptr (GPtrArray) lines = demains_sheet_lines_parse (text, TRUE);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const DemainsSheetLine *line = lines->pdata[i];

      g_string_append_printf (result, "%s%s|%s", i > 0 ? "/" : "", line->mark, line->text);
    }

  return g_string_free (result, FALSE);
}

/* Every field of a job is on its sheet once, but for the group's own notes. */
static void
test_whole (void)
{
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_JOB);
  guint n_parts;
  const DemainsJobSheetPart *parts = demains_job_sheet_get_parts (&n_parts);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      guint found = 0;

      for (guint j = 0; j < n_parts; j++)
        found += g_strcmp0 (parts[j].field, kind->fields[i].name) == 0;
      g_assert_cmpuint (found, ==, g_str_equal (kind->fields[i].name, "note") ? 0 : 1);
    }
  /* And the functions that it comes from. */
  g_assert_cmpuint (n_parts, ==, kind->n_fields);
  g_assert_null (parts[n_parts - 1].field);
}

static void
test_order (void)
{
  const char *const order[] = {
    "title",      "purpose",    "other_names",       "comes_from", "status",      "hierarchy", "place",     "rhythm",
    "conditions", "activities", "shared_activities", "no_longer",  "stays_human", "machines",  "knowledge", "know_how",
    "attitude",   "inside",     "outside",           "means",      "risks",       "limits",    "sign",      "day",
    "reference"
  };
  guint n_parts;
  const DemainsJobSheetPart *parts = demains_job_sheet_get_parts (&n_parts);

  g_assert_cmpuint (n_parts, >, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (parts[i].field, ==, order[i]);
}

static void
test_names (void)
{
  demains_test_set_language ("fr");
  g_assert_cmpstr (demains_job_sheet_part_get_heading (find_part ("no_longer")), ==, "Ce qui change");
  g_assert_cmpstr (demains_job_sheet_part_get_name (find_part ("no_longer")), ==, "Ne fait plus");
  g_assert_cmpstr (demains_job_sheet_part_get_hint (find_part ("no_longer")), ==, "Ce que ce métier a cessé de faire");
  g_assert_cmpstr (demains_job_sheet_part_get_hint (find_part ("place")), ==, "");
  g_assert_cmpstr (demains_job_sheet_part_get_name (find_part (NULL)), ==, "Issu des fonctions");
  g_assert_null (demains_job_sheet_part_get_heading (find_part ("stays_human")));

  /* What is alone in its section is named by it, in any language. */
  g_assert_true (demains_job_sheet_part_needs_name (find_part ("no_longer")));
  g_assert_false (demains_job_sheet_part_needs_name (find_part ("title")));
  g_assert_false (demains_job_sheet_part_needs_name (find_part ("purpose")));
  g_assert_false (demains_job_sheet_part_needs_name (find_part ("day")));
  demains_test_set_language ("en");
  g_assert_false (demains_job_sheet_part_needs_name (find_part ("day")));
}

static void
test_record (void)
{
  g_autofree char *path = demains_test_path ("sheet.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "  Veilleuse <b>&  ", NULL);
  g_autofree char *kind = NULL;
  g_autofree char *group = NULL;
  guint n_parts;
  const DemainsJobSheetPart *parts = demains_job_sheet_get_parts (&n_parts);

  demains_test_set_language ("fr");
  for (guint i = 0; i < n_parts; i++)
    {
      g_autoptr (GPtrArray) lines = demains_job_sheet_part_list_lines (&parts[i], project, job);

      g_assert_cmpuint (lines->len, ==, i == 0 ? 1 : 0);
      if (i == 0)
        g_assert_cmpstr (((DemainsSheetLine *)lines->pdata[0])->text, ==, "Veilleuse <b>&");
    }

  g_object_set (job, "status", "agent", "day", "7h Debout\n \n", "limits", "- 7h\n", NULL);
  demains_project_add_linked (project, DEMAINS_KIND_FUNCTION, "Veille de rue", job);
  demains_project_add_linked (project, DEMAINS_KIND_FUNCTION, "Droit au répit", job);
  for (guint i = 0; i < n_parts; i++)
    {
      g_autoptr (GPtrArray) lines = demains_job_sheet_part_list_lines (&parts[i], project, job);
      g_autofree char *text = demains_sheet_lines_to_text (lines);

      if (g_strcmp0 (parts[i].field, "status") == 0)
        g_assert_cmpstr (text, ==, "Agent");
      else if (g_strcmp0 (parts[i].field, "day") == 0)
        g_assert_cmpstr (text, ==, "7 h 00 Debout");
      else if (g_strcmp0 (parts[i].field, "limits") == 0)
        g_assert_cmpstr (text, ==, "• 7h");
      else if (parts[i].field == NULL)
        g_assert_cmpstr (text, ==, "Veille de rue · Droit au répit");
    }

  g_object_set (demains_project_get_root (project), "group", "Les Halles", "horizon", (gint64)2060, NULL);
  kind = demains_job_sheet_to_kind (project);
  group = demains_group_to_text (project);
  g_assert_cmpstr (kind, ==, "Fiche métier 2060");
  g_assert_cmpstr (group, ==, "Les Halles · Vieillissement");
  demains_test_close (project);
}

static void
test_hours (void)
{
  const char *const cases[][2] = {
    { "7:00 Tour", "7:00|Tour" },
    { "7h Tour", "7:00|Tour" },
    { "7 h Tour", "7:00|Tour" },
    { "07.30 Tour", "7:30|Tour" },
    { "7h30 Tour", "7:30|Tour" },
    { "7 h 30 Tour", "7:30|Tour" },
    { "7\u00a0h\u202f30\u00a0: Tour", "7:30|Tour" },
    { "7 heures Tour", "7:00|Tour" },
    { "18 HEURES 15 Tour", "18:15|Tour" },
    { "7:00, Tour", "7:00|Tour" },
    { "7h – Tour", "7:00|Tour" },
    { "7h: Tour", "7:00|Tour" },
    { "  - 7h Tour", "7:00|Tour" },
    { "7h-8h30 Tour", "7:00–8:30|Tour" },
    { "7 h à 9 h : Tour", "7:00–9:00|Tour" },
    { "7h à la halle", "7:00|à la halle" },
    { "24:00 Nuit", "24:00|Nuit" },
    { "7h -5 degrés", "7:00|-5 degrés" },
    { "7h", "7:00|" },
    /* No hours. */
    { "Le matin, le tour", "|Le matin, le tour" },
    { "3 personnes", "|3 personnes" },
    { "7 habitants", "|7 habitants" },
    { "25h Tour", "|25h Tour" },
    { "24:30 Tour", "|24:30 Tour" },
    { "7:75 Tour", "|7:75 Tour" },
    { "7:5 Tour", "|7:5 Tour" },
    { "7:000 Tour", "|7:000 Tour" },
    { "7h5 Tour", "|7h5 Tour" },
    { "2050 arrive", "|2050 arrive" },
    { ":30", "|:30" },
    { "h", "|h" },
    { "-", "" },
    { "", "" },
    { " \t\r\n\u00a0\n", "" },
  };

  demains_test_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = parse (cases[i][0]);

      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

static void
test_lines (void)
{
  const char *const cases[][2] = {
    /* What follows an hour belongs to it. */
    { "7:00 Tour\r\n\r\n8:30 Café\r\n", "7:00|Tour/8:30|Café" },
    { "7:00 Tour\ndes volets\n\n- un\n- deux\n9h\nNotes", "7:00|Tour\ndes volets\n• un\n• deux/9:00|Notes" },
    { "Avant tout\n7:00 Tour", "|Avant tout/7:00|Tour" },
    /* Lists and paragraphs. */
    { "- un\n* deux\n+ trois\n• quatre\n– cinq", "•|un/•|deux/•|trois/•|quatre/•|cinq" },
    { "Deux :\n- un\nFin", "|Deux :/•|un/|Fin" },
    { "Un\nune\n\n\nDeux", "|Un\nune/|Deux" },
    { "-un\n*deux*", "|-un\n*deux*" },
    { "un\tdeux\t", "|un deux" },
  };

  demains_test_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = parse (cases[i][0]);

      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

/* Returns: what it took this program, in units of clock() */
static clock_t
parse_long (const char *piece, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *whole = NULL;
  clock_t start;

  while (text->len < length)
    g_string_append (text, piece);
  start = clock ();
  lines = demains_sheet_lines_parse (text->str, TRUE);
  whole = demains_sheet_lines_to_text (lines);
  start = clock () - start;
  g_assert_true (g_utf8_validate (whole, -1, NULL));
  if (g_str_equal (piece, "X"))
    g_assert_cmpstr (whole, ==, text->str);
  if (g_str_equal (piece, "7h\n"))
    g_assert_cmpuint (lines->len, ==, (length + 2) / 3);

  return start;
}

/* Nothing is lost of what is long, and ten times as much takes about ten times as long: a
 * hundred times would be each letter looked at for each other one. */
static void
test_long (void)
{
  const char *const pieces[]
    = { "X", "7", "7h", "7:00 ", "- ", "e\u0301", "\u00a0", "\n", "7h\n", "a\n", "- a\n", "<&" };
  clock_t little = 0, much = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      little += parse_long (pieces[i], LONG);
      much += parse_long (pieces[i], 10 * LONG);
    }
  g_assert_cmpint (much, <, 40 * little);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job-sheet/whole", test_whole);
  g_test_add_func ("/job-sheet/order", test_order);
  g_test_add_func ("/job-sheet/names", test_names);
  g_test_add_func ("/job-sheet/record", test_record);
  g_test_add_func ("/job-sheet/hours", test_hours);
  g_test_add_func ("/job-sheet/lines", test_lines);
  g_test_add_func ("/job-sheet/long", test_long);

  return g_test_run ();
}
