/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-photo-row.h"

#include "demains-photo-camera.h"
#include "demains-photo-view.h"
#include "demains-photo.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsPhotoRow
{
  DemainsFieldRow parent_instance;

  DemainsSession *session;

  DemainsPhotoView *photo;
  GtkWidget *choose;
  GtkWidget *remove;
};

/* Whose photo it becomes, whatever is shown when it is there; @path is of a file. */
typedef struct
{
  DemainsSession *session;
  DemainsRecord *record;
  char *field;
  char *path;
} Request;

typedef enum
{
  PROP_SESSION = 1,
} DemainsPhotoRowProperty;

#define N_PROPS (PROP_SESSION + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsPhotoRow, demains_photo_row, DEMAINS_TYPE_FIELD_ROW)

static void
request_free (Request *request)
{
  g_object_unref (request->session);
  g_object_unref (request->record);
  g_free (request->field);
  g_free (request->path);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* Returns: (nullable): for what the row shows */
static Request *
request_new (DemainsPhotoRow *self, const char *path)
{
  DemainsRecord *record = demains_field_row_get_record (DEMAINS_FIELD_ROW (self));
  Request *request;

  if (record == NULL || self->session == NULL)
    return NULL;
  request = g_new0 (Request, 1);
  request->session = g_object_ref (self->session);
  request->record = g_object_ref (record);
  request->field = g_strdup (demains_field_row_get_field_name (DEMAINS_FIELD_ROW (self)));
  request->path = g_strdup (path);

  return request;
}

static void
request_fulfil (Request *request, GBytes *jpeg, int width, int height)
{
  g_autofree char *photo
    = demains_project_add_photo (demains_session_get_project (request->session), jpeg, width, height);

  if (photo != NULL)
    g_object_set (request->record, request->field, photo, NULL);
}

static void
demains_photo_row_show_text (DemainsFieldRow *row, const char *text)
{
  DemainsPhotoRow *self = DEMAINS_PHOTO_ROW (row);
  DemainsRecord *record = demains_field_row_get_record (row);
  g_autofree char *name = record != NULL ? demains_record_to_text (record) : g_strdup ("");

  gtk_widget_set_visible (self->remove, *text != '\0');
  if (self->session != NULL)
    demains_photo_view_show (self->photo, demains_session_get_project (self->session), text, name);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  int width, height;
  g_autoptr (GBytes) jpeg = demains_photo_read_finish (result, &width, &height, &error);

  if (jpeg == NULL)
    demains_session_toast_error (request->session, error, request->path);
  else
    request_fulfil (request, jpeg, width, height);
}

static void
request_forget_cb (gpointer request, GClosure *closure)
{
  request_free (request);
}

static void
kept_cb (DemainsPhotoCamera *camera, GBytes *jpeg, int width, int height, gpointer user_data)
{
  request_fulfil (user_data, jpeg, width, height);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsPhotoRow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    demains_photo_row_take_file (self, g_file_peek_path (file));
}

static void
choose_cb (DemainsPhotoRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Photos"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Choose a Photo"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                        g_object_ref (self));
}

static void
take_cb (DemainsPhotoRow *self)
{
  Request *request = request_new (self, NULL);
  DemainsPhotoCamera *camera;

  if (request == NULL)
    return;
  camera = demains_photo_camera_new (self->session);
  g_signal_connect_data (camera, "kept", G_CALLBACK (kept_cb), request, request_forget_cb, G_CONNECT_DEFAULT);
  g_signal_connect_object (camera, "file-wanted", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (camera), GTK_WIDGET (self));
}

static void
remove_cb (DemainsPhotoRow *self)
{
  demains_field_row_set_text (DEMAINS_FIELD_ROW (self), "");
  gtk_widget_grab_focus (self->choose);
}

static void
demains_photo_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsPhotoRow *self = DEMAINS_PHOTO_ROW (object);
  DemainsRecord *record = demains_field_row_get_record (DEMAINS_FIELD_ROW (object));

  switch ((DemainsPhotoRowProperty)prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      if (record != NULL)
        demains_photo_row_show_text (
          DEMAINS_FIELD_ROW (self),
          demains_record_get_text (record, demains_field_row_get_field_name (DEMAINS_FIELD_ROW (self))));
      break;
    }
}

static void
demains_photo_row_dispose (GObject *object)
{
  DemainsPhotoRow *self = DEMAINS_PHOTO_ROW (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_PHOTO_ROW);

  G_OBJECT_CLASS (demains_photo_row_parent_class)->dispose (object);
}

static void
demains_photo_row_class_init (DemainsPhotoRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = demains_photo_row_set_property;
  object_class->dispose = demains_photo_row_dispose;
  DEMAINS_FIELD_ROW_CLASS (klass)->show_text = demains_photo_row_show_text;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_PHOTO_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-photo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoRow, photo);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoRow, choose);
  gtk_widget_class_bind_template_child (widget_class, DemainsPhotoRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
demains_photo_row_init (DemainsPhotoRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_photo_row_take_file:
 * @self: a row that shows a record
 * @path: (type filename): of a photo
 *
 * Makes it the record's, or says why that cannot be. The one before it stays for undo.
 */
void
demains_photo_row_take_file (DemainsPhotoRow *self, const char *path)
{
  Request *request;

  g_return_if_fail (DEMAINS_IS_PHOTO_ROW (self));

  request = request_new (self, path);
  if (request != NULL)
    demains_photo_read_async (path, NULL, read_cb, request);
}
