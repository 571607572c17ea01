/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "demains-media-error.h"
#include "demains-place.h"

#define PART_SUFFIX ".part"

/* So much of the disk is left to whoever works beside it: the project may be there, too (bytes). */
#define LEFT_ROOM (16 * 1024 * 1024)

/* "film.mp4" stays what it is, "film" becomes "film.mp4"; where only VP9 can be
 * made, both become "film.webm". A document portal gives the one name that was chosen. */
static char *
correct_extension (const char *path, gboolean h264, const DemainsPlace *place)
{
  const char *dot = strrchr (path, '.');
  gsize length = strlen (path);

  if (dot != NULL && (g_ascii_strcasecmp (dot, ".mp4") == 0 || g_ascii_strcasecmp (dot, ".webm") == 0))
    length = dot - path;
  if ((place->flags & DEMAINS_PLACE_PORTAL) || g_ascii_strcasecmp (path + length, h264 ? ".mp4" : ".webm") == 0)
    return g_strdup (path);

  return g_strdup_printf ("%.*s%s", (int)length, path, h264 ? ".mp4" : ".webm");
}

/*
 * demains_film_place_find:
 * @path: where a film is to go
 * @h264: whether it is MP4, not WebM
 *
 * Corrects the extension to what can be made. Whether another file than the one that was chosen may be replaced nobody
 * was asked: where there is one, the film has a name of its own.
 *
 * Returns: (transfer full): where it goes
 */
char *
demains_film_place_find (const char *path, gboolean h264)
{
  g_autofree char *corrected = NULL;
  const char *dot;
  char *name;
  DemainsPlace place;

  demains_place_inspect (path, &place);
  corrected = correct_extension (path, h264, &place);
  if (g_str_equal (corrected, path))
    return g_steal_pointer (&corrected);

  dot = strrchr (corrected, '.');
  name = g_strdup (corrected);
  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%.*s (%u)%s", (int)(dot - corrected), corrected, i, dot);
    }

  return name;
}

/*
 * demains_film_place_set_error:
 * @path: a file
 * @error: where the error goes
 *
 * Makes an error of what the system answered last, in errno.
 */
void
demains_film_place_set_error (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
}

/* Takes away what an export that was killed left of a film of this name; one that goes on is locked. */
static void
clean_up (const char *folder, const char *prefix)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int descriptor;

      if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, PART_SUFFIX))
        continue;
      descriptor = g_open (path, O_RDWR | O_CLOEXEC, 0);
      if (descriptor >= 0 && flock (descriptor, LOCK_EX | LOCK_NB) == 0)
        g_unlink (path);
      g_clear_fd (&descriptor, NULL);
    }
}

static gboolean
check_room (const DemainsPlace *place, gint64 bytes, GError **error)
{
  if (place->largest_file >= 0 && bytes > place->largest_file)
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_TOO_LARGE, "%" G_GINT64_FORMAT " bytes are too many",
                 bytes);
  else if (place->free_bytes >= 0 && bytes + LEFT_ROOM > place->free_bytes)
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_SPACE,
                 "%" G_GINT64_FORMAT " bytes are to be written where there is room for %" G_GINT64_FORMAT, bytes,
                 place->free_bytes);
  else
    return TRUE;

  return FALSE;
}

/*
 * demains_film_place_reserve:
 * @path: where a film goes
 * @bytes: how many it will have at least
 * @lock: (out): the open file; whoever holds it keeps others from taking the file away
 * @error: %G_IO_ERROR, %DEMAINS_MEDIA_ERROR
 *
 * Makes the file beside its place, under a passing name, so that what forbids it is said by the system's own error.
 * What exports that were killed left there is taken away.
 *
 * Returns: (transfer full) (nullable): that file
 */
char *
demains_film_place_reserve (const char *path, gint64 bytes, int *lock, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *prefix = g_strdup_printf (".%s.", name);
  g_autofree char *part = g_strdup_printf ("%s/%s%08x" PART_SUFFIX, folder, prefix, g_random_int ());
  DemainsPlace place;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "%s is a folder", path);
      return NULL;
    }

  clean_up (folder, prefix);
  demains_place_inspect (path, &place);
  if (!check_room (&place, bytes, error))
    return NULL;
  *lock = g_open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (*lock < 0)
    {
      demains_film_place_set_error (path, error);
      return NULL;
    }
  /* Where no file can be locked, nothing is taken away either. */
  flock (*lock, LOCK_EX | LOCK_NB);

  return g_steal_pointer (&part);
}
