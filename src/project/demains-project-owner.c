/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-file-use.h"
#include "demains-project-private.h"

/* A project that somebody else writes: who that is, and whether they are gone. */

/* How often to look, in milliseconds. The name is in the file a moment after the
 * lock is taken, so who opens just then looks again sooner. */
#define LOOK_INTERVAL 2000
#define LOOK_AGAIN 200

/* What the store's thread looks at and finds. */
typedef struct
{
  char *path;
  int fd;
  gboolean is_taken;
  gboolean is_known;
  gboolean is_network;
  DemainsOwner *owner;
} Look;

static void queue_look (DemainsProject *self, guint interval);

static void
look_free (Look *self)
{
  if (self->fd >= 0)
    demains_file_close (self->fd);
  g_clear_pointer (&self->owner, demains_owner_free);
  g_free (self->path);
  g_free (self);
}

static gpointer
look_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;
  DemainsPlace place;

  look->is_taken = demains_guard_is_taken (look->path, &look->fd, &look->is_known);
  demains_place_inspect (look->path, &place);
  look->is_network = (place.flags & DEMAINS_PLACE_NETWORK) != 0;

  return GINT_TO_POINTER (demains_owner_read (database, &look->owner, error));
}

/* Where a lock says nothing, an owner lives for as long as its beat changes. */
static gboolean
is_gone (DemainsProject *self, const Look *look)
{
  if (look->is_taken)
    return FALSE;
  if (look->owner == NULL || (look->is_known && (!look->is_network || demains_owner_is_on_this_machine (look->owner))))
    return TRUE;

  return g_get_monotonic_time () - self->owner_seen > DEMAINS_CLAIM_GONE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  Look *look = g_task_get_task_data (G_TASK (result));
  gboolean done = g_task_propagate_pointer (G_TASK (result), NULL) != NULL;
  gboolean is_new
    = look->owner != NULL && (self->owner == NULL || strcmp (self->owner->token, look->owner->token) != 0);
  gboolean gone;

  self->watch_fd = g_steal_fd (&look->fd);
  if (self->store == NULL)
    {
      demains_project_stop_watching (self);
      return;
    }
  queue_look (self, look->owner == NULL && look->is_taken ? LOOK_AGAIN : LOOK_INTERVAL);
  if (!done)
    return;

  if (is_new || (look->owner != NULL && look->owner->beat != self->owner->beat))
    self->owner_seen = g_get_monotonic_time ();
  gone = is_gone (self, look);
  /* Who is gone is still told by name, though the file does not any more. */
  if (look->owner != NULL)
    {
      g_clear_pointer (&self->owner, demains_owner_free);
      self->owner = g_steal_pointer (&look->owner);
    }
  if (gone == self->owner_gone && !is_new)
    return;
  self->owner_gone = gone;
  demains_project_notify_owner (self);
}

static gboolean
look (gpointer user_data)
{
  DemainsProject *self = user_data;
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_cb, NULL);
  Look *data = g_new0 (Look, 1);

  self->watch_source = 0;
  data->path = g_strdup (self->file);
  data->fd = self->watch_fd;
  self->watch_fd = -1;
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, data, (GDestroyNotify)look_free);
  demains_project_read (self, look_cb, NULL, task);

  return G_SOURCE_REMOVE;
}

static void
queue_look (DemainsProject *self, guint interval)
{
  if (self->watch_source == 0)
    self->watch_source = g_timeout_add (interval, look, self);
}

static gpointer
read_owner_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  DemainsOwner *owner = NULL;

  demains_owner_read (database, &owner, error);

  return owner;
}

static void
found_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  g_autoptr (DemainsOwner) owner = g_task_propagate_pointer (G_TASK (result), NULL);

  if (owner == NULL)
    return;
  g_clear_pointer (&self->owner, demains_owner_free);
  self->owner = g_steal_pointer (&owner);
  demains_project_notify_owner (self);
}

/* Somebody took over what this project wrote: who? */
void
demains_project_find_out_owner (DemainsProject *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->owner != NULL)
    return;
  task = g_task_new (self, NULL, found_out_cb, NULL);
  g_task_set_source_tag (task, demains_project_find_out_owner);
  demains_project_read (self, read_owner_cb, (GDestroyNotify)demains_owner_free, task);
}

/* Begins to look whether who has the file, @owner (transfer full) (nullable), still
 * does, if that is why it is read only. */
void
demains_project_watch_owner (DemainsProject *self, DemainsOwner *owner)
{
  if (!g_error_matches (self->obstacle, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE))
    {
      g_clear_pointer (&owner, demains_owner_free);
      return;
    }

  self->owner = owner;
  self->owner_seen = g_get_monotonic_time ();
  queue_look (self, LOOK_AGAIN);
}

void
demains_project_stop_watching (DemainsProject *self)
{
  g_clear_handle_id (&self->watch_source, g_source_remove);
  if (self->watch_fd >= 0)
    demains_file_close (g_steal_fd (&self->watch_fd));
}

/**
 * demains_project_get_owner:
 *
 * Returns: (transfer none) (nullable): who writes the project instead of this
 *   program, or did last; %NULL where nobody does, or where that is not known
 */
const DemainsOwner *
demains_project_get_owner (DemainsProject *self)
{
  return self->owner;
}

/**
 * demains_project_get_owner_gone:
 *
 * Returns: whether nobody writes it any more, so that demains_project_take_over_async()
 *   would open it for writing
 */
gboolean
demains_project_get_owner_gone (DemainsProject *self)
{
  return self->owner_gone;
}

/**
 * demains_project_get_place:
 *
 * Returns: what kind of place the file was in when it was opened
 */
DemainsPlaceFlags
demains_project_get_place (DemainsProject *self)
{
  return self->place;
}

/**
 * demains_project_has_same_file:
 * @other: another project
 *
 * Returns: whether both are open on one file, by whatever paths
 */
gboolean
demains_project_has_same_file (DemainsProject *self, DemainsProject *other)
{
  return self->inode != 0 && self->device == other->device && self->inode == other->inode;
}
