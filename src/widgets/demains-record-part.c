/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-record-part.h"

typedef struct
{
  DemainsSession *session;
  DemainsRecord *record;
  char *summary;
} DemainsRecordPartPrivate;

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
  PROP_SUMMARY,
} DemainsRecordPartProperty;

#define N_PROPS (PROP_SUMMARY + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DemainsRecordPart, demains_record_part, ADW_TYPE_BIN)

static void
update (DemainsRecordPart *self)
{
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (self);

  if (priv->session != NULL)
    DEMAINS_RECORD_PART_GET_CLASS (self)->update (self);
}

/* What is not seen is updated when it comes into sight. */
static void
project_changed_cb (DemainsRecordPart *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
set_session (DemainsRecordPart *self, DemainsSession *session)
{
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (self);
  DemainsRecordPartClass *klass = DEMAINS_RECORD_PART_GET_CLASS (self);

  if (session == NULL || priv->session != NULL)
    return;

  priv->session = g_object_ref (session);
  if (klass->follows_project)
    g_signal_connect_object (demains_session_get_project (session), "changed", G_CALLBACK (project_changed_cb), self,
                             G_CONNECT_SWAPPED);
  if (klass->start != NULL)
    klass->start (self);
}

static void
set_record (DemainsRecordPart *self, DemainsRecord *record)
{
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (self);
  gboolean follows = DEMAINS_RECORD_PART_GET_CLASS (self)->follows_record;

  if (priv->record != NULL && follows)
    g_signal_handlers_disconnect_by_func (priv->record, update, self);
  g_set_object (&priv->record, record);
  if (record != NULL && follows)
    g_signal_connect_object (record, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
demains_record_part_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (demains_record_part_parent_class)->map (widget);

  if (DEMAINS_RECORD_PART_GET_CLASS (widget)->follows_project)
    update (DEMAINS_RECORD_PART (widget));
}

static void
demains_record_part_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (DEMAINS_RECORD_PART (object));

  switch ((DemainsRecordPartProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, priv->record);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, priv->summary);
      break;
    }
}

static void
demains_record_part_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsRecordPart *self = DEMAINS_RECORD_PART (object);

  switch ((DemainsRecordPartProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_RECORD:
      set_record (self, g_value_get_object (value));
      break;
    case PROP_SUMMARY:
      g_assert_not_reached ();
    }

  g_object_notify_by_pspec (object, pspec);
  update (self);
}

/* Subclasses let go of what they show while there is a session still: they chain up last. */
static void
demains_record_part_dispose (GObject *object)
{
  DemainsRecordPart *self = DEMAINS_RECORD_PART (object);
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (self);

  set_record (self, NULL);
  if (priv->session != NULL)
    g_signal_handlers_disconnect_by_func (demains_session_get_project (priv->session), project_changed_cb, self);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (demains_record_part_parent_class)->dispose (object);
}

static void
demains_record_part_finalize (GObject *object)
{
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (DEMAINS_RECORD_PART (object));

  g_free (priv->summary);

  G_OBJECT_CLASS (demains_record_part_parent_class)->finalize (object);
}

static void
demains_record_part_class_init (DemainsRecordPartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_record_part_get_property;
  object_class->set_property = demains_record_part_set_property;
  object_class->dispose = demains_record_part_dispose;
  object_class->finalize = demains_record_part_finalize;
  GTK_WIDGET_CLASS (klass)->map = demains_record_part_map;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, readable | G_PARAM_WRITABLE);
  properties[PROP_RECORD]
    = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, readable | G_PARAM_WRITABLE);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_record_part_init (DemainsRecordPart *self)
{
}

/**
 * demains_record_part_get_session:
 * @self: a part
 *
 * Returns: (transfer none) (nullable): whose record it shows
 */
DemainsSession *
demains_record_part_get_session (DemainsRecordPart *self)
{
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (self);

  g_return_val_if_fail (DEMAINS_IS_RECORD_PART (self), NULL);

  return priv->session;
}

/**
 * demains_record_part_get_record:
 * @self: a part
 *
 * Returns: (transfer none) (nullable): the record that it shows something about
 */
DemainsRecord *
demains_record_part_get_record (DemainsRecordPart *self)
{
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (self);

  g_return_val_if_fail (DEMAINS_IS_RECORD_PART (self), NULL);

  return priv->record;
}

/**
 * demains_record_part_set_summary:
 * @self: a part
 * @summary: (nullable): what a screen reader says of it
 */
void
demains_record_part_set_summary (DemainsRecordPart *self, const char *summary)
{
  DemainsRecordPartPrivate *priv = demains_record_part_get_instance_private (self);

  g_return_if_fail (DEMAINS_IS_RECORD_PART (self));

  if (g_set_str (&priv->summary, summary))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}
