/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-wording.h"
#include "footage.h"
#include "phone.h"

/* What is no video or a broken one, and why it is refused. */
typedef struct
{
  const char *name;
  const char *made;
  GQuark (*domain) (void);
  int code;
} Refusal;

#define PHOTO "-f lavfi -i testsrc2 -frames:v 1 -update 1"
#define MOVING "-f lavfi -i testsrc2=s=320x240:d=1 -pix_fmt yuv420p "

static const Refusal REFUSALS[] = {
  { "empty.mp4", NULL, demains_media_error_quark, DEMAINS_MEDIA_ERROR_EMPTY },
  { "text.mp4", NULL, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NOT_A_VIDEO },
  { "zeros.mov", NULL, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NOT_A_VIDEO },
  { "folder.mp4", NULL, demains_media_error_quark, DEMAINS_MEDIA_ERROR_IS_FOLDER },
  { "pipe.mp4", NULL, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NOT_A_VIDEO },
  { "missing.mp4", NULL, g_io_error_quark, G_IO_ERROR_NOT_FOUND },
  { "locked.mp4", MOVING, g_io_error_quark, G_IO_ERROR_PERMISSION_DENIED },
  { "no-end.mp4", MOVING, demains_media_error_quark, DEMAINS_MEDIA_ERROR_DAMAGED },
  { "no-pictures.mp4", MOVING "-movflags +faststart", demains_media_error_quark, DEMAINS_MEDIA_ERROR_DAMAGED },
  { "no-pictures.mkv", MOVING, demains_media_error_quark, DEMAINS_MEDIA_ERROR_DAMAGED },
  { "no-decoder.mp4", MOVING, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NO_DECODER },
  { "sound.m4a", "-f lavfi -i sine=d=1 -c:a aac", demains_media_error_quark, DEMAINS_MEDIA_ERROR_NO_PICTURE },
  { "cut.jpg", PHOTO, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO },
  { "cut.png", PHOTO, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO },
  { "text.jpg", NULL, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO },
  { "photo.heic", NULL, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO },
  { "huge.jpg", PHOTO, demains_media_error_quark, DEMAINS_MEDIA_ERROR_TOO_MANY_PIXELS },
  { "huge.png", PHOTO, demains_media_error_quark, DEMAINS_MEDIA_ERROR_TOO_MANY_PIXELS },
  { "header-only.jpg", PHOTO, demains_media_error_quark, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO },
};

/* Cuts off what comes after the first bytes of this name and some more. */
static void
cut (const char *path, const char *name, int more)
{
  g_autofree char *bytes = NULL;
  gsize size, place = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  while (place + strlen (name) < size && memcmp (bytes + place, name, strlen (name)) != 0)
    place++;
  g_assert_true (g_file_set_contents (path, bytes, MIN (place + more, size), NULL));
}

/* Has a picture say that it is 60000 by 60000, so many bytes after the first ones of this name. */
static void
enlarge (const char *path, const char *name, int more, int each)
{
  g_autofree char *bytes = NULL;
  gsize size, place = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  while (memcmp (bytes + place, name, strlen (name)) != 0)
    g_assert_cmpuint (++place + more + 2 * each, <, size);
  for (int i = 1; i <= 2; i++)
    {
      bytes[place + more + i * each - 2] = (char)(60000 >> 8);
      bytes[place + more + i * each - 1] = (char)(60000 & 0xff);
    }
  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
}

static void
break_file (const char *name, const char *path)
{
  static const char zeros[100000];
  static const char heic[1000] = "\0\0\0\030ftypheic\0\0\0\0mif1heic";

  if (g_str_has_prefix (name, "empty"))
    g_assert_true (g_file_set_contents (path, "", 0, NULL));
  else if (g_str_has_prefix (name, "text"))
    g_assert_true (g_file_set_contents (path, "Ceci n’est pas une vidéo.\nMais du texte.\n", -1, NULL));
  else if (g_str_has_prefix (name, "zeros"))
    g_assert_true (g_file_set_contents (path, zeros, sizeof zeros, NULL));
  else if (g_str_has_suffix (name, ".heic"))
    g_assert_true (g_file_set_contents (path, heic, sizeof heic, NULL));
  else if (g_str_has_prefix (name, "folder"))
    g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  else if (g_str_has_prefix (name, "pipe"))
    g_assert_cmpint (mkfifo (path, 0644), ==, 0);
  else if (g_str_has_prefix (name, "locked"))
    g_assert_cmpint (g_chmod (path, 0), ==, 0);
  else if (g_str_has_prefix (name, "no-end"))
    cut (path, "moov", -4);
  else if (g_str_equal (name, "no-pictures.mp4"))
    cut (path, "mdat", 4);
  else if (g_str_equal (name, "cut.jpg"))
    cut (path, "\xff\xda", 2000);
  else if (g_str_equal (name, "cut.png"))
    cut (path, "IDAT", 2000);
  else if (g_str_equal (name, "header-only.jpg"))
    cut (path, "\xff\xc0", 0);
  else if (g_str_equal (name, "huge.jpg"))
    enlarge (path, "\xff\xc0", 5, 2);
  else if (g_str_equal (name, "huge.png"))
    enlarge (path, "IHDR", 4, 4);
  else if (g_str_equal (name, "no-pictures.mkv"))
    cut (path, "\x1f\x43\xb6\x75", 0);
  else if (g_str_has_prefix (name, "no-decoder"))
    phone_patch (path, "avc1 zzz1");
}

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autofree char *path = demains_test_path (refusal->name);
  g_autofree char *project_path = demains_test_path ("refused.demains");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  DemainsProject *project;

  if (refusal->made != NULL)
    phone_run (refusal->made, path);
  break_file (refusal->name, path);
  if (g_str_has_prefix (refusal->name, "locked") && access (path, R_OK) == 0)
    {
      g_test_skip ("to this user nothing is locked");
      return;
    }

  g_unlink (project_path);
  project = demains_test_create (project_path);
  g_assert_null (footage_import (project, path, NULL, &error));
  g_assert_error (error, refusal->domain (), refusal->code);
  text = demains_error_to_text (error, path);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, refusal->name));

  demains_test_flush (project);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_TAKE))), ==,
                    0);
  g_assert_null (demains_project_peek_undo (project));
  g_assert_null (demains_project_peek_redo (project));
  demains_test_close (project);
  g_remove (path);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (REFUSALS); i++)
    {
      g_autofree char *name = g_strconcat ("/media/import-refused/", REFUSALS[i].name, NULL);

      g_test_add_data_func (name, &REFUSALS[i], test_refusal);
    }

  return g_test_run ();
}
