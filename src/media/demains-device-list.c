/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <libportal/portal.h>
#include <unistd.h>

#include "demains-device-absence.h"
#include "demains-device-numbers.h"
#include "demains-device-private.h"
#include "demains-device-watch.h"
#include "demains-media-error.h"

/* How often is looked whether PipeWire is back. */
#define RETRY_SECONDS 2

/* Systems start a sound service again sooner, and then nothing was lost. PulseAudio also ends the
 * connection of who says nothing for a minute. */
#define LOST_SECONDS 3

struct _DemainsDeviceList
{
  GObject parent_instance;

  DemainsDeviceType device_type;
  GPtrArray *devices;
  XdpPortal *portal;
  GCancellable *cancellable;

  /* In a sandbox: the only source that may be used, and the connection to PipeWire
   * that the portal lends. */
  GstDeviceProvider *provider;
  guint bus_watch;
  int descriptor;
  guint end_watch;
  guint retry;
  DemainsDeviceService *sound;

  gboolean started;
  gboolean looking;
  gboolean look_again;
  gboolean listing;
  gboolean looked;
  gboolean explaining;
  gboolean stale;
  gboolean ready;
  DemainsServiceState service;
  GError *refusal;
  GError *error;
};

/* What is known when it is asked why there is none. */
typedef struct
{
  DemainsDeviceType device_type;
  const char *provider;
  DemainsServiceState service;
} Absence;

enum
{
  PROP_READY = 1,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void ask_portal (DemainsDeviceList *self);
static void look_at_provider (DemainsDeviceList *self);
static void update_error (DemainsDeviceList *self);
static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DemainsDeviceList, demains_device_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* What lists the devices, here or in a sandbox. */
static const char *
get_provider (DemainsDeviceList *self)
{
  gboolean pulse = self->device_type == DEMAINS_DEVICE_MICROPHONE && xdp_portal_running_under_sandbox ();

  return pulse ? "pulsedeviceprovider" : "pipewiredeviceprovider";
}

/* The first look is over when it is known what is there, or why nothing is. */
static void
take_error (DemainsDeviceList *self, GError *error)
{
  g_autoptr (GError) old = g_steal_pointer (&self->error);

  self->error = error;
  if ((old == NULL) != (error == NULL) || (old != NULL && old->code != error->code))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (self->ready || !self->looked)
    return;
  self->ready = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
explain_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Absence *absence = data;

  g_task_return_pointer (task,
                         demains_device_absence_explain (absence->device_type, absence->provider, absence->service),
                         (GDestroyNotify)g_error_free);
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (source);
  g_autoptr (GError) error = g_task_propagate_pointer (G_TASK (result), NULL);

  self->explaining = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->stale)
    update_error (self);
  else
    take_error (self, g_steal_pointer (&error));
}

static void
explain (DemainsDeviceList *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, explained_cb, NULL);
  Absence *absence = g_new0 (Absence, 1);

  *absence = (Absence){ self->device_type, get_provider (self), self->service };
  self->explaining = TRUE;
  g_task_set_task_data (task, absence, g_free);
  g_task_run_in_thread (task, explain_in_thread);
}

/* "None" is an error of its own, said while it lasts, with its reason. */
static void
update_error (DemainsDeviceList *self)
{
  self->stale = self->explaining;
  if (!self->looked || self->devices->len > 0)
    take_error (self, NULL);
  else if (self->refusal != NULL)
    take_error (self, g_error_copy (self->refusal));
  else if (self->service == DEMAINS_SERVICE_STOPPED)
    take_error (self, demains_device_absence_explain (self->device_type, get_provider (self), self->service));
  else if (!self->explaining)
    explain (self);
}

static void
remove_at (DemainsDeviceList *self, guint index)
{
  g_autoptr (DemainsDevice) device = g_ptr_array_steal_index (self->devices, index);
  int other = demains_device_numbers_drop (self->devices, device);

  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
  if (other >= 0)
    g_list_model_items_changed (G_LIST_MODEL (self), other, 1, 1);
  demains_device_set_gone (device, self->service == DEMAINS_SERVICE_STOPPED);
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
  int other;

  if (!demains_device_is_usable (source, self->device_type))
    return;
  device = demains_device_new (source);
  if (is_known (self, device))
    return;

  other = demains_device_numbers_give (self->devices, device);
  if (other >= 0)
    g_list_model_items_changed (G_LIST_MODEL (self), other, 1, 1);
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
become_ready (DemainsDeviceList *self, GError *refusal)
{
  g_clear_error (&self->refusal);
  self->refusal = refusal;
  self->looked = TRUE;
  update_error (self);
}

/* Starting waits for an answer. */
static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, gst_device_provider_start (data));
}

/* What was started with a PipeWire that is gone does not find the new one. */
static void
look_anew_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gst_device_provider_stop (data);
  look_in_thread (task, source, data, cancellable);
}

static gboolean
is_among (DemainsDevice *device, GList *sources)
{
  for (GList *item = sources; item != NULL; item = item->next)
    if (demains_device_get_device (device) == item->data)
      return TRUE;

  return FALSE;
}

/* Who could not use it any more can again. */
static void
renew (DemainsDeviceList *self, DemainsDevice *device, GstDevice *source)
{
  guint index;

  demains_device_renew (device, source);
  if (g_ptr_array_find (self->devices, device, &index))
    g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 1);
}

/* What was there before stays the same device, which may be in use. */
static void
take_all (DemainsDeviceList *self, GList *sources)
{
  for (GList *item = sources; item != NULL; item = item->next)
    {
      g_autoptr (DemainsDevice) device = demains_device_new (item->data);
      DemainsDevice *known = demains_device_list_find (self, demains_device_get_id (device));

      if (known == NULL)
        add_device (self, item->data);
      else if (demains_device_is_usable (item->data, self->device_type) && !is_among (known, sources))
        renew (self, known, item->data);
    }
  for (guint i = self->devices->len; i-- > 0;)
    if (!is_among (g_ptr_array_index (self->devices, i), sources))
      remove_at (self, i);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (source);
  GList *sources = NULL;

  self->looking = FALSE;
  self->listing = g_task_propagate_boolean (G_TASK (result), NULL);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->look_again)
    {
      look_at_provider (self);
      return;
    }
  if (self->service == DEMAINS_SERVICE_STOPPED)
    return;
  if (self->listing)
    sources = gst_device_provider_get_devices (self->provider);
  take_all (self, sources);
  g_list_free_full (sources, gst_object_unref);
  become_ready (self, NULL);
}

static void
added_cb (DemainsDeviceWatch *watch, GstDevice *device, DemainsDeviceList *self)
{
  add_device (self, device);
}

static void
removed_cb (DemainsDeviceWatch *watch, GstDevice *device, DemainsDeviceList *self)
{
  self->service = demains_device_watch_get_service (watch);
  remove_device (self, device);
}

static void
ready_cb (DemainsDeviceWatch *watch, DemainsDeviceList *self)
{
  self->service = demains_device_watch_get_service (watch);
  become_ready (self, NULL);
}

static void
service_cb (DemainsDeviceWatch *watch, DemainsDeviceList *self)
{
  self->service = demains_device_watch_get_service (watch);
  update_error (self);
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
  g_signal_connect_object (watch, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (watch, "service", G_CALLBACK (service_cb), self, G_CONNECT_DEFAULT);
  if (demains_device_watch_get_ready (watch))
    ready_cb (watch, self);
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
close_connection (DemainsDeviceList *self)
{
  g_clear_handle_id (&self->end_watch, g_source_remove);
  if (self->descriptor >= 0)
    close (self->descriptor);
  self->descriptor = -1;
}

static gboolean
make_provider (DemainsDeviceList *self)
{
  g_autoptr (GstBus) bus = NULL;

  if (self->provider != NULL)
    return TRUE;
  self->provider = gst_device_provider_factory_get_by_name (get_provider (self));
  if (self->provider == NULL)
    return FALSE;
  bus = gst_device_provider_get_bus (self->provider);
  self->bus_watch = gst_bus_add_watch (bus, bus_cb, self);

  return TRUE;
}

static void
look_at_provider (DemainsDeviceList *self)
{
  g_autoptr (GTask) task = NULL;

  self->look_again = self->looking;
  if (self->looking)
    return;
  if (!make_provider (self))
    {
      become_ready (self, NULL);
      return;
    }
  if (self->descriptor >= 0)
    g_object_set (self->provider, "fd", self->descriptor, NULL);
  task = g_task_new (self, NULL, looked_cb, NULL);
  self->looking = TRUE;
  g_task_set_task_data (task, gst_object_ref (self->provider), gst_object_unref);
  g_task_run_in_thread (task, self->listing ? look_anew_in_thread : look_in_thread);
}

static void
retry_cb (gpointer user_data)
{
  DemainsDeviceList *self = user_data;

  self->retry = 0;
  ask_portal (self);
}

/* The provider is stopped only when the service is back: until GStreamer has been told of the end,
 * one that was stopped would make it crash. */
static void
lose_all (DemainsDeviceList *self)
{
  self->service = DEMAINS_SERVICE_STOPPED;
  while (self->devices->len > 0)
    remove_at (self, self->devices->len - 1);
  become_ready (self, NULL);
}

/* PipeWire is not there, or is not any more: it comes back by itself, and the permission holds. */
static void
lose_service (DemainsDeviceList *self)
{
  lose_all (self);
  if (self->retry == 0)
    self->retry = g_timeout_add_seconds_once (RETRY_SECONDS, retry_cb, self);
}

static gboolean
end_cb (int descriptor, GIOCondition condition, gpointer user_data)
{
  DemainsDeviceList *self = user_data;

  self->end_watch = 0;
  lose_service (self);

  return G_SOURCE_REMOVE;
}

/* GStreamer does not say that PipeWire stopped, but the connection to it ends then. */
static void
use_connection (DemainsDeviceList *self, int descriptor)
{
  close_connection (self);
  self->descriptor = descriptor;
  self->end_watch = g_unix_fd_add (descriptor, G_IO_HUP | G_IO_ERR, end_cb, self);
  self->service = DEMAINS_SERVICE_RUNS;
  look_at_provider (self);
}

static void
lost_cb (gpointer user_data)
{
  DemainsDeviceList *self = user_data;

  self->retry = 0;
  lose_all (self);
}

/* Nor does it say that the sound service of a sandbox stopped: its list would stay as it was for ever. */
static void
sound_cb (DemainsDeviceService *sound, DemainsDeviceList *self)
{
  DemainsServiceState state = demains_device_service_get_state (sound);

  g_clear_handle_id (&self->retry, g_source_remove);
  if (state == DEMAINS_SERVICE_STOPPED)
    {
      self->retry = g_timeout_add_seconds_once (LOST_SECONDS, lost_cb, self);
      return;
    }
  self->service = state;
  look_at_provider (self);
}

static void
watch_sound (DemainsDeviceList *self)
{
  self->sound = demains_device_service_new (DEMAINS_SERVICE_SOUND);
  g_signal_connect_object (self->sound, "changed", G_CALLBACK (sound_cb), self, G_CONNECT_DEFAULT);
}

static void
access_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsDeviceList) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean allowed = xdp_portal_access_camera_finish (XDP_PORTAL (source), result, &error);
  int descriptor = allowed ? xdp_portal_open_pipewire_remote_for_camera (XDP_PORTAL (source)) : -1;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      if (descriptor >= 0)
        close (descriptor);
      return;
    }

  if (!allowed)
    become_ready (self, demains_device_absence_explain_refusal (XDP_PORTAL (source), error));
  else if (descriptor >= 0)
    use_connection (self, descriptor);
  else
    lose_service (self);
}

static void
ask_portal (DemainsDeviceList *self)
{
  g_clear_object (&self->portal);
  self->portal = xdp_portal_new ();
  xdp_portal_access_camera (self->portal, NULL, XDP_CAMERA_FLAG_NONE, self->cancellable, access_cb,
                            g_object_ref (self));
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
demains_device_list_dispose (GObject *object)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_handle_id (&self->bus_watch, g_source_remove);
  if (self->listing)
    g_clear_pointer (&self->provider, stop_looking);
  gst_clear_object (&self->provider);
  g_clear_object (&self->sound);
  close_connection (self);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (demains_device_list_parent_class)->dispose (object);
}

static void
demains_device_list_finalize (GObject *object)
{
  DemainsDeviceList *self = DEMAINS_DEVICE_LIST (object);

  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->refusal);
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
  self->descriptor = -1;
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
  if (self->started && self->refusal == NULL)
    return;
  self->started = TRUE;

  if (!xdp_portal_running_under_sandbox ())
    look_everywhere (self);
  else if (self->device_type == DEMAINS_DEVICE_MICROPHONE)
    watch_sound (self);
  else
    ask_portal (self);
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
