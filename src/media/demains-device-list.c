/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libportal/portal.h>

#include "demains-device-private.h"
#include "demains-device-watch.h"
#include "demains-media-error.h"

struct _DemainsDeviceList
{
  GObject parent_instance;

  DemainsDeviceType device_type;
  GPtrArray *devices;
  XdpPortal *portal;
  GCancellable *cancellable;

  /* In a sandbox: the only source that may be used. */
  GstDeviceProvider *provider;
  guint bus_watch;

  gboolean started;
  gboolean ready;
  GError *error;
};

enum
{
  PROP_READY = 1,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DemainsDeviceList, demains_device_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* "None" is an error of its own, said while it lasts. */
static void
update_error (DemainsDeviceList *self)
{
  gboolean camera = self->device_type == DEMAINS_DEVICE_CAMERA;
  DemainsMediaError absent = camera ? DEMAINS_MEDIA_ERROR_NO_CAMERA : DEMAINS_MEDIA_ERROR_NO_MICROPHONE;

  if (self->ready && self->devices->len == 0 && self->error == NULL)
    self->error = g_error_new (DEMAINS_MEDIA_ERROR, absent, "no %s is there", camera ? "camera" : "microphone");
  else if (self->devices->len > 0 && self->error != NULL)
    g_clear_error (&self->error);
  else
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
remove_at (DemainsDeviceList *self, guint index)
{
  g_autoptr (DemainsDevice) device = g_ptr_array_steal_index (self->devices, index);

  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
  demains_device_set_gone (device);
}

/* PipeWire and the system below it may both offer one device: PipeWire's is
 * kept, since others can use it at the same time. */
static gboolean
is_known (DemainsDeviceList *self, DemainsDevice *device)
{
  const char *path = demains_device_get_path (device);

  for (guint i = 0; i < self->devices->len; i++)
    {
      DemainsDevice *other = g_ptr_array_index (self->devices, i);
      gboolean same = g_str_equal (demains_device_get_id (other), demains_device_get_id (device))
                      || (path != NULL && g_strcmp0 (demains_device_get_path (other), path) == 0);

      if (!same)
        continue;
      if (demains_device_is_pipewire (other) || !demains_device_is_pipewire (device))
        return TRUE;
      remove_at (self, i--);
    }

  return FALSE;
}

static void
add_device (DemainsDeviceList *self, GstDevice *source)
{
  g_autoptr (DemainsDevice) device = NULL;

  if (!demains_device_is_usable (source, self->device_type))
    return;
  device = demains_device_new (source);
  if (is_known (self, device))
    return;

  g_ptr_array_add (self->devices, g_steal_pointer (&device));
  g_list_model_items_changed (G_LIST_MODEL (self), self->devices->len - 1, 0, 1);
  update_error (self);
}

static void
remove_device (DemainsDeviceList *self, GstDevice *source)
{
  for (guint i = 0; i < self->devices->len; i++)
    if (demains_device_get_device (g_ptr_array_index (self->devices, i)) == source)
      {
        remove_at (self, i);
        break;
      }
  update_error (self);
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  DemainsDeviceList *self = user_data;
  g_autoptr (GstDevice) device = NULL;

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_DEVICE_ADDED:
      gst_message_parse_device_added (message, &device);
      add_device (self, device);
      break;
    case GST_MESSAGE_DEVICE_REMOVED:
      gst_message_parse_device_removed (message, &device);
      remove_device (self, device);
      break;
    default:
      break;
    }

  return G_SOURCE_CONTINUE;
}

static void
become_ready (DemainsDeviceList *self, GError *error)
{
  self->ready = TRUE;
  if (error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  update_error (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
free_devices (gpointer devices)
{
  g_list_free_full (devices, gst_object_unref);
}

/* Starting waits for an answer. */
static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GList *devices = NULL;

  if (gst_device_provider_start (data))
    devices = gst_device_provider_get_devices (data);

  g_task_return_pointer (task, devices, free_devices);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (source);
  GList *devices = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      for (GList *item = devices; item != NULL; item = item->next)
        add_device (self, item->data);
      become_ready (self, NULL);
    }
  free_devices (devices);
}

static void
added_cb (DemainsDeviceWatch *watch, GstDevice *device, DemainsDeviceList *self)
{
  add_device (self, device);
}

static void
removed_cb (DemainsDeviceWatch *watch, GstDevice *device, DemainsDeviceList *self)
{
  remove_device (self, device);
}

static void
ready_cb (DemainsDeviceWatch *watch, DemainsDeviceList *self)
{
  become_ready (self, NULL);
}

static void
look_everywhere (DemainsDeviceList *self)
{
  DemainsDeviceWatch *watch = demains_device_watch_get ();
  GPtrArray *devices = demains_device_watch_get_devices (watch);

  g_signal_connect_object (watch, "added", G_CALLBACK (added_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (watch, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_DEFAULT);
  for (guint i = 0; i < devices->len; i++)
    add_device (self, g_ptr_array_index (devices, i));
  if (demains_device_watch_get_ready (watch))
    become_ready (self, NULL);
  else
    g_signal_connect_object (watch, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_DEFAULT);
}

static void
look_at_provider (DemainsDeviceList *self, const char *name, int descriptor)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_cb, NULL);
  g_autoptr (GstBus) bus = NULL;

  self->provider = gst_device_provider_factory_get_by_name (name);
  if (self->provider == NULL)
    {
      g_warning ("GStreamer has no %s", name);
      become_ready (self, NULL);
      return;
    }
  if (descriptor >= 0)
    g_object_set (self->provider, "fd", descriptor, NULL);
  bus = gst_device_provider_get_bus (self->provider);
  self->bus_watch = gst_bus_add_watch (bus, bus_cb, self);
  g_task_set_task_data (task, gst_object_ref (self->provider), gst_object_unref);
  g_task_run_in_thread (task, look_in_thread);
}

static void
access_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsDeviceList) self = user_data;
  g_autoptr (GError) error = NULL;
  int descriptor = -1;

  if (xdp_portal_access_camera_finish (XDP_PORTAL (source), result, &error))
    descriptor = xdp_portal_open_pipewire_remote_for_camera (XDP_PORTAL (source));
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (descriptor >= 0)
    look_at_provider (self, "pipewiredeviceprovider", descriptor);
  else if (xdp_portal_is_camera_present (XDP_PORTAL (source)))
    become_ready (self,
                  g_error_new (DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_REFUSED,
                               "the camera may not be used: %s", error != NULL ? error->message : "no connection"));
  else
    become_ready (self, NULL);
}

static GType
list_get_item_type (GListModel *model)
{
  return DEMAINS_TYPE_DEVICE;
}

static guint
list_get_n_items (GListModel *model)
{
  return DEMAINS_DEVICE_LIST (model)->devices->len;
}

static gpointer
list_get_item (GListModel *model, guint index)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (model);

  return index < self->devices->len ? g_object_ref (g_ptr_array_index (self->devices, index)) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = list_get_item_type;
  interface->get_n_items = list_get_n_items;
  interface->get_item = list_get_item;
}

static void
stop_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gst_device_provider_stop (data);
  g_task_return_boolean (task, TRUE);
}

static void
stop_looking (gpointer provider)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, provider, gst_object_unref);
  g_task_run_in_thread (task, stop_in_thread);
}

static void
demains_device_list_dispose (GObject *object)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->bus_watch, g_source_remove);
  g_clear_pointer (&self->provider, stop_looking);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (demains_device_list_parent_class)->dispose (object);
}

static void
demains_device_list_finalize (GObject *object)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (object);

  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (demains_device_list_parent_class)->finalize (object);
}

static void
demains_device_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (object);

  switch (id)
    {
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_device_list_class_init (DemainsDeviceListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = demains_device_list_dispose;
  object_class->finalize = demains_device_list_finalize;
  object_class->get_property = demains_device_list_get_property;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR]
    = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_device_list_init (DemainsDeviceList *self)
{
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/**
 * demains_device_list_new:
 * @device_type: cameras or microphones
 *
 * Returns: (transfer full): an empty list; see demains_device_list_start()
 */
DemainsDeviceList *
demains_device_list_new (DemainsDeviceType device_type)
{
  DemainsDeviceList *self = g_object_new (DEMAINS_TYPE_DEVICE_LIST, NULL);

  self->device_type = device_type;

  return self;
}

/**
 * demains_device_list_start:
 * @self: a device list
 *
 * Begins to look, and in a sandbox asks for permission. Returns at once; after a
 * refusal it may be called again.
 */
void
demains_device_list_start (DemainsDeviceList *self)
{
  gboolean refused = g_error_matches (self->error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_REFUSED);

  if (self->started && !refused)
    return;
  self->started = TRUE;

  if (!xdp_portal_running_under_sandbox ())
    {
      look_everywhere (self);
    }
  else if (self->device_type == DEMAINS_DEVICE_MICROPHONE)
    {
      look_at_provider (self, "pulsedeviceprovider", -1);
    }
  else
    {
      g_clear_object (&self->portal);
      self->portal = xdp_portal_new ();
      xdp_portal_access_camera (self->portal, NULL, XDP_CAMERA_FLAG_NONE, self->cancellable, access_cb,
                                g_object_ref (self));
    }
}

/**
 * demains_device_list_get_ready:
 * @self: a device list
 *
 * Returns: whether the first look is over
 */
gboolean
demains_device_list_get_ready (DemainsDeviceList *self)
{
  return self->ready;
}

/**
 * demains_device_list_get_error:
 * @self: a device list
 *
 * Returns: (transfer none) (nullable): why the list is empty
 */
const GError *
demains_device_list_get_error (DemainsDeviceList *self)
{
  return self->error;
}

/**
 * demains_device_list_find:
 * @self: a device list
 * @id: of a device
 *
 * Returns: (transfer none) (nullable): that device, if it is there
 */
DemainsDevice *
demains_device_list_find (DemainsDeviceList *self, const char *id)
{
  for (guint i = 0; i < self->devices->len; i++)
    if (g_strcmp0 (demains_device_get_id (g_ptr_array_index (self->devices, i)), id) == 0)
      return g_ptr_array_index (self->devices, i);

  return NULL;
}
