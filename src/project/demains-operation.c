/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-operation.h"

struct _DemainsOperation
{
  GObject parent_instance;

  char *title;
  double progress;
  DemainsOperationState state;
  GError *error;
  GCancellable *cancellable;

  /* Reported from other threads, taken over by the main thread. */
  GMutex lock;
  double reported;
  gboolean report_is_due;
};

enum
{
  PROP_TITLE = 1,
  PROP_PROGRESS,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsOperation, demains_operation, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (DemainsOperationState, demains_operation_state,
                    G_DEFINE_ENUM_VALUE (DEMAINS_OPERATION_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (DEMAINS_OPERATION_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (DEMAINS_OPERATION_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (DEMAINS_OPERATION_FAILED, "failed"))

static gboolean
take_report_cb (gpointer data)
{
  DemainsOperation *self = data;

  g_mutex_lock (&self->lock);
  self->progress = self->reported;
  self->report_is_due = FALSE;
  g_mutex_unlock (&self->lock);

  if (self->state == DEMAINS_OPERATION_RUNNING)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);

  return G_SOURCE_REMOVE;
}

static void
demains_operation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsOperation *self = DEMAINS_OPERATION (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_operation_finalize (GObject *object)
{
  DemainsOperation *self = DEMAINS_OPERATION (object);

  g_free (self->title);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (demains_operation_parent_class)->finalize (object);
}

static void
demains_operation_class_init (DemainsOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = demains_operation_get_property;
  object_class->finalize = demains_operation_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS]
    = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DEMAINS_TYPE_OPERATION_STATE,
                                              DEMAINS_OPERATION_RUNNING, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_operation_init (DemainsOperation *self)
{
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
}

/**
 * demains_operation_new:
 * @title: what is being done, in the language of the interface
 *
 * Returns: (transfer full): an operation that runs
 */
DemainsOperation *
demains_operation_new (const char *title)
{
  DemainsOperation *self = g_object_new (DEMAINS_TYPE_OPERATION, NULL);

  self->title = g_strdup (title);

  return self;
}

/**
 * demains_operation_get_title:
 *
 * Returns: (transfer none): what is being done
 */
const char *
demains_operation_get_title (DemainsOperation *self)
{
  return self->title;
}

/**
 * demains_operation_get_progress:
 *
 * Returns: how much is done, 0 to 1
 */
double
demains_operation_get_progress (DemainsOperation *self)
{
  return self->progress;
}

/**
 * demains_operation_get_state:
 *
 * Returns: whether it runs, or how it ended
 */
DemainsOperationState
demains_operation_get_state (DemainsOperation *self)
{
  return self->state;
}

/**
 * demains_operation_get_error:
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const GError *
demains_operation_get_error (DemainsOperation *self)
{
  return self->error;
}

/**
 * demains_operation_get_cancellable:
 *
 * Returns: (transfer none): what the work looks at to know whether to stop
 */
GCancellable *
demains_operation_get_cancellable (DemainsOperation *self)
{
  return self->cancellable;
}

/**
 * demains_operation_report_progress:
 * @progress: how much is done, 0 to 1
 *
 * May be called from any thread and as often as one likes.
 */
void
demains_operation_report_progress (DemainsOperation *self, double progress)
{
  gboolean first;

  g_mutex_lock (&self->lock);
  self->reported = CLAMP (progress, 0, 1);
  first = !self->report_is_due;
  self->report_is_due = TRUE;
  g_mutex_unlock (&self->lock);

  if (first)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_report_cb, g_object_ref (self), g_object_unref);
}

/**
 * demains_operation_cancel:
 *
 * Asks the work to stop. The operation ends when the work has stopped.
 */
void
demains_operation_cancel (DemainsOperation *self)
{
  if (self->state == DEMAINS_OPERATION_RUNNING)
    g_cancellable_cancel (self->cancellable);
}

/**
 * demains_operation_finish:
 * @error: (nullable): why it failed; %G_IO_ERROR_CANCELLED counts as cancelled
 *
 * Ends the operation; called once, on the main thread, by who does the work.
 */
void
demains_operation_finish (DemainsOperation *self, const GError *error)
{
  g_return_if_fail (self->state == DEMAINS_OPERATION_RUNNING);

  if (error == NULL)
    self->state = DEMAINS_OPERATION_DONE;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->state = DEMAINS_OPERATION_CANCELLED;
  else
    self->state = DEMAINS_OPERATION_FAILED;

  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (error == NULL)
    self->progress = 1;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
