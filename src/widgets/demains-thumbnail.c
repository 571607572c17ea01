/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-thumbnail.h"

struct _DemainsThumbnail
{
  AdwBin parent_instance;

  GtkImage *image;
  GtkPicture *picture;
  GBytes *bytes;
};

enum
{
  PROP_BYTES = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsThumbnail, demains_thumbnail, ADW_TYPE_BIN)

#define WIDTH 80
#define HEIGHT 45

static void
decode_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (task_data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsThumbnail *self = DEMAINS_THUMBNAIL (source);
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another picture may have been asked for in the meantime. */
  if (g_task_get_task_data (G_TASK (result)) == self->bytes)
    demains_thumbnail_set_texture (self, texture);
}

/* As big whatever it shows: the picture fills it. */
static void
demains_thumbnail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
demains_thumbnail_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
demains_thumbnail_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsThumbnail *self = DEMAINS_THUMBNAIL (object);

  switch (prop_id)
    {
    case PROP_BYTES:
      g_value_set_boxed (value, self->bytes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_thumbnail_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsThumbnail *self = DEMAINS_THUMBNAIL (object);

  switch (prop_id)
    {
    case PROP_BYTES:
      demains_thumbnail_set_bytes (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_thumbnail_finalize (GObject *object)
{
  DemainsThumbnail *self = DEMAINS_THUMBNAIL (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->image);
  g_clear_object (&self->picture);

  G_OBJECT_CLASS (demains_thumbnail_parent_class)->finalize (object);
}

static void
demains_thumbnail_class_init (DemainsThumbnailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_thumbnail_get_property;
  object_class->set_property = demains_thumbnail_set_property;
  object_class->finalize = demains_thumbnail_finalize;

  widget_class->measure = demains_thumbnail_measure;
  widget_class->size_allocate = demains_thumbnail_size_allocate;

  properties[PROP_BYTES] = g_param_spec_boxed ("bytes", NULL, NULL, G_TYPE_BYTES,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
demains_thumbnail_init (DemainsThumbnail *self)
{
  self->image = g_object_ref_sink (GTK_IMAGE (gtk_image_new_from_icon_name ("video-x-generic-symbolic")));
  self->picture = g_object_ref_sink (GTK_PICTURE (gtk_picture_new ()));

  gtk_widget_add_css_class (GTK_WIDGET (self->image), "dimmed");
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_COVER);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->image));
}

/**
 * demains_thumbnail_new:
 *
 * Returns: (transfer floating): a thumbnail without a picture
 */
GtkWidget *
demains_thumbnail_new (void)
{
  return g_object_new (DEMAINS_TYPE_THUMBNAIL, NULL);
}

/**
 * demains_thumbnail_get_bytes:
 * @self: a thumbnail
 *
 * Returns: (transfer none) (nullable): the JPEG that it shows
 */
GBytes *
demains_thumbnail_get_bytes (DemainsThumbnail *self)
{
  g_return_val_if_fail (DEMAINS_IS_THUMBNAIL (self), NULL);

  return self->bytes;
}

/**
 * demains_thumbnail_set_bytes:
 * @self: a thumbnail
 * @bytes: (nullable): a JPEG
 *
 * The picture appears when it is decoded; bytes that are no picture leave the
 * sign of a film.
 */
void
demains_thumbnail_set_bytes (DemainsThumbnail *self, GBytes *bytes)
{
  g_return_if_fail (DEMAINS_IS_THUMBNAIL (self));

  if (self->bytes == bytes)
    return;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (bytes != NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, decoded_cb, NULL);

      self->bytes = g_bytes_ref (bytes);
      g_task_set_source_tag (task, demains_thumbnail_set_bytes);
      g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify)g_bytes_unref);
      g_task_run_in_thread (task, decode_thread);
    }
  else
    demains_thumbnail_set_texture (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES]);
}

/**
 * demains_thumbnail_set_texture:
 * @self: a thumbnail
 * @texture: (nullable): a picture that is decoded already
 */
void
demains_thumbnail_set_texture (DemainsThumbnail *self, GdkTexture *texture)
{
  g_return_if_fail (DEMAINS_IS_THUMBNAIL (self));

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  adw_bin_set_child (ADW_BIN (self), texture != NULL ? GTK_WIDGET (self->picture) : GTK_WIDGET (self->image));
}
