/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-version-private.h"

struct _DemainsVersion
{
  GObject parent_instance;

  char *name;
  DemainsVersionReason reason;
  gint64 step;
  gint64 time;
};

G_DEFINE_FINAL_TYPE (DemainsVersion, demains_version, G_TYPE_OBJECT)

static void
demains_version_finalize (GObject *object)
{
  g_free (DEMAINS_VERSION (object)->name);

  G_OBJECT_CLASS (demains_version_parent_class)->finalize (object);
}

static void
demains_version_class_init (DemainsVersionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_version_finalize;
}

static void
demains_version_init (DemainsVersion *self)
{
}

DemainsVersion *
demains_version_new (const DemainsVersionRow *row)
{
  DemainsVersion *self = g_object_new (DEMAINS_TYPE_VERSION, NULL);

  self->name = g_strdup (row->name);
  self->reason = row->reason;
  self->step = row->step;
  self->time = row->time;

  return self;
}

/**
 * demains_version_get_name:
 *
 * Returns: (transfer none): what people called it, or ""
 */
const char *
demains_version_get_name (DemainsVersion *self)
{
  return self->name;
}

/**
 * demains_version_get_reason:
 *
 * Returns: why it was made
 */
DemainsVersionReason
demains_version_get_reason (DemainsVersion *self)
{
  return self->reason;
}

/**
 * demains_version_get_step:
 *
 * Returns: the last step of the history that is in it, 0 for none
 */
gint64
demains_version_get_step (DemainsVersion *self)
{
  return self->step;
}

/**
 * demains_version_get_time:
 *
 * Returns: when it was made, in microseconds since 1970, UTC
 */
gint64
demains_version_get_time (DemainsVersion *self)
{
  return self->time;
}
