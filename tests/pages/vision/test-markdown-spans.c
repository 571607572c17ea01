/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-spans.h"

#include <string.h>

static const char *const NAMES[] = { "B", "I", "H", "Q", "U", "O", "L", "X", "F", "m", "h", "q", "u", "o", "l" };

/* One line a span: its letter, its level if it has one, what it covers. */
static char *
describe (const char *text)
{
  g_autoptr (GArray) spans = demains_markdown_parse (text, strlen (text));
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const DemainsSpan *span = &g_array_index (spans, DemainsSpan, i);

      g_assert_cmpuint (span->start, <=, span->end);
      g_assert_cmpuint (span->end, <=, strlen (text));
      if (span->kind == DEMAINS_SPAN_MARK)
        continue;
      g_string_append (string, NAMES[span->kind]);
      if (span->level > 0)
        g_string_append_printf (string, "%u", span->level);
      g_string_append_printf (string, "[%.*s]", (int)(span->end - span->start), text + span->start);
    }

  return g_string_free (string, FALSE);
}

typedef struct
{
  const char *text;
  const char *spans;
} Case;

static const Case INLINE[] = {
  { "", "" },
  { "rien de spécial", "" },
  { "**gras**", "B[**gras**]" },
  { "Été **gras** et *à _b_* fin", "B[**gras**]I[_b_]I[*à _b_*]" },
  { "🙂 *été* 🙂🙂 **œuvre**", "I[*été*]B[**œuvre**]" },
  { "👩\u200d👩\u200d👧 *e\u0301te\u0301*", "I[*e\u0301te\u0301*]" },
  { "***a** b*", "B[**a**]I[***a** b*]" },
  { "*a **b***", "B[**b**]I[*a **b***]" },
  { "***tout***", "B[**tout**]I[***tout***]" },
  { "mi**di**", "B[**di**]" },
  { "l’*eau* et l'**air**", "I[*eau*]B[**air**]" },
  { "«\u00a0*oui*\u00a0»", "I[*oui*]" },
  { "2 * 3 * 4", "" },
  { "\\*non\\* *oui*", "I[*oui*]" },
  { "*\\** fin", "I[*\\**]" },
  { "&eacute; *été* &amp; **x**", "I[*été*]B[**x**]" },
  { "`é *b*` *c*", "I[*c*]" },
  { "*`c`* **d**", "I[*`c`*]B[**d**]" },
  { "[un *l*](http://x) *y*", "I[*l*]I[*y*]" },
  { "la [veille *de* rue](#0a1b2c3d)[⚑](#0a1b2c3e)",
    "I[*de*]L[[veille *de* rue](#0a1b2c3d)]l[[]l[](#0a1b2c3d)]F[[⚑](#0a1b2c3e)]l[[]l[](#0a1b2c3e)]" },
  { "a **b\nc** d", "B[**b\nc**]" },
  { "a\n   *b* été *c*\n d **e**", "I[*b*]I[*c*]B[**e**]" },
  { "a  \n  b *c*\\\nd *é*", "I[*c*]I[*é*]" },
  { "a\r\n *b*\r\n  **c**", "I[*b*]B[**c**]" },
};

static const Case BLOCKS[] = {
  { "> cité *été*", "Q1[> cité *été*]q1[> ]I[*été*]" },
  { ">cité\n>   suite **é\n> x** z", "Q1[>cité]q1[>]Q1[>   suite **é]q1[> ]Q1[> x** z]q1[> ]B[**é\n> x**]" },
  { "> a\nb *c*", "Q1[> a]q1[> ]Q1[b *c*]I[*c*]" },
  { "> a\n> > b *c*", "Q1[> a]q1[> ]Q1[> > b *c*]q1[> ]Q2[> > b *c*]q2[> ]I[*c*]" },
  { "- un *é*\n- deux", "U1[- un *é*]u1[-]I[*é*]U1[- deux]u1[-]" },
  { "- un\n  - trois **é**\n    *quatre*",
    "U1[- un\n  - trois **é**\n    *quatre*]u1[-]U2[  - trois **é**\n    *quatre*]u2[-]B[**é**]I[*quatre*]" },
  { "9. a\n10) b *c*", "O1[9. a]o1[9.]O1[10) b *c*]o1[10)]I[*c*]" },
  { "1. a\n   - *b*", "O1[1. a\n   - *b*]o1[1.]U2[   - *b*]u2[-]I[*b*]" },
  { "> - a *b*\n>   c *d*", "Q1[> - a *b*]q1[> ]Q1[>   c *d*]q1[> ]U1[> - a *b*\n>   c *d*]u1[-]I[*b*]I[*d*]" },
  { "# Été *là*\nsuite", "H[# Été *là*]h[# ]I[*là*]" },
  { "Titre *là*\n===", "H[Titre *là*\n===]h[===]I[*là*]" },
  { "Titre\n---  \nsuite", "H[Titre\n---]h[---]" },
  { "une liste\n-", "" },
  { "une liste\n- \nsuite", "" },
  { "- ", "U1[- ]u1[-]" },
  { "\t*a*", "" },
  { "— Bonjour, *dit-elle*.\n— Entrez.", "I[*dit-elle*]" },
};

static void
check (gconstpointer data)
{
  const Case *cases = data;
  guint n = cases == INLINE ? G_N_ELEMENTS (INLINE) : G_N_ELEMENTS (BLOCKS);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *spans = describe (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (spans, ==, cases[i].spans);
    }
}

/* No span outside the text or inside a character, marks only where marks are. */
static void
check_spans (const char *text)
{
  gsize length = strlen (text);
  g_autoptr (GArray) spans = demains_markdown_parse (text, length);

  for (guint i = 0; i < spans->len; i++)
    {
      const DemainsSpan *span = &g_array_index (spans, DemainsSpan, i);

      g_assert_cmpuint (span->start, <=, span->end);
      g_assert_cmpuint (span->end, <=, length);
      g_assert_true (g_utf8_validate (text + span->start, span->end - span->start, NULL));
      if (span->kind == DEMAINS_SPAN_MARK || span->kind == DEMAINS_SPAN_HEADING_MARK)
        {
          g_autofree char *escaped = g_strescape (text, NULL);

          g_test_message ("%s: %u–%u", escaped, span->start, span->end);
          g_assert_nonnull (strchr ("*_#=-", text[span->start]));
        }
    }
}

/* Whatever is typed. */
static void
test_any (void)
{
  static const char *const parts[] = { "*", "**", "_", "é",    "🙂",  " ",    "\n", "\n\n", "> ",    "- ",   "1. ", "a",
                                       "`", "\\", "[", "](x)", "<b>", "    ", "\t", "#",    "&amp;", "\r\n", "***" };

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = g_test_rand_int_range (1, 24);

      while (n-- > 0)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      check_spans (text->str);
    }
}

/* What broke it once. */
static void
test_broke (void)
{
  check_spans ("\\](x)******[_é\r\n**> &amp;🙂\n \t](x)**<b>__<b>\r\n ");
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) spans = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "*a ");
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "b*");
  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "\n>");
  spans = demains_markdown_parse (text->str, text->len);
  g_assert_cmpuint (spans->len, <, 20000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/markdown-spans/inline", INLINE, check);
  g_test_add_data_func ("/markdown-spans/blocks", BLOCKS, check);
  g_test_add_func ("/markdown-spans/any", test_any);
  g_test_add_func ("/markdown-spans/broke", test_broke);
  g_test_add_func ("/markdown-spans/deep", test_deep);

  return g_test_run ();
}
