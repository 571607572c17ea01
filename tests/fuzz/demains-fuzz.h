/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the targets share. libFuzzer calls the first two. */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
gsize LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize most, unsigned int seed);
gsize LLVMFuzzerCustomCrossOver (const guint8 *one, gsize one_size, const guint8 *other, gsize other_size, guint8 *out,
                                 gsize most, unsigned int seed);
gsize LLVMFuzzerMutate (guint8 *data, gsize size, gsize most);

/* A file in memory, gone at the end. */
const char *demains_fuzz_path (const char *name);
void demains_fuzz_write (const char *path, const guint8 *data, gsize size);

/* Changes a page of a project file and leaves the header true. */
gsize demains_fuzz_mutate_file (guint8 *data, gsize size, gsize most, unsigned int seed);

G_END_DECLS
