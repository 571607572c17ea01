/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-state-file.h"

#include <glib/gstdio.h>

struct _DemainsStateFile
{
  GObject parent_instance;

  GFile *file;
  GKeyFile *key_file;
  gboolean is_writing;
  gboolean is_dirty;
};

G_DEFINE_FINAL_TYPE (DemainsStateFile, demains_state_file, G_TYPE_OBJECT)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsStateFile) self = user_data;
  g_autoptr (GError) error = NULL;

  /* What cannot be remembered is forgotten: nothing a group made is in here. */
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_message ("State was not written: %s", error->message);

  self->is_writing = FALSE;
  if (self->is_dirty)
    demains_state_file_write (self);
}

static void
demains_state_file_finalize (GObject *object)
{
  DemainsStateFile *self = DEMAINS_STATE_FILE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->key_file, g_key_file_unref);

  G_OBJECT_CLASS (demains_state_file_parent_class)->finalize (object);
}

static void
demains_state_file_class_init (DemainsStateFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_state_file_finalize;
}

static void
demains_state_file_init (DemainsStateFile *self)
{
  self->key_file = g_key_file_new ();
}

/**
 * demains_state_file_new:
 * @name: its name in the program's folder among the user's states
 *
 * Reads the file if there is one. Made when the program starts, before there is
 * a window that could wait.
 *
 * Returns: (transfer full): the file's keys, none where it cannot be read
 */
DemainsStateFile *
demains_state_file_new (const char *name)
{
  DemainsStateFile *self = g_object_new (DEMAINS_TYPE_STATE_FILE, NULL);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "demains", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  self->file = g_file_new_for_path (path);
  g_key_file_load_from_file (self->key_file, path, G_KEY_FILE_NONE, NULL);

  return self;
}

/**
 * demains_state_file_get_key_file:
 * @self: a state file
 *
 * Returns: (transfer none): its keys; after changing them, write
 */
GKeyFile *
demains_state_file_get_key_file (DemainsStateFile *self)
{
  g_return_val_if_fail (DEMAINS_IS_STATE_FILE (self), NULL);

  return self->key_file;
}

/**
 * demains_state_file_clear:
 * @self: a state file
 *
 * Forgets all of its keys; write follows when the caller asks for it.
 */
void
demains_state_file_clear (DemainsStateFile *self)
{
  g_return_if_fail (DEMAINS_IS_STATE_FILE (self));

  g_key_file_unref (self->key_file);
  self->key_file = g_key_file_new ();
}

/**
 * demains_state_file_write:
 * @self: a state file
 *
 * Writes the keys in the background.
 */
void
demains_state_file_write (DemainsStateFile *self)
{
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;

  g_return_if_fail (DEMAINS_IS_STATE_FILE (self));

  self->is_dirty = self->is_writing;
  if (self->is_writing)
    return;

  text = g_key_file_to_data (self->key_file, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  self->is_writing = TRUE;
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, written_cb,
                                       g_object_ref (self));
}

/**
 * demains_state_file_write_now:
 * @self: a state file
 *
 * Writes what is still on its way. For the end of the program, when no loop
 * runs any more.
 */
void
demains_state_file_write_now (DemainsStateFile *self)
{
  g_autofree char *path = g_file_get_path (self->file);

  g_return_if_fail (DEMAINS_IS_STATE_FILE (self));

  if (self->is_writing || self->is_dirty)
    g_key_file_save_to_file (self->key_file, path, NULL);
}
