/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* demains-tool: what facilitators batch and tests need, without a display. */

#include "config.h"

#include "demains-media-init.h"
#include "demains-tool.h"
#include "demains-translation.h"

#include <glib/gi18n.h>

static const DemainsToolCommand COMMANDS[] = {
  { "new", N_ ("FILE --group NAME"), N_ ("Make a new group project"), demains_tool_new },
  { "info", N_ ("FILE"), N_ ("Say what a project holds"), demains_tool_info },
  { "check", N_ ("FILE"), N_ ("Check that a project is sound"), demains_tool_check },
  { "copy", N_ ("FILE -o OUT"), N_ ("Copy a project, with names or without"), demains_tool_copy },
  { "rescue", N_ ("FILE -o OUT"), N_ ("Make a sound project of what is sound in a damaged one"), demains_tool_rescue },
  { "export", N_ ("FILE"), N_ ("Write a project’s records as JSON"), demains_tool_export },
  { "import", N_ ("FILE IN.json"), N_ ("Bring records from JSON into a project"), demains_tool_import },
  { "undo", N_ ("FILE"), N_ ("Undo the last step"), demains_tool_undo },
  { "redo", N_ ("FILE"), N_ ("Redo the step undone last"), demains_tool_redo },
  { "history", N_ ("FILE"), N_ ("List the steps of a project"), demains_tool_history },
  { "version", N_ ("FILE [NAME]"), N_ ("Give the state of a project a name, or list its versions"),
    demains_tool_version },
  { "restore", N_ ("FILE NAME"), N_ ("Make a project as it was in a version"), demains_tool_restore },
  { "merge", N_ ("ONE OTHER -o OUT"), N_ ("Merge two copies of a project"), demains_tool_merge },
  { "free-space", N_ ("FILE"), N_ ("Delete the films of deleted takes for good"), demains_tool_free_space },
  { "add-take", N_ ("FILE VIDEO…"), N_ ("Bring videos and photos into a project"), demains_tool_add_take },
  { "record", N_ ("FILE --seconds S"), N_ ("Film a take with a camera"), demains_tool_record },
  { "takes", N_ ("FILE"), N_ ("List the takes of a project"), demains_tool_takes },
  { "clip", N_ ("FILE TAKE"), N_ ("Add a clip of a take to the film"), demains_tool_clip },
  { "card", N_ ("FILE TEXT"), N_ ("Add a title card to the film"), demains_tool_card },
  { "film", N_ ("FILE -o OUT"), N_ ("Export the film"), demains_tool_film },
  { "captions", N_ ("FILE -o OUT"), N_ ("Write the captions of the film"), demains_tool_captions },
  { "publish", N_ ("FILE --format F -o OUT"), N_ ("Put cards, sheets, blank forms or the script on paper, as a PDF"),
    demains_tool_publish },
};

static void
print_commands (void)
{
  g_print ("%s\n  demains-tool %s\n\n%s\n", _ ("Usage:"), _ ("COMMAND FILE [OPTION…]"), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    g_print ("  %-10s %s\n", COMMANDS[i].name, _ (COMMANDS[i].summary));
  g_print ("\n%s\n", _ ("“demains-tool COMMAND --help” says more about a command."));
}

static int
run_command (GStrv argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    if (g_str_equal (COMMANDS[i].name, argv[0]))
      {
        DemainsToolCall call = { .command = &COMMANDS[i], .argv = argv };
        int status = COMMANDS[i].run (&call);

        g_clear_pointer (&call.arguments, g_strfreev);
        return status;
      }

  g_printerr (_ ("demains-tool: There is no command “%s”. “demains-tool --help” lists them."), argv[0]);
  g_printerr ("\n");
  return DEMAINS_TOOL_USAGE;
}

int
main (int argc, char *argv[])
{
  demains_translation_init ();

  if (argc < 2)
    {
      g_printerr ("%s\n", _ ("demains-tool: Say what to do. “demains-tool --help” lists the commands."));
      return DEMAINS_TOOL_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_commands ();
      return DEMAINS_TOOL_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("demains-tool %s\n", PACKAGE_VERSION);
      return DEMAINS_TOOL_DONE;
    }

  gst_init (NULL, NULL);
  demains_media_init ();

  return run_command (argv + 1);
}
