/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-device-private.h"

#include <string.h>

#include <gst/base/base.h>

#include "demains-device-name.h"
#include "demains-device-service.h"

struct _DemainsDevice
{
  GObject parent_instance;

  GstDevice *device;
  char *id;
  char *name;
  char *path;
  DemainsDeviceType device_type;
  DemainsDevicePlace place;
  char *part;
  guint number;
  gboolean pipewire;
  gboolean gone;
  gboolean lost;
};

enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_GONE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsDevice, demains_device, G_TYPE_OBJECT)

/* The first of some properties that the device has. */
static char *
dup_first (GstStructure *facts, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *value = gst_structure_get_string (facts, names[i]);

      if (value != NULL && *value != '\0')
        return g_strdup (value);
    }

  return NULL;
}

/* A camera for faces in the dark gives grey pictures only. */
static gboolean
is_infrared (GstDevice *device)
{
  g_autoptr (GstCaps) caps = gst_device_get_caps (device);
  g_autoptr (GstCaps) grey = gst_caps_from_string ("video/x-raw,format={GRAY8,GRAY16_LE,GRAY16_BE}");
  g_autofree char *name = gst_device_get_display_name (device);

  if (strstr (name, "Infrared") != NULL || strstr (name, "IR Camera") != NULL || g_str_has_suffix (name, " IR"))
    return TRUE;

  return caps != NULL && !gst_caps_is_any (caps) && !gst_caps_is_empty (caps) && gst_caps_is_subset (caps, grey);
}

/* What a loudspeaker plays is no microphone. */
static gboolean
is_loopback (GstDevice *device)
{
  g_autoptr (GstStructure) facts = gst_device_get_properties (device);
  const char *class = facts != NULL ? gst_structure_get_string (facts, "device.class") : NULL;
  const char *node = facts != NULL ? gst_structure_get_string (facts, "node.name") : NULL;

  return g_strcmp0 (class, "monitor") == 0 || (node != NULL && g_str_has_suffix (node, ".monitor"));
}

gboolean
demains_device_is_usable (GstDevice *device, DemainsDeviceType device_type)
{
  if (device_type == DEMAINS_DEVICE_CAMERA)
    return gst_device_has_classes (device, "Video/Source") && !is_infrared (device);

  return gst_device_has_classes (device, "Audio/Source") && !is_loopback (device);
}

DemainsDevice *
demains_device_new (GstDevice *device)
{
  static const char *const IDS[] = { "node.name", "device.path", "api.v4l2.path", "device.bus_path", NULL };
  static const char *const PATHS[] = { "api.v4l2.path", "device.path", "api.alsa.path", NULL };
  static const char *const NODES[] = { "object.serial", NULL };
  DemainsDevice *self = g_object_new (DEMAINS_TYPE_DEVICE, NULL);
  g_autoptr (GstStructure) known = gst_device_get_properties (device);
  g_autoptr (GstStructure) facts = known != NULL ? g_steal_pointer (&known) : gst_structure_new_empty ("nothing");
  g_autofree char *display_name = gst_device_get_display_name (device);
  g_autofree char *node = dup_first (facts, NODES);

  self->device = gst_object_ref (device);
  self->device_type
    = gst_device_has_classes (device, "Audio/Source") ? DEMAINS_DEVICE_MICROPHONE : DEMAINS_DEVICE_CAMERA;
  /* It is kept in settings: no name that is made more telling one day may change it. */
  self->id = dup_first (facts, IDS);
  if (self->id == NULL)
    self->id = g_strdup (display_name);
  self->name = demains_device_name_make (facts, display_name);
  self->place = demains_device_name_find_place (facts, self->device_type);
  self->part = demains_device_name_find_part (facts);
  self->path = dup_first (facts, PATHS);
  self->pipewire = node != NULL;

  return self;
}

GstDevice *
demains_device_get_device (DemainsDevice *self)
{
  return self->device;
}

/* Where it is in the system, to see that two sources speak of one device. */
const char *
demains_device_get_path (DemainsDevice *self)
{
  return self->path;
}

gboolean
demains_device_is_pipewire (DemainsDevice *self)
{
  return self->pipewire;
}

/* @lost: with the service that gave it, and not unplugged */
void
demains_device_set_gone (DemainsDevice *self, gboolean lost)
{
  if (self->gone)
    return;
  self->gone = TRUE;
  self->lost = lost;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GONE]);
}

gboolean
demains_device_get_lost (DemainsDevice *self)
{
  return self->lost;
}

/* The same device, as it was listed once more. */
void
demains_device_renew (DemainsDevice *self, GstDevice *device)
{
  gst_object_replace ((GstObject **)&self->device, GST_OBJECT (device));
}

/* Whether people would read the same of both. */
gboolean
demains_device_is_namesake (DemainsDevice *self, DemainsDevice *other)
{
  if (self->place != other->place)
    return FALSE;
  if (self->place == DEMAINS_PLACE_UNKNOWN)
    return g_str_equal (self->name, other->name);

  return self->place != DEMAINS_PLACE_COMPUTER || g_str_equal (self->part, other->part);
}

void
demains_device_set_number (DemainsDevice *self, guint number)
{
  self->number = number;
}

static void
demains_device_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsDevice *self = DEMAINS_DEVICE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_GONE:
      g_value_set_boolean (value, self->gone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_device_finalize (GObject *object)
{
  DemainsDevice *self = DEMAINS_DEVICE (object);

  gst_clear_object (&self->device);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->part, g_free);

  G_OBJECT_CLASS (demains_device_parent_class)->finalize (object);
}

static void
demains_device_class_init (DemainsDeviceClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = demains_device_get_property;
  object_class->finalize = demains_device_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_GONE] = g_param_spec_boolean ("gone", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_device_init (DemainsDevice *self)
{
}

/**
 * demains_device_get_id:
 * @self: a device
 *
 * Returns: (transfer none): what it is known by from one run to the next
 */
const char *
demains_device_get_id (DemainsDevice *self)
{
  return self->id;
}

/**
 * demains_device_get_name:
 * @self: a device
 *
 * Returns: (transfer none): what its maker calls it, empty where nothing is known of that
 */
const char *
demains_device_get_name (DemainsDevice *self)
{
  return self->name;
}

/**
 * demains_device_get_device_type:
 * @self: a device
 *
 * Returns: whether it sees or hears
 */
DemainsDeviceType
demains_device_get_device_type (DemainsDevice *self)
{
  return self->device_type;
}

/**
 * demains_device_get_place:
 * @self: a device
 *
 * Returns: where it is, if that says more than its name
 */
DemainsDevicePlace
demains_device_get_place (DemainsDevice *self)
{
  return self->place;
}

/**
 * demains_device_get_part:
 * @self: a microphone of the computer
 *
 * Returns: (transfer none): which one of them it is, as its card says; empty where
 *     that says nothing
 */
const char *
demains_device_get_part (DemainsDevice *self)
{
  return self->part;
}

/**
 * demains_device_get_number:
 * @self: a device
 *
 * Returns: from 1, what tells it from another one of the same name; 0 without such
 */
guint
demains_device_get_number (DemainsDevice *self)
{
  return self->number;
}

/**
 * demains_device_get_gone:
 * @self: a device
 *
 * Returns: whether it has been unplugged since it was listed
 */
gboolean
demains_device_get_gone (DemainsDevice *self)
{
  return self->gone;
}

/* PipeWire 1.4 makes a sink for sources that are virtual, such as a microphone
 * whose noise is taken off: a source for the same node is made in its place. */
static GstElement *
replace_sink (GstElement *sink)
{
  g_autoptr (GstElement) wrong = g_object_ref_sink (sink);
  GstElement *source = gst_element_factory_make ("pipewiresrc", NULL);
  g_autofree char *target = NULL;
  int descriptor = -1;

  if (source == NULL || g_object_class_find_property (G_OBJECT_GET_CLASS (wrong), "target-object") == NULL)
    {
      g_clear_pointer (&source, gst_object_unref);
      return NULL;
    }
  g_object_get (wrong, "target-object", &target, "fd", &descriptor, NULL);
  g_object_set (source, "target-object", target, "fd", descriptor, NULL);

  return source;
}

/* GstBaseSrc makes all that a live source gives as much later as the first of it was late,
 * which is by chance and not the same for a camera and a microphone, unless the class knows
 * of no times to wait for. Nothing else in this process uses the class. */
static void
keep_stamps (GstElement *source)
{
  GST_BASE_SRC_GET_CLASS (source)->get_times = NULL;
}

/* PipeWire before 1.4.8 takes a piece of memory for another one that its connection has mapped, and then ends the
 * program: 9 times of 40 where microphones were changed and a take began at once, and in none of 36 where each source
 * had a connection of its own. One from the portal of cameras is the only one that there may be, and stays. */
static void
connect_apart (GstElement *source)
{
  GSocket *own;
  int descriptor;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (source), "fd") == NULL)
    return;
  g_object_get (source, "fd", &descriptor, NULL);
  own = descriptor < 0 ? demains_device_service_connect (DEMAINS_SERVICE_PIPEWIRE) : NULL;
  if (own == NULL)
    return;
  g_object_set (source, "fd", g_socket_get_fd (own), NULL);
  /* PipeWire opens it a second time, and knows it by its number as long as the source is there. */
  g_object_set_data_full (G_OBJECT (source), "demains-own-connection", own, g_object_unref);
}

/**
 * demains_device_create_source:
 * @self: a device
 *
 * Returns: (transfer floating) (nullable): an element that gives what it sees
 *     or hears, with PipeWire's own times
 */
GstElement *
demains_device_create_source (DemainsDevice *self)
{
  GstElement *source = gst_device_create_element (self->device, NULL);

  if (source != NULL && source->numsrcpads == 0)
    source = replace_sink (source);

  /* A source that is gone is gone: no other one takes its place unasked. */
  if (source != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (source), "stream-properties") != NULL)
    {
      g_autoptr (GstStructure) wishes
        = gst_structure_new ("properties", "node.dont-reconnect", G_TYPE_STRING, "true", "node.dont-fallback",
                             G_TYPE_STRING, "true", "media.role", G_TYPE_STRING, "Camera", NULL);

      if (gst_device_has_classes (self->device, "Audio/Source"))
        gst_structure_set (wishes, "media.role", G_TYPE_STRING, "Production", NULL);
      g_object_set (source, "stream-properties", wishes, NULL);
    }
  if (source != NULL && self->pipewire)
    {
      keep_stamps (source);
      connect_apart (source);
    }

  return source;
}
