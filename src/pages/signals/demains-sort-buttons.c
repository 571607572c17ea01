/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-sort-buttons.h"

#include <glib/gi18n.h>

#define FIELD "sorting"
#define N_SORTINGS 3

struct _DemainsSortButtons
{
  GtkBox parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  gboolean compact;
  gboolean showing;

  GtkToggleButton *buttons[N_SORTINGS];
  GtkWidget *labels[N_SORTINGS];
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
  PROP_COMPACT,
} DemainsSortButtonsProperty;

#define N_PROPS (PROP_COMPACT + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSortButtons, demains_sort_buttons, GTK_TYPE_BOX)

/* In the order of the choices. */
static const struct
{
  const char *icon_name;
  const char *tooltip;
} SORTINGS[N_SORTINGS] = {
  { "object-select-symbolic", N_ ("Keep (K)") },
  { "demains-maybe-symbolic", N_ ("Maybe (M)") },
  { "action-unavailable-symbolic", N_ ("No (N)") },
};

static void
refresh (DemainsSortButtons *self)
{
  const DemainsField *field = demains_sort_buttons_get_field ();
  const char *sorting = self->record != NULL ? demains_record_get_text (self->record, FIELD) : "";
  gboolean read_only
    = self->session == NULL || demains_project_get_read_only (demains_session_get_project (self->session));

  self->showing = TRUE;
  for (guint i = 0; i < N_SORTINGS; i++)
    {
      gboolean chosen = g_str_equal (sorting, field->choices[i].key);

      gtk_toggle_button_set_active (self->buttons[i], chosen);
      gtk_widget_set_visible (self->labels[i], chosen || !self->compact);
      gtk_widget_set_focusable (GTK_WIDGET (self->buttons[i]), !self->compact);
      gtk_widget_set_sensitive (GTK_WIDGET (self->buttons[i]), !read_only);
    }
  self->showing = FALSE;
}

static void
toggled_cb (DemainsSortButtons *self, GtkToggleButton *button)
{
  const DemainsField *field = demains_sort_buttons_get_field ();

  if (self->showing || self->record == NULL)
    return;

  for (guint i = 0; i < N_SORTINGS; i++)
    if (self->buttons[i] == button)
      demains_sort_buttons_sort (self->record, field->choices[i].key);
  refresh (self);
}

static void
add_button (DemainsSortButtons *self, guint index)
{
  const DemainsField *field = demains_sort_buttons_get_field ();
  const char *label = demains_field_get_choice_label (field, field->choices[index].key);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->buttons[index] = GTK_TOGGLE_BUTTON (button);
  self->labels[index] = gtk_label_new (label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (SORTINGS[index].icon_name));
  gtk_box_append (GTK_BOX (box), self->labels[index]);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ (SORTINGS[index].tooltip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

static void
set_record (DemainsSortButtons *self, DemainsRecord *record)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, refresh, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify::" FIELD, G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

static void
demains_sort_buttons_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSortButtons *self = DEMAINS_SORT_BUTTONS (object);

  switch ((DemainsSortButtonsProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    }
}

static void
demains_sort_buttons_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSortButtons *self = DEMAINS_SORT_BUTTONS (object);

  switch ((DemainsSortButtonsProperty)prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)) && self->session != NULL)
        g_signal_connect_object (demains_session_get_project (self->session), "notify::read-only", G_CALLBACK (refresh),
                                 self, G_CONNECT_SWAPPED);
      break;
    case PROP_RECORD:
      set_record (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      break;
    }

  refresh (self);
}

static void
demains_sort_buttons_dispose (GObject *object)
{
  DemainsSortButtons *self = DEMAINS_SORT_BUTTONS (object);

  set_record (self, NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_sort_buttons_parent_class)->dispose (object);
}

static void
demains_sort_buttons_class_init (DemainsSortButtonsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_sort_buttons_get_property;
  object_class->set_property = demains_sort_buttons_set_property;
  object_class->dispose = demains_sort_buttons_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_sort_buttons_init (DemainsSortButtons *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self), "demains-sort");
  for (guint i = 0; i < N_SORTINGS; i++)
    add_button (self, i);
}

/**
 * demains_sort_buttons_get_field:
 *
 * Returns: (transfer none): the field of a signal that says how it is sorted
 */
const DemainsField *
demains_sort_buttons_get_field (void)
{
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_SIGNAL);

  return &kind->fields[demains_kind_find_field (kind, FIELD)];
}

/**
 * demains_sort_buttons_sort:
 * @record: a signal
 * @key: one of the choices
 *
 * Sorts it so; where it is sorted so already, takes that back.
 */
void
demains_sort_buttons_sort (DemainsRecord *record, const char *key)
{
  gboolean again = g_str_equal (demains_record_get_text (record, FIELD), key);

  g_object_set (record, FIELD, again ? "" : key, NULL);
}
