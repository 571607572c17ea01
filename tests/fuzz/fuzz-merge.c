/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two copies of one project, one behind the other, four bytes before them saying
 * how long the first is. */

#include "config.h"

#include "demains-exercise.h"
#include "demains-fuzz.h"
#include "demains-test.h"

#include <glib/gstdio.h>

/* Of the seeds. */
#define PAGE_SIZE 1024

static gsize
get_first (const guint8 *data, gsize size)
{
  gsize first = (gsize)data[0] << 24 | data[1] << 16 | data[2] << 8 | data[3];

  return MIN (first, size - 4);
}

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize most, unsigned int seed)
{
  gsize first;

  if (size < 4)
    return LLVMFuzzerMutate (data, size, most);
  first = get_first (data, size);
  if (seed % 2 == 0)
    demains_fuzz_mutate_file (data + 4, first, first, seed);
  else
    demains_fuzz_mutate_file (data + 4 + first, size - 4 - first, size - 4 - first, seed);

  return size;
}

/* Pages of the other at the same place: pieces put together anyhow are no two files. */
gsize
LLVMFuzzerCustomCrossOver (const guint8 *one, gsize one_size, const guint8 *other, gsize other_size, guint8 *out,
                           gsize most, unsigned int seed)
{
  gsize size = MIN (one_size, most);
  gsize place = 4 + (seed % 128) * PAGE_SIZE;

  memcpy (out, one, size);
  if (place + PAGE_SIZE <= MIN (size, other_size))
    memcpy (out + place, other + place, PAGE_SIZE);

  return size;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *one = demains_fuzz_path ("one.demains");
  const char *other = demains_fuzz_path ("other.demains");
  const char *out = demains_fuzz_path ("out.demains");
  g_autoptr (DemainsMergeReport) report = NULL;
  gsize first;

  if (size < 4)
    return 0;
  /* A result replaces nothing. */
  g_unlink (out);
  first = get_first (data, size);
  demains_fuzz_write (one, data + 4, first);
  demains_fuzz_write (other, data + 4 + first, size - 4 - first);
  report = demains_test_merge (one, other, out, NULL);

  /* What was merged has been checked, and is as good as any project. */
  if (report != NULL)
    g_assert_true (demains_exercise_read (out, NULL));

  return 0;
}
