/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that says it is a project: looked at, rescued, worked in. */

#include "config.h"

#include "demains-exercise.h"
#include "demains-fuzz.h"

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize most, unsigned int seed)
{
  return demains_fuzz_mutate_file (data, size, most, seed);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *path = demains_fuzz_path ("open.demains");
  const char *rescued = demains_fuzz_path ("rescued.demains");

  demains_fuzz_write (path, data, size);
  demains_exercise_read (path, NULL);
  if (demains_exercise_rescue (path, rescued))
    demains_exercise_read (rescued, NULL);
  demains_exercise_write (path, NULL);

  return 0;
}
