/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

static char *
name_microphone (const char *part)
{
  if (*part == '\0')
    return g_strdup (_ ("Computer’s microphone"));

  /* Translators: %s is which one it is, as its maker says, such as “Digital Microphone”. */
  return g_strdup_printf (_ ("Computer’s microphone (%s)"), part);
}

static char *
name_alone (DemainsDevice *device)
{
  const char *name = demains_device_get_name (device);

  switch (demains_device_get_place (device))
    {
    case DEMAINS_PLACE_COMPUTER:
      return name_microphone (demains_device_get_part (device));
    case DEMAINS_PLACE_FRONT:
      return g_strdup (_ ("Front camera"));
    case DEMAINS_PLACE_BACK:
      return g_strdup (_ ("Back camera"));
    case DEMAINS_PLACE_UNKNOWN:
    default:
      if (*name != '\0')
        return g_strdup (name);
      return g_strdup (demains_device_get_device_type (device) == DEMAINS_DEVICE_CAMERA ? _ ("Camera")
                                                                                        : _ ("Microphone"));
    }
}

/**
 * demains_device_to_text:
 * @device: a camera or a microphone
 *
 * Returns: (transfer full): its name as people say it, with a number where another
 *     one has the same: "HD Webcam 2"
 */
char *
demains_device_to_text (DemainsDevice *device)
{
  g_autofree char *name = name_alone (device);
  guint number = demains_device_get_number (device);

  return number > 0 ? g_strdup_printf ("%s %u", name, number) : g_steal_pointer (&name);
}
