/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-record.h"

#include "demains-position.h"
#include "demains-record-private.h"
#include "demains-uuid.h"

#include <glib/gi18n.h>

typedef struct
{
  char *id;
  char *position;
  char *extra;
  gint64 created;
  gint64 modified;
  GVariant *values[DEMAINS_MAX_FIELDS];

  const DemainsRecordOwner *methods;
  gpointer owner;
} DemainsRecordPrivate;

/* The properties of the base class; those of a kind's fields have the field's
 * index plus FIRST_FIELD. */
enum
{
  PROP_ID = 1,
  PROP_DISPLAY_NAME,
  N_PROPS,
};

#define FIRST_FIELD 100

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DemainsRecord, demains_record, G_TYPE_OBJECT)

#define PRIVATE(self) ((DemainsRecordPrivate *)demains_record_get_instance_private (self))

static GParamSpec *
find_field_property (DemainsRecord *self, guint field)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (self), demains_record_get_kind (self)->fields[field].name);
}

/* What a GObject property holds, as the value of @field. */
static GVariant *
value_to_variant (const DemainsField *field, const GValue *value)
{
  const char *text;

  if (!demains_field_is_text (field))
    return g_variant_ref_sink (g_variant_new_int64 (g_value_get_int64 (value)));

  text = g_value_get_string (value);

  return g_variant_ref_sink (g_variant_new_take_string (text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("")));
}

static void
demains_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsRecord *self = DEMAINS_RECORD (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, PRIVATE (self)->id);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, demains_record_get_title (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
get_field_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GVariant *kept = PRIVATE (DEMAINS_RECORD (object))->values[id - FIRST_FIELD];

  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, g_variant_get_string (kept, NULL));
  else
    g_value_set_int64 (value, g_variant_get_int64 (kept));
}

static void
set_field_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DemainsRecord *self = DEMAINS_RECORD (object);
  DemainsRecordPrivate *priv = PRIVATE (self);
  guint field = id - FIRST_FIELD;
  g_autoptr (GVariant) variant = value_to_variant (&demains_record_get_kind (self)->fields[field], value);

  if (g_variant_equal (variant, priv->values[field]))
    return;

  if (priv->owner != NULL)
    priv->methods->edit (priv->owner, self, field, variant);
  else
    demains_record_put_value (self, field, variant);
}

static void
demains_record_constructed (GObject *object)
{
  DemainsRecord *self = DEMAINS_RECORD (object);
  const DemainsKind *kind = demains_record_get_kind (self);

  G_OBJECT_CLASS (demains_record_parent_class)->constructed (object);

  for (guint i = 0; i < kind->n_fields; i++)
    PRIVATE (self)->values[i] = demains_field_dup_initial (&kind->fields[i]);
}

static void
demains_record_finalize (GObject *object)
{
  DemainsRecord *self = DEMAINS_RECORD (object);
  DemainsRecordPrivate *priv = PRIVATE (self);

  g_free (priv->id);
  g_free (priv->position);
  g_free (priv->extra);
  for (guint i = 0; i < DEMAINS_MAX_FIELDS; i++)
    g_clear_pointer (&priv->values[i], g_variant_unref);

  G_OBJECT_CLASS (demains_record_parent_class)->finalize (object);
}

static void
demains_record_class_init (DemainsRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = demains_record_get_property;
  object_class->constructed = demains_record_constructed;
  object_class->finalize = demains_record_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DISPLAY_NAME]
    = g_param_spec_string ("display-name", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_record_init (DemainsRecord *self)
{
  DemainsRecordPrivate *priv = PRIVATE (self);

  priv->extra = g_strdup ("");
}

static void
kind_class_init (gpointer klass, gpointer kind_data)
{
  GObjectClass *object_class = klass;
  const DemainsKind *kind = kind_data;
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  ((DemainsRecordClass *)klass)->kind = kind;
  object_class->get_property = get_field_property;
  object_class->set_property = set_field_property;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const DemainsField *field = &kind->fields[i];
      g_autofree char *dashed = g_strdelimit (g_strdup (field->name), "_", '-');
      const char *name = g_intern_string (dashed);
      GParamSpec *pspec;

      if (demains_field_is_text (field))
        pspec = g_param_spec_string (name, NULL, NULL, "", flags);
      else
        pspec = g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, field->initial, flags);
      g_object_class_install_property (object_class, FIRST_FIELD + i, pspec);
    }
}

/**
 * demains_record_type_for_kind:
 * @id: a kind
 *
 * Every kind has a class of its own, made from its row of the table, so that a
 * Blueprint can name it (`as <$DemainsJob>`) and bind its fields.
 *
 * Returns: the type of the kind's records
 */
GType
demains_record_type_for_kind (DemainsKindId id)
{
  static GType types[DEMAINS_N_KINDS];
  static GMutex lock;

  g_return_val_if_fail (id < DEMAINS_N_KINDS, G_TYPE_INVALID);

  g_mutex_lock (&lock);
  if (types[id] == 0)
    {
      const DemainsKind *kind = demains_kind_get (id);
      const GTypeInfo info = {
        .class_size = sizeof (DemainsRecordClass),
        .class_init = kind_class_init,
        .class_data = kind,
        .instance_size = sizeof (DemainsRecord),
      };

      types[id] = g_type_register_static (DEMAINS_TYPE_RECORD, kind->type_name, &info, G_TYPE_FLAG_FINAL);
    }
  g_mutex_unlock (&lock);

  return types[id];
}

/**
 * demains_record_new:
 * @kind: what kind of record
 *
 * A record of its own, in no project; demains_change_add() puts it into one.
 *
 * Returns: (transfer full): a record with a new id and initial values
 */
DemainsRecord *
demains_record_new (DemainsKindId kind)
{
  g_autofree char *id = demains_uuid_new ();
  gint64 now = g_get_real_time ();

  return demains_record_new_full (kind, id, "a0", now, now);
}

DemainsRecord *
demains_record_new_full (DemainsKindId kind, const char *id, const char *position, gint64 created, gint64 modified)
{
  DemainsRecord *self = g_object_new (demains_record_type_for_kind (kind), NULL);
  DemainsRecordPrivate *priv = PRIVATE (self);

  priv->id = g_strdup (id);
  priv->position = g_strdup (demains_position_is_valid (position) ? position : "a0");
  priv->created = created;
  priv->modified = modified;

  return self;
}

/**
 * demains_record_get_kind:
 *
 * Returns: (transfer none): the row of the table of kinds
 */
const DemainsKind *
demains_record_get_kind (DemainsRecord *self)
{
  return DEMAINS_RECORD_GET_CLASS (self)->kind;
}

/**
 * demains_record_get_kind_id:
 *
 * Returns: the kind
 */
DemainsKindId
demains_record_get_kind_id (DemainsRecord *self)
{
  return DEMAINS_RECORD_GET_CLASS (self)->kind->id;
}

/**
 * demains_record_get_id:
 *
 * Returns: (transfer none): its UUID, the same in every copy of the project
 */
const char *
demains_record_get_id (DemainsRecord *self)
{
  return PRIVATE (self)->id;
}

/**
 * demains_record_get_position:
 *
 * Returns: (transfer none): where it stands among its kind; see demains_position_between()
 */
const char *
demains_record_get_position (DemainsRecord *self)
{
  return PRIVATE (self)->position;
}

/**
 * demains_record_get_created:
 *
 * Returns: when it was made, in microseconds since 1970, UTC
 */
gint64
demains_record_get_created (DemainsRecord *self)
{
  return PRIVATE (self)->created;
}

/**
 * demains_record_get_modified:
 *
 * Returns: when it was last changed, in microseconds since 1970, UTC
 */
gint64
demains_record_get_modified (DemainsRecord *self)
{
  return PRIVATE (self)->modified;
}

/**
 * demains_record_get_title:
 *
 * Returns: (transfer none): what people call it; its kind's word for an
 *   untitled one while it has no name
 */
const char *
demains_record_get_title (DemainsRecord *self)
{
  DemainsRecordPrivate *priv = PRIVATE (self);
  const DemainsKind *kind = demains_record_get_kind (self);
  guint title = demains_kind_find_title (kind, priv->values);
  const char *text = g_variant_get_string (priv->values[title], NULL);

  if (kind->fields[title].type == DEMAINS_FIELD_RECORD && *text != '\0')
    {
      DemainsRecord *named = priv->owner != NULL ? priv->methods->find (priv->owner, text) : NULL;

      /* By a kind that comes before in the table, so that it ends: a file may say
       * that a clip is of itself. */
      text = named != NULL && demains_record_get_kind_id (named) < kind->id ? demains_record_get_title (named) : NULL;
    }

  /* A workshop's file has no group: it is called as the workshop is. */
  if (kind->id == DEMAINS_KIND_PROJECT && *text == '\0')
    text = demains_record_get_text (self, "workshop");
  if (text == NULL || *text == '\0')
    return title == kind->title ? _ (kind->untitled) : _ ("Title card");

  return kind->fields[title].type == DEMAINS_FIELD_CHOICE ? demains_field_get_choice_label (&kind->fields[title], text)
                                                          : text;
}

/**
 * demains_record_get_value:
 * @field: index of a field of its kind
 *
 * Returns: (transfer none): the value, a string or a 64-bit integer
 */
GVariant *
demains_record_get_value (DemainsRecord *self, guint field)
{
  g_return_val_if_fail (field < demains_record_get_kind (self)->n_fields, NULL);

  return PRIVATE (self)->values[field];
}

/**
 * demains_record_get_text:
 * @field: name of a field that keeps text
 *
 * Returns: (transfer none): the text, never %NULL
 */
const char *
demains_record_get_text (DemainsRecord *self, const char *field)
{
  int index = demains_kind_find_field (demains_record_get_kind (self), field);

  g_return_val_if_fail (index >= 0, "");

  return g_variant_get_string (PRIVATE (self)->values[index], NULL);
}

/**
 * demains_record_get_number:
 * @field: name of a field that keeps a number or a time
 *
 * Returns: the number; a time is in nanoseconds
 */
gint64
demains_record_get_number (DemainsRecord *self, const char *field)
{
  int index = demains_kind_find_field (demains_record_get_kind (self), field);

  g_return_val_if_fail (index >= 0, 0);

  return g_variant_get_int64 (PRIVATE (self)->values[index]);
}

void
demains_record_set_owner (DemainsRecord *self, const DemainsRecordOwner *methods, gpointer owner)
{
  DemainsRecordPrivate *priv = PRIVATE (self);

  priv->methods = methods;
  priv->owner = owner;
}

/* Sets a value without making a change of it; tells who looks. */
void
demains_record_put_value (DemainsRecord *self, guint field, GVariant *value)
{
  DemainsRecordPrivate *priv = PRIVATE (self);
  const DemainsKind *kind = demains_record_get_kind (self);

  if (g_variant_equal (priv->values[field], value))
    return;

  g_variant_ref (value);
  g_variant_unref (priv->values[field]);
  priv->values[field] = value;

  g_object_notify_by_pspec (G_OBJECT (self), find_field_property (self, field));
  if (field == kind->title || field == demains_kind_find_title (kind, priv->values))
    demains_record_title_changed (self);
}

void
demains_record_title_changed (DemainsRecord *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
}

void
demains_record_put_position (DemainsRecord *self, const char *position)
{
  g_set_str (&PRIVATE (self)->position, position);
}

void
demains_record_put_modified (DemainsRecord *self, gint64 modified)
{
  PRIVATE (self)->modified = modified;
}

const char *
demains_record_get_extra (DemainsRecord *self)
{
  return PRIVATE (self)->extra;
}

void
demains_record_put_extra (DemainsRecord *self, const char *extra)
{
  g_set_str (&PRIVATE (self)->extra, extra);
}

/* The record as a row that is valid for as long as the record is not changed. */
static DemainsRow
peek_row (DemainsRecord *self)
{
  DemainsRecordPrivate *priv = PRIVATE (self);
  DemainsRow row = { .kind = demains_record_get_kind_id (self),
                     .id = priv->id,
                     .position = priv->position,
                     .extra = priv->extra,
                     .created = priv->created,
                     .modified = priv->modified };

  memcpy (row.values, priv->values, sizeof row.values);

  return row;
}

DemainsRow *
demains_record_to_row (DemainsRecord *self)
{
  DemainsRow row = peek_row (self);

  return demains_row_copy (&row);
}

GVariant *
demains_record_to_variant (DemainsRecord *self)
{
  DemainsRow row = peek_row (self);

  return demains_row_to_variant (&row);
}

DemainsRecord *
demains_record_new_from_row (const DemainsRow *row)
{
  DemainsRecord *self = demains_record_new_full (row->kind, row->id, row->position, row->created, row->modified);

  demains_record_put_extra (self, row->extra);
  for (guint i = 0; i < demains_kind_get (row->kind)->n_fields; i++)
    demains_record_put_value (self, i, row->values[i]);

  return self;
}
