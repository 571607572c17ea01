/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-fuzz.h"

#include "demains-media-init.h"
#include "demains-test.h"

#include <glib/gstdio.h>
#include <gst/gst.h>

#define HEADER_SIZE 100
#define LONGEST_SLICE 64
#define FREE_MUTATIONS 16

static void
put (guint8 *place, guint32 number)
{
  for (guint i = 0; i < 4; i++)
    place[i] = number >> (24 - 8 * i);
}

static guint
get_page_size (const guint8 *data)
{
  guint size = data[16] << 8 | data[17];

  return size == 1 ? 65536 : size;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  /* A change that a file refuses is a warning, and no crash. */
  static const char *const domains[] = { NULL, "GLib", "GLib-GObject", "GLib-GIO", "Json" };

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("G_MESSAGES_DEBUG", "", TRUE);
  g_setenv ("TMPDIR", "/dev/shm", g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR));
  gst_init (argc, argv);
  demains_media_init ();

  /* Decoders complain of what they are given, as they should. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_fatal_mask (domains[i], G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  return 0;
}

const char *
demains_fuzz_path (const char *name)
{
  static GHashTable *paths;

  if (paths == NULL)
    paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!g_hash_table_contains (paths, name))
    g_hash_table_insert (paths, g_strdup (name), demains_test_path (name));

  return g_hash_table_lookup (paths, name);
}

/* Without the safety that g_file_set_contents() pays for. */
void
demains_fuzz_write (const char *path, const guint8 *data, gsize size)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  FILE *file;

  g_unlink (path);
  g_unlink (journal);
  file = g_fopen (path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  fclose (file);
}

/* A file whose header is wrong is refused at its first bytes, and nothing is learnt. */
gsize
demains_fuzz_mutate_file (guint8 *data, gsize size, gsize most, unsigned int seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 header[HEADER_SIZE];
  guint8 slice[LONGEST_SLICE];
  guint page_size, n_pages;
  gsize place, length;

  if (size < HEADER_SIZE + LONGEST_SLICE || get_page_size (data) < 512
      || g_rand_int_range (random, 0, FREE_MUTATIONS) == 0)
    return LLVMFuzzerMutate (data, size, most);

  memcpy (header, data, sizeof header);
  page_size = get_page_size (data);
  n_pages = size / page_size;
  if (n_pages > 1 && g_rand_int_range (random, 0, FREE_MUTATIONS) == 0)
    memmove (data + g_rand_int_range (random, 0, n_pages) * page_size,
             data + g_rand_int_range (random, 0, n_pages) * page_size, page_size);
  /* The first bytes of a page and of its cells say more than a text does. */
  place = g_rand_int_range (random, 0, MAX (n_pages, 1)) * page_size;
  if (g_rand_boolean (random))
    place += g_rand_int_range (random, 0, page_size);
  place = MIN (place, size - LONGEST_SLICE);
  length = g_rand_int_range (random, 1, LONGEST_SLICE + 1);
  memcpy (slice, data + place, length);
  length = LLVMFuzzerMutate (slice, length, LONGEST_SLICE);
  memcpy (data + place, slice, MIN (length, LONGEST_SLICE));

  memcpy (data, header, sizeof header);
  put (data + 28, n_pages);
  memcpy (data + 92, data + 24, 4);

  return size;
}
