/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-tokenizer.h"

#include <glib.h>
#include <libstemmer.h>

typedef struct
{
  struct sb_stemmer *stemmer;
  gboolean french;
} Tokenizer;

typedef int (*TokenFunc) (void *context, int flags, const char *token, int length, int start, int end);

/* What French drops before a vowel, once its apostrophe is seen. */
static const char *const ELISIONS[] = {
  "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", NULL,
};

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02bc;
}

/* Bytes of a word that count: the longest of the language are half as long. */
#define LONGEST_WORD 100

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The word without case, accents and ligatures. */
static char *
fold (const char *word, gsize length)
{
  g_autofree char *decomposed = g_utf8_normalize (word, length, G_NORMALIZE_ALL);
  g_autofree char *lower = g_utf8_casefold (decomposed != NULL ? decomposed : "", -1);
  GString *folded = g_string_sized_new (length);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x0153)
        g_string_append (folded, "oe");
      else if (c == 0x00e6)
        g_string_append (folded, "ae");
      else if (!g_unichar_ismark (c))
        g_string_append_unichar (folded, c);
    }

  return g_string_free (folded, FALSE);
}

static int
create_cb (void *context, const char **arguments, int count, Fts5Tokenizer **out)
{
  Tokenizer *self = g_new0 (Tokenizer, 1);
  const char *language = count > 0 ? arguments[0] : "fr";

  self->french = g_str_equal (language, "fr");
  self->stemmer = sb_stemmer_new (self->french ? "french" : "english", "UTF_8");
  *out = (Fts5Tokenizer *)self;

  return SQLITE_OK;
}

static void
delete_cb (Fts5Tokenizer *tokenizer)
{
  Tokenizer *self = (Tokenizer *)tokenizer;

  sb_stemmer_delete (self->stemmer);
  g_free (self);
}

static char *
dup_stem (Tokenizer *self, const char *word)
{
  const sb_symbol *stem = sb_stemmer_stem (self->stemmer, (const sb_symbol *)word, strlen (word));

  return g_strndup ((const char *)stem, sb_stemmer_length (self->stemmer));
}

/* A word goes in by the stem of its bare letters, for who types no accents, and
 * by the bare stem of the word with its accents, which Snowball knows better. */
static int
give_word (Tokenizer *self, void *context, int flags, const char *text, int start, int end, TokenFunc token)
{
  const int length = end - start <= LONGEST_WORD
                       ? end - start
                       : (int)(g_utf8_find_prev_char (text + start, text + start + LONGEST_WORD) - (text + start));
  g_autofree char *folded = fold (text + start, length);
  g_autofree char *composed = NULL, *lower = NULL, *stem = NULL, *accented = NULL, *bare = NULL;
  int code;

  if (*folded == '\0')
    return SQLITE_OK;
  /* The start of a word that is still being typed is no word to take a stem of. */
  if (self->stemmer == NULL || (flags & FTS5_TOKENIZE_PREFIX) != 0)
    return token (context, 0, folded, strlen (folded), start, end);

  stem = dup_stem (self, folded);
  code = token (context, 0, stem, strlen (stem), start, end);
  composed = g_utf8_normalize (text + start, length, G_NORMALIZE_ALL_COMPOSE);
  if (code != SQLITE_OK || composed == NULL)
    return code;

  lower = g_utf8_strdown (composed, -1);
  accented = dup_stem (self, lower);
  bare = fold (accented, strlen (accented));
  if (*bare == '\0' || strcmp (bare, stem) == 0)
    return SQLITE_OK;

  return token (context, FTS5_TOKEN_COLOCATED, bare, strlen (bare), start, end);
}

static int
tokenize_cb (Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length, TokenFunc token)
{
  Tokenizer *self = (Tokenizer *)tokenizer;
  int position = 0, code = SQLITE_OK;

  while (position < length && code == SQLITE_OK)
    {
      int start = position, next = position;
      gunichar c = 0;

      while (next < length && is_word (c = g_utf8_get_char (text + next)))
        next = g_utf8_next_char (text + next) - text;
      position = next < length ? (int)(g_utf8_next_char (text + next) - text) : length;
      if (next == start)
        continue;
      if (self->french && next < length && next - start <= LONGEST_WORD && is_apostrophe (c))
        {
          g_autofree char *folded = fold (text + start, next - start);

          if (g_strv_contains (ELISIONS, folded))
            continue;
        }
      code = give_word (self, context, flags, text, start, MIN (next, length), token);
    }

  return code;
}

int
demains_tokenizer_register (sqlite3 *handle)
{
  static fts5_tokenizer functions = { create_cb, delete_cb, tokenize_cb };
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &statement, NULL);

  if (code != SQLITE_OK)
    return code;
  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  sqlite3_finalize (statement);

  return api != NULL ? api->xCreateTokenizer (api, "demains", NULL, &functions, NULL) : SQLITE_ERROR;
}
