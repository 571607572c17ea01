/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-record-line.h"

#include "demains-bin.h"
#include "demains-difference.h"
#include "demains-line.h"
#include "demains-text-scroller.h"

/* As a row of a sheet: what is far longer was pasted by mistake. */
#define MAX_CHARACTERS 1000

struct _DemainsRecordLine
{
  AdwBin parent_instance;

  DemainsRecord *record;
  gulong record_handler;
  char *field;
  gboolean editable;
  char *label;
  char *hint;

  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
};

typedef enum
{
  PROP_RECORD = 1,
  PROP_FIELD,
  PROP_EDITABLE,
  PROP_LABEL,
  PROP_HINT,
} DemainsRecordLineProperty;

#define N_PROPS (PROP_HINT + 1)

enum
{
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsRecordLine, demains_record_line, ADW_TYPE_BIN)

static char *
dup_text (DemainsRecordLine *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
show_placeholder (DemainsRecordLine *self)
{
  gtk_widget_set_visible (self->placeholder, demains_record_line_is_empty (self));
}

static void
changed_cb (GtkTextBuffer *buffer, DemainsRecordLine *self)
{
  g_autofree char *text = dup_text (self);

  show_placeholder (self);
  if (self->record != NULL && !g_str_equal (text, demains_record_get_text (self->record, self->field)))
    g_object_set (self->record, self->field, text, NULL);
}

static void
insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *location, char *text, int length, DemainsRecordLine *self)
{
  glong added = g_utf8_strlen (text, length);

  if (added > 1 && gtk_text_buffer_get_char_count (buffer) + added > MAX_CHARACTERS)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      g_signal_stop_emission_by_name (buffer, "insert-text");
    }
  else if (demains_line_insert (buffer, location, text, length) == DEMAINS_LINE_ENTER)
    {
      g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
    }
}

/* Touches no more than differs, so that whoever writes keeps the place. */
static void
show_text (DemainsRecordLine *self)
{
  g_autofree char *shown = dup_text (self);
  const char *text
    = self->record != NULL && self->field != NULL ? demains_record_get_text (self->record, self->field) : "";
  DemainsDifference difference;
  GtkTextIter start, end;

  if (demains_difference_find (&difference, shown, text))
    {
      g_signal_handlers_block_by_func (self->buffer, changed_cb, self);
      g_signal_handlers_block_by_func (self->buffer, insert_text_cb, self);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, difference.start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, difference.old_end);
      gtk_text_buffer_delete (self->buffer, &start, &end);
      gtk_text_buffer_insert (self->buffer, &start, text + difference.new_start,
                              difference.new_end - difference.new_start);
      g_signal_handlers_unblock_by_func (self->buffer, insert_text_cb, self);
      g_signal_handlers_unblock_by_func (self->buffer, changed_cb, self);
    }
  show_placeholder (self);
}

static void
watch_record (DemainsRecordLine *self, DemainsRecord *record)
{
  if (self->record != NULL)
    g_clear_signal_handler (&self->record_handler, self->record);
  g_set_object (&self->record, record);
  if (self->record == NULL || self->field == NULL)
    return;

  self->record_handler
    = g_signal_connect_object (self->record, "notify", G_CALLBACK (show_text), self, G_CONNECT_SWAPPED);
  show_text (self);
}

static gboolean
demains_record_line_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_RECORD_LINE (widget)->view));
}

static void
demains_record_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsRecordLine *self = DEMAINS_RECORD_LINE (object);

  switch ((DemainsRecordLineProperty)prop_id)
    {
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_FIELD:
      g_value_set_string (value, self->field);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    }
}

static void
demains_record_line_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsRecordLine *self = DEMAINS_RECORD_LINE (object);

  switch ((DemainsRecordLineProperty)prop_id)
    {
    case PROP_RECORD:
      watch_record (self, g_value_get_object (value));
      break;
    case PROP_FIELD:
      g_set_str (&self->field, g_value_get_string (value));
      watch_record (self, self->record);
      break;
    case PROP_EDITABLE:
      self->editable = g_value_get_boolean (value);
      break;
    case PROP_LABEL:
      g_set_str (&self->label, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
      break;
    case PROP_HINT:
      g_set_str (&self->hint, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, self->hint, -1);
      break;
    }

  g_object_notify_by_pspec (object, pspec);
}

static void
demains_record_line_dispose (GObject *object)
{
  DemainsRecordLine *self = DEMAINS_RECORD_LINE (object);

  watch_record (self, NULL);
  demains_bin_dispose_template (self, DEMAINS_TYPE_RECORD_LINE);

  G_OBJECT_CLASS (demains_record_line_parent_class)->dispose (object);
}

static void
demains_record_line_finalize (GObject *object)
{
  DemainsRecordLine *self = DEMAINS_RECORD_LINE (object);

  g_free (self->field);
  g_free (self->label);
  g_free (self->hint);

  G_OBJECT_CLASS (demains_record_line_parent_class)->finalize (object);
}

static void
demains_record_line_class_init (DemainsRecordLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_record_line_get_property;
  object_class->set_property = demains_record_line_set_property;
  object_class->dispose = demains_record_line_dispose;
  object_class->finalize = demains_record_line_finalize;
  widget_class->grab_focus = demains_record_line_grab_focus;

  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ENTERED]
    = g_signal_new ("entered", DEMAINS_TYPE_RECORD_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DEMAINS_TYPE_TEXT_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-record-line.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsRecordLine, view);
  gtk_widget_class_bind_template_child (widget_class, DemainsRecordLine, buffer);
  gtk_widget_class_bind_template_child (widget_class, DemainsRecordLine, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, insert_text_cb);
}

static void
demains_record_line_init (DemainsRecordLine *self)
{
  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_record_line_get_view:
 * @self: a line
 *
 * Returns: (transfer none): what the keyboard goes to
 */
GtkTextView *
demains_record_line_get_view (DemainsRecordLine *self)
{
  g_return_val_if_fail (DEMAINS_IS_RECORD_LINE (self), NULL);

  return self->view;
}

/**
 * demains_record_line_is_empty:
 * @self: a line
 *
 * Returns: whether nothing is written there
 */
gboolean
demains_record_line_is_empty (DemainsRecordLine *self)
{
  g_return_val_if_fail (DEMAINS_IS_RECORD_LINE (self), TRUE);

  return gtk_text_buffer_get_char_count (self->buffer) == 0;
}
