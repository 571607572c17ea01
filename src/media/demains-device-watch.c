/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-device-watch.h"

struct _DemainsDeviceWatch
{
  GObject parent_instance;

  GstDeviceMonitor *monitor;
  DemainsDeviceService *service;
  GPtrArray *devices;
  gboolean lost;
  gboolean looking;
  gboolean look_again;
  gboolean ready;
};

enum
{
  SIGNAL_ADDED,
  SIGNAL_REMOVED,
  SIGNAL_READY,
  SIGNAL_SERVICE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsDeviceWatch, demains_device_watch, G_TYPE_OBJECT)

static void look (DemainsDeviceWatch *self);

static gboolean
is_lost (DemainsDeviceWatch *self)
{
  return demains_device_service_get_state (self->service) == DEMAINS_SERVICE_STOPPED;
}

static void
add (DemainsDeviceWatch *self, GstDevice *device)
{
  if (g_ptr_array_find (self->devices, device, NULL))
    return;
  g_ptr_array_add (self->devices, gst_object_ref (device));
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, device);
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  DemainsDeviceWatch *self = user_data;
  g_autoptr (GstDevice) device = NULL;

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_DEVICE_ADDED:
      gst_message_parse_device_added (message, &device);
      add (self, device);
      break;
    case GST_MESSAGE_DEVICE_REMOVED:
      gst_message_parse_device_removed (message, &device);
      g_signal_emit (self, signals[SIGNAL_REMOVED], 0, device);
      g_ptr_array_remove (self->devices, device);
      break;
    default:
      break;
    }

  return G_SOURCE_CONTINUE;
}

static void
free_devices (gpointer devices)
{
  g_list_free_full (devices, gst_object_unref);
}

/* Starting waits for the answers of every source of devices. What was started with a
 * PipeWire that is gone does not find the new one. */
static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  DemainsDeviceWatch *self = source;
  GList *devices;

  gst_device_monitor_stop (self->monitor);
  devices = gst_device_monitor_start (self->monitor) ? gst_device_monitor_get_devices (self->monitor) : NULL;

  g_task_return_pointer (task, devices, free_devices);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsDeviceWatch *self = DEMAINS_DEVICE_WATCH (source);
  GList *devices = g_task_propagate_pointer (G_TASK (result), NULL);

  self->looking = FALSE;
  if (!is_lost (self))
    for (GList *item = devices; item != NULL; item = item->next)
      add (self, item->data);
  free_devices (devices);
  if (self->look_again)
    {
      look (self);
      return;
    }
  self->ready = TRUE;
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static void
look (DemainsDeviceWatch *self)
{
  g_autoptr (GTask) task = NULL;

  self->look_again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  task = g_task_new (self, NULL, looked_cb, NULL);
  g_task_run_in_thread (task, look_in_thread);
}

static void
service_cb (DemainsDeviceService *service, DemainsDeviceWatch *self)
{
  gboolean back = self->lost && !is_lost (self);

  self->lost = is_lost (self);
  while (self->lost && self->devices->len > 0)
    {
      g_autoptr (GstDevice) device = g_ptr_array_steal_index (self->devices, self->devices->len - 1);

      g_signal_emit (self, signals[SIGNAL_REMOVED], 0, device);
    }
  if (back)
    look (self);
  else
    g_signal_emit (self, signals[SIGNAL_SERVICE], 0);
}

static void
demains_device_watch_class_init (DemainsDeviceWatchClass *class)
{
  signals[SIGNAL_ADDED] = g_signal_new ("added", DEMAINS_TYPE_DEVICE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, GST_TYPE_DEVICE);
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", DEMAINS_TYPE_DEVICE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, GST_TYPE_DEVICE);
  signals[SIGNAL_READY]
    = g_signal_new ("ready", DEMAINS_TYPE_DEVICE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SERVICE]
    = g_signal_new ("service", DEMAINS_TYPE_DEVICE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_device_watch_init (DemainsDeviceWatch *self)
{
  g_autoptr (GstBus) bus = NULL;

  self->service = demains_device_service_new (DEMAINS_SERVICE_PIPEWIRE);
  g_signal_connect_object (self->service, "changed", G_CALLBACK (service_cb), self, G_CONNECT_DEFAULT);
  self->devices = g_ptr_array_new_with_free_func (gst_object_unref);
  self->monitor = gst_device_monitor_new ();
  gst_device_monitor_add_filter (self->monitor, "Video/Source", NULL);
  gst_device_monitor_add_filter (self->monitor, "Audio/Source", NULL);
  bus = gst_device_monitor_get_bus (self->monitor);
  gst_bus_add_watch (bus, bus_cb, self);
  look (self);
}

/*
 * demains_device_watch_get:
 *
 * One for the process, and as long as it lasts: of two monitors at a time
 * GStreamer 1.26 tells neither of what is plugged in.
 *
 * Returns: (transfer none): it, looking
 */
DemainsDeviceWatch *
demains_device_watch_get (void)
{
  static DemainsDeviceWatch *watch = NULL;

  if (watch == NULL)
    watch = g_object_new (DEMAINS_TYPE_DEVICE_WATCH, NULL);

  return watch;
}

/*
 * demains_device_watch_get_ready:
 * @self: a device watch
 *
 * Returns: whether the first look is over
 */
gboolean
demains_device_watch_get_ready (DemainsDeviceWatch *self)
{
  return self->ready;
}

/*
 * demains_device_watch_get_devices:
 * @self: a device watch
 *
 * Returns: (transfer none) (element-type GstDevice): what is there now
 */
GPtrArray *
demains_device_watch_get_devices (DemainsDeviceWatch *self)
{
  return self->devices;
}

/*
 * demains_device_watch_get_service:
 * @self: a device watch
 *
 * Returns: whether PipeWire runs
 */
DemainsServiceState
demains_device_watch_get_service (DemainsDeviceWatch *self)
{
  return demains_device_service_get_state (self->service);
}
