/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-photo-camera.h"

#include "demains-device-choice.h"
#include "demains-photo.h"
#include "demains-recorder.h"
#include "demains-trouble.h"
#include "demains-video-view.h"

#include <glib/gi18n.h>

struct _DemainsPhotoCamera
{
  AdwDialog parent_instance;

  GtkStack *stack;
  DemainsVideoView *preview;
  GtkPicture *picture;
  AdwStatusPage *trouble;
  GtkWidget *retry;
  GtkWidget *take;
  GtkWidget *keep;
  GtkWidget *choice;
  AdwComboRow *camera_row;

  DemainsSession *session;
  DemainsDeviceList *cameras;
  DemainsDeviceChoice *camera;
  DemainsRecorder *recorder;

  /* What was taken, until somebody has said whether it is kept. */
  GBytes *jpeg;
};

enum
{
  SIGNAL_KEPT,
  SIGNAL_FILE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsPhotoCamera, demains_photo_camera, ADW_TYPE_DIALOG)

static void
show_trouble (DemainsPhotoCamera *self, const GError *error)
{
  g_autofree char *text
    = demains_trouble_dup_text (self->cameras, error, _ ("Plug in a camera, or choose a photo taken with a phone."));

  gtk_widget_set_visible (self->retry, demains_device_choice_get_device (self->camera) != NULL
                                         || demains_trouble_is_refusal (self->cameras));
  adw_status_page_set_title (self->trouble, demains_trouble_get_title (self->cameras, error));
  adw_status_page_set_description (self->trouble, text);
}

/* The keyboard is where the next step is, and Return does it from anywhere. */
static void
show_part (DemainsPhotoCamera *self, const char *name, GtkWidget *next)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;

  gtk_stack_set_visible_child_name (self->stack, name);
  adw_dialog_set_default_widget (ADW_DIALOG (self), next);
  if (next != NULL)
    gtk_widget_grab_focus (next);
}

static void
show_state (DemainsPhotoCamera *self)
{
  const GError *error;
  gboolean seeing;

  if (self->recorder == NULL)
    return;
  g_object_get (self->recorder, "seeing", &seeing, NULL);
  error = demains_recorder_get_error (self->recorder);
  gtk_widget_set_visible (self->choice, g_list_model_get_n_items (G_LIST_MODEL (self->cameras)) > 1);
  gtk_widget_set_sensitive (self->choice, self->jpeg == NULL);

  if (self->jpeg != NULL)
    {
      show_part (self, "taken", self->keep);
    }
  else if (demains_trouble_judge (self->cameras, error) == DEMAINS_TROUBLE_CAMERA)
    {
      show_trouble (self, error);
      show_part (self, "trouble", NULL);
    }
  else if (seeing)
    {
      show_part (self, "preview", self->take);
    }
  else
    {
      show_part (self, "looking", NULL);
    }
}

static void
camera_on (DemainsPhotoCamera *self)
{
  DemainsDevice *device;

  if (self->recorder == NULL)
    return;
  device = demains_device_choice_get_device (self->camera);
  demains_recorder_set_camera (self->recorder, device);
  if (device != NULL)
    demains_recorder_start_preview (self->recorder);
  else
    demains_recorder_stop_preview (self->recorder);
  show_state (self);
}

static void
let_go (DemainsPhotoCamera *self)
{
  if (self->recorder != NULL)
    demains_recorder_stop_preview (self->recorder);
  g_clear_object (&self->recorder);
  g_clear_object (&self->camera);
  g_clear_object (&self->cameras);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsPhotoCamera) self = user_data;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = demains_photo_take_finish (result, &texture, &error);

  if (self->recorder == NULL)
    return;
  gtk_widget_set_sensitive (self->take, TRUE);
  if (jpeg == NULL)
    {
      demains_session_toast_error (self->session, error, NULL);
      return;
    }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  self->jpeg = g_steal_pointer (&jpeg);
  show_state (self);
}

static void
take_cb (DemainsPhotoCamera *self)
{
  g_autoptr (GstSample) picture = demains_recorder_dup_picture (self->recorder);

  if (picture == NULL)
    return;
  gtk_widget_set_sensitive (self->take, FALSE);
  demains_photo_take_async (picture, NULL, taken_cb, g_object_ref (self));
}

static void
again_cb (DemainsPhotoCamera *self)
{
  g_clear_pointer (&self->jpeg, g_bytes_unref);
  gtk_picture_set_paintable (self->picture, NULL);
  show_state (self);
}

static void
keep_cb (DemainsPhotoCamera *self)
{
  g_autoptr (GBytes) jpeg = g_steal_pointer (&self->jpeg);
  GdkPaintable *photo = gtk_picture_get_paintable (self->picture);

  /* Once, also when it is pressed while the dialog goes. */
  if (jpeg == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_KEPT], 0, jpeg, gdk_paintable_get_intrinsic_width (photo),
                 gdk_paintable_get_intrinsic_height (photo));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
retry_cb (DemainsPhotoCamera *self)
{
  demains_device_list_start (self->cameras);
  camera_on (self);
}

static void
file_cb (DemainsPhotoCamera *self)
{
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_FILE_WANTED], 0);
}

static void
demains_photo_camera_closed (AdwDialog *dialog)
{
  let_go (DEMAINS_PHOTO_CAMERA (dialog));
}

static void
demains_photo_camera_dispose (GObject *object)
{
  DemainsPhotoCamera *self = DEMAINS_PHOTO_CAMERA (object);

  let_go (self);
  g_clear_pointer (&self->jpeg, g_bytes_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_PHOTO_CAMERA);

  G_OBJECT_CLASS (demains_photo_camera_parent_class)->dispose (object);
}

static void
demains_photo_camera_class_init (DemainsPhotoCameraClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_photo_camera_dispose;
  ADW_DIALOG_CLASS (klass)->closed = demains_photo_camera_closed;

  signals[SIGNAL_KEPT] = g_signal_new ("kept", DEMAINS_TYPE_PHOTO_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 3, G_TYPE_BYTES, G_TYPE_INT, G_TYPE_INT);
  signals[SIGNAL_FILE_WANTED]
    = g_signal_new ("file-wanted", DEMAINS_TYPE_PHOTO_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DEMAINS_TYPE_VIDEO_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-photo-camera.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, preview);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, picture);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, trouble);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, retry);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, take);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, keep);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, choice);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoCamera, camera_row);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
}

static void
demains_photo_camera_init (DemainsPhotoCamera *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_photo_camera_new:
 * @session: of the project
 *
 * Looks for the camera at once.
 *
 * Returns: (transfer floating): a dialog to present
 */
DemainsPhotoCamera *
demains_photo_camera_new (DemainsSession *session)
{
  DemainsPhotoCamera *self = g_object_new (DEMAINS_TYPE_PHOTO_CAMERA, NULL);
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  self->session = g_object_ref (session);
  self->recorder
    = demains_recorder_new (demains_session_get_project (session), demains_video_view_get_sink (self->preview));
  self->cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  self->camera = demains_device_choice_new (self->cameras, self->camera_row, settings, "camera", _ ("No camera"));
  g_signal_connect_object (self->recorder, "notify::seeing", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recorder, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cameras, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "notify::device", G_CALLBACK (camera_on), self, G_CONNECT_SWAPPED);
  demains_device_list_start (self->cameras);
  camera_on (self);

  return self;
}
