/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-time-entry.h"

#include <math.h>

#include "demains-wording.h"

struct _DemainsTimeEntry
{
  GtkWidget parent_instance;

  GtkEntry *entry;
  gint64 time;
};

enum
{
  PROP_LABEL = 1,
  N_PROPS,
};

enum
{
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsTimeEntry, demains_time_entry, GTK_TYPE_WIDGET)

#define SECOND 1e9
#define WIDTH_CHARS 8

static void
show_time (DemainsTimeEntry *self)
{
  g_autofree char *text = demains_timecode_to_text (self->time);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
read_time (DemainsTimeEntry *self)
{
  g_autofree char *shown = demains_timecode_to_text (self->time);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gint64 time;

  /* What is shown is rounded: leaving the field must not move anything. */
  if (!g_str_equal (text, shown) && demains_time_parse (text, &time))
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0, time);

  show_time (self);
}

static void
activate_cb (DemainsTimeEntry *self)
{
  read_time (self);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  show_time (DEMAINS_TIME_ENTRY (widget));

  return TRUE;
}

static void
demains_time_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsTimeEntry *self = DEMAINS_TIME_ENTRY (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      demains_time_entry_set_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_time_entry_dispose (GObject *object)
{
  DemainsTimeEntry *self = DEMAINS_TIME_ENTRY (object);

  g_clear_pointer ((GtkWidget **)&self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (demains_time_entry_parent_class)->dispose (object);
}

static void
demains_time_entry_class_init (DemainsTimeEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = demains_time_entry_set_property;
  object_class->dispose = demains_time_entry_dispose;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ENTERED] = g_signal_new ("entered", DEMAINS_TYPE_TIME_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeentry");
}

static void
demains_time_entry_init (DemainsTimeEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_entry_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (read_time), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  show_time (self);
}

/**
 * demains_time_entry_get_time:
 * @self: a field
 *
 * Returns: the time it holds, in nanoseconds
 */
gint64
demains_time_entry_get_time (DemainsTimeEntry *self)
{
  g_return_val_if_fail (DEMAINS_IS_TIME_ENTRY (self), 0);

  return self->time;
}

/**
 * demains_time_entry_set_time:
 * @self: a field
 * @time: nanoseconds
 *
 * Shows @time, without "entered".
 */
void
demains_time_entry_set_time (DemainsTimeEntry *self, gint64 time)
{
  g_return_if_fail (DEMAINS_IS_TIME_ENTRY (self));

  if (self->time == time)
    return;

  self->time = time;
  show_time (self);
}

/**
 * demains_time_entry_set_label:
 * @self: a field
 * @label: what a screen reader calls it
 */
void
demains_time_entry_set_label (DemainsTimeEntry *self, const char *label)
{
  g_return_if_fail (DEMAINS_IS_TIME_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), label);
}

/**
 * demains_time_parse:
 * @text: what people typed
 * @time: (out): nanoseconds
 *
 * Numbers are hours, minutes, seconds from the right; what follows a decimal
 * point or comma, or the mark of seconds, is a decimal fraction.
 *
 * Returns: whether @text is a time
 */
gboolean
demains_time_parse (const char *text, gint64 *time)
{
  double total = 0;
  double number = 0;
  double weight = 0;
  gboolean any = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) && weight > 0)
        {
          number += g_unichar_digit_value (c) * weight;
          weight /= 10;
          any = TRUE;
        }
      else if (g_unichar_isdigit (c))
        {
          number = number * 10 + g_unichar_digit_value (c);
          any = TRUE;
        }
      else if (c == '.' || c == ',' || c == 0x2033 || c == '"' || c == 's')
        {
          /* "12″.04": the point after the mark of seconds says the same again. */
          if (weight != 0 && weight != 0.1)
            return FALSE;
          weight = 0.1;
        }
      else if (weight == 0
               && (c == ':' || c == 0x2032 || c == '\'' || c == 0x2019 || c == 'h' || g_str_has_prefix (p, "min")))
        {
          total = (total + number) * 60;
          number = 0;
          if (c == 'm')
            p += strlen ("mi");
        }
      else if (!g_unichar_isspace (c))
        return FALSE;
    }

  if (!any || !isfinite (total + number) || total + number > 1e6)
    return FALSE;

  *time = round ((total + number) * SECOND);

  return TRUE;
}
