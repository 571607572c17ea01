/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Exit states that scripts rely on. */
#define DEMAINS_TOOL_DONE 0
#define DEMAINS_TOOL_FAILED 1
#define DEMAINS_TOOL_USAGE 2

typedef struct _DemainsToolCall DemainsToolCall;

/**
 * DemainsToolCommand:
 * @name: what people type
 * @arguments: what comes after it, for the usage line (translatable)
 * @summary: what it does, in one line (translatable)
 * @run: does it and gives the exit state
 *
 * One row of the table of commands.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int (*run) (DemainsToolCall *call);
} DemainsToolCommand;

/**
 * DemainsToolCall:
 * @command: the command that was called
 * @argv: its words, the command's name first
 * @arguments: after demains_tool_parse(), what is left besides the options
 * @n_arguments: how many of these
 *
 * One run of one command.
 */
struct _DemainsToolCall
{
  const DemainsToolCommand *command;
  GStrv argv;
  GStrv arguments;
  guint n_arguments;
};

/* Words in, sentences out (demains-tool-call.c) */
gboolean demains_tool_parse (DemainsToolCall *call, const GOptionEntry *entries, guint least, guint most);
int demains_tool_misused (DemainsToolCall *call, const char *sentence);
int demains_tool_failed (const GError *error, const char *path);
int demains_tool_refused (const char *format, ...) G_GNUC_PRINTF (1, 2);
void demains_tool_print_json (JsonBuilder *builder);
void demains_tool_print_row (const char *label, const char *value);

/* The asynchronous project, one step at a time (demains-tool-wait.c) */
void demains_tool_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void demains_tool_wait (GAsyncResult **result);
DemainsProject *demains_tool_open (const char *path, DemainsOpenMode mode);
int demains_tool_close (DemainsProject *project, int status);
DemainsOperation *demains_tool_operation_new (const char *title);

/* The commands */
int demains_tool_new (DemainsToolCall *call);
int demains_tool_info (DemainsToolCall *call);
int demains_tool_check (DemainsToolCall *call);
int demains_tool_copy (DemainsToolCall *call);
int demains_tool_rescue (DemainsToolCall *call);
int demains_tool_export (DemainsToolCall *call);
int demains_tool_import (DemainsToolCall *call);
int demains_tool_undo (DemainsToolCall *call);
int demains_tool_redo (DemainsToolCall *call);
int demains_tool_history (DemainsToolCall *call);
int demains_tool_version (DemainsToolCall *call);
int demains_tool_restore (DemainsToolCall *call);
int demains_tool_merge (DemainsToolCall *call);
int demains_tool_free_space (DemainsToolCall *call);
int demains_tool_add_take (DemainsToolCall *call);
int demains_tool_record (DemainsToolCall *call);
int demains_tool_takes (DemainsToolCall *call);
int demains_tool_clip (DemainsToolCall *call);
int demains_tool_card (DemainsToolCall *call);
int demains_tool_film (DemainsToolCall *call);
int demains_tool_captions (DemainsToolCall *call);
int demains_tool_publish (DemainsToolCall *call);

G_END_DECLS
