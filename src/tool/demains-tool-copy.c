/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-tool.h"

#include <glib/gi18n.h>

/**
 * demains_tool_copy:
 * @call: `copy FILE [--without-names] -o OUT`
 *
 * Returns: the exit state
 */
int
demains_tool_copy (DemainsToolCall *call)
{
  g_autofree char *output = NULL;
  gboolean nameless = FALSE;
  const GOptionEntry entries[]
    = { { "without-names", 0, 0, G_OPTION_ARG_NONE, &nameless,
          N_ ("Leave out the members, their consents, who did what, and the history"), NULL },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the copy is written"), N_ ("OUT") },
        G_OPTION_ENTRY_NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  if (!demains_tool_parse (call, entries, 1, 1))
    return DEMAINS_TOOL_USAGE;
  if (output == NULL)
    return demains_tool_misused (call, _ ("Say where the copy goes with -o."));
  project = demains_tool_open (call->arguments[0], DEMAINS_OPEN_READ_ONLY);
  if (project == NULL)
    return DEMAINS_TOOL_FAILED;

  if (nameless)
    demains_project_save_nameless_copy_async (project, output, NULL, demains_tool_ready_cb, &result);
  else
    demains_project_save_copy_async (project, output, NULL, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  if (!demains_project_save_copy_finish (project, result, &error))
    return demains_tool_close (project, demains_tool_failed (error, output));

  return demains_tool_close (project, DEMAINS_TOOL_DONE);
}
