/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-device-absence.h"

#include "demains-capture-error.h"

/* What the kernel calls them: /dev/video0, and /dev/snd/pcmC0D0c, "c" as in capture. */
static gboolean
kernel_has (DemainsDeviceType device_type)
{
  gboolean camera = device_type == DEMAINS_DEVICE_CAMERA;
  g_autoptr (GDir) folder = g_dir_open (camera ? "/dev" : "/dev/snd", 0, NULL);
  const char *name = folder != NULL ? g_dir_read_name (folder) : NULL;

  for (; name != NULL; name = g_dir_read_name (folder))
    if (camera ? g_str_has_prefix (name, "video") : g_str_has_prefix (name, "pcm") && g_str_has_suffix (name, "c"))
      return TRUE;

  return FALSE;
}

static gboolean
has_provider (const char *name)
{
  g_autoptr (GstDeviceProviderFactory) factory = gst_device_provider_factory_find (name);

  return factory != NULL;
}

/*
 * demains_device_absence_explain:
 * @device_type: cameras or microphones
 * @provider: the part of GStreamer that lists them
 * @service: whether PipeWire runs
 *
 * Returns: (transfer full): why none is listed
 */
GError *
demains_device_absence_explain (DemainsDeviceType device_type, const char *provider, DemainsServiceState service)
{
  if (!has_provider (provider))
    return demains_capture_error_new (device_type, DEMAINS_CAUSE_PLUGIN, "%s", provider);
  if (service == DEMAINS_SERVICE_STOPPED || (service == DEMAINS_SERVICE_ABSENT && kernel_has (device_type)))
    return demains_capture_error_new (device_type, DEMAINS_CAUSE_SERVICE, "PipeWire does not run");

  return demains_capture_error_new (device_type, DEMAINS_CAUSE_ABSENT, "no %s is there",
                                    device_type == DEMAINS_DEVICE_CAMERA ? "camera" : "microphone");
}
