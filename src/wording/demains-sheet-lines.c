/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-sheet-lines.h"

#include "demains-wording.h"

#include <string.h>

#define BULLET "•"
#define DAY (24 * 60)

/* The lines that are made, and the last of them while more may still join it. */
typedef struct
{
  GPtrArray *lines;
  char *mark;
  GString *text;
  gboolean is_hour;
} Builder;

static void
line_free (DemainsSheetLine *line)
{
  g_free (line->mark);
  g_free (line->text);
  g_free (line);
}

/* No-break spaces are spaces too: French has one within "7 h 30". */
static const char *
skip_spaces (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static gboolean
take_minutes (const char **p, int *minutes)
{
  const char *digits = *p;

  if (!g_ascii_isdigit (digits[0]) || !g_ascii_isdigit (digits[1]))
    return FALSE;
  *minutes = (digits[0] - '0') * 10 + digits[1] - '0';
  *p += 2;

  return *minutes < 60;
}

/* "7h", "7 h 30", "7 heures": the letter, and minutes where there are any. */
static gboolean
take_hour_letter (const char **p, int *minutes)
{
  const char *after = skip_spaces (*p);
  const char *more;

  if (*after != 'h' && *after != 'H')
    return FALSE;
  after++;
  if (g_ascii_strncasecmp (after, "eure", 4) == 0)
    after += g_ascii_tolower (after[4]) == 's' ? 5 : 4;
  *p = after;
  more = skip_spaces (after);
  if (g_ascii_isdigit (*more) && take_minutes (&more, minutes) && !g_unichar_isalnum (g_utf8_get_char (more)))
    *p = more;
  else
    *minutes = 0;

  return TRUE;
}

/* An hour as people write it: "7:00", "07.30", "7h", "7 h 30". */
static gboolean
take_clock (const char **p, int *clock)
{
  const char *after = *p;
  int hours = 0;
  int minutes = 0;

  for (guint i = 0; i < 2 && g_ascii_isdigit (*after); i++)
    hours = hours * 10 + *after++ - '0';
  if (after == *p)
    return FALSE;

  if (*after == ':' || *after == '.')
    {
      after++;
      if (!take_minutes (&after, &minutes))
        return FALSE;
    }
  else if (!take_hour_letter (&after, &minutes))
    return FALSE;
  if (g_unichar_isalnum (g_utf8_get_char (after)) || hours * 60 + minutes > DAY)
    return FALSE;

  *clock = hours * 60 + minutes;
  *p = after;

  return TRUE;
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == 0x2013 || c == 0x2014;
}

/* "7h-9h", "7 h à 9 h": where it ends belongs to the hour. */
static gboolean
take_end (const char **p, int *clock)
{
  const char *after = skip_spaces (*p);
  gunichar c = g_utf8_get_char (after);

  if (!is_dash (c) && c != 0xe0)
    return FALSE;
  after = skip_spaces (g_utf8_next_char (after));
  if (!take_clock (&after, clock))
    return FALSE;
  *p = after;

  return TRUE;
}

/* What parts an hour from its text is seen in the columns: "7:00, …", "7 h : …", "7h – …". */
static const char *
skip_separator (const char *p)
{
  const char *after = skip_spaces (p);
  gunichar c = g_utf8_get_char (after);

  if (is_dash (c) && g_unichar_isdigit (g_utf8_get_char (g_utf8_next_char (after))))
    return after;
  if (c != ':' && c != ',' && c != ';' && c != '.' && c != 0x2192 && !is_dash (c))
    return after;

  return skip_spaces (g_utf8_next_char (after));
}

static char *
take_hour (const char **p)
{
  int start, end;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!take_clock (p, &start))
    return NULL;

  from = demains_clock_to_text (start);
  if (!take_end (p, &end))
    {
      *p = skip_separator (*p);
      return g_steal_pointer (&from);
    }
  to = demains_clock_to_text (end);
  *p = skip_separator (*p);

  return g_strdup_printf ("%s–%s", from, to);
}

/* As people begin the items of a list, in CommonMark or not. */
static gboolean
take_bullet (const char **p)
{
  const char *after = g_utf8_next_char (*p);
  gunichar c = g_utf8_get_char (*p);

  if (!is_dash (c) && c != '*' && c != '+' && c != 0x2022)
    return FALSE;
  if (*after != '\0' && !g_unichar_isspace (g_utf8_get_char (after)))
    return FALSE;
  *p = skip_spaces (after);

  return TRUE;
}

static void
end_line (Builder *self)
{
  DemainsSheetLine *line;

  if (self->text == NULL)
    return;

  line = g_new (DemainsSheetLine, 1);
  line->mark = g_steal_pointer (&self->mark);
  line->text = g_string_free (g_steal_pointer (&self->text), FALSE);
  g_ptr_array_add (self->lines, line);
}

static void
begin_line (Builder *self, char *mark, const char *text, gboolean is_hour)
{
  end_line (self);
  self->mark = mark;
  self->text = g_string_new (text);
  self->is_hour = is_hour;
}

static void
join_line (Builder *self, const char *bullet, const char *text)
{
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  g_string_append (self->text, bullet);
  g_string_append (self->text, text);
}

/* What follows an hour belongs to it, until the next hour. */
static void
take_line (Builder *self, const char *text, gboolean hours)
{
  gboolean bullet = take_bullet (&text);
  char *hour = hours ? take_hour (&text) : NULL;

  if (hour != NULL)
    begin_line (self, hour, text, TRUE);
  else if (*text == '\0')
    return;
  else if (self->text != NULL && self->is_hour)
    join_line (self, bullet ? BULLET " " : "", text);
  else if (bullet)
    begin_line (self, g_strdup (BULLET), text, FALSE);
  else if (self->text != NULL && *self->mark == '\0')
    join_line (self, "", text);
  else
    begin_line (self, g_strdup (""), text, FALSE);
}

/**
 * demains_sheet_lines_new:
 *
 * Returns: (transfer full) (element-type DemainsSheetLine): no lines yet
 */
GPtrArray *
demains_sheet_lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
}

/**
 * demains_sheet_lines_add:
 * @lines: (element-type DemainsSheetLine): lines
 * @mark: what stands before it
 * @text: what it says
 */
void
demains_sheet_lines_add (GPtrArray *lines, const char *mark, const char *text)
{
  DemainsSheetLine *line = g_new (DemainsSheetLine, 1);

  line->mark = g_strdup (mark);
  line->text = g_strdup (text);
  g_ptr_array_add (lines, line);
}

/**
 * demains_sheet_lines_parse:
 * @text: what was typed into a field
 * @hours: whether lines may begin with an hour
 *
 * Takes hours and the bullets of lists off the beginnings of lines. An hour is
 * written as the interface writes hours, whichever way it was typed. Empty lines
 * part paragraphs.
 *
 * Returns: (transfer full) (element-type DemainsSheetLine): the lines; none where
 *   nothing is written
 */
GPtrArray *
demains_sheet_lines_parse (const char *text, gboolean hours)
{
  Builder builder = { demains_sheet_lines_new (), NULL, NULL, FALSE };
  const char *stop;

  g_return_val_if_fail (text != NULL, builder.lines);

  stop = text + strlen (text);
  for (const char *p = text; p < stop;)
    {
      const char *found = memchr (p, '\n', stop - p);
      const char *end = found != NULL ? found : stop;
      g_autofree char *line = g_strndup (p, end - p);
      const char *start = skip_spaces (line);

      /* Tabs lead to columns, which the sheet has of its own. */
      g_strdelimit (g_strchomp (line), "\t\r", ' ');
      if (*start != '\0')
        take_line (&builder, start, hours);
      else if (!builder.is_hour)
        end_line (&builder);
      p = end + 1;
    }
  end_line (&builder);

  return builder.lines;
}

/**
 * demains_sheet_lines_to_text:
 * @lines: (element-type DemainsSheetLine): lines
 *
 * Returns: (transfer full): all of it in one text, as a screen reader says it
 */
char *
demains_sheet_lines_to_text (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const DemainsSheetLine *line = lines->pdata[i];

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line->mark);
      if (*line->mark != '\0')
        g_string_append_c (text, ' ');
      g_string_append (text, line->text);
    }

  return g_string_free (text, FALSE);
}
