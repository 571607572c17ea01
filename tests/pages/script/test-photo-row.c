/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-error.h"
#include "demains-photo-row.h"
#include "demains-photo-view.h"
#include "demains-photo.h"
#include "demains-script-page.h"
#include "demains-test-window.h"
#include "demains-test.h"

#include <string.h>

/* The left half red, the right half blue. */
static GdkPixbuf *
make_picture (int width, int height, gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr (GdkPixbuf) right = gdk_pixbuf_new_subpixbuf (pixbuf, width / 2, 0, width - width / 2, height);

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  gdk_pixbuf_fill (right, alpha ? 0x00000000 : 0x0000ffff);

  return pixbuf;
}

/* Writes a file, as a telephone that was held otherwise would where @orientation is not 0. */
static char *
write_picture (const char *name, const char *type, int width, int height, guint8 orientation)
{
  const guint8 exif[] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M',         0, 42, 0, 0, 0, 8,
                          0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0,   orientation, 0, 0,  0, 0, 0, 0 };
  g_autoptr (GdkPixbuf) pixbuf = make_picture (width, height, g_str_equal (type, "png"));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *buffer = NULL;
  char *path = demains_test_path (name);
  gsize size;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, type, NULL, NULL));
  g_byte_array_append (bytes, (guint8 *)buffer, 2);
  if (orientation != 0)
    g_byte_array_append (bytes, exif, sizeof exif);
  g_byte_array_append (bytes, (guint8 *)buffer + 2, size - 2);
  g_assert_true (g_file_set_contents (path, (char *)bytes->data, bytes->len, NULL));

  return path;
}

static GBytes *
read_photo (const char *path, int *width, int *height, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_photo_read_async (path, NULL, demains_test_ready_cb, &result);

  return demains_photo_read_finish (demains_test_wait (&result), width, height, error);
}

static GdkPixbuf *
decode (GBytes *jpeg)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (jpeg);
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, NULL);

  g_assert_cmpmem (g_bytes_get_data (jpeg, NULL), 3, "\xff\xd8\xff", 3);
  g_assert_nonnull (pixbuf);

  return pixbuf;
}

/* JPEG changes colours a little. */
static void
assert_colour (GdkPixbuf *pixbuf, double x, double y, guint32 colour)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf)
                        + (int)(gdk_pixbuf_get_height (pixbuf) * y) * gdk_pixbuf_get_rowstride (pixbuf)
                        + (int)(gdk_pixbuf_get_width (pixbuf) * x) * gdk_pixbuf_get_n_channels (pixbuf);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (ABS ((int)pixel[i] - (int)(colour >> (16 - 8 * i) & 0xff)), <, 24);
}

/* What a file becomes: how large, and what is above to the left and below to the right. */
static void
check (char *path, int expected_width, int expected_height, guint32 first, guint32 last)
{
  g_autofree char *owned = path;
  g_autoptr (GError) error = NULL;
  int width, height;
  g_autoptr (GBytes) jpeg = read_photo (path, &width, &height, &error);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_assert_no_error (error);
  pixbuf = decode (jpeg);
  g_assert_cmpint (width, ==, expected_width);
  g_assert_cmpint (height, ==, expected_height);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
  assert_colour (pixbuf, 0.1, 0.1, first);
  assert_colour (pixbuf, 0.9, 0.9, last);
}

static void
test_read (void)
{
  const guint32 red = 0xff0000, blue = 0x0000ff, white = 0xffffff;

  check (write_picture ("small.jpg", "jpeg", 300, 200, 0), 300, 200, red, blue);
  check (write_picture ("upright.jpg", "jpeg", 300, 200, 1), 300, 200, red, blue);
  check (write_picture ("over.jpg", "jpeg", 300, 200, 3), 300, 200, blue, red);
  check (write_picture ("clockwise.jpg", "jpeg", 300, 200, 6), 200, 300, red, blue);
  check (write_picture ("counter.jpg", "jpeg", 300, 200, 8), 200, 300, blue, red);
  check (write_picture ("large.jpg", "jpeg", 4000, 3000, 6), 1200, 1600, red, blue);
  check (write_picture ("wide.jpg", "jpeg", 3200, 20, 0), 1600, 10, red, blue);
  check (write_picture ("clear.png", "png", 2000, 1000, 0), 1600, 800, red, white);
}

static void
test_refused (void)
{
  g_autofree char *path = demains_test_path ("bad");
  gsize size;
  const char *const others[] = { "", "Not a picture.", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
                                 "\xff\xd8\xff", "GIF89a" };
  g_autoptr (GError) error = NULL;
  int width, height;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_true (g_file_set_contents (path, others[i], -1, NULL));
      g_assert_null (read_photo (path, &width, &height, &error));
      g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO);
      g_clear_error (&error);
    }

  /* Cut short. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *whole
        = i == 0 ? write_picture ("whole.png", "png", 300, 200, 0) : write_picture ("whole.jpg", "jpeg", 300, 200, 0);
      g_autofree char *bytes = NULL;

      g_assert_true (g_file_get_contents (whole, &bytes, &size, NULL));
      g_assert_true (g_file_set_contents (path, bytes, size / 2, NULL));
      g_assert_null (read_photo (path, &width, &height, &error));
      g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO);
      g_clear_error (&error);
    }

  /* A frame header may say anything (ITU-T T.81 §B.2.2). */
  {
    g_autofree char *huge = write_picture ("huge.jpg", "jpeg", 64, 64, 0);
    g_autofree char *bytes = NULL;
    char *frame;

    g_assert_true (g_file_get_contents (huge, &bytes, &size, NULL));
    frame = memmem (bytes, size, "\xff\xc0", 2);
    frame[5] = frame[7] = (char)(60000 >> 8);
    g_assert_true (g_file_set_contents (huge, bytes, size, NULL));
    g_assert_null (read_photo (huge, &width, &height, &error));
    g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_TOO_MANY_PIXELS);
    g_clear_error (&error);
  }

  g_assert_null (read_photo ("/nowhere/photo.jpg", &width, &height, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* On a prop's sheet: shown, changed, taken back, and what is none said so and changes nothing. */
static void
test_row (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsSession *session = demains_session_new (project);
  DemainsRecord *prop = demains_project_add (project, DEMAINS_KIND_PROP, "Badge", NULL);
  GtkWidget *page = g_object_new (DEMAINS_TYPE_SCRIPT_PAGE, "session", session, NULL);
  GtkWindow *window = demains_test_window_new (page, 1024, 768);
  g_autofree char *photo = write_picture ("photo.jpg", "jpeg", 300, 200, 6);
  g_autofree char *text = demains_test_path ("text.jpg");
  g_autofree char *first = NULL;
  DemainsPhotoRow *row;
  DemainsPhotoView *view;

  demains_page_reveal (DEMAINS_PAGE (page), prop, NULL);
  demains_test_settle ();
  row = DEMAINS_PHOTO_ROW (demains_test_find (page, DEMAINS_TYPE_PHOTO_ROW, NULL, NULL));
  view = DEMAINS_PHOTO_VIEW (demains_test_find (GTK_WIDGET (row), DEMAINS_TYPE_PHOTO_VIEW, NULL, NULL));
  g_assert_null (demains_photo_view_get_paintable (view));

  demains_photo_row_take_file (row, photo);
  demains_test_until (demains_photo_view_get_paintable (view) != NULL);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (demains_photo_view_get_paintable (view)), ==, 300);
  first = g_strdup (demains_record_get_text (prop, "photo"));
  if (g_getenv ("DEMAINS_TEST_SHOTS") != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/photo.png", g_getenv ("DEMAINS_TEST_SHOTS"));

      demains_test_settle ();
      demains_test_shoot (window, path);
    }

  g_assert_true (g_file_set_contents (text, "Not a picture.", -1, NULL));
  demains_photo_row_take_file (row, text);
  demains_test_spin (300);
  g_assert_cmpstr (demains_record_get_text (prop, "photo"), ==, first);

  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (prop, "photo"), ==, "");
  g_assert_null (demains_photo_view_get_paintable (view));
  g_assert_true (demains_test_redo (project));
  demains_test_until (demains_photo_view_get_paintable (view) != NULL);

  demains_test_window_close (window);
  demains_test_flush (project);
  g_assert_finalize_object (session);
  demains_test_until (G_OBJECT (project)->ref_count == 1);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/photo/read", test_read);
  g_test_add_func ("/photo/refused", test_refused);
  g_test_add_func ("/photo/row", test_row);

  return g_test_run ();
}
