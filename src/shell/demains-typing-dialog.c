/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-typing-dialog.h"

#include <glib/gi18n.h>

#include "demains-choice-row.h"
#include "demains-paper-fields.h"
#include "demains-text-row.h"
#include "demains-wording.h"

struct _DemainsTypingDialog
{
  AdwDialog parent_instance;

  DemainsSession *session;
  /* The card that is being typed: of no project until it is taken in. */
  DemainsRecord *draft;
  DemainsRecord *last;
  /* The rows of its fields, in the order of the form. */
  GPtrArray *rows;
  guint taken;
  gboolean filling;

  AdwWindowTitle *title;
  AdwComboRow *kind_row;
  AdwPreferencesGroup *fields;
};

G_DEFINE_FINAL_TYPE (DemainsTypingDialog, demains_typing_dialog, ADW_TYPE_DIALOG)

static DemainsKindId
get_kind (DemainsTypingDialog *self)
{
  return demains_paper_get_kind (adw_combo_row_get_selected (self->kind_row));
}

static gboolean
is_empty (DemainsRecord *record)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  g_autoptr (DemainsRecord) fresh = demains_record_new (kind->id);

  for (guint i = 0; i < kind->n_fields; i++)
    if (!g_variant_equal (demains_record_get_value (record, i), demains_record_get_value (fresh, i)))
      return FALSE;

  return TRUE;
}

static char *
taken_to_text (guint taken)
{
  return g_strdup_printf (ngettext ("%u card taken in", "%u cards taken in", taken), taken);
}

/* Which card this is: the number that is on the form, if they are typed in order. */
static void
show_number (DemainsTypingDialog *self)
{
  DemainsProject *project = demains_session_get_project (self->session);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, get_kind (self))));
  g_autofree char *number = demains_number_to_text (n + 1);
  g_autofree char *heading = g_strdup_printf ("%s %s", _ (demains_kind_get (get_kind (self))->label), number);
  g_autofree char *taken = self->taken > 0 ? taken_to_text (self->taken) : g_strdup ("");

  adw_preferences_group_set_title (self->fields, heading);
  adw_window_title_set_subtitle (self->title, taken);
}

static void
year_changed_cb (GtkEditable *row, DemainsTypingDialog *self)
{
  if (self->draft != NULL && !self->filling)
    g_object_set (self->draft, g_object_get_data (G_OBJECT (row), "demains-field"),
                  CLAMP (g_ascii_strtoll (gtk_editable_get_text (row), NULL, 10), 0, 9999), NULL);
}

static GtkWidget *
create_row (DemainsTypingDialog *self, const DemainsField *field)
{
  GtkWidget *row;

  if (field->type != DEMAINS_FIELD_INTEGER)
    return g_object_new (field->type == DEMAINS_FIELD_CHOICE ? DEMAINS_TYPE_CHOICE_ROW : DEMAINS_TYPE_TEXT_ROW, "field",
                         field->name, NULL);

  row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), demains_field_get_label (field));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), 4);
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row))), GTK_INPUT_PURPOSE_DIGITS);
  g_object_set_data (G_OBJECT (row), "demains-field", (gpointer)field->name);
  g_signal_connect_object (row, "changed", G_CALLBACK (year_changed_cb), self, G_CONNECT_DEFAULT);

  return row;
}

/* The next sheet of the pile. */
static void
start_card (DemainsTypingDialog *self)
{
  g_set_object (&self->draft, NULL);
  self->draft = demains_record_new (get_kind (self));
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (DEMAINS_IS_FIELD_ROW (self->rows->pdata[i]))
      demains_field_row_set_record (self->rows->pdata[i], self->draft);
    else
      gtk_editable_set_text (self->rows->pdata[i], "");
  self->filling = FALSE;
  show_number (self);
  gtk_widget_grab_focus (self->rows->pdata[0]);
}

static void
create_rows (DemainsTypingDialog *self)
{
  const DemainsKind *kind = demains_kind_get (get_kind (self));
  const char *const *fields = demains_paper_get_fields (kind->id);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->fields, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      GtkWidget *row = create_row (self, &kind->fields[demains_kind_find_field (kind, fields[i])]);

      adw_preferences_group_add (self->fields, row);
      g_ptr_array_add (self->rows, row);
    }
  start_card (self);
}

/* Whether nothing is left to take in. */
static gboolean
take_in (DemainsTypingDialog *self)
{
  DemainsRecord *record;

  if (is_empty (self->draft))
    return TRUE;

  record = demains_project_add_record (demains_session_get_project (self->session), self->draft, NULL);
  if (record == NULL)
    {
      demains_session_toast_read_only (self->session);
      return FALSE;
    }
  g_set_object (&self->last, record);
  self->taken++;

  return TRUE;
}

static void
next_card (DemainsTypingDialog *self)
{
  guint before = self->taken;

  if (!take_in (self))
    return;
  start_card (self);
  if (self->taken > before)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_preferences_group_get_title (self->fields),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
next_field (DemainsTypingDialog *self, guint index)
{
  if (index + 1 < self->rows->len)
    gtk_widget_grab_focus (self->rows->pdata[index + 1]);
  else
    next_card (self);
}

static void
kind_selected_cb (DemainsTypingDialog *self)
{
  if (self->draft == NULL || demains_record_get_kind_id (self->draft) == get_kind (self) || !take_in (self))
    return;

  create_rows (self);
}

static void
next_clicked_cb (DemainsTypingDialog *self)
{
  next_card (self);
}

static gboolean
key_pressed_cb (DemainsTypingDialog *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = adw_dialog_get_focus (ADW_DIALOG (self));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if (modifiers == GDK_CONTROL_MASK)
    {
      next_card (self);
      return GDK_EVENT_STOP;
    }
  /* An open list of choices takes its own Enter; with Shift it is a new line. */
  if (modifiers != 0 || focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return GDK_EVENT_PROPAGATE;

  for (guint i = 0; i < self->rows->len; i++)
    if (focus == self->rows->pdata[i] || gtk_widget_is_ancestor (focus, self->rows->pdata[i]))
      {
        next_field (self, i);
        return GDK_EVENT_STOP;
      }

  return GDK_EVENT_PROPAGATE;
}

static void
demains_typing_dialog_closed (AdwDialog *dialog)
{
  DemainsTypingDialog *self = DEMAINS_TYPING_DIALOG (dialog);
  g_autofree char *text = NULL;

  /* Nothing that was typed is lost: a card that is half done is one too, and undo takes it back. */
  take_in (self);
  if (self->taken == 0)
    return;
  text = taken_to_text (self->taken);
  demains_session_toast (self->session, text);
  demains_session_set_selected (self->session, demains_record_get_kind_id (self->last), self->last);
}

static void
demains_typing_dialog_dispose (GObject *object)
{
  DemainsTypingDialog *self = DEMAINS_TYPING_DIALOG (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_TYPING_DIALOG);
  g_clear_object (&self->last);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_typing_dialog_parent_class)->dispose (object);
}

static void
demains_typing_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (DEMAINS_TYPING_DIALOG (object)->rows);

  G_OBJECT_CLASS (demains_typing_dialog_parent_class)->finalize (object);
}

static void
demains_typing_dialog_class_init (DemainsTypingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_typing_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_typing_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = demains_typing_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-typing-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsTypingDialog, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsTypingDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsTypingDialog, fields);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
demains_typing_dialog_init (DemainsTypingDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_typing_dialog_new:
 * @session: what is open, and may be changed
 * @kind: what is typed in first
 *
 * Returns: (transfer floating): a dialog that takes in what was written on paper, a
 *   card a change
 */
AdwDialog *
demains_typing_dialog_new (DemainsSession *session, DemainsKindId kind)
{
  DemainsTypingDialog *self = g_object_new (DEMAINS_TYPE_TYPING_DIALOG, NULL);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  guint row = 0;

  self->session = g_object_ref (session);
  for (guint i = 0; demains_paper_get_kind (i) != DEMAINS_N_KINDS; i++)
    {
      gtk_string_list_append (kinds, _ (demains_kind_get (demains_paper_get_kind (i))->label));
      if (demains_paper_get_kind (i) == kind)
        row = i;
    }
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  adw_combo_row_set_selected (self->kind_row, row);
  create_rows (self);
  adw_dialog_set_focus (ADW_DIALOG (self), self->rows->pdata[0]);

  return ADW_DIALOG (self);
}
