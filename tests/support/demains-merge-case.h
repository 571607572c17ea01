/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-test.h"

G_BEGIN_DECLS

/* A project on two laptops, and where the two are merged: files in the test's own folder. */
typedef struct
{
  char *one;
  char *other;
  char *out;
} DemainsMergeCase;

void demains_merge_case_set_up (DemainsMergeCase *self, gconstpointer unused);
void demains_merge_case_tear_down (DemainsMergeCase *self, gconstpointer unused);

DemainsProject *demains_merge_case_open (const char *path);
guint demains_merge_case_count (DemainsProject *project, DemainsKindId kind);
DemainsRecord *demains_merge_case_first (DemainsProject *project, DemainsKindId kind);
void demains_merge_case_set (const char *path, DemainsKindId kind, const char *field, const char *text);
void demains_merge_case_film (const char *path, const char *title, guint n_chunks);

/* Behind the project's back. */
gint64 demains_merge_case_read (const char *path, const char *sql);
void demains_merge_case_alter (const char *path, const char *sql);

G_END_DECLS
