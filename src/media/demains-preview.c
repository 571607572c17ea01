/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-preview.h"

#include <gst/app/app.h>

/* One picture in so many, where the machine has too much to do. */
#define SPARSE 3

struct _DemainsPreview
{
  GstElement *pipeline;
  GstAppSrc *source;
  int sparse;
  guint n_pictures;

  GMutex mutex;
  GstSample *last;
};

/* Returns: (transfer full) (nullable): the one before it */
static GstSample *
swap_last (DemainsPreview *self, GstSample *sample)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GstSample *before = self->last;

  self->last = gst_sample_ref (sample);

  return before;
}

/*
 * demains_preview_new:
 * @sink: (nullable): where the pictures are shown; nowhere without
 *
 * Returns: (transfer full): a preview; see demains_preview_play()
 */
DemainsPreview *
demains_preview_new (GstElement *sink)
{
  DemainsPreview *self = g_new0 (DemainsPreview, 1);
  GstElement *source = gst_element_factory_make ("appsrc", NULL);
  GstElement *convert = gst_element_factory_make ("videoconvert", NULL);

  g_mutex_init (&self->mutex);
  if (sink == NULL)
    sink = gst_element_factory_make ("fakesink", NULL);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (sink), "sync") != NULL)
    g_object_set (sink, "sync", FALSE, NULL);

  g_object_set (source, "is-live", TRUE, "do-timestamp", TRUE, "format", GST_FORMAT_TIME, "max-buffers",
                G_GUINT64_CONSTANT (2), "max-bytes", G_GUINT64_CONSTANT (0), "leaky-type",
                GST_APP_LEAKY_TYPE_DOWNSTREAM, NULL);
  self->pipeline = g_object_ref_sink (gst_pipeline_new ("preview"));
  self->source = GST_APP_SRC (g_object_ref (source));
  gst_bin_add_many (GST_BIN (self->pipeline), source, convert, sink, NULL);
  gst_element_link_many (source, convert, sink, NULL);

  return self;
}

/*
 * demains_preview_free:
 * @self: a preview
 *
 * Ends it.
 */
void
demains_preview_free (DemainsPreview *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_object_unref (self->source);
  gst_object_unref (self->pipeline);
  g_clear_pointer (&self->last, gst_sample_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/*
 * demains_preview_play:
 * @self: a preview
 *
 * Shows what comes from now on.
 */
void
demains_preview_play (DemainsPreview *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
}

/*
 * demains_preview_set_sparse:
 * @self: a preview
 * @sparse: whether to show only some of the pictures
 *
 * To draw them in a window may cost more than to encode them.
 */
void
demains_preview_set_sparse (DemainsPreview *self, gboolean sparse)
{
  g_atomic_int_set (&self->sparse, sparse);
}

/*
 * demains_preview_push:
 * @self: a preview
 * @sample: a raw picture
 *
 * Shows it. May be called in any one thread.
 */
void
demains_preview_push (DemainsPreview *self, GstSample *sample)
{
  g_autoptr (GstSample) before = swap_last (self, sample);

  if (g_atomic_int_get (&self->sparse) && self->n_pictures++ % SPARSE != 0)
    return;
  gst_app_src_push_sample (self->source, sample);
}

/*
 * demains_preview_dup_last:
 * @self: a preview
 *
 * Returns: (transfer full) (nullable): the picture that came last, shown or not
 */
GstSample *
demains_preview_dup_last (DemainsPreview *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->last != NULL ? gst_sample_ref (self->last) : NULL;
}
