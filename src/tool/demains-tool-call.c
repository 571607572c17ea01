/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-tool.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

#define LABEL_WIDTH 14

/* GOption leaves the "--" that ends the options among the words. */
static GStrv
dup_arguments (GStrv words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean ended = FALSE;

  for (; *words != NULL; words++)
    if (ended || !g_str_equal (*words, "--"))
      g_strv_builder_add (builder, *words);
    else
      ended = TRUE;

  return g_strv_builder_end (builder);
}

/**
 * demains_tool_parse:
 * @call: what was typed
 * @entries: (nullable): the options of the command
 * @least: how many arguments it needs
 * @most: how many it takes
 *
 * Reads the words of @call. `--help` prints and ends the program.
 *
 * Returns: %FALSE after a complaint about words that make no sense
 */
gboolean
demains_tool_parse (DemainsToolCall *call, const GOptionEntry *entries, guint least, guint most)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ (call->command->arguments));
  g_autofree char *program = g_strconcat ("demains-tool ", call->command->name, NULL);
  g_auto (GStrv) words = g_strdupv (call->argv);
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, _ (call->command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (!g_option_context_parse_strv (context, &words, &error))
    {
      demains_tool_misused (call, error->message);
      return FALSE;
    }

  call->arguments = dup_arguments (words + 1);
  call->n_arguments = g_strv_length (call->arguments);
  if (call->n_arguments < least || call->n_arguments > most)
    {
      demains_tool_misused (call, call->n_arguments < least ? _ ("Something is missing.") : _ ("That is too much."));
      return FALSE;
    }

  return TRUE;
}

/**
 * demains_tool_misused:
 * @call: what was typed
 * @sentence: what is wrong with it
 *
 * Complains about words that make no sense and says where help is.
 *
 * Returns: the exit state for it
 */
int
demains_tool_misused (DemainsToolCall *call, const char *sentence)
{
  g_autofree char *usage = g_strdup_printf ("demains-tool %s %s", call->command->name, _ (call->command->arguments));

  g_printerr ("demains-tool: %s%s ", sentence, g_str_has_suffix (sentence, ".") ? "" : ".");
  /* Translators: %s is a whole command line, such as “demains-tool info FILE” */
  g_printerr (_ ("Usage: %s; --help says more."), usage);
  g_printerr ("\n");

  return DEMAINS_TOOL_USAGE;
}

/**
 * demains_tool_failed:
 * @error: what went wrong
 * @path: (nullable): with which file
 *
 * Says it in a sentence for people.
 *
 * Returns: the exit state for it
 */
int
demains_tool_failed (const GError *error, const char *path)
{
  g_autofree char *sentence = demains_error_to_text (error, path);

  g_printerr ("demains-tool: %s\n", sentence);
  g_debug ("%s", error->message);

  return DEMAINS_TOOL_FAILED;
}

/**
 * demains_tool_refused:
 * @format: a sentence, translated
 *
 * Says why a value that was given cannot be used.
 *
 * Returns: the exit state for it
 */
int
demains_tool_refused (const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list values;

  va_start (values, format);
  sentence = g_strdup_vprintf (format, values);
  va_end (values);
  g_printerr ("demains-tool: %s\n", sentence);

  return DEMAINS_TOOL_FAILED;
}

/**
 * demains_tool_print_json:
 * @builder: whose value is complete
 *
 * Prints it, indented, on the standard output.
 */
void
demains_tool_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}

/**
 * demains_tool_print_row:
 * @label: what it is, translated
 * @value: what it says
 *
 * Prints one line of a table of two columns.
 */
void
demains_tool_print_row (const char *label, const char *value)
{
  int padding = MAX (1, LABEL_WIDTH - (int)g_utf8_strlen (label, -1));

  g_print ("%s%*s%s\n", label, padding, "", value);
}
