/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a film, each behind two bytes that say its length in steps of 16,
 * the header first: some of it is decoded, by the source that shows them as a file. */

#include "config.h"

#include "demains-clip-reader.h"
#include "demains-fuzz.h"
#include "demains-media-init.h"
#include "demains-packet-reader.h"
#include "demains-test.h"

#include <glib/gstdio.h>

#define STEP 16
#define MOST_ROWS 64
#define FRAMES 4
#define SAMPLES 4800

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize most, unsigned int seed)
{
  return LLVMFuzzerMutate (data, size, most);
}

static GBytes *
next_row (const guint8 **data, gsize *size)
{
  gsize length;
  GBytes *row;

  if (*size < 2)
    return NULL;
  length = MIN ((gsize)((*data)[0] << 8 | (*data)[1]) * STEP, *size - 2);
  row = g_bytes_new (*data + 2, length);
  *data += 2 + length;
  *size -= 2 + length;

  return row;
}

static char *
write_film (const char *path, const guint8 *data, gsize size)
{
  const DemainsMediaInfo info = { "video/x-matroska", "h264", "flac", 1280, 720, 30, 1 };
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");
  char *take = g_strdup (demains_media_writer_get_take_id (writer));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) header = next_row (&data, &size);

  if (header != NULL)
    demains_media_writer_begin (writer, &info, header);
  for (guint i = 0; header != NULL && i < MOST_ROWS; i++)
    {
      g_autoptr (GBytes) row = next_row (&data, &size);

      if (row == NULL)
        break;
      demains_media_writer_append (
        writer, &(DemainsMediaChunk){ row, i * G_USEC_PER_SEC * 500, (i + 1) * G_USEC_PER_SEC * 500 });
    }
  demains_media_writer_finish_async (writer, NULL, demains_test_ready_cb, &result);
  demains_media_writer_finish_finish (writer, demains_test_wait (&result), NULL);
  g_clear_object (&result);
  g_clear_object (&writer);
  demains_test_close (project);

  return take;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *path = demains_fuzz_path ("media.demains");
  g_autofree char *take = NULL;
  g_autofree char *uri = NULL;
  g_autofree gint16 *stereo = g_new (gint16, 2 * SAMPLES);
  g_autoptr (DemainsPacketReader) packets = NULL;
  DemainsPictureReader *pictures;
  DemainsSoundReader *sound;

  g_unlink (path);
  take = write_film (path, data, size);
  uri = demains_media_get_uri (path, take, FALSE);
  pictures = demains_picture_reader_new (uri, 0, NULL, NULL, NULL);
  for (guint i = 0; pictures != NULL && i < FRAMES; i++)
    if (demains_picture_reader_get (pictures, i * 5, NULL, NULL) == NULL)
      break;
  g_clear_pointer (&pictures, demains_picture_reader_free);
  sound = demains_sound_reader_new (uri, 0, NULL, NULL);
  if (sound != NULL)
    demains_sound_reader_read (sound, 0, stereo, SAMPLES, NULL);
  g_clear_pointer (&sound, demains_sound_reader_free);
  packets = demains_packet_reader_new (uri, NULL);
  for (gint64 frame = 0; packets != NULL && frame >= 0 && frame < FRAMES * 5;)
    {
      g_autoptr (GstBuffer) packet = demains_packet_reader_get (packets, frame);

      frame = packet != NULL ? frame + 1 : demains_packet_reader_find_key (packets, frame + 1);
    }

  return 0;
}
