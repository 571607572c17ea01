/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper.h"
#include "demains-test.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#define SCALE 2
#define MARGIN (12 / 25.4 * 72)

/* A page as it is on a screen, dots that are the photo's, and where they are. */
typedef struct
{
  cairo_surface_t *surface;
  guint ink;
  guint blue;
  int left;
  int top;
  int right;
  int bottom;
} Page;

/* Blue, with a white stripe at the left. */
static GBytes *
make_photo (int width, int height, const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbuf) stripe = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, MAX (1, width / 10), height);
  char *buffer;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x0000ffff);
  gdk_pixbuf_fill (stripe, 0xffffffff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, type, NULL, NULL));

  return g_bytes_new_take (buffer, size);
}

/* As a camera writes it that was held upright: turn by a quarter. */
static GBytes *
make_turned (int width, int height)
{
  const guint8 exif[] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
                          0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0,   6,   0, 0,  0, 0, 0, 0 };
  g_autoptr (GBytes) plain = make_photo (width, height, "jpeg");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);

  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, exif, sizeof exif);
  g_byte_array_append (bytes, data + 2, size - 2);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Says that it is 60000 by 60000, as a frame header can (ITU-T T.81 §B.2.2). */
static GBytes *
make_huge (void)
{
  g_autoptr (GBytes) plain = make_photo (64, 64, "jpeg");
  gsize size;
  g_autofree guint8 *bytes = g_bytes_unref_to_data (g_steal_pointer (&plain), &size);
  guint8 *frame = memmem (bytes, size, "\xff\xc0", 2);

  g_assert_nonnull (frame);
  frame[5] = frame[7] = 60000 >> 8;
  frame[6] = frame[8] = 60000 & 0xff;

  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

static GBytes *
make_cut_short (void)
{
  g_autoptr (GBytes) plain = make_photo (640, 480, "jpeg");

  return g_bytes_new_from_bytes (plain, 0, g_bytes_get_size (plain) / 2);
}

static DemainsRecord *
add_prop (DemainsProject *project, GBytes *photo)
{
  DemainsRecord *prop = demains_project_add (project, DEMAINS_KIND_PROP, "Badge", NULL);
  g_autofree char *id = photo != NULL ? demains_project_add_photo (project, photo, 0, 0) : g_strdup ("");

  g_object_set (prop, "says", "Nobody waits any more.", "maker", "Ana", "photo", id, NULL);

  return prop;
}

static gboolean
load_photos (DemainsPaper *paper, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_paper_load_photos_async (paper, cancellable, demains_test_ready_cb, &result);

  return demains_paper_load_photos_finish (paper, demains_test_wait (&result), error);
}

static DemainsPaper *
make_paper (DemainsProject *project, DemainsPaperFormat format, guint per_page)
{
  DemainsPaper *paper = demains_paper_new (project, DEMAINS_KIND_PROP, format, per_page);

  demains_paper_add_all (paper);
  g_assert_true (load_photos (paper, NULL, NULL));

  return paper;
}

static GBytes *
write_pdf (const DemainsPaper *paper)
{
  g_autofree char *path = demains_test_path ("photos.pdf");
  char *content;
  gsize length;

  g_assert_true (demains_paper_write_pdf (paper, path, NULL));
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));

  return g_bytes_new_take (content, length);
}

static gboolean
has (GBytes *bytes, gconstpointer part, gsize length)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, part, length) != NULL;
}

static gboolean
has_text (GBytes *bytes, const char *text)
{
  return has (bytes, text, strlen (text));
}

static Page
look (const DemainsPaper *paper, guint number)
{
  const int width = DEMAINS_PAPER_WIDTH * SCALE, height = DEMAINS_PAPER_HEIGHT * SCALE;
  Page page = { .surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height),
                .left = G_MAXINT,
                .top = G_MAXINT,
                .right = -1,
                .bottom = -1 };
  cairo_t *cr = cairo_create (page.surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  demains_paper_draw_page (paper, number, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (page.surface);

  for (int y = 0; y < height; y++)
    {
      const guint8 *row
        = cairo_image_surface_get_data (page.surface) + y * cairo_image_surface_get_stride (page.surface);

      for (int x = 0; x < width; x++, row += 4)
        {
          page.ink += row[0] < 128 && row[2] < 128;
          if (!(row[0] > 180 && row[2] < 80))
            continue;
          page.blue++;
          page.left = MIN (page.left, x);
          page.right = MAX (page.right, x);
          page.top = MIN (page.top, y);
          page.bottom = MAX (page.bottom, y);
        }
    }

  return page;
}

/* The file has the very bytes of the photo, whatever is shown of it before. */
static void
test_pdf (void)
{
  const int sizes[][2] = { { 640, 480 }, { 1200, 1600 }, { 1600, 10 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      DemainsProject *project = demains_test_create_english ();
      g_autoptr (GBytes) photo = make_photo (sizes[i][0], sizes[i][1], "jpeg");
      g_autofree char *width = g_strdup_printf ("/Width %d\n", sizes[i][0]);
      g_autofree char *height = g_strdup_printf ("/Height %d\n", sizes[i][1]);

      add_prop (project, photo);
      for (guint per_page = 1; per_page <= 4; per_page *= 2)
        for (guint format = DEMAINS_PAPER_CARDS; format <= DEMAINS_PAPER_SHEETS; format++)
          {
            g_autoptr (DemainsPaper) paper = make_paper (project, format, per_page);
            g_autoptr (GBytes) pdf = write_pdf (paper);

            g_assert_true (has_text (pdf, "/DCTDecode"));
            g_assert_true (has_text (pdf, width));
            g_assert_true (has_text (pdf, height));
            g_assert_true (has (pdf, g_bytes_get_data (photo, NULL), g_bytes_get_size (photo)));
            /* The rest are letters. */
            g_assert_cmpuint (g_bytes_get_size (pdf), <, g_bytes_get_size (photo) + 60000);
          }
      demains_test_close (project);
    }
}

/* What cannot be shown is left out: the page is as without a photo. */
static void
test_left_out (void)
{
  GBytes *const photos[] = { make_huge (), make_cut_short (), make_photo (64, 64, "png"), g_bytes_new (NULL, 0),
                             g_bytes_new ("\xff\xd8\xff", 3) };

  for (guint i = 0; i < G_N_ELEMENTS (photos) + 2; i++)
    {
      DemainsProject *project = demains_test_create_english ();
      DemainsRecord *prop = add_prop (project, i < G_N_ELEMENTS (photos) ? photos[i] : NULL);
      g_autoptr (DemainsPaper) paper = NULL;
      g_autoptr (DemainsPaper) plain = NULL;
      g_autoptr (GBytes) pdf = NULL;
      Page page, without;

      if (i == G_N_ELEMENTS (photos))
        g_object_set (prop, "photo", "01a222f8-4db7-7185-a5da-000000000000", NULL);
      paper = make_paper (project, DEMAINS_PAPER_SHEETS, 1);
      pdf = write_pdf (paper);
      g_assert_false (has_text (pdf, "/DCTDecode"));
      g_assert_false (has_text (pdf, "/Subtype /Image"));

      g_object_set (prop, "photo", "", NULL);
      plain = make_paper (project, DEMAINS_PAPER_SHEETS, 1);
      page = look (paper, 0);
      without = look (plain, 0);
      g_assert_cmpuint (page.blue, ==, 0);
      g_assert_cmpuint (page.ink, ==, without.ink);
      cairo_surface_destroy (page.surface);
      cairo_surface_destroy (without.surface);
      g_clear_object (&paper);
      g_clear_object (&plain);
      demains_test_close (project);
    }
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    g_bytes_unref (photos[i]);
}

/* Bytes that went bad on the stick. */
static void
test_damaged (void)
{
  g_autofree char *path = demains_test_path ("damaged.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GBytes) photo = make_photo (640, 480, "jpeg");
  g_autoptr (DemainsPaper) paper = NULL;
  g_autoptr (GBytes) pdf = NULL;

  add_prop (project, photo);
  demains_test_close (project);
  demains_test_run_sql (path, "UPDATE chunk SET bytes = CAST (zeroblob (16) || substr (bytes, 17) AS BLOB)");
  project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  paper = make_paper (project, DEMAINS_PAPER_CARDS, 4);
  pdf = write_pdf (paper);
  g_assert_false (has_text (pdf, "/DCTDecode"));
  g_clear_object (&paper);
  demains_test_close (project);
}

/* Turned as the camera says, in its own shape. */
static void
test_upright (void)
{
  DemainsProject *project = demains_test_create_english ();
  g_autoptr (GBytes) photo = make_turned (400, 200);
  g_autoptr (DemainsPaper) paper = NULL;
  g_autoptr (GBytes) pdf = NULL;
  Page page;

  add_prop (project, photo);
  paper = make_paper (project, DEMAINS_PAPER_CARDS, 1);
  page = look (paper, 0);
  /* The stripe is above: nine tenths of 400 are blue. */
  g_assert_cmpfloat_with_epsilon ((page.bottom - page.top + 1.0) / (page.right - page.left + 1), 360.0 / 200, 0.03);
  pdf = write_pdf (paper);
  g_assert_false (has_text (pdf, "/DCTDecode"));
  g_assert_true (has_text (pdf, "/Subtype /Image"));
  cairo_surface_destroy (page.surface);
  g_clear_object (&paper);
  demains_test_close (project);
}

static void
assert_whole (const Page *page, int width, int height)
{
  const double shown_width = page->right - page->left + 1, shown_height = page->bottom - page->top + 1;

  /* No letter is on it. */
  g_assert_cmpfloat (page->blue, >, 0.98 * shown_width * shown_height);
  g_assert_cmpfloat_with_epsilon (shown_width / 0.9 / shown_height * height / width, 1, 0.05);
  /* It keeps within the margins. */
  g_assert_cmpint (page->left, >=, (int)(MARGIN * SCALE));
  g_assert_cmpint (page->top, >=, (int)(MARGIN * SCALE));
  g_assert_cmpint (page->right, <=, (int)((DEMAINS_PAPER_WIDTH - MARGIN) * SCALE));
  g_assert_cmpint (page->bottom, <=, (int)((DEMAINS_PAPER_HEIGHT - MARGIN) * SCALE));
}

/* One card with and without its photo: the same words are on both, so the same ink nearly, though lines end
 * elsewhere; the photo is whole, or there is none where the words need the room. */
static gboolean
compare (DemainsProject *project, DemainsRecord *prop, DemainsPaperFormat format, guint per_page, int width, int height)
{
  g_autofree char *id = g_strdup (demains_record_get_text (prop, "photo"));
  g_autoptr (DemainsPaper) paper = make_paper (project, format, per_page);
  g_autoptr (DemainsPaper) plain = NULL;
  Page page = look (paper, 0);
  Page without;
  gboolean shown = page.blue > 0;

  g_object_set (prop, "photo", "", NULL);
  plain = make_paper (project, format, per_page);
  without = look (plain, 0);
  g_object_set (prop, "photo", id, NULL);
  if (shown)
    assert_whole (&page, width, height);
  if (shown)
    g_assert_cmpfloat_with_epsilon (page.ink / (double)without.ink, 1, 0.02);
  else
    g_assert_cmpuint (page.ink, ==, without.ink);
  cairo_surface_destroy (page.surface);
  cairo_surface_destroy (without.surface);

  return shown;
}

static void
test_layout (void)
{
  const int shapes[][2] = { { 800, 600 }, { 600, 800 }, { 640, 640 }, { 1600, 400 } };
  const guint lengths[] = { 60, 300, 900, 20000 };

  for (guint shape = 0; shape < G_N_ELEMENTS (shapes); shape++)
    {
      DemainsProject *project = demains_test_create_english ();
      const int width = shapes[shape][0], height = shapes[shape][1];
      g_autoptr (GBytes) photo = make_photo (width, height, "jpeg");
      DemainsRecord *prop = add_prop (project, photo);

      for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
        {
          g_autoptr (GString) text = g_string_new (NULL);

          while (text->len < lengths[i])
            g_string_append (text, "some words ");
          g_object_set (prop, "says", text->str, NULL);
          for (guint per_page = 1; per_page <= 4; per_page *= 2)
            {
              gboolean shown = compare (project, prop, DEMAINS_PAPER_CARDS, per_page, width, height);

              /* Beside a few lines there is always room, beside pages never. */
              if (lengths[i] <= 60)
                g_assert_true (shown);
              if (lengths[i] == 20000)
                g_assert_false (shown);
            }
          g_assert_cmpint (compare (project, prop, DEMAINS_PAPER_SHEETS, 1, width, height), ==, lengths[i] < 20000);
        }
      demains_test_close (project);
    }
}

/* Blank forms have none, and other kinds neither. */
static void
test_others (void)
{
  DemainsProject *project = demains_test_create_english ();
  g_autoptr (GBytes) photo = make_photo (64, 64, "jpeg");
  g_autoptr (DemainsPaper) forms = demains_paper_new (project, DEMAINS_KIND_PROP, DEMAINS_PAPER_FORMS, 4);
  g_autoptr (DemainsPaper) scenes = demains_paper_new (project, DEMAINS_KIND_SCENE, DEMAINS_PAPER_SHOTS, 1);
  g_autoptr (DemainsPaper) none = demains_paper_new (project, DEMAINS_KIND_PROP, DEMAINS_PAPER_CARDS, 4);
  g_autoptr (GBytes) pdf = NULL;

  add_prop (project, photo);
  demains_project_add (project, DEMAINS_KIND_SCENE, "Street", NULL);
  demains_paper_add_forms (forms, 4);
  demains_paper_add_all (scenes);
  g_assert_true (load_photos (forms, NULL, NULL));
  g_assert_true (load_photos (scenes, NULL, NULL));
  g_assert_true (load_photos (none, NULL, NULL));
  pdf = write_pdf (forms);
  g_assert_false (has_text (pdf, "/Subtype /Image"));
  g_clear_object (&forms);
  g_clear_object (&scenes);
  g_clear_object (&none);
  demains_test_close (project);
}

/* A paper may go while its photos are on their way. */
static void
test_cancelled (void)
{
  DemainsProject *project = demains_test_create_english ();
  g_autoptr (GBytes) photo = make_photo (1600, 1200, "jpeg");

  for (guint i = 0; i < 4; i++)
    add_prop (project, photo);
  for (guint i = 0; i < 8; i++)
    {
      DemainsPaper *paper = demains_paper_new (project, DEMAINS_KIND_PROP, DEMAINS_PAPER_CARDS, 4);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      demains_paper_add_all (paper);
      demains_paper_load_photos_async (paper, cancellable, demains_test_ready_cb, &result);
      demains_test_spin (i);
      g_cancellable_cancel (cancellable);
      g_assert_false (demains_paper_load_photos_finish (paper, demains_test_wait (&result), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_object (&result);
      demains_test_until (G_OBJECT (paper)->ref_count == 1);
      g_assert_finalize_object (paper);
    }
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paper-photos/pdf", test_pdf);
  g_test_add_func ("/paper-photos/left-out", test_left_out);
  g_test_add_func ("/paper-photos/damaged", test_damaged);
  g_test_add_func ("/paper-photos/upright", test_upright);
  g_test_add_func ("/paper-photos/layout", test_layout);
  g_test_add_func ("/paper-photos/others", test_others);
  g_test_add_func ("/paper-photos/cancelled", test_cancelled);

  return g_test_run ();
}
