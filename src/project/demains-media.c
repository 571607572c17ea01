/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media.h"

#include "demains-media-private.h"

struct _DemainsMedia
{
  GObject parent_instance;

  char *take_id;
  gint64 freed;
  GMainContext *context;

  /* Written by the store's thread and by who films. */
  GMutex lock;
  DemainsMediaInfo info;
  gboolean has_info;
  gint64 duration;
  gint64 size;
  gboolean complete;
  GBytes *thumbnail;
  gboolean notify_is_due;
};

enum
{
  PROP_DURATION = 1,
  PROP_SIZE,
  PROP_COMPLETE,
  PROP_THUMBNAIL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsMedia, demains_media, G_TYPE_OBJECT)

static gboolean
notify_cb (gpointer data)
{
  DemainsMedia *self = data;

  g_mutex_lock (&self->lock);
  self->notify_is_due = FALSE;
  g_mutex_unlock (&self->lock);

  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);

  return G_SOURCE_REMOVE;
}

/* With the lock held, so never at once, even on the main thread. */
static void
queue_notify (DemainsMedia *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->notify_is_due)
    return;

  self->notify_is_due = TRUE;
  source = g_idle_source_new ();
  g_source_set_callback (source, notify_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

static void
demains_media_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsMedia *self = DEMAINS_MEDIA (object);

  switch (id)
    {
    case PROP_DURATION:
      g_value_set_int64 (value, demains_media_get_duration (self));
      break;
    case PROP_SIZE:
      g_value_set_int64 (value, demains_media_get_size (self));
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, demains_media_get_complete (self));
      break;
    case PROP_THUMBNAIL:
      g_value_set_boxed (value, demains_media_get_thumbnail (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_media_finalize (GObject *object)
{
  DemainsMedia *self = DEMAINS_MEDIA (object);

  g_free (self->take_id);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (demains_media_parent_class)->finalize (object);
}

static void
demains_media_class_init (DemainsMediaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_media_get_property;
  object_class->finalize = demains_media_finalize;

  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_THUMBNAIL] = g_param_spec_boxed ("thumbnail", NULL, NULL, G_TYPE_BYTES, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_media_init (DemainsMedia *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
}

DemainsMedia *
demains_media_new (const char *take_id)
{
  DemainsMedia *self = g_object_new (DEMAINS_TYPE_MEDIA, NULL);

  self->take_id = g_strdup (take_id);

  return self;
}

/* The film of a take that was deleted for good. */
DemainsMedia *
demains_media_new_freed (const char *take_id, gint64 time)
{
  DemainsMedia *self = demains_media_new (take_id);

  self->freed = time;

  return self;
}

DemainsMedia *
demains_media_new_from_row (DemainsMediaRow *row)
{
  DemainsMedia *self = demains_media_new (row->take);

  self->freed = row->freed;
  if (row->freed != 0)
    return self;
  self->info = row->info;
  self->has_info = TRUE;
  self->duration = row->duration;
  self->size = row->size;
  self->complete = row->complete;
  self->thumbnail = row->thumbnail != NULL ? g_bytes_ref (row->thumbnail) : NULL;

  return self;
}

void
demains_media_grow (DemainsMedia *self, gint64 duration, gint64 size)
{
  g_mutex_lock (&self->lock);
  self->duration = MAX (self->duration, duration);
  self->size += size;
  queue_notify (self);
  g_mutex_unlock (&self->lock);
}

/* Once: nobody may look at it while it is written. */
void
demains_media_set_info (DemainsMedia *self, const DemainsMediaInfo *info)
{
  g_mutex_lock (&self->lock);
  g_warn_if_fail (!self->has_info);
  if (!self->has_info)
    self->info = *info;
  self->has_info = TRUE;
  queue_notify (self);
  g_mutex_unlock (&self->lock);
}

void
demains_media_set_complete (DemainsMedia *self)
{
  g_mutex_lock (&self->lock);
  self->complete = TRUE;
  queue_notify (self);
  g_mutex_unlock (&self->lock);
}

/* Once, like the above. */
void
demains_media_set_thumbnail (DemainsMedia *self, GBytes *jpeg)
{
  g_mutex_lock (&self->lock);
  g_warn_if_fail (self->thumbnail == NULL);
  if (self->thumbnail == NULL)
    self->thumbnail = g_bytes_ref (jpeg);
  queue_notify (self);
  g_mutex_unlock (&self->lock);
}

/**
 * demains_still_new:
 * @time: nanoseconds
 * @jpeg: a small picture
 *
 * Returns: (transfer full): a picture of a filmstrip
 */
DemainsStill *
demains_still_new (gint64 time, GBytes *jpeg)
{
  DemainsStill *self = g_new0 (DemainsStill, 1);

  self->time = time;
  self->jpeg = g_bytes_ref (jpeg);

  return self;
}

void
demains_still_free (DemainsStill *self)
{
  g_bytes_unref (self->jpeg);
  g_free (self);
}

/**
 * demains_media_get_take_id:
 *
 * Returns: (transfer none): the id of the take whose film this is
 */
const char *
demains_media_get_take_id (DemainsMedia *self)
{
  return self->take_id;
}

/**
 * demains_media_get_info:
 *
 * Returns: (transfer none): what it is made of; of nothing before it has begun
 */
const DemainsMediaInfo *
demains_media_get_info (DemainsMedia *self)
{
  static const DemainsMediaInfo NOTHING = { 0 };
  gboolean has_info;

  g_mutex_lock (&self->lock);
  has_info = self->has_info;
  g_mutex_unlock (&self->lock);

  return has_info ? &self->info : &NOTHING;
}

/**
 * demains_media_get_duration:
 *
 * Returns: its length in nanoseconds, as far as it is filmed
 */
gint64
demains_media_get_duration (DemainsMedia *self)
{
  gint64 duration;

  g_mutex_lock (&self->lock);
  duration = self->duration;
  g_mutex_unlock (&self->lock);

  return duration;
}

/**
 * demains_media_get_size:
 *
 * Returns: its size in bytes
 */
gint64
demains_media_get_size (DemainsMedia *self)
{
  gint64 size;

  g_mutex_lock (&self->lock);
  size = self->size;
  g_mutex_unlock (&self->lock);

  return size;
}

/**
 * demains_media_get_complete:
 *
 * Returns: whether it came to its end; one that did not plays as far as it goes
 */
gboolean
demains_media_get_complete (DemainsMedia *self)
{
  gboolean complete;

  g_mutex_lock (&self->lock);
  complete = self->complete;
  g_mutex_unlock (&self->lock);

  return complete;
}

/**
 * demains_media_get_freed:
 *
 * Returns: when it was deleted for good to free space, in microseconds since 1970;
 *   0 where it was not
 */
gint64
demains_media_get_freed (DemainsMedia *self)
{
  return self->freed;
}

/**
 * demains_media_get_thumbnail:
 *
 * Returns: (transfer none) (nullable): a JPEG that stands for it
 */
GBytes *
demains_media_get_thumbnail (DemainsMedia *self)
{
  GBytes *thumbnail;

  g_mutex_lock (&self->lock);
  thumbnail = self->thumbnail;
  g_mutex_unlock (&self->lock);

  return thumbnail;
}
