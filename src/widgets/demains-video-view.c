/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-video-view.h"

#include <glib/gi18n.h>

struct _DemainsVideoView
{
  GtkWidget parent_instance;

  GtkWidget *child;
  GstElement *sink;
  GstElement *size;
  int width;
  int height;
  gboolean mirrored;
};

enum
{
  PROP_MIRRORED = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsVideoView, demains_video_view, GTK_TYPE_WIDGET)

#define MINIMUM_WIDTH 160
#define NATURAL_WIDTH 640

/* On a machine without GL the paintable takes RGB only, and GTK scales it far slower than GStreamer does YUV: it is
 * made as small as it is seen before. */
static GstElement *
make_software_sink (DemainsVideoView *self, GstElement *paintable_sink)
{
  GstElement *bin = gst_bin_new (NULL);
  GstElement *scale = gst_element_factory_make ("videoscale", NULL);
  GstElement *convert = gst_element_factory_make ("videoconvert", NULL);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (scale, "sink");

  self->size = gst_object_ref_sink (gst_element_factory_make ("capsfilter", NULL));
  /* Pictures that are on their way have the size of before. */
  gst_util_set_object_arg (G_OBJECT (self->size), "caps-change-mode", "delayed");
  gst_bin_add_many (GST_BIN (bin), scale, self->size, convert, paintable_sink, NULL);
  gst_element_link_many (scale, self->size, convert, paintable_sink, NULL);
  gst_element_add_pad (bin, gst_ghost_pad_new ("sink", pad));

  return bin;
}

/* Pictures may come in any format. */
static GstElement *
wrap_paintable_sink (DemainsVideoView *self, GstElement *paintable_sink, GdkPaintable *paintable)
{
  g_autoptr (GdkGLContext) context = NULL;
  GstElement *bin;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (paintable), "gl-context") != NULL)
    g_object_get (paintable, "gl-context", &context, NULL);
  if (context == NULL || (bin = gst_element_factory_make ("glsinkbin", NULL)) == NULL)
    return make_software_sink (self, paintable_sink);

  g_object_set (bin, "sink", paintable_sink, NULL);

  return bin;
}

static void
set_size (DemainsVideoView *self, int width, int height)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (GstCaps) caps = NULL;

  width = MAX (width * scale, MINIMUM_WIDTH);
  height = MAX (height * scale, MINIMUM_WIDTH * 9 / 16);
  if (self->size == NULL || (width == self->width && height == self->height))
    return;
  self->width = width;
  self->height = height;
  caps = gst_caps_new_simple ("video/x-raw", "width", GST_TYPE_INT_RANGE, 1, width, "height", GST_TYPE_INT_RANGE, 1,
                              height, "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, NULL);
  g_object_set (self->size, "caps", caps, NULL);
}

static GtkWidget *
make_picture (GdkPaintable *paintable)
{
  GtkWidget *picture = gtk_picture_new_for_paintable (paintable);
  GtkWidget *offload = gtk_graphics_offload_new (picture);

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_CONTAIN);
  gtk_graphics_offload_set_black_background (GTK_GRAPHICS_OFFLOAD (offload), TRUE);

  return offload;
}

static GtkWidget *
make_apology (void)
{
  GtkWidget *label = gtk_label_new (_ ("The picture cannot be shown: this computer lacks the GStreamer plug-in “gtk4”. "
                                       "Filming, trimming and exporting work all the same."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (label, 24);
  gtk_widget_set_margin_end (label, 24);

  return label;
}

static GtkSizeRequestMode
demains_video_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
demains_video_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  int width = for_size < 0 ? NATURAL_WIDTH : for_size;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : MINIMUM_WIDTH * 9 / 16;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : MAX (*minimum, width * 9 / 16);
}

static void
demains_video_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DemainsVideoView *self = DEMAINS_VIDEO_VIEW (widget);
  GskTransform *transform = NULL;

  if (self->mirrored)
    {
      transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (width, 0));
      transform = gsk_transform_scale (transform, -1, 1);
    }

  set_size (self, width, height);
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, width, height, -1, transform);
}

static void
demains_video_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DemainsVideoView *self = DEMAINS_VIDEO_VIEW (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  if (!GTK_IS_LABEL (self->child))
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, 1 }, &bounds);
  gtk_widget_snapshot_child (widget, self->child, snapshot);
}

static void
demains_video_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsVideoView *self = DEMAINS_VIDEO_VIEW (object);

  switch (prop_id)
    {
    case PROP_MIRRORED:
      g_value_set_boolean (value, self->mirrored);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_video_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsVideoView *self = DEMAINS_VIDEO_VIEW (object);

  switch (prop_id)
    {
    case PROP_MIRRORED:
      demains_video_view_set_mirrored (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_video_view_dispose (GObject *object)
{
  DemainsVideoView *self = DEMAINS_VIDEO_VIEW (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  gst_clear_object (&self->size);
  gst_clear_object (&self->sink);

  G_OBJECT_CLASS (demains_video_view_parent_class)->dispose (object);
}

static void
demains_video_view_class_init (DemainsVideoViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_video_view_get_property;
  object_class->set_property = demains_video_view_set_property;
  object_class->dispose = demains_video_view_dispose;
  widget_class->get_request_mode = demains_video_view_get_request_mode;
  widget_class->measure = demains_video_view_measure;
  widget_class->size_allocate = demains_video_view_size_allocate;
  widget_class->snapshot = demains_video_view_snapshot;

  properties[PROP_MIRRORED] = g_param_spec_boolean (
    "mirrored", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "videoview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
demains_video_view_init (DemainsVideoView *self)
{
  GstElement *paintable_sink = gst_element_factory_make ("gtk4paintablesink", NULL);

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  if (paintable_sink != NULL)
    {
      g_autoptr (GdkPaintable) paintable = NULL;

      g_object_get (paintable_sink, "paintable", &paintable, NULL);
      self->child = make_picture (paintable);
      self->sink = gst_object_ref_sink (wrap_paintable_sink (self, paintable_sink, paintable));
    }
  else
    {
      self->child = make_apology ();
      self->sink = gst_object_ref_sink (gst_element_factory_make ("fakesink", NULL));
      g_object_set (self->sink, "sync", TRUE, NULL);
    }

  gtk_widget_set_parent (self->child, GTK_WIDGET (self));
}

/**
 * demains_video_view_new:
 *
 * Returns: (transfer floating): a view without a picture yet
 */
GtkWidget *
demains_video_view_new (void)
{
  return g_object_new (DEMAINS_TYPE_VIDEO_VIEW, NULL);
}

/**
 * demains_video_view_get_sink:
 * @self: a view
 *
 * Where the plug-in that draws into GTK is missing, the sink swallows the
 * pictures and the view says so.
 *
 * Returns: (transfer none): the element to hand to one player or recorder
 */
GstElement *
demains_video_view_get_sink (DemainsVideoView *self)
{
  g_return_val_if_fail (DEMAINS_IS_VIDEO_VIEW (self), NULL);

  return self->sink;
}

/**
 * demains_video_view_get_mirrored:
 * @self: a view
 *
 * Returns: whether left and right are swapped, as in a mirror
 */
gboolean
demains_video_view_get_mirrored (DemainsVideoView *self)
{
  g_return_val_if_fail (DEMAINS_IS_VIDEO_VIEW (self), FALSE);

  return self->mirrored;
}

/**
 * demains_video_view_set_mirrored:
 * @self: a view
 * @mirrored: whether to swap left and right
 *
 * People find their place before a camera as before a mirror.
 */
void
demains_video_view_set_mirrored (DemainsVideoView *self, gboolean mirrored)
{
  g_return_if_fail (DEMAINS_IS_VIDEO_VIEW (self));

  if (self->mirrored == mirrored)
    return;

  self->mirrored = mirrored;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIRRORED]);
}
