/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-device-absence.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "demains-capture-error.h"
#include "demains-media-error.h"

typedef enum
{
  KERNEL_HAS_NONE,
  KERNEL_HAS_BARRED,
  KERNEL_HAS_SOME,
} Kernel;

/* What the kernel calls them: /dev/video0, and /dev/snd/pcmC0D0c, "c" as in capture. */
static gboolean
is_of (const char *name, DemainsDeviceType device_type)
{
  if (device_type == DEMAINS_DEVICE_CAMERA)
    return g_str_has_prefix (name, "video");

  return g_str_has_prefix (name, "pcm") && g_str_has_suffix (name, "c");
}

/* They are not opened, which would wake a camera: its rights say as much. */
static Kernel
look_at_kernel (DemainsDeviceType device_type)
{
  const char *path = device_type == DEMAINS_DEVICE_CAMERA ? "/dev" : "/dev/snd";
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = folder != NULL ? g_dir_read_name (folder) : NULL;
  Kernel found = KERNEL_HAS_NONE;

  for (; name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *device = g_build_filename (path, name, NULL);

      if (!is_of (name, device_type))
        continue;
      if (faccessat (AT_FDCWD, device, R_OK | W_OK, AT_EACCESS) == 0)
        return KERNEL_HAS_SOME;
      if (errno == EACCES || errno == EPERM)
        found = KERNEL_HAS_BARRED;
    }

  return found;
}

static gboolean
has_provider (const char *name)
{
  g_autoptr (GstDeviceProviderFactory) factory = gst_device_provider_factory_find (name);

  return factory != NULL;
}

static gboolean
is_no_portal (const GError *error)
{
  static const int CODES[]
    = { G_DBUS_ERROR_SERVICE_UNKNOWN,   G_DBUS_ERROR_NAME_HAS_NO_OWNER,      G_DBUS_ERROR_UNKNOWN_METHOD,
        G_DBUS_ERROR_UNKNOWN_INTERFACE, G_DBUS_ERROR_UNKNOWN_OBJECT,         G_DBUS_ERROR_SPAWN_CHILD_EXITED,
        G_DBUS_ERROR_SPAWN_EXEC_FAILED, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND };

  for (gsize i = 0; i < G_N_ELEMENTS (CODES); i++)
    if (g_error_matches (error, G_DBUS_ERROR, CODES[i]))
      return TRUE;

  return FALSE;
}

/*
 * demains_device_absence_explain:
 * @device_type: cameras or microphones
 * @provider: the part of GStreamer that lists them
 * @service: whether PipeWire runs
 *
 * May be called in any thread, and in the main one only where @service stopped: then
 * nothing is looked for.
 *
 * Returns: (transfer full): why none is listed
 */
GError *
demains_device_absence_explain (DemainsDeviceType device_type, const char *provider, DemainsServiceState service)
{
  Kernel kernel;

  if (!has_provider (provider))
    return demains_capture_error_new (device_type, DEMAINS_CAUSE_PLUGIN, "%s", provider);
  kernel = service != DEMAINS_SERVICE_STOPPED ? look_at_kernel (device_type) : KERNEL_HAS_NONE;
  if (service == DEMAINS_SERVICE_STOPPED || (service == DEMAINS_SERVICE_ABSENT && kernel != KERNEL_HAS_NONE))
    return demains_capture_error_new (device_type, DEMAINS_CAUSE_SERVICE, "PipeWire does not run");
  if (kernel == KERNEL_HAS_BARRED)
    return demains_capture_error_new (device_type, DEMAINS_CAUSE_RIGHTS, "none may be opened");

  return demains_capture_error_new (device_type, DEMAINS_CAUSE_ABSENT, "no %s is there",
                                    device_type == DEMAINS_DEVICE_CAMERA ? "camera" : "microphone");
}

/*
 * demains_device_absence_explain_refusal:
 * @portal: the camera portal
 * @error: what it said when it was asked for cameras
 *
 * Returns: (transfer full) (nullable): why they may not be used, %NULL where there is none
 */
GError *
demains_device_absence_explain_refusal (XdpPortal *portal, const GError *error)
{
  if (is_no_portal (error))
    return g_error_new (DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_PORTAL, "no camera portal: %s", error->message);
  if (!xdp_portal_is_camera_present (portal))
    return NULL;

  return g_error_new (DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_REFUSED, "the camera may not be used: %s",
                      error->message);
}
