/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-encoder-memory.h"

#include <gst/gst.h>

#include "demains-encoder-test.h"

#define VERSION_KEY "gstreamer"

/* Where there is no id the machine is called by its name. */
static char *
dup_machine (void)
{
  static const char *const PLACES[] = { "/etc/machine-id", "/var/lib/dbus/machine-id" };
  char *id = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (PLACES); i++)
    if (g_file_get_contents (PLACES[i], &id, NULL, NULL) && *g_strstrip (id) != '\0')
      return id;
    else
      g_clear_pointer (&id, g_free);

  return g_strdup (g_get_host_name ());
}

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_cache_dir (), "demains", "encoders.ini", NULL);
}

/* What is known of this machine with this version of GStreamer, and of others. */
static GKeyFile *
load (const char *path, const char *machine)
{
  GKeyFile *keys = g_key_file_new ();
  g_autofree char *version = gst_version_string ();
  g_autofree char *then = NULL;

  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  then = g_key_file_get_string (keys, machine, VERSION_KEY, NULL);
  if (g_strcmp0 (then, version) != 0)
    g_key_file_remove_group (keys, machine, NULL);
  g_key_file_set_string (keys, machine, VERSION_KEY, version);

  return keys;
}

/*
 * demains_encoder_memory_get:
 * @encoder: its name
 *
 * Returns: how many times faster than real time it is here; %DEMAINS_SPEED_NONE
 *     when it does not work, %DEMAINS_SPEED_UNKNOWN when that is not known
 */
double
demains_encoder_memory_get (const char *encoder)
{
  g_autofree char *path = dup_path ();
  g_autofree char *machine = dup_machine ();
  g_autoptr (GKeyFile) keys = load (path, machine);
  g_autoptr (GError) error = NULL;
  double speed = g_key_file_get_double (keys, machine, encoder, &error);

  return error == NULL && speed >= 0 ? speed : DEMAINS_SPEED_UNKNOWN;
}

/*
 * demains_encoder_memory_set:
 * @encoder: its name
 * @speed: how many times faster than real time it is here, or %DEMAINS_SPEED_NONE
 *
 * Remembers it; where that cannot be, it is measured again another time.
 */
void
demains_encoder_memory_set (const char *encoder, double speed)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *machine = dup_machine ();
  g_autoptr (GKeyFile) keys = load (path, machine);
  g_autoptr (GError) error = NULL;

  g_key_file_set_double (keys, machine, encoder, speed);
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (keys, path, &error))
    g_info ("How fast %s is cannot be remembered: %s", encoder, error->message);
}
