/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper.h"
#include "demains-script-start.h"
#include "demains-script.h"
#include "demains-test.h"

#define SCALE 2
#define MILLIMETRE (72 / 25.4)
#define LONG 10000

/* A page as a photocopier sees it: black on white, SCALE dots a point. */
static cairo_surface_t *
render (const DemainsPaper *paper, guint page)
{
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, DEMAINS_PAPER_WIDTH * SCALE, DEMAINS_PAPER_HEIGHT * SCALE);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  demains_paper_draw_page (paper, page, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* How many dots of a place, in points, are dark. */
static guint
count_ink (cairo_surface_t *surface, double x, double y, double width, double height)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint n = 0;

  for (int row = y * SCALE; row < (int)((y + height) * SCALE); row++)
    for (int column = x * SCALE; column < (int)((x + width) * SCALE); column++)
      n += data[row * stride + column * 4 + 1] < 128;

  return n;
}

static void
assert_margins (cairo_surface_t *surface)
{
  const double margin = 10 * MILLIMETRE;

  g_assert_cmpuint (count_ink (surface, 0, 0, DEMAINS_PAPER_WIDTH - 1, margin), ==, 0);
  g_assert_cmpuint (count_ink (surface, 0, DEMAINS_PAPER_HEIGHT - margin - 1, DEMAINS_PAPER_WIDTH - 1, margin), ==, 0);
  g_assert_cmpuint (count_ink (surface, 0, 0, margin, DEMAINS_PAPER_HEIGHT - 1), ==, 0);
  g_assert_cmpuint (count_ink (surface, DEMAINS_PAPER_WIDTH - margin - 1, 0, margin, DEMAINS_PAPER_HEIGHT - 1), ==, 0);
}

/* Beside the lines that cards are cut along nothing may be lost: 3 mm are white. */
static void
assert_cut_lines (cairo_surface_t *surface)
{
  const double margin = 12 * MILLIMETRE;
  const double width = DEMAINS_PAPER_WIDTH / 2 - margin;
  const double height = DEMAINS_PAPER_HEIGHT / 2 - margin;
  const double white = 3 * MILLIMETRE - 2;

  for (guint i = 0; i < 4; i++)
    {
      double x = margin + i % 2 * width + 2;
      double y = margin + i / 2 * height + 2;

      g_assert_cmpuint (count_ink (surface, x, y, white, height - 4), ==, 0);
      g_assert_cmpuint (count_ink (surface, x + width - 4 - white, y, white, height - 4), ==, 0);
      g_assert_cmpuint (count_ink (surface, x, y, width - 4, white), ==, 0);
      g_assert_cmpuint (count_ink (surface, x, y + height - 4 - white, width - 4, white), ==, 0);
    }
}

static char *
dup_repeated (const char *piece, guint length)
{
  GString *text = g_string_new (NULL);

  while (text->len < length)
    g_string_append (text, piece);

  return g_string_free (text, FALSE);
}

static DemainsRecord *
add_full (DemainsProject *project, DemainsKindId kind, const char *piece)
{
  const DemainsKind *row = demains_kind_get (kind);
  g_autoptr (DemainsRecord) draft = demains_record_new (kind);
  g_autofree char *text = dup_repeated (piece, LONG);

  for (guint i = 0; i < row->n_fields; i++)
    if (row->fields[i].type == DEMAINS_FIELD_INTEGER)
      g_object_set (draft, row->fields[i].name, (gint64)2041, NULL);
    else if (row->fields[i].type != DEMAINS_FIELD_RECORD)
      g_object_set (draft, row->fields[i].name, text, NULL);

  return demains_project_add_record (project, draft, NULL);
}

static void
test_page_counts (void)
{
  DemainsProject *project = demains_test_create_english ();
  const guint expected[][2] = { { 1, 500 }, { 2, 250 }, { 4, 125 } };

  for (guint i = 0; i < 500; i++)
    demains_project_add (project, DEMAINS_KIND_WAY, "A way of working", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (DemainsPaper) cards
        = demains_paper_new (project, DEMAINS_KIND_WAY, DEMAINS_PAPER_CARDS, expected[i][0]);

      g_assert_cmpuint (demains_paper_get_n_pages (cards), ==, 0);
      demains_paper_add_all (cards);
      g_assert_cmpuint (demains_paper_get_n_pages (cards), ==, expected[i][1]);
    }

  for (guint n = 1; n <= 9; n++)
    {
      g_autoptr (DemainsPaper) forms = demains_paper_new (project, DEMAINS_KIND_JOB, DEMAINS_PAPER_FORMS, 4);

      demains_paper_add_forms (forms, n);
      g_assert_cmpuint (demains_paper_get_n_pages (forms), ==, (n + 3) / 4);
    }
  demains_test_close (project);
}

/* An empty project has no cards, but forms. */
static void
test_empty_kind (void)
{
  DemainsProject *project = demains_test_create_english ();

  for (guint i = 0; demains_paper_get_kind (i) != DEMAINS_N_KINDS; i++)
    {
      g_autoptr (DemainsPaper) cards = demains_paper_new (project, demains_paper_get_kind (i), DEMAINS_PAPER_CARDS, 4);
      g_autoptr (DemainsPaper) forms = demains_paper_new (project, demains_paper_get_kind (i), DEMAINS_PAPER_FORMS, 4);
      cairo_surface_t *page;

      /* A theme begins with signals. */
      demains_paper_add_all (cards);
      g_assert_cmpuint (demains_paper_get_n_pages (cards), ==,
                        demains_paper_get_kind (i) == DEMAINS_KIND_SIGNAL ? 2 : 0);
      demains_paper_add_forms (forms, 4);
      page = render (forms, 0);
      assert_margins (page);
      assert_cut_lines (page);
      cairo_surface_destroy (page);
    }
  demains_test_close (project);
}

static void
test_long_texts (void)
{
  /* One endless word, words, paragraphs, nothing but signs that stand above a letter. */
  const char *const pieces[] = { "X", "mot ", "- ligne\n", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81", "\n\n" };
  /* Most texts, and most fields. */
  const DemainsKindId kinds[] = { DEMAINS_KIND_SIGNAL, DEMAINS_KIND_JOB };
  DemainsProject *project = demains_test_create_english ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint j = 0; j < G_N_ELEMENTS (pieces); j++)
      add_full (project, kinds[i], pieces[j]);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint per_page = kinds[i] == DEMAINS_KIND_JOB ? 1 : 4; per_page <= 4; per_page *= 2)
      {
        g_autoptr (DemainsPaper) paper
          = demains_paper_new (project, kinds[i], per_page == 1 ? DEMAINS_PAPER_SHEETS : DEMAINS_PAPER_CARDS, per_page);

        demains_paper_add_all (paper);
        for (guint page = 0; page < demains_paper_get_n_pages (paper); page++)
          {
            cairo_surface_t *surface = render (paper, page);

            assert_margins (surface);
            if (per_page == 4 && page == 0)
              assert_cut_lines (surface);
            cairo_surface_destroy (surface);
          }
      }
  demains_test_close (project);
}

/* A job's sheet says something wherever it is put, with its headings or, where
 * they have no room, without. */
static void
test_job_sheet (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Street watcher", NULL);
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_JOB);
  const double middle = DEMAINS_PAPER_HEIGHT / 4;

  for (guint filled = 0; filled < 2; filled++)
    {
      for (guint per_page = 1; per_page <= 4; per_page *= 2)
        {
          g_autoptr (DemainsPaper) paper
            = demains_paper_new (project, DEMAINS_KIND_JOB, DEMAINS_PAPER_SHEETS, per_page);
          cairo_surface_t *page;

          demains_paper_add_all (paper);
          g_assert_cmpuint (demains_paper_get_n_pages (paper), ==, 1);
          page = render (paper, 0);
          assert_margins (page);
          g_assert_cmpint (count_ink (page, 20 * MILLIMETRE, middle, 60 * MILLIMETRE, 40 * MILLIMETRE) > 0, ==, filled);
          cairo_surface_destroy (page);
        }
      for (guint i = 1; i < kind->n_fields; i++)
        g_object_set (job, kind->fields[i].name,
                      kind->fields[i].type == DEMAINS_FIELD_TEXT ? "7:00 one\n- two\n\nthree\n18h: four" : "Some words",
                      NULL);
    }
  demains_test_close (project);
}

/* What is on the paper stays as it was when it was put there. */
static void
test_snapshot (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *signal = demains_project_add (project, DEMAINS_KIND_SIGNAL, "Short", NULL);
  DemainsPaper *paper = demains_paper_new (project, DEMAINS_KIND_SIGNAL, DEMAINS_PAPER_CARDS, 1);
  cairo_surface_t *before, *after;
  guint ink;

  demains_paper_add (paper, signal);
  before = render (paper, 0);
  ink = count_ink (before, 0, 0, DEMAINS_PAPER_WIDTH - 1, DEMAINS_PAPER_HEIGHT - 1);
  g_assert_cmpuint (ink, >, 0);
  g_object_set (signal, "title", "Much longer than it was before", NULL);
  demains_project_remove (project, signal);
  after = render (paper, 0);
  g_assert_cmpuint (count_ink (after, 0, 0, DEMAINS_PAPER_WIDTH - 1, DEMAINS_PAPER_HEIGHT - 1), ==, ink);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  g_object_unref (paper);
  demains_test_close (project);
}

/* How many times, from above to below, a strip of a page is dark for so many points or more. */
static guint
count_bands (cairo_surface_t *surface, double x, double width, double least)
{
  guint n = 0;
  int length = 0;

  for (int row = 0; row < (int)(DEMAINS_PAPER_HEIGHT - 1) * SCALE; row++)
    {
      double y = row / (double)SCALE;

      length = count_ink (surface, x, y, width, 1.0 / SCALE) > 0 ? length + 1 : 0;
      n += length == (int)(least * SCALE);
    }

  return n;
}

static guint
count_in_all (const DemainsPaper *paper, double x, double width, double least)
{
  guint n = 0;

  for (guint page = 0; page < demains_paper_get_n_pages (paper); page++)
    {
      cairo_surface_t *surface = render (paper, page);

      assert_margins (surface);
      n += count_bands (surface, x, width, least);
      cairo_surface_destroy (surface);
    }

  return n;
}

static guint
count_records (DemainsProject *project, DemainsKindId kind)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, kind)));
}

/* A square to tick for each scene and each speech, whatever they hold, on as many pages as it takes. */
static void
test_shots (void)
{
  const double margin = 12 * MILLIMETRE;
  DemainsProject *project = demains_test_create_english ();
  const char *const pieces[] = { "X", "mot ", "- ligne\n", "e\xcc\x81\xcc\x81\xcc\x81", "\n\n" };

  for (guint form = 0; form < DEMAINS_N_SCRIPT_FORMS; form++)
    g_assert_nonnull (demains_script_start (project, form));
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (DemainsPaper) paper = demains_paper_new (project, DEMAINS_KIND_SCENE, DEMAINS_PAPER_SHOTS, 1);

      demains_paper_add_all (paper);
      g_assert_cmpuint (demains_paper_get_n_pages (paper), >, 1);
      /* Letters that begin there are lower than the side of a square. */
      g_assert_cmpuint (count_in_all (paper, margin, 1.5, 8.5), ==,
                        count_records (project, DEMAINS_KIND_SCENE) + count_records (project, DEMAINS_KIND_SPEECH));

      for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
        {
          DemainsRecord *scene = add_full (project, DEMAINS_KIND_SCENE, pieces[i]);

          g_object_set (add_full (project, DEMAINS_KIND_SPEECH, pieces[i]), "scene", demains_record_get_id (scene),
                        NULL);
        }
    }
  demains_test_close (project);
}

/* All lines of all speeches are there once, wherever pages end. */
static void
test_speeches (void)
{
  const guint lines[] = { 1, 25, 90 };
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, "Street", NULL);
  DemainsPaper *paper;
  guint all = 0;

  demains_project_add (project, DEMAINS_KIND_SCENE, "Without words", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      /* As wide as the page nearly, where no heading reaches. */
      for (guint line = 0; line < lines[i]; line++)
        g_string_append (text, "xxxxx xxxxx xxxxx xxxxx xxxxx\n");
      g_object_set (demains_script_add_speech (project, scene, NULL, "Ana"), "text", text->str, NULL);
      all += lines[i];
    }
  paper = demains_paper_new (project, DEMAINS_KIND_SCENE, DEMAINS_PAPER_SPEECHES, 1);
  g_assert_cmpuint (demains_paper_get_n_pages (paper), ==, 0);
  demains_paper_add_all (paper);
  g_assert_cmpuint (demains_paper_get_n_pages (paper), >, 4);
  g_assert_cmpuint (count_in_all (paper, 250, 100, 4), ==, all);
  g_object_unref (paper);
  demains_test_close (project);
}

static guint
count_pages (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (GRegex) page = g_regex_new ("/Type /Page\\b", G_REGEX_RAW, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpmem (content, 5, "%PDF-", 5);
  for (g_regex_match_full (page, content, length, 0, G_REGEX_MATCH_DEFAULT, &match, NULL); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    n++;

  return n;
}

static void
test_pdf (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsPaper *paper = demains_paper_new (project, DEMAINS_KIND_JOB, DEMAINS_PAPER_FORMS, 2);
  g_autofree char *path = demains_test_path ("forms.pdf");
  g_autofree char *nowhere = demains_test_path ("nowhere/forms.pdf");
  g_autoptr (GError) error = NULL;

  demains_paper_add_forms (paper, 5);
  g_assert_true (demains_paper_write_pdf (paper, path, NULL));
  g_assert_cmpuint (count_pages (path), ==, 3);

  g_assert_false (demains_paper_write_pdf (paper, nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_object_unref (paper);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paper/page-counts", test_page_counts);
  g_test_add_func ("/paper/empty-kind", test_empty_kind);
  g_test_add_func ("/paper/long-texts", test_long_texts);
  g_test_add_func ("/paper/job-sheet", test_job_sheet);
  g_test_add_func ("/paper/snapshot", test_snapshot);
  g_test_add_func ("/paper/shots", test_shots);
  g_test_add_func ("/paper/speeches", test_speeches);
  g_test_add_func ("/paper/pdf", test_pdf);

  return g_test_run ();
}
