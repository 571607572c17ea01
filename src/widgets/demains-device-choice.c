/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-device-choice.h"

#include "demains-wording.h"

struct _DemainsDeviceChoice
{
  GObject parent_instance;

  DemainsDeviceList *devices;
  AdwComboRow *row;
  GSettings *settings;
  const char *key;
  char *nothing;
  gboolean changing;
};

enum
{
  PROP_DEVICE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsDeviceChoice, demains_device_choice, G_TYPE_OBJECT)

static void
show_name (DemainsDeviceChoice *self)
{
  DemainsDevice *device = demains_device_choice_get_device (self);
  g_autofree char *name = device != NULL ? demains_device_to_text (device) : g_strdup (self->nothing);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), name);
}

/* A row of the list is made anew for another object only; so it is given names, not devices. */
static gpointer
name_cb (gpointer item, gpointer user_data)
{
  g_autoptr (DemainsDevice) device = item;
  g_autofree char *text = demains_device_to_text (device);

  return gtk_string_object_new (text);
}

/* A device that is unplugged makes the row choose another: that is not what
 * people chose, and the device is taken again when it comes back. */
static void
devices_changing_cb (DemainsDeviceChoice *self)
{
  self->changing = TRUE;
}

static void
devices_changed_cb (DemainsDeviceChoice *self)
{
  GListModel *devices = G_LIST_MODEL (self->devices);
  g_autofree char *id = g_settings_get_string (self->settings, self->key);

  self->changing = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (DemainsDevice) device = g_list_model_get_item (devices, i);

      if (g_strcmp0 (demains_device_get_id (device), id) == 0)
        adw_combo_row_set_selected (self->row, i);
    }
  self->changing = FALSE;

  show_name (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICE]);
}

static void
selected_cb (DemainsDeviceChoice *self)
{
  DemainsDevice *device = demains_device_choice_get_device (self);

  show_name (self);
  if (self->changing || device == NULL)
    return;

  g_settings_set_string (self->settings, self->key, demains_device_get_id (device));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICE]);
}

static void
demains_device_choice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DEVICE:
      g_value_set_object (value, demains_device_choice_get_device (DEMAINS_DEVICE_CHOICE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_device_choice_finalize (GObject *object)
{
  DemainsDeviceChoice *self = DEMAINS_DEVICE_CHOICE (object);

  g_object_unref (self->devices);
  g_object_unref (self->row);
  g_object_unref (self->settings);
  g_free (self->nothing);

  G_OBJECT_CLASS (demains_device_choice_parent_class)->finalize (object);
}

static void
demains_device_choice_class_init (DemainsDeviceChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = demains_device_choice_get_property;
  object_class->finalize = demains_device_choice_finalize;

  properties[PROP_DEVICE] = g_param_spec_object ("device", NULL, NULL, DEMAINS_TYPE_DEVICE,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_device_choice_init (DemainsDeviceChoice *self)
{
}

/**
 * demains_device_choice_new:
 * @devices: what there is
 * @row: where people choose
 * @settings: where it is remembered
 * @key: under which key
 * @nothing: what the row says when there is no device
 *
 * Returns: (transfer full): a choice
 */
DemainsDeviceChoice *
demains_device_choice_new (DemainsDeviceList *devices, AdwComboRow *row, GSettings *settings, const char *key,
                           const char *nothing)
{
  DemainsDeviceChoice *self = g_object_new (DEMAINS_TYPE_DEVICE_CHOICE, NULL);
  g_autoptr (GtkMapListModel) names = NULL;

  self->devices = g_object_ref (devices);
  self->row = g_object_ref (row);
  self->settings = g_object_ref (settings);
  self->key = g_intern_string (key);
  self->nothing = g_strdup (nothing);

  /* One handler before the row's own and one after it. */
  g_signal_connect_object (devices, "items-changed", G_CALLBACK (devices_changing_cb), self, G_CONNECT_SWAPPED);
  adw_combo_row_set_expression (row, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  names = gtk_map_list_model_new (G_LIST_MODEL (g_object_ref (devices)), name_cb, NULL, NULL);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  g_signal_connect_object (devices, "items-changed", G_CALLBACK (devices_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  devices_changed_cb (self);

  return self;
}

/**
 * demains_device_choice_get_device:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): what is to be used, %NULL when there is none
 */
DemainsDevice *
demains_device_choice_get_device (DemainsDeviceChoice *self)
{
  g_autoptr (DemainsDevice) device = NULL;

  g_return_val_if_fail (DEMAINS_IS_DEVICE_CHOICE (self), NULL);

  device = g_list_model_get_item (G_LIST_MODEL (self->devices), adw_combo_row_get_selected (self->row));

  /* The list keeps it. */
  return device;
}
