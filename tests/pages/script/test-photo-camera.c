/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-init.h"
#include "demains-photo-camera.h"
#include "demains-photo-row.h"
#include "demains-photo-view.h"
#include "demains-recorder.h"
#include "demains-script-page.h"
#include "demains-test-window.h"
#include "demains-test.h"
#include "footage.h"
#include "studio.h"

/* Colour bars, white at the left and blue at the right. */
#define BARS "videotestsrc is-live=true pattern=smpte ! video/x-raw,format=I420,width=1280,height=720,framerate=30/1"
#define WHITE 0xffffff
#define BLUE 0x0000ff

/* A prop on the Script page. */
typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  DemainsRecord *prop;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->project = demains_test_create_english ();
  self->session = demains_session_new (self->project);
  self->prop = demains_project_add (self->project, DEMAINS_KIND_PROP, "Badge", NULL);
  self->page = g_object_new (DEMAINS_TYPE_SCRIPT_PAGE, "session", self->session, NULL);
  self->window = demains_test_window_new (self->page, 1024, 768);
  demains_page_reveal (DEMAINS_PAGE (self->page), self->prop, NULL);
  demains_test_settle ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  demains_test_window_close (self->window);
  demains_test_flush (self->project);
  g_assert_finalize_object (self->session);
  demains_test_until (G_OBJECT (self->project)->ref_count == 1);
  demains_test_close (self->project);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *button = demains_test_find (root, GTK_TYPE_BUTTON, "label", label);

  g_assert_nonnull (button);

  return button;
}

static void
click (GtkWidget *root, const char *label)
{
  g_signal_emit_by_name (find_button (root, label), "clicked");
}

static GtkWidget *
open_camera (Fixture *self)
{
  click (self->page, "Take a Photo…");
  demains_test_settle ();

  return demains_test_find (GTK_WIDGET (self->window), DEMAINS_TYPE_PHOTO_CAMERA, NULL, NULL);
}

static gpointer
get_child (GtkWidget *camera, const char *name)
{
  return gtk_widget_get_template_child (camera, DEMAINS_TYPE_PHOTO_CAMERA, name);
}

static gboolean
shows (GtkWidget *camera, const char *part)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (get_child (camera, "stack")), part) == 0;
}

static void
shoot (Fixture *self, const char *name)
{
  const char *folder = g_getenv ("DEMAINS_TEST_SHOTS");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;

  if (path == NULL)
    return;
  demains_test_spin (500);
  demains_test_shoot (self->window, path);
}

static GBytes *
load_photo (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *jpeg;

  demains_project_load_photo_async (self->project, demains_record_get_text (self->prop, "photo"), NULL,
                                    demains_test_ready_cb, &result);
  jpeg = demains_project_load_photo_finish (self->project, demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return jpeg;
}

/* JPEG and the camera's colours change it a little. */
static void
assert_colour (GdkTexture *texture, double x, guint32 colour)
{
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  g_autofree guint8 *pixels = g_malloc ((gsize)width * height * 4);
  const guint8 *pixel = pixels + ((gsize)(height / 3) * width + (gsize)(width * x)) * 4;

  gdk_texture_download (texture, pixels, (gsize)width * 4);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (ABS ((int)pixel[2 - i] - (int)(colour >> (16 - 8 * i) & 0xff)), <, 32);
}

/* Whether any program looks through the camera. */
static gboolean
is_watched (const char *name)
{
  g_autofree char *command = g_strdup_printf ("pw-link -l | grep -c '%s' || true", name);
  g_autofree char *count = footage_run ("sh", "-c", command, NULL);

  return atoi (count) > 0;
}

static gboolean
is_seeing (DemainsRecorder *recorder)
{
  gboolean seeing;

  g_object_get (recorder, "seeing", &seeing, NULL);

  return seeing;
}

/* With the camera that is remembered, looked at, taken again, kept, and not as in a mirror. */
static void
test_taken (Fixture *self, gconstpointer data)
{
  GPid bars = studio_start_camera (BARS, "bars");
  DemainsDeviceList *cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GdkTexture) photo = NULL;
  DemainsPhotoView *view = DEMAINS_PHOTO_VIEW (demains_test_find (self->page, DEMAINS_TYPE_PHOTO_VIEW, NULL, NULL));
  GtkWidget *camera;

  demains_device_list_start (cameras);
  g_settings_set_string (settings, "camera", demains_device_get_id (studio_await (cameras, "bars")));
  camera = open_camera (self);
  g_object_add_weak_pointer (G_OBJECT (camera), (gpointer *)&camera);
  demains_test_until (shows (camera, "preview"));
  g_assert_true (gtk_widget_get_visible (get_child (camera, "choice")));
  g_assert_true (is_watched ("bars"));
  g_assert_true (gtk_window_get_focus (self->window) == get_child (camera, "take"));
  shoot (self, "camera-preview");

  gtk_widget_activate (get_child (camera, "take"));
  demains_test_until (shows (camera, "taken"));
  g_assert_true (gtk_window_get_focus (self->window) == get_child (camera, "keep"));
  g_assert_cmpstr (demains_record_get_text (self->prop, "photo"), ==, "");
  shoot (self, "camera-taken");
  click (camera, "Again");
  demains_test_until (shows (camera, "preview"));

  click (camera, "Take Photo");
  demains_test_until (shows (camera, "taken"));
  click (camera, "Keep");
  demains_test_until (camera == NULL);
  demains_test_until (!is_watched ("bars"));
  demains_test_until (demains_photo_view_get_paintable (view) != NULL);
  shoot (self, "camera-kept");

  jpeg = load_photo (self);
  g_assert_cmpmem (g_bytes_get_data (jpeg, NULL), 3, "\xff\xd8\xff", 3);
  photo = gdk_texture_new_from_bytes (jpeg, NULL);
  g_assert_cmpint (gdk_texture_get_width (photo), ==, 1280);
  g_assert_cmpint (gdk_texture_get_height (photo), ==, 720);
  assert_colour (photo, 0.05, WHITE);
  assert_colour (photo, 0.95, BLUE);

  g_assert_true (demains_test_undo (self->project));
  g_assert_cmpstr (demains_record_get_text (self->prop, "photo"), ==, "");
  g_settings_reset (settings, "camera");
  g_clear_object (&cameras);
  studio_kill (bars);
}

/* While the camera is held for filming, be it in another window, photos can be taken with it,
 * and it stays there when the dialog lets it go. One that was looked at only is not kept. */
static void
test_shared (Fixture *self, gconstpointer data)
{
  DemainsDeviceList *cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  DemainsRecorder *recorder = demains_recorder_new (self->project, NULL);
  GtkWidget *camera;

  demains_device_list_start (cameras);
  demains_recorder_set_camera (recorder, studio_await (cameras, "Virtual camera"));
  demains_recorder_start_preview (recorder);
  demains_test_until (is_seeing (recorder));

  camera = open_camera (self);
  g_object_add_weak_pointer (G_OBJECT (camera), (gpointer *)&camera);
  demains_test_until (shows (camera, "preview"));
  click (camera, "Take Photo");
  demains_test_until (shows (camera, "taken"));
  adw_dialog_close (ADW_DIALOG (camera));
  demains_test_until (camera == NULL);

  /* Longer than it would take to be missed. */
  demains_test_spin (3500);
  g_assert_true (is_seeing (recorder));
  g_assert_no_error ((GError *)demains_recorder_get_error (recorder));
  demains_recorder_stop_preview (recorder);
  g_assert_finalize_object (recorder);
  g_clear_object (&cameras);
  g_assert_cmpstr (demains_record_get_text (self->prop, "photo"), ==, "");
}

/* Says so, and what else to do. */
static void
test_none (Fixture *self, gconstpointer data)
{
  GtkWidget *camera = open_camera (self);
  AdwStatusPage *trouble = get_child (camera, "trouble");

  demains_test_until (shows (camera, "trouble"));
  g_assert_cmpstr (adw_status_page_get_title (trouble), ==, "No Camera");
  g_assert_cmpstr (adw_status_page_get_description (trouble), ==,
                   "Plug in a camera, or choose a photo taken with a phone.");
  g_assert_false (gtk_widget_get_visible (get_child (camera, "retry")));
  g_assert_true (gtk_widget_get_mapped (find_button (camera, "Choose a Photo…")));
  shoot (self, "camera-none");
  g_object_add_weak_pointer (G_OBJECT (camera), (gpointer *)&camera);
  adw_dialog_close (ADW_DIALOG (camera));
  demains_test_until (camera == NULL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  demains_media_init ();
  adw_init ();
  /* As a running application does: what GStreamer's threads hand to the main
   * thread must wait for it. */
  g_main_context_acquire (NULL);

  g_test_add ("/photo-camera/taken", Fixture, NULL, set_up, test_taken, tear_down);
  g_test_add ("/photo-camera/shared", Fixture, NULL, set_up, test_shared, tear_down);
  g_test_add ("/photo-camera/none", Fixture, NULL, set_up, test_none, tear_down);

  return g_test_run ();
}
