/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-room-watch.h"

#include "demains-film-room.h"
#include "demains-media-error.h"

#define INTERVAL_SECONDS 2

/* Picture and sound of a second in the house profile, as a webcam in a room gives
 * them, until there is a take to learn from. */
#define USUAL_RATE (800 * 1000)

/* A take shorter than this says nothing of the next one. */
#define LEARN_NANOSECONDS (10 * G_GINT64_CONSTANT (1000000000))

/* What the encoder and the microphone still hold when a take is ended, and what
 * is filmed until that is seen: some seconds at the highest rate. */
#define TAIL_BYTES (8 * 1024 * 1024)

struct _DemainsRoomWatch
{
  GObject parent_instance;

  DemainsProject *project;
  GCancellable *cancellable;
  guint timeout;
  gint64 rate;
  gint64 seconds;
  gboolean by_file_size;
};

enum
{
  PROP_SECONDS = 1,
  PROP_BY_FILE_SIZE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsRoomWatch, demains_room_watch, G_TYPE_OBJECT)

static void
take_room (DemainsRoomWatch *self, const DemainsFilmRoom *room)
{
  gint64 seconds = room->bytes == G_MAXINT64 ? -1 : MAX (room->bytes - TAIL_BYTES, 0) / self->rate;

  if (self->by_file_size != room->by_file_size)
    {
      self->by_file_size = room->by_file_size;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BY_FILE_SIZE]);
    }
  if (self->seconds != seconds)
    {
      self->seconds = seconds;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS]);
    }
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  DemainsFilmRoom room;

  /* A disk that does not answer is spoken of where something is saved. */
  if (demains_project_measure_film_room_finish (DEMAINS_PROJECT (source), result, &room, &error))
    take_room (user_data, &room);
  g_object_unref (user_data);
}

static gboolean
measure_cb (gpointer user_data)
{
  DemainsRoomWatch *self = user_data;

  demains_project_measure_film_room_async (self->project, self->cancellable, measured_cb, g_object_ref (self));

  return G_SOURCE_CONTINUE;
}

static void
demains_room_watch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsRoomWatch *self = DEMAINS_ROOM_WATCH (object);

  switch (id)
    {
    case PROP_SECONDS:
      g_value_set_int64 (value, self->seconds);
      break;
    case PROP_BY_FILE_SIZE:
      g_value_set_boolean (value, self->by_file_size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_room_watch_dispose (GObject *object)
{
  DemainsRoomWatch *self = DEMAINS_ROOM_WATCH (object);

  demains_room_watch_stop (self);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_room_watch_parent_class)->dispose (object);
}

static void
demains_room_watch_class_init (DemainsRoomWatchClass *class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = demains_room_watch_get_property;
  object_class->dispose = demains_room_watch_dispose;

  properties[PROP_SECONDS] = g_param_spec_int64 ("seconds", NULL, NULL, -1, G_MAXINT64, -1, readable);
  properties[PROP_BY_FILE_SIZE] = g_param_spec_boolean ("by-file-size", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_room_watch_init (DemainsRoomWatch *self)
{
  self->seconds = -1;
  self->rate = USUAL_RATE;
}

/**
 * demains_room_watch_new:
 * @project: what is filmed into
 *
 * Returns: (transfer full): a watch that does not look yet
 */
DemainsRoomWatch *
demains_room_watch_new (DemainsProject *project)
{
  DemainsRoomWatch *self = g_object_new (DEMAINS_TYPE_ROOM_WATCH, NULL);

  self->project = g_object_ref (project);

  return self;
}

/**
 * demains_room_watch_start:
 * @self: a watch
 *
 * Looks now, and every other second from now on.
 */
void
demains_room_watch_start (DemainsRoomWatch *self)
{
  if (self->timeout != 0)
    return;

  self->cancellable = g_cancellable_new ();
  self->timeout = g_timeout_add_seconds (INTERVAL_SECONDS, measure_cb, self);
  measure_cb (self);
}

/**
 * demains_room_watch_stop:
 * @self: a watch
 *
 * Looks no more; what was seen last stays.
 */
void
demains_room_watch_stop (DemainsRoomWatch *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * demains_room_watch_learn:
 * @self: a watch
 * @bytes: of a take so far
 * @nanoseconds: how long it is
 *
 * Judges by this take what those to come will need.
 */
void
demains_room_watch_learn (DemainsRoomWatch *self, gint64 bytes, gint64 nanoseconds)
{
  if (nanoseconds >= LEARN_NANOSECONDS && bytes > 0)
    self->rate = MAX (bytes / (nanoseconds / G_GINT64_CONSTANT (1000000000)), 1);
}

/**
 * demains_room_watch_get_seconds:
 * @self: a watch
 *
 * Returns: how many seconds of film still fit; -1 while nobody knows
 */
gint64
demains_room_watch_get_seconds (DemainsRoomWatch *self)
{
  return self->seconds;
}

/**
 * demains_room_watch_get_by_file_size:
 * @self: a watch
 *
 * Returns: whether the project's file may not become larger there, though the
 *   disk has room
 */
gboolean
demains_room_watch_get_by_file_size (DemainsRoomWatch *self)
{
  return self->by_file_size;
}

/**
 * demains_room_watch_check:
 * @self: a watch
 *
 * Returns: (transfer full) (nullable): why nothing more can be filmed, where the
 *     disk or the file has no room for it
 */
GError *
demains_room_watch_check (DemainsRoomWatch *self)
{
  if (demains_room_watch_get_seconds (self) != 0)
    return NULL;

  return g_error_new (DEMAINS_MEDIA_ERROR,
                      demains_room_watch_get_by_file_size (self) ? DEMAINS_MEDIA_ERROR_TOO_LARGE
                                                                 : DEMAINS_MEDIA_ERROR_NO_SPACE,
                      "there is no room for films left");
}
