/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-device-name.h"

#include <string.h>

/* What stands behind a name for technicians: by which part of the system it was found (WirePlumber),
 * and the numbers of maker and product, which the kernel gives to a camera without a name. */
#define TAIL "\\s*\\((?:v4l2|libcamera|[[:xdigit:]]{4}[: ][[:xdigit:]]{4})\\)$"

/* What is no name: "alsa_input.pci-0000_00_1f.3", "unknown", "v4l2-device", a place of the firmware such
 * as "\_SB_.PC00.LNK1" or "/base/soc/i2c0mux", and "UVC Camera (046d:0825)". */
#define NO_NAME                                                                                                        \
  "^(?:\\S+_(?:input|device|card)\\..*|unknown(?: device)?|(?:v4l2|libcamera|bluetooth)-device|[\\\\/].*"              \
  "|uvc camera(?: \\([[:xdigit:]]{4}[: ][[:xdigit:]]{4}\\).*)?)$"

/* The plain layouts of a card's channels (PipeWire's profile sets); others are named by the
 * card's maker, and tell its microphones apart. */
static const char *const LAYOUTS[]
  = { "analog-", "mono-", "stereo-", "iec958-", "multichannel-", "input:", "pro-", "unknown-" };

static gboolean
matches (const char *pattern, const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_CASELESS, 0);
}

static char *
replace (const char *text, const char *pattern, const char *by)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, by, 0, NULL);
}

static gboolean
begins (const char *text, const char *start)
{
  return g_ascii_strncasecmp (text, start, strlen (start)) == 0;
}

/* A camera of USB is called "product: interface", cut at 31 letters, and the two are often one.
 * WirePlumber makes a space of the colon. */
static char *
undouble (const char *name)
{
  g_autoptr (GRegex) regex = g_regex_new (":\\s*|\\s{2,}", 0, 0, NULL);
  g_auto (GStrv) halves = g_regex_split_full (regex, name, -1, 0, 0, 2, NULL);

  if (g_strv_length (halves) < 2 || *halves[0] == '\0' || begins (halves[0], halves[1]))
    return g_strdup (halves[0] != NULL && *halves[0] != '\0' ? halves[0] : name);
  if (begins (halves[1], halves[0]))
    return g_strdup (halves[1]);

  return g_strdup_printf ("%s: %s", halves[0], halves[1]);
}

/* The plain layout of the sound's channels, which no one needs to know. */
static gboolean
is_layout (const char *profile)
{
  for (gsize i = 0; profile != NULL && i < G_N_ELEMENTS (LAYOUTS); i++)
    if (g_str_has_prefix (profile, LAYOUTS[i]))
      return TRUE;

  return FALSE;
}

static char *
drop_layout (const char *name, const GstStructure *facts)
{
  const char *layout = gst_structure_get_string (facts, "device.profile.description");

  if (layout != NULL && *layout != '\0' && is_layout (gst_structure_get_string (facts, "device.profile.name"))
      && g_str_has_suffix (name, layout))
    return g_strndup (name, strlen (name) - strlen (layout));

  return g_strdup (name);
}

/*
 * demains_device_name_clean:
 * @name: what the system calls a camera or a microphone
 *
 * Returns: (transfer full): it without what only technicians need, such as "(V4L2)";
 *     empty where that is all
 */
char *
demains_device_name_clean (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *cut = replace (g_strstrip (valid), TAIL, "");
  g_autofree char *spaced = replace (cut, "_", " ");
  g_autofree char *single = undouble (g_strstrip (spaced));

  return g_strstrip (replace (single, "\\s+", " "));
}

/*
 * demains_device_name_make:
 * @facts: what PipeWire says of a device
 * @display_name: what GStreamer calls it
 *
 * Returns: (transfer full): what its maker calls it, or is known of it; empty where that is nothing
 */
char *
demains_device_name_make (const GstStructure *facts, const char *display_name)
{
  const char *names[] = {
    gst_structure_get_string (facts, "node.description"),    display_name,
    gst_structure_get_string (facts, "node.nick"),           gst_structure_get_string (facts, "device.description"),
    gst_structure_get_string (facts, "device.product.name"), gst_structure_get_string (facts, "api.v4l2.cap.card"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *plain = names[i] != NULL ? drop_layout (names[i], facts) : NULL;
      g_autofree char *clean = NULL;

      if (plain == NULL || matches (NO_NAME, g_strstrip (plain)))
        continue;
      clean = demains_device_name_clean (plain);
      if (*clean != '\0')
        return g_steal_pointer (&clean);
    }

  return g_strdup ("");
}

/*
 * demains_device_name_find_place:
 * @facts: what PipeWire says of a device
 * @device_type: what it is
 *
 * A card that is part of the computer is known by its form factor, which only some listings
 * have, or by where it is: no one plugs it in. Which of its sockets is heard changes by
 * itself; so it is the computer's, and not the one that is built in.
 *
 * Returns: where it is, if that says more than its name
 */
DemainsDevicePlace
demains_device_name_find_place (const GstStructure *facts, DemainsDeviceType device_type)
{
  const char *location = gst_structure_get_string (facts, "api.libcamera.location");
  const char *form = gst_structure_get_string (facts, "device.form-factor");
  const char *node = gst_structure_get_string (facts, "node.name");

  if (form == NULL)
    form = gst_structure_get_string (facts, "device.form_factor");
  if (device_type == DEMAINS_DEVICE_CAMERA)
    return g_strcmp0 (location, "front") == 0  ? DEMAINS_PLACE_FRONT
           : g_strcmp0 (location, "back") == 0 ? DEMAINS_PLACE_BACK
                                               : DEMAINS_PLACE_UNKNOWN;
  if (form != NULL
        ? g_str_equal (form, "internal")
        : node != NULL
            && (g_str_has_prefix (node, "alsa_input.pci-") || g_str_has_prefix (node, "alsa_input.platform-")))
    return DEMAINS_PLACE_COMPUTER;

  return DEMAINS_PLACE_UNKNOWN;
}

/*
 * demains_device_name_find_part:
 * @facts: what PipeWire says of a microphone of the computer
 *
 * Returns: (transfer full): which of several it is, empty where its card says nothing of that
 */
char *
demains_device_name_find_part (const GstStructure *facts)
{
  const char *part = gst_structure_get_string (facts, "device.profile.description");
  const char *profile = gst_structure_get_string (facts, "device.profile.name");

  return part != NULL && profile != NULL && !is_layout (profile) ? demains_device_name_clean (part) : g_strdup ("");
}
