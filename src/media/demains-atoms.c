/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-atoms.h"

#include <string.h>

/* No video begins with more than that. */
#define MOST_ATOMS 100000

/* A size of 32 bits and a name; where the size is 1, one of 64 bits after it
 * (ISO/IEC 14496-12, 4.2). */
#define HEADER 8
#define LONG_HEADER 16

static guint64
get_size (const guint8 *header)
{
  guint32 size;
  guint64 long_size;

  memcpy (&size, header, sizeof size);
  memcpy (&long_size, header + HEADER, sizeof long_size);

  return GUINT32_FROM_BE (size) == 1 ? GUINT64_FROM_BE (long_size) : GUINT32_FROM_BE (size);
}

/*
 * demains_atoms_lack_index:
 * @stream: a file, at its beginning
 *
 * A telephone writes the index of an MP4 or MOV file, "moov", at the end of
 * filming: where its battery ran out before, or a copy was cut short, there is
 * none. The demuxer says so at once, but with GStreamer 1.26 a discovery in this
 * process did not hear of it and waited for its whole 20 seconds.
 *
 * Returns: whether it is such a file and has none
 */
gboolean
demains_atoms_lack_index (GFileInputStream *stream)
{
  GSeekable *seekable = G_SEEKABLE (stream);
  gint64 place = 0;

  for (int atom = 0; atom < MOST_ATOMS; atom++)
    {
      guint8 header[LONG_HEADER] = { 0 };
      gsize count = 0;
      guint64 size;

      if (!g_seekable_seek (seekable, place, G_SEEK_SET, NULL, NULL)
          || !g_input_stream_read_all (G_INPUT_STREAM (stream), header, sizeof header, &count, NULL, NULL))
        return FALSE;
      if (atom == 0 && memcmp (header + 4, "ftyp", 4) != 0)
        return FALSE;
      if (count >= HEADER && (memcmp (header + 4, "moov", 4) == 0 || memcmp (header + 4, "moof", 4) == 0))
        return FALSE;

      size = get_size (header);
      if (count < HEADER || size < HEADER || size > (guint64)(G_MAXINT64 - place))
        return TRUE;
      place += size;
    }

  return FALSE;
}
