/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-caption-file.h"

#include <stdio.h>
#include <string.h>

#define MILLISECOND G_GINT64_CONSTANT (1000000)

#define ARROW " --> "

/* The colours of the French charter; WebVTT has classes of these names (w3.org/TR/webvtt1 §5). White is what all
 * else is. */
static const char *const COLOURS[] = { NULL, "yellow", "red" };

G_STATIC_ASSERT (G_N_ELEMENTS (COLOURS) == DEMAINS_N_CUE_STYLES);

static void
append_time (GString *file, gint64 time, char separator)
{
  gint64 milliseconds = (MAX (time, 0) + MILLISECOND / 2) / MILLISECOND;

  g_string_append_printf (file, "%02" G_GINT64_FORMAT ":%02d:%02d%c%03d", milliseconds / 3600000,
                          (int)(milliseconds / 60000 % 60), (int)(milliseconds / 1000 % 60), separator,
                          (int)(milliseconds % 1000));
}

static void
append_times (GString *file, const DemainsCue *cue, char separator)
{
  append_time (file, cue->start, separator);
  g_string_append (file, ARROW);
  append_time (file, cue->end, separator);
  g_string_append_c (file, '\n');
}

/* An empty line would end the cue. */
static char *
dup_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (builder, lines[i]);

  kept = g_strv_builder_end (builder);

  return g_strjoinv ("\n", kept);
}

/* What a file of WebVTT would take for a mark of its own (§4.2.1). */
static char *
escape (const char *text)
{
  GString *escaped = g_string_new (text);

  g_string_replace (escaped, "&", "&amp;", 0);
  g_string_replace (escaped, "<", "&lt;", 0);
  g_string_replace (escaped, ">", "&gt;", 0);

  return g_string_free_and_steal (escaped);
}

static void
append_vtt (GString *file, const DemainsCue *cue)
{
  g_autofree char *lines = dup_lines (cue->text);
  g_autofree char *text = escape (lines);
  const char *colour = COLOURS[cue->style];

  if (*text == '\0')
    return;
  append_times (file, cue, '.');
  if (cue->speaker != NULL && *cue->speaker != '\0')
    {
      g_autofree char *speaker = escape (cue->speaker);

      g_string_append_printf (file, "<v %s>", g_strdelimit (speaker, "\r\n", ' '));
    }
  /* Not by colour alone: who is not seen is slanted, and sounds are in brackets. */
  if (cue->style == DEMAINS_CUE_STYLE_OFF)
    g_string_append_printf (file, "<c.%s><i>%s</i></c>\n\n", colour, text);
  else if (colour != NULL)
    g_string_append_printf (file, "<c.%s>%s</c>\n\n", colour, text);
  else
    g_string_append_printf (file, "%s\n\n", text);
}

/*
 * demains_caption_file_write_vtt:
 * @cues: (element-type DemainsCue): captions, in their order
 *
 * Returns: (transfer full): a file of WebVTT
 */
char *
demains_caption_file_write_vtt (GPtrArray *cues)
{
  GString *file = g_string_new ("WEBVTT\n\n");

  for (guint i = 0; i < cues->len; i++)
    append_vtt (file, cues->pdata[i]);

  return g_string_free (file, FALSE);
}

static void
append_srt (GString *file, const DemainsCue *cue, guint number)
{
  g_autofree char *lines = dup_lines (cue->text);
  g_autoptr (GString) text = g_string_new (lines);

  g_string_replace (text, "-->", "→", 0);
  g_string_append_printf (file, "%u\n", number);
  append_times (file, cue, ',');
  if (cue->style == DEMAINS_CUE_STYLE_OFF)
    g_string_append_printf (file, "<i>%s</i>\n\n", text->str);
  else
    g_string_append_printf (file, "%s\n\n", text->str);
}

/*
 * demains_caption_file_write_srt:
 * @cues: (element-type DemainsCue): captions, in their order
 *
 * Returns: (transfer full): a file of SubRip, where colours are no part of the format: who is not seen is slanted
 */
char *
demains_caption_file_write_srt (GPtrArray *cues)
{
  GString *file = g_string_new (NULL);

  for (guint i = 0; i < cues->len; i++)
    append_srt (file, cues->pdata[i], i + 1);

  return g_string_free (file, FALSE);
}

/* The way back from escape(), and for what others write. */
static char *
unescape (const char *text)
{
  GString *plain = g_string_new (text);

  g_string_replace (plain, "&lt;", "<", 0);
  g_string_replace (plain, "&gt;", ">", 0);
  g_string_replace (plain, "&nbsp;", "\302\240", 0);
  g_string_replace (plain, "&amp;", "&", 0);

  return g_string_free_and_steal (plain);
}

/* "01:02:03.004" and "02:03.004"; SubRip has a comma. */
static gboolean
read_time (const char *text, gint64 *time)
{
  guint hours = 0, minutes, seconds, milliseconds;
  char separator;

  if (sscanf (text, "%u:%2u:%2u%c%3u", &hours, &minutes, &seconds, &separator, &milliseconds) != 5)
    {
      hours = 0;
      if (sscanf (text, "%u:%2u%c%3u", &minutes, &seconds, &separator, &milliseconds) != 4)
        return FALSE;
    }
  if ((separator != '.' && separator != ',') || hours > 99)
    return FALSE;
  *time = (((hours * G_GINT64_CONSTANT (60) + minutes) * 60 + seconds) * 1000 + milliseconds) * MILLISECOND;

  return TRUE;
}

/* Who speaks, and how it looks, is said by marks; what is left are words. */
static void
read_mark (DemainsCue *cue, const char *mark, gsize length)
{
  g_autofree char *text = g_strndup (mark, length);

  if (g_str_has_prefix (text, "v "))
    {
      g_autofree char *speaker = unescape (g_strstrip (text + strlen ("v ")));

      cue->speaker = *speaker != '\0' ? g_intern_string (speaker) : NULL;
    }
  for (guint style = 0; style < G_N_ELEMENTS (COLOURS); style++)
    if (g_str_has_prefix (text, "c.") && g_strcmp0 (text + strlen ("c."), COLOURS[style]) == 0)
      cue->style = style;
}

static void
read_line (DemainsCue *cue, GString *words, const char *line)
{
  g_autoptr (GString) bare = g_string_new (NULL);
  g_autofree char *plain = NULL;

  while (*line != '\0')
    {
      const char *end = *line == '<' ? strchr (line, '>') : NULL;

      if (end != NULL)
        {
          read_mark (cue, line + 1, end - line - 1);
          line = end + 1;
          continue;
        }
      g_string_append_c (bare, *line++);
    }
  plain = unescape (bare->str);
  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append (words, plain);
}

/* Returns: (transfer full) (nullable): the cue of a block of lines, if it is one */
static DemainsCue *
read_block (const char *block)
{
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (DemainsCue) cue = demains_cue_new (0, 0, NULL);
  guint i = 0;
  const char *arrow;

  while (lines[i] != NULL && strstr (lines[i], ARROW) == NULL)
    i++;
  if (lines[i] == NULL)
    return NULL;
  arrow = strstr (lines[i], ARROW) + strlen (ARROW);
  if (!read_time (lines[i], &cue->start) || !read_time (arrow + strspn (arrow, " \t"), &cue->end)
      || cue->end <= cue->start)
    return NULL;
  for (i++; lines[i] != NULL; i++)
    read_line (cue, words, lines[i]);
  cue->text = g_string_free_and_steal (g_steal_pointer (&words));

  return g_steal_pointer (&cue);
}

/*
 * demains_caption_file_read:
 * @text: a file of WebVTT, or SubRip
 *
 * What is none of what demains_caption_file_write_vtt() writes is passed over.
 *
 * Returns: (transfer full) (element-type DemainsCue): its captions, in order of time
 */
GPtrArray *
demains_caption_file_read (const char *text)
{
  GPtrArray *cues = demains_cue_list_new ();
  g_autoptr (GString) plain = g_string_new (text);
  g_auto (GStrv) blocks = NULL;

  g_string_replace (plain, "\r\n", "\n", 0);
  blocks = g_strsplit (plain->str, "\n\n", -1);
  for (guint i = 0; blocks[i] != NULL; i++)
    {
      DemainsCue *cue = read_block (blocks[i]);

      if (cue != NULL)
        g_ptr_array_add (cues, cue);
    }
  demains_cue_list_sort (cues);

  return cues;
}
