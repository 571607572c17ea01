/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cut.h"
#include "demains-film.h"
#include "demains-tool-takes.h"
#include "demains-wording.h"

#include <glib/gi18n.h>
#include <math.h>

/* "3.2", and "3,2" where people write it so. */
static gboolean
read_seconds (const char *text, gint64 *nanoseconds)
{
  g_autofree char *dotted = g_strdelimit (g_strdup (text), ",", '.');
  char *end;
  double seconds = g_ascii_strtod (dotted, &end);

  if (end == dotted || *end != '\0' || !isfinite (seconds) || seconds < 0 || seconds > 86400)
    return FALSE;

  *nanoseconds = llround (seconds * 1e9);
  return TRUE;
}

static int
make_clip (DemainsProject *project, const char *name, gint64 in_point, gint64 out_point)
{
  DemainsRecord *take = demains_tool_find_take (project, name);
  DemainsMedia *media = take != NULL ? demains_project_find_media (project, demains_record_get_id (take)) : NULL;
  gint64 duration = media != NULL ? demains_media_get_duration (media) : 0;
  g_autofree char *length = demains_timecode_to_text (duration);

  if (take == NULL)
    return demains_tool_refused (_ ("There is no take “%s”. “demains-tool takes” lists them."), name);
  if (duration == 0)
    return demains_tool_refused (_ ("Take “%s” has no picture yet; nothing can be cut from it."), name);
  if (out_point < 0)
    out_point = duration;
  if (in_point >= duration || out_point > duration)
    return demains_tool_refused (_ ("Take “%s” is %s long; choose points inside it."), name, length);
  if (in_point >= out_point)
    return demains_tool_refused (_ ("The out point must come after the in point."));

  demains_cut_add (project, take, in_point, out_point);

  return DEMAINS_TOOL_DONE;
}

/**
 * demains_tool_clip:
 * @call: `clip FILE TAKE [--in S] [--out S]`
 *
 * Returns: the exit state
 */
int
demains_tool_clip (DemainsToolCall *call)
{
  g_autofree char *in_text = NULL;
  g_autofree char *out_text = NULL;
  const GOptionEntry entries[] = {
    { "in", 'i', 0, G_OPTION_ARG_STRING, &in_text, N_ ("In point in seconds; the start of the take otherwise"), "S" },
    { "out", 'o', 0, G_OPTION_ARG_STRING, &out_text, N_ ("Out point in seconds; the end of the take otherwise"), "S" },
    G_OPTION_ENTRY_NULL
  };
  gint64 in_point = 0;
  gint64 out_point = -1;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 2, 2))
    return DEMAINS_TOOL_USAGE;
  if ((in_text != NULL && !read_seconds (in_text, &in_point))
      || (out_text != NULL && !read_seconds (out_text, &out_point)))
    return demains_tool_misused (call, _ ("A point is a number of seconds, such as 3.2."));
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_REQUIRE_WRITE);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  return demains_tool_close (project, make_clip (project, call->arguments[1], in_point, out_point));
}

/* The key of a style of cards that is called @name, or NULL. */
static const char *
find_style (const char *name)
{
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_CLIP);
  const DemainsChoice *choices = kind->fields[demains_kind_find_field (kind, "style")].choices;

  for (guint i = 0; choices[i].key != NULL; i++)
    if (g_str_equal (choices[i].key, name))
      return choices[i].key;

  return NULL;
}

/**
 * demains_tool_card:
 * @call: `card FILE TEXT [--seconds S] [--style STYLE]`
 *
 * Returns: the exit state
 */
int
demains_tool_card (DemainsToolCall *call)
{
  g_autofree char *seconds = NULL;
  g_autofree char *style = NULL;
  const GOptionEntry entries[]
    = { { "seconds", 's', 0, G_OPTION_ARG_STRING, &seconds, N_ ("How long it is seen; 4 otherwise"), "S" },
        { "style", 0, 0, G_OPTION_ARG_STRING, &style, N_ ("theme, dark or light; theme otherwise"), N_ ("STYLE") },
        G_OPTION_ENTRY_NULL };
  gint64 duration = DEMAINS_CARD_DURATION;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 2, 2))
    return DEMAINS_TOOL_USAGE;
  if (seconds != NULL
      && (!read_seconds (seconds, &duration) || duration < DEMAINS_CARD_LEAST_DURATION
          || duration > DEMAINS_CARD_MOST_DURATION))
    return demains_tool_misused (call, _ ("A card is seen for 1 to 30 seconds."));
  if (find_style (style != NULL ? style : "theme") == NULL)
    return demains_tool_misused (call, _ ("A style is one of theme, dark and light."));
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_REQUIRE_WRITE);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  demains_cut_add_card (project, call->arguments[1], style != NULL ? style : "theme", duration, NULL);

  return demains_tool_close (project, DEMAINS_TOOL_DONE);
}

static int
render (DemainsProject *project, const char *output, DemainsFilmWay way)
{
  g_autoptr (DemainsOperation) operation = demains_tool_operation_new (_ ("Exporting the film"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *length = NULL;
  g_autofree char *size = NULL;
  g_autofree char *flaws = NULL;

  demains_film_render_async (project, output, way, operation, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  film = demains_film_render_finish (result, &error);
  if (film == NULL)
    return demains_tool_failed (error, output);

  shown = g_filename_display_name (film->path);
  length = demains_duration_to_text (film->duration);
  size = demains_size_to_text (film->size);
  g_print ("%s: %s, %s\n", shown, length, size);
  flaws = demains_film_flaws_to_text (film);
  if (flaws != NULL)
    g_printerr ("demains-tool: %s\n", flaws);

  return DEMAINS_TOOL_DONE;
}

/**
 * demains_tool_film:
 * @call: `film FILE -o OUT [--full | --small | --captioned]`
 *
 * Returns: the exit state
 */
int
demains_tool_film (DemainsToolCall *call)
{
  g_autofree char *output = NULL;
  gboolean full = FALSE;
  gboolean small = FALSE;
  gboolean captioned = FALSE;
  const GOptionEntry entries[]
    = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the film is written"), N_ ("OUT") },
        { "full", 0, 0, G_OPTION_ARG_NONE, &full, N_ ("Encode each picture, even where it could be copied"), NULL },
        { "small", 0, 0, G_OPTION_ARG_NONE, &small, N_ ("Make a small file, to be sent: 960×540"), NULL },
        { "captioned", 0, 0, G_OPTION_ARG_NONE, &captioned, N_ ("Write what is said into the pictures"), NULL },
        G_OPTION_ENTRY_NULL };
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  if (output == NULL)
    return demains_tool_misused (call, _ ("Say where the film goes with -o."));
  if (full + small + captioned > 1)
    return demains_tool_misused (call, _ ("A film is one of --full, --small and --captioned."));
  if (g_file_test (output, G_FILE_TEST_IS_DIR))
    return demains_tool_refused (_ ("“%s” is a folder: give the film a name in it."), output);
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  return demains_tool_close (project, render (project, output,
                                              captioned ? DEMAINS_FILM_CAPTIONED
                                              : small   ? DEMAINS_FILM_SMALL
                                              : full    ? DEMAINS_FILM_ENCODED
                                                        : DEMAINS_FILM_COPIED));
}
