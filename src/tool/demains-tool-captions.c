/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-caption-file.h"
#include "demains-captions.h"
#include "demains-tool.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

static GPtrArray *
load (DemainsProject *project, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_captions_load_film_async (project, NULL, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);

  return demains_captions_load_finish (result, error);
}

static int
write_captions (DemainsProject *project, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cues = load (project, &error);
  g_autofree char *text = NULL;
  g_autofree char *hasty = NULL;

  if (cues == NULL)
    return demains_tool_failed (error, output);
  if (cues->len == 0)
    return demains_tool_refused (_ ("Nothing is said in the film: no take in it belongs to a scene with speeches."));
  text
    = g_str_has_suffix (output, ".srt") ? demains_caption_file_write_srt (cues) : demains_caption_file_write_vtt (cues);
  if (!g_file_set_contents (output, text, -1, &error))
    return demains_tool_failed (error, output);

  hasty = demains_hasty_captions_to_text (demains_cue_list_count_hasty (cues));
  if (hasty != NULL)
    g_printerr ("demains-tool: %s\n", hasty);

  return DEMAINS_TOOL_DONE;
}

/**
 * demains_tool_captions:
 * @call: `captions FILE -o OUT.vtt|OUT.srt`
 *
 * Returns: the exit state
 */
int
demains_tool_captions (DemainsToolCall *call)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[]
    = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the captions are written"), N_ ("OUT") },
        G_OPTION_ENTRY_NULL };
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  if (output == NULL || (!g_str_has_suffix (output, ".vtt") && !g_str_has_suffix (output, ".srt")))
    return demains_tool_misused (call, _ ("Say where the captions go with -o: a name that ends in .vtt or .srt."));
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  return demains_tool_close (project, write_captions (project, output));
}
