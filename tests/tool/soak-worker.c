/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody at work, for soak.py to kill: types or films until the end, and says on
 * the standard output what was done when, and what is on the disk.
 *
 *     did N SECONDS    N is on the screen, or with the recorder, since that time
 *     kept N           N was said to be saved
 */

#include "config.h"

#include "demains-test.h"

#include <stdio.h>

/* As somebody who types fast, in milliseconds. */
#define KEY 80
#define KEYS_A_FLUSH 23

/* Half a second of film, ten times as fast as it is filmed. */
#define CHUNK 50
#define CHUNKS_A_LOOK 4
#define CHUNK_SIZE 150000
#define HALF_SECOND (G_GINT64_CONSTANT (500) * 1000 * 1000)

static void
say (const char *word, guint number)
{
  printf ("%s %u %.3f\n", word, number, g_get_monotonic_time () / (double)G_USEC_PER_SEC);
  fflush (stdout);
}

static void
type (DemainsProject *project)
{
  DemainsRecord *section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  g_autoptr (GString) text = g_string_new (demains_record_get_text (section, "text"));

  for (guint number = 1;; number++)
    {
      g_string_append_printf (text, "%u ", number);
      g_object_set (section, "text", text->str, NULL);
      say ("did", number);
      demains_test_spin (KEY);
      if (number % KEYS_A_FLUSH == 0)
        {
          demains_project_end_typing (project);
          demains_test_flush (project);
          say ("kept", number);
        }
    }
}

static void
film (DemainsProject *project)
{
  const DemainsMediaInfo info = { "video/x-matroska", "h264", "flac", 1280, 720, 30, 1 };
  g_autoptr (GBytes) header = g_bytes_new_static ("header", 6);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");
  g_autofree guint8 *bytes = g_malloc (CHUNK_SIZE);

  demains_media_writer_begin (writer, &info, header);
  for (guint number = 1;; number++)
    {
      g_autoptr (GBytes) chunk = NULL;

      memset (bytes, number, CHUNK_SIZE);
      chunk = g_bytes_new (bytes, CHUNK_SIZE);
      demains_media_writer_append (writer,
                                   &(DemainsMediaChunk){ chunk, (number - 1) * HALF_SECOND, number * HALF_SECOND });
      say ("did", number);
      demains_test_spin (CHUNK);
      if (number % CHUNKS_A_LOOK == 0 && demains_media_writer_get_backlog (writer) == 0)
        say ("kept", number);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  if (argc != 3)
    return 2;

  project = demains_test_open (argv[2], DEMAINS_OPEN_REQUIRE_WRITE, &error);
  if (project == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (g_str_equal (argv[1], "type"))
    type (project);
  else
    film (project);

  return 0;
}
