/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-original-copy.h"

#define PIECE (1024 * 1024)
#define MAX_BACKLOG (16 * PIECE)

static void
begin (DemainsMediaWriter *writer, const DemainsFootage *footage)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  DemainsMediaInfo info = { .width = footage->width, .height = footage->height };

  g_strlcpy (info.container, footage->container, sizeof info.container);
  g_strlcpy (info.video_codec, footage->video_codec, sizeof info.video_codec);
  g_strlcpy (info.audio_codec, footage->audio_codec, sizeof info.audio_codec);
  demains_media_writer_begin (writer, &info, nothing);
}

/* FALSE when nothing can be written or nobody wants it any more. */
static gboolean
wait_for_writer (DemainsMediaWriter *writer, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      GError *problem = demains_media_writer_dup_error (writer);

      if (problem != NULL)
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (demains_media_writer_get_backlog (writer) <= MAX_BACKLOG)
        return TRUE;
      g_usleep (10 * 1000);
    }
}

/*
 * demains_copy_original:
 * @writer: of the original
 * @path: of the file
 * @footage: what it is made of
 * @cancellable: (nullable): to stop it
 * @error: why it stopped
 *
 * Appends every byte of a file, as they are, in pieces. Blocks: call it in a
 * thread.
 *
 * Returns: whether all are with the writer
 */
gboolean
demains_copy_original (DemainsMediaWriter *writer, const char *path, const DemainsFootage *footage,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  if (stream == NULL)
    return FALSE;

  begin (writer, footage);
  for (;;)
    {
      DemainsMediaChunk chunk = { NULL, 0, 0 };
      g_autoptr (GBytes) bytes = NULL;
      g_autofree guint8 *piece = g_malloc (PIECE);
      gsize size = 0;

      if (!wait_for_writer (writer, cancellable, error)
          || !g_input_stream_read_all (G_INPUT_STREAM (stream), piece, PIECE, &size, cancellable, error))
        return FALSE;
      if (size == 0)
        return TRUE;

      bytes = g_bytes_new_take (g_steal_pointer (&piece), size);
      chunk.bytes = bytes;
      demains_media_writer_append (writer, &chunk);
    }
}
