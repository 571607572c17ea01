/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-signal-mark.h"

#include "demains-bin.h"
#include "demains-sort-buttons.h"

#include <glib/gi18n.h>

struct _DemainsSignalMark
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  char *summary;

  GtkWidget *to_check;
  GtkWidget *source;
  GtkLabel *source_label;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
  PROP_SUMMARY,
} DemainsSignalMarkProperty;

#define N_PROPS (PROP_SUMMARY + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSignalMark, demains_signal_mark, ADW_TYPE_BIN)

/* How it is sorted first: the rest is read on. */
static char *
describe (DemainsSignalMark *self, gboolean to_check)
{
  const DemainsField *field = demains_sort_buttons_get_field ();
  const char *sorting = demains_record_get_text (self->record, field->name);
  GString *text = g_string_new (*sorting != '\0' ? demains_field_get_choice_label (field, sorting) : NULL);

  if (to_check)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ ("To check"));

  return g_string_free_and_steal (text);
}

static void
refresh (DemainsSignalMark *self)
{
  const char *source;
  gboolean to_check;
  g_autofree char *summary = NULL;

  if (self->record == NULL)
    return;

  source = demains_record_get_text (self->record, "source");
  to_check = *demains_record_get_text (self->record, "to_check") != '\0';
  gtk_widget_set_visible (self->to_check, to_check);
  gtk_widget_set_visible (self->source, *source != '\0');
  gtk_label_set_label (self->source_label, source);

  summary = describe (self, to_check);
  if (g_set_str (&self->summary, summary))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
set_record (DemainsSignalMark *self, DemainsRecord *record)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, refresh, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

static void
demains_signal_mark_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSignalMark *self = DEMAINS_SIGNAL_MARK (object);

  switch ((DemainsSignalMarkProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    }
}

static void
demains_signal_mark_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSignalMark *self = DEMAINS_SIGNAL_MARK (object);

  switch ((DemainsSignalMarkProperty)prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_RECORD:
      set_record (self, g_value_get_object (value));
      break;
    case PROP_SUMMARY:
      g_assert_not_reached ();
    }

  g_object_notify_by_pspec (object, pspec);
  refresh (self);
}

static void
demains_signal_mark_dispose (GObject *object)
{
  DemainsSignalMark *self = DEMAINS_SIGNAL_MARK (object);

  set_record (self, NULL);
  g_clear_object (&self->session);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SIGNAL_MARK);

  G_OBJECT_CLASS (demains_signal_mark_parent_class)->dispose (object);
}

static void
demains_signal_mark_finalize (GObject *object)
{
  g_free (DEMAINS_SIGNAL_MARK (object)->summary);

  G_OBJECT_CLASS (demains_signal_mark_parent_class)->finalize (object);
}

static void
demains_signal_mark_class_init (DemainsSignalMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_signal_mark_get_property;
  object_class->set_property = demains_signal_mark_set_property;
  object_class->dispose = demains_signal_mark_dispose;
  object_class->finalize = demains_signal_mark_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_SORT_BUTTONS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-signal-mark.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSignalMark, to_check);
  gtk_widget_class_bind_template_child (widget_class, DemainsSignalMark, source);
  gtk_widget_class_bind_template_child (widget_class, DemainsSignalMark, source_label);
}

static void
demains_signal_mark_init (DemainsSignalMark *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
