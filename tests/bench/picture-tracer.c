/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A plug-in of GStreamer that any program can be run with, for bench-shoot.py: it notes the number in every picture of
 * numbered_camera.py that PipeWire gives to that program, in the file that DEMAINS_PICTURES names. So what the program
 * loses is told apart from what never came to it. GST_TRACERS=pictures */

#include "config.h"

#include <fcntl.h>
#include <gst/gst.h>
#include <unistd.h>

/* As numbered_camera.py makes them: YUY2, a cell for each bit. */
#define PICTURE_SIZE (1280 * 720 * 2)
#define BITS 20
#define CELL_SIZE (32 * 2)

#define PICTURES_TYPE_TRACER (pictures_tracer_get_type ())
G_DECLARE_FINAL_TYPE (PicturesTracer, pictures_tracer, PICTURES, TRACER, GstTracer)

struct _PicturesTracer
{
  GstTracer parent_instance;

  int file;
};

G_DEFINE_FINAL_TYPE (PicturesTracer, pictures_tracer, GST_TYPE_TRACER)

static gboolean
is_camera (GstPad *pad)
{
  GstObject *element = GST_OBJECT_PARENT (pad);
  GstElementFactory *factory = GST_IS_ELEMENT (element) ? gst_element_get_factory (GST_ELEMENT (element)) : NULL;

  return factory != NULL && g_str_equal (GST_OBJECT_NAME (factory), "pipewiresrc");
}

static void
push_cb (PicturesTracer *self, GstClockTime time, GstPad *pad, GstBuffer *buffer)
{
  guint32 number = 0;
  GstMapInfo map;

  if (!is_camera (pad) || gst_buffer_get_size (buffer) < PICTURE_SIZE || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  for (guint bit = 0; bit < BITS; bit++)
    number |= (guint32)(map.data[bit * CELL_SIZE + CELL_SIZE / 2] > 127) << bit;
  gst_buffer_unmap (buffer, &map);
  if (write (self->file, &number, sizeof number) != sizeof number)
    g_warning ("A picture's number cannot be noted");
}

static void
pictures_tracer_class_init (PicturesTracerClass *klass)
{
}

static void
pictures_tracer_init (PicturesTracer *self)
{
  self->file = open (g_getenv ("DEMAINS_PICTURES"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  gst_tracing_register_hook (GST_TRACER (self), "pad-push-pre", G_CALLBACK (push_cb));
}

static gboolean
plugin_init (GstPlugin *plugin)
{
  return gst_tracer_register (plugin, "pictures", PICTURES_TYPE_TRACER);
}

GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, pictures, "Notes the numbers of pictures", plugin_init, "1",
                   "LGPL", "demains", "https://demains.org")
