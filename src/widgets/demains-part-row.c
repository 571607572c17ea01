/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-part-row.h"

struct _DemainsPartRow
{
  AdwExpanderRow parent_instance;

  GSettings *settings;
  char *key;
};

typedef enum
{
  PROP_KEY = 1,
} DemainsPartRowProperty;

#define N_PROPS (PROP_KEY + 1)

#define OPEN_PARTS "open-parts"

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsPartRow, demains_part_row, ADW_TYPE_EXPANDER_ROW)

static void
expanded_cb (DemainsPartRow *self)
{
  g_auto (GStrv) parts = g_settings_get_strv (self->settings, OPEN_PARTS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) open = NULL;

  if (self->key == NULL
      || adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self))
           == g_strv_contains ((const char *const *)parts, self->key))
    return;

  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_str_equal (parts[i], self->key))
      g_strv_builder_add (builder, parts[i]);
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    g_strv_builder_add (builder, self->key);

  open = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, OPEN_PARTS, (const char *const *)open);
}

static void
demains_part_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsPartRow *self = DEMAINS_PART_ROW (object);

  switch ((DemainsPartRowProperty)prop_id)
    {
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    }
}

static void
demains_part_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsPartRow *self = DEMAINS_PART_ROW (object);

  switch ((DemainsPartRowProperty)prop_id)
    {
    case PROP_KEY:
      self->key = g_value_dup_string (value);
      break;
    }
}

static void
demains_part_row_constructed (GObject *object)
{
  DemainsPartRow *self = DEMAINS_PART_ROW (object);
  g_auto (GStrv) parts = g_settings_get_strv (self->settings, OPEN_PARTS);

  G_OBJECT_CLASS (demains_part_row_parent_class)->constructed (object);

  if (self->key != NULL && g_strv_contains ((const char *const *)parts, self->key))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

static void
demains_part_row_finalize (GObject *object)
{
  DemainsPartRow *self = DEMAINS_PART_ROW (object);

  g_object_unref (self->settings);
  g_free (self->key);

  G_OBJECT_CLASS (demains_part_row_parent_class)->finalize (object);
}

static void
demains_part_row_class_init (DemainsPartRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = demains_part_row_get_property;
  object_class->set_property = demains_part_row_set_property;
  object_class->constructed = demains_part_row_constructed;
  object_class->finalize = demains_part_row_finalize;

  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_part_row_init (DemainsPartRow *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
}
