/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-field-row.h"

#include <glib/gi18n.h>

/* What fits, in characters. A field of a sheet is read, not stored: what is far
 * longer was pasted by mistake, and laying it out at every key would take seconds. */
#define MAX_LINE 1000
#define MAX_TEXT 100000

typedef struct
{
  DemainsRecord *record;
  gulong record_handler;
  char *field;
  gboolean editable;

  GtkLabel *label;
  AdwBin *slot;
  GtkLabel *notice;
  GtkWidget *editor;
} DemainsFieldRowPrivate;

typedef enum
{
  PROP_RECORD = 1,
  PROP_FIELD,
  PROP_EDITABLE,
  PROP_HINT,
  PROP_CONTENT,
  PROP_EDITOR,
} DemainsFieldRowProperty;

#define N_PROPS (PROP_EDITOR + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DemainsFieldRow, demains_field_row, ADW_TYPE_PREFERENCES_ROW)

static const char *
get_hint (DemainsFieldRow *self)
{
  const DemainsField *field = demains_field_row_get_field (self);

  return field != NULL ? demains_field_get_hint (field) : "";
}

/* The value as it is typed; no number is typed for nothing. */
static char *
dup_text (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);
  gint64 number;

  if (demains_field_row_get_field (self)->type != DEMAINS_FIELD_INTEGER)
    return g_strdup (demains_record_get_text (priv->record, priv->field));

  number = demains_record_get_number (priv->record, priv->field);

  return number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("");
}

static void
show_text (DemainsFieldRow *self)
{
  DemainsFieldRowClass *klass = DEMAINS_FIELD_ROW_GET_CLASS (self);

  if (demains_field_row_get_field (self) != NULL && klass->show_text != NULL)
    {
      g_autofree char *text = dup_text (self);

      klass->show_text (self, text);
    }
}

static void
describe_editor (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  if (priv->editor == NULL || priv->field == NULL)
    return;

  gtk_accessible_update_relation (GTK_ACCESSIBLE (priv->editor), GTK_ACCESSIBLE_RELATION_LABELLED_BY, priv->label, NULL,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, get_hint (self),
                                  -1);
}

static void
record_notify_cb (DemainsRecord *record, GParamSpec *pspec, DemainsFieldRow *self)
{
  show_text (self);
}

/* Takes up a new pair of record and field; a record without the field is none. */
static void
watch_record (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);
  const DemainsField *field = demains_field_row_get_field (self);

  if (field != NULL)
    {
      g_autofree char *detail = g_strconcat ("notify::", field->name, NULL);

      g_strdelimit (detail, "_", '-');
      priv->record_handler
        = g_signal_connect_object (priv->record, detail, G_CALLBACK (record_notify_cb), self, G_CONNECT_DEFAULT);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), demains_field_get_label (field));
    }

  gtk_widget_set_visible (GTK_WIDGET (priv->notice), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
  describe_editor (self);
  if (DEMAINS_FIELD_ROW_GET_CLASS (self)->record_changed != NULL)
    DEMAINS_FIELD_ROW_GET_CLASS (self)->record_changed (self);
  show_text (self);
}

static void
forget_record (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  if (priv->record != NULL)
    g_clear_signal_handler (&priv->record_handler, priv->record);
}

static void
focus_enter_cb (GtkEventControllerFocus *controller, DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  /* Buttons show themselves that they have the keyboard, texts do not. */
  if (GTK_IS_TEXT (priv->editor) || GTK_IS_TEXT_VIEW (priv->editor))
    gtk_widget_add_css_class (GTK_WIDGET (self), "focused");
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, DemainsFieldRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "focused");
}

static void
clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, DemainsFieldRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
demains_field_row_grab_focus (GtkWidget *widget)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (DEMAINS_FIELD_ROW (widget));

  /* Select nothing: a field that is selected whole is lost to the next key. */
  if (GTK_IS_TEXT (priv->editor))
    return gtk_text_grab_focus_without_selecting (GTK_TEXT (priv->editor));

  return priv->editor != NULL && gtk_widget_grab_focus (priv->editor);
}

static void
demains_field_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsFieldRow *self = DEMAINS_FIELD_ROW (object);
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  switch ((DemainsFieldRowProperty)prop_id)
    {
    case PROP_RECORD:
      g_value_set_object (value, priv->record);
      break;
    case PROP_FIELD:
      g_value_set_string (value, priv->field);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, priv->editable);
      break;
    case PROP_HINT:
      g_value_set_string (value, get_hint (self));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (priv->slot));
      break;
    case PROP_EDITOR:
      g_value_set_object (value, priv->editor);
      break;
    }
}

static void
demains_field_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsFieldRow *self = DEMAINS_FIELD_ROW (object);
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  switch ((DemainsFieldRowProperty)prop_id)
    {
    case PROP_RECORD:
      demains_field_row_set_record (self, g_value_get_object (value));
      break;
    case PROP_FIELD:
      forget_record (self);
      if (g_set_str (&priv->field, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      watch_record (self);
      break;
    case PROP_EDITABLE:
      demains_field_row_set_editable (self, g_value_get_boolean (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (priv->slot, g_value_get_object (value));
      break;
    case PROP_EDITOR:
      priv->editor = g_value_get_object (value);
      describe_editor (self);
      break;
    case PROP_HINT:
      g_assert_not_reached ();
    }
}

static void
demains_field_row_dispose (GObject *object)
{
  DemainsFieldRow *self = DEMAINS_FIELD_ROW (object);
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  forget_record (self);
  g_clear_object (&priv->record);
  priv->editor = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_FIELD_ROW);

  G_OBJECT_CLASS (demains_field_row_parent_class)->dispose (object);
}

static void
demains_field_row_finalize (GObject *object)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (DEMAINS_FIELD_ROW (object));

  g_free (priv->field);

  G_OBJECT_CLASS (demains_field_row_parent_class)->finalize (object);
}

static void
demains_field_row_class_init (DemainsFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_field_row_get_property;
  object_class->set_property = demains_field_row_set_property;
  object_class->dispose = demains_field_row_dispose;
  object_class->finalize = demains_field_row_finalize;
  widget_class->grab_focus = demains_field_row_grab_focus;

  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  properties[PROP_HINT]
    = g_param_spec_string ("hint", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-field-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, DemainsFieldRow, label);
  gtk_widget_class_bind_template_child_private (widget_class, DemainsFieldRow, slot);
  gtk_widget_class_bind_template_child_private (widget_class, DemainsFieldRow, notice);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_leave_cb);
}

static void
demains_field_row_init (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  priv->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_field_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the record whose field the row shows
 */
DemainsRecord *
demains_field_row_get_record (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  g_return_val_if_fail (DEMAINS_IS_FIELD_ROW (self), NULL);

  return priv->record;
}

/**
 * demains_field_row_set_record:
 * @self: a row
 * @record: (nullable): the record whose field to show
 */
void
demains_field_row_set_record (DemainsFieldRow *self, DemainsRecord *record)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  g_return_if_fail (DEMAINS_IS_FIELD_ROW (self));

  if (priv->record == record)
    return;

  forget_record (self);
  g_set_object (&priv->record, record);
  watch_record (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

/**
 * demains_field_row_get_field_name:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the name of the field that it shows
 */
const char *
demains_field_row_get_field_name (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  g_return_val_if_fail (DEMAINS_IS_FIELD_ROW (self), NULL);

  return priv->field;
}

/**
 * demains_field_row_get_field:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the field's row of the table of kinds,
 *   %NULL without a record
 */
const DemainsField *
demains_field_row_get_field (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);
  const DemainsKind *kind;
  int index;

  g_return_val_if_fail (DEMAINS_IS_FIELD_ROW (self), NULL);

  if (priv->record == NULL || priv->field == NULL)
    return NULL;

  kind = demains_record_get_kind (priv->record);
  index = demains_kind_find_field (kind, priv->field);

  return index >= 0 ? &kind->fields[index] : NULL;
}

/**
 * demains_field_row_get_editable:
 * @self: a row
 *
 * Returns: whether people may change what the row shows
 */
gboolean
demains_field_row_get_editable (DemainsFieldRow *self)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  g_return_val_if_fail (DEMAINS_IS_FIELD_ROW (self), FALSE);

  return priv->editable;
}

/**
 * demains_field_row_set_editable:
 * @self: a row
 * @editable: whether people may change what the row shows
 */
void
demains_field_row_set_editable (DemainsFieldRow *self, gboolean editable)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  g_return_if_fail (DEMAINS_IS_FIELD_ROW (self));

  if (priv->editable == editable)
    return;

  priv->editable = editable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/**
 * demains_field_row_set_text:
 * @self: a row
 * @text: what a person has just made of the field
 *
 * For the classes of rows: hands an edit to the record, which makes an undoable
 * change of it. Shows the record's value again where it did not take the edit.
 */
void
demains_field_row_set_text (DemainsFieldRow *self, const char *text)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  g_return_if_fail (DEMAINS_IS_FIELD_ROW (self));

  if (demains_field_row_get_field (self) == NULL
      || g_str_equal (text, demains_record_get_text (priv->record, priv->field)))
    return;

  gtk_widget_set_visible (GTK_WIDGET (priv->notice), FALSE);
  g_signal_handler_block (priv->record, priv->record_handler);
  g_object_set (priv->record, priv->field, text, NULL);
  g_signal_handler_unblock (priv->record, priv->record_handler);

  if (!g_str_equal (text, demains_record_get_text (priv->record, priv->field)))
    show_text (self);
}

/**
 * demains_field_row_set_number:
 * @self: a row of a field that keeps a whole number
 * @number: what a person has just made of the field
 *
 * As demains_field_row_set_text().
 */
void
demains_field_row_set_number (DemainsFieldRow *self, gint64 number)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  g_return_if_fail (DEMAINS_IS_FIELD_ROW (self));

  if (demains_field_row_get_field (self) != NULL && number != demains_record_get_number (priv->record, priv->field))
    g_object_set (priv->record, priv->field, number, NULL);
  show_text (self);
}

/**
 * demains_field_row_say:
 * @self: a row
 * @text: (nullable): what is wrong with what was typed, %NULL for nothing
 *
 * For the classes of rows: says it in the row, and aloud.
 */
void
demains_field_row_say (DemainsFieldRow *self, const char *text)
{
  DemainsFieldRowPrivate *priv = demains_field_row_get_instance_private (self);

  g_return_if_fail (DEMAINS_IS_FIELD_ROW (self));

  gtk_label_set_label (priv->notice, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->notice), text != NULL);
  if (text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * demains_field_row_check_room:
 * @self: a row
 * @before: how many characters there are
 * @added: how many a person is about to add
 *
 * For the classes of rows: says in the row when so much does not fit.
 *
 * Returns: whether it fits
 */
gboolean
demains_field_row_check_room (DemainsFieldRow *self, glong before, glong added)
{
  const DemainsField *field = demains_field_row_get_field (self);
  int room = field != NULL && field->type == DEMAINS_FIELD_LINE ? MAX_LINE : MAX_TEXT;
  g_autofree char *text = NULL;

  /* What came longer from elsewhere may still be mended letter by letter. */
  if (before + added <= room || added <= 1)
    return TRUE;

  /* Translators: the first number is what was pasted, the second what fits; both in characters */
  text = g_strdup_printf (_ ("Too long to go here: %'ld characters, where %'d fit."), added, room);
  demains_field_row_say (self, text);

  return FALSE;
}
