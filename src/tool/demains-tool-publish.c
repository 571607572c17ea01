/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper.h"
#include "demains-tool.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* What is asked for by one call. */
typedef struct
{
  char *format_name;
  char *kind_name;
  char *output;
  int per_page;
  int count;
  DemainsPaperFormat format;
  const DemainsKind *kind;
} Order;

static const char *const FORMATS[] = {
  [DEMAINS_PAPER_CARDS] = "cards", [DEMAINS_PAPER_SHEETS] = "sheets",     [DEMAINS_PAPER_FORMS] = "forms",
  [DEMAINS_PAPER_SHOTS] = "shots", [DEMAINS_PAPER_SPEECHES] = "speeches",
};

static void
order_clear (Order *order)
{
  g_free (order->format_name);
  g_free (order->kind_name);
  g_free (order->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static char *
list_kinds (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; demains_paper_get_kind (i) != DEMAINS_N_KINDS; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", demains_kind_get (demains_paper_get_kind (i))->name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Whether it is no cards, so many on a page. */
static gboolean
goes_on (const Order *order)
{
  return order->format == DEMAINS_PAPER_SHOTS || order->format == DEMAINS_PAPER_SPEECHES;
}

/* What is wrong with the options, or NULL. */
static char *
complain (Order *order)
{
  g_autofree char *kinds = list_kinds ();
  guint format = 0;

  while (format < G_N_ELEMENTS (FORMATS) && g_strcmp0 (order->format_name, FORMATS[format]) != 0)
    format++;
  if (format == G_N_ELEMENTS (FORMATS))
    return g_strdup (_ ("Say with --format what is made: cards, sheets, forms, shots or speeches."));
  order->format = format;

  /* What is filmed, and what is said there, is in scenes. */
  if (goes_on (order) && order->kind_name == NULL)
    order->kind_name = g_strdup ("scene");
  order->kind = order->kind_name != NULL ? demains_kind_find (order->kind_name) : NULL;
  if (order->kind == NULL || !demains_paper_has_kind (order->kind->id))
    /* Translators: %s is a list of English words that are typed as they are */
    return g_strdup_printf (_ ("Say with --kind what goes on paper: %s."), kinds);
  if (goes_on (order) && order->kind->id != DEMAINS_KIND_SCENE)
    return g_strdup (_ ("Shots and speeches are those of scenes: leave --kind out."));

  if (order->per_page == 0)
    order->per_page = order->format == DEMAINS_PAPER_SHEETS || goes_on (order) ? 1 : 4;
  if (order->per_page != 1 && order->per_page != 2 && order->per_page != 4)
    return g_strdup (_ ("1, 2 or 4 fit on a page."));
  if (goes_on (order) && order->per_page != 1)
    return g_strdup (_ ("Shots and speeches go on from page to page: leave --per-page out."));
  if (order->count != 0 && order->format != DEMAINS_PAPER_FORMS)
    return g_strdup (_ ("--count says how many blank forms there are."));
  if (order->count == 0)
    order->count = order->per_page;
  if (order->count < 1 || order->count > DEMAINS_PAPER_MOST_FORMS)
    return g_strdup_printf (_ ("From 1 to %d blank forms can be made at a time."), DEMAINS_PAPER_MOST_FORMS);
  if (order->output == NULL)
    return g_strdup (_ ("Say where the pages go with -o."));

  return NULL;
}

static gboolean
is_same_file (const char *one, const char *other)
{
  GStatBuf a, b;

  return g_stat (one, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static int
publish (DemainsProject *project, const Order *order)
{
  g_autoptr (DemainsPaper) paper = demains_paper_new (project, order->kind->id, order->format, order->per_page);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_filename_display_name (order->output);
  guint pages;

  if (order->format == DEMAINS_PAPER_FORMS)
    demains_paper_add_forms (paper, order->count);
  else
    demains_paper_add_all (paper);

  pages = demains_paper_get_n_pages (paper);
  if (pages == 0 && order->format == DEMAINS_PAPER_SPEECHES)
    return demains_tool_refused (_ ("The project has no speech, so there is nothing to put on paper."));
  if (pages == 0)
    return demains_tool_refused (_ ("The project has no record of the kind “%s”, so there is nothing to put on paper."),
                                 order->kind->name);
  demains_paper_load_photos_async (paper, NULL, demains_tool_ready_cb, &loaded);
  demains_tool_wait (&loaded);
  if (!demains_paper_write_pdf (paper, order->output, &error))
    return demains_tool_failed (error, order->output);

  /* Translators: a file, and how many pages it has */
  g_print (ngettext ("%s: %u page", "%s: %u pages", pages), shown, pages);
  g_print ("\n");

  return DEMAINS_TOOL_DONE;
}

/**
 * demains_tool_publish:
 * @call: `publish FILE --format F [--kind KIND] [--per-page N] [--count N] -o OUT`
 *
 * Returns: the exit state
 */
int
demains_tool_publish (DemainsToolCall *call)
{
  g_auto (Order) order = { 0 };
  const GOptionEntry entries[]
    = { { "format", 'f', 0, G_OPTION_ARG_STRING, &order.format_name,
          N_ ("cards to read across a table, sheets with every field, blank forms, or of the script the shots to tick "
              "and the speeches in big letters"),
          "cards|sheets|forms|shots|speeches" },
        { "kind", 'k', 0, G_OPTION_ARG_STRING, &order.kind_name, N_ ("What goes on paper, such as signal or job"),
          N_ ("KIND") },
        { "per-page", 'p', 0, G_OPTION_ARG_INT, &order.per_page, N_ ("How many share an A4 page"), "1|2|4" },
        { "count", 'n', 0, G_OPTION_ARG_INT, &order.count, N_ ("How many blank forms; a page of them otherwise"), "N" },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &order.output, N_ ("Where the PDF is written"), N_ ("OUT") },
        G_OPTION_ENTRY_NULL };
  g_autofree char *complaint = NULL;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  complaint = complain (&order);
  if (complaint != NULL)
    return demains_tool_misused (call, complaint);
  if (g_file_test (order.output, G_FILE_TEST_IS_DIR))
    return demains_tool_refused (_ ("“%s” is a folder: give the PDF a name in it."), order.output);
  if (is_same_file (call->arguments[0], order.output))
    return demains_tool_refused (_ ("“%s” is the project itself: give the PDF another name."), order.output);
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  return demains_tool_close (project, publish (project, &order));
}
