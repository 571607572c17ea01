/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-search-dialog.h"

#include <glib/gi18n.h>

#include "demains-search.h"

#define MAX_HITS 100

struct _DemainsSearchDialog
{
  AdwDialog parent_instance;

  DemainsSession *session;
  GCancellable *cancellable;

  GtkEditable *entry;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DemainsSearchDialog, demains_search_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
create_excerpt (const DemainsHit *hit)
{
  GtkWidget *label = create_label (hit->excerpt, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = hit->match_start;
  bold->end_index = hit->match_end;
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static GtkWidget *
create_row (const DemainsHit *hit)
{
  const DemainsKind *kind = demains_record_get_kind (hit->record);
  const DemainsField *field = &kind->fields[hit->field];
  const char *title = demains_record_get_title (hit->record);
  const char *label = demains_field_get_label (field);
  /* Translators: where a word was found, as in “Job · What this person does”. */
  g_autofree char *where
    = g_str_equal (label, _ (kind->label)) ? g_strdup (label) : g_strdup_printf (_ ("%s · %s"), _ (kind->label), label);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = create_label (title, "heading");

  gtk_label_set_ellipsize (GTK_LABEL (heading), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), heading);
  if (!g_str_equal (hit->excerpt, title))
    gtk_box_append (GTK_BOX (box), create_excerpt (hit));
  gtk_box_append (GTK_BOX (box), create_label (where, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dimmed");
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, where, -1);
  g_object_set_data_full (G_OBJECT (row), "demains-record", g_object_ref (hit->record), g_object_unref);
  g_object_set_data (G_OBJECT (row), "demains-field", (gpointer)field->name);

  return row;
}

static void
show_hits (DemainsSearchDialog *self, GPtrArray *hits)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < hits->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (hits, i)));

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_stack_set_visible_child_name (self->stack, hits->len > 0 ? "results" : "none");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsSearchDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = demains_project_search_finish (DEMAINS_PROJECT (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (hits == NULL)
    {
      demains_session_toast_error (self->session, error, NULL);
      return;
    }

  show_hits (self, hits);
}

static void
search_changed_cb (DemainsSearchDialog *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*words == '\0')
    {
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }

  self->cancellable = g_cancellable_new ();
  demains_project_search_async (demains_session_get_project (self->session), words, MAX_HITS, self->cancellable,
                                found_cb, g_object_ref (self));
}

static void
row_activated_cb (DemainsSearchDialog *self, GtkListBoxRow *row)
{
  g_autoptr (DemainsSession) session = g_object_ref (self->session);
  g_autoptr (DemainsRecord) record = g_object_ref (g_object_get_data (G_OBJECT (row), "demains-record"));
  const char *field = g_object_get_data (G_OBJECT (row), "demains-field");

  /* The dialog gives the keyboard back as it closes: then it moves on. */
  adw_dialog_close (ADW_DIALOG (self));
  demains_session_reveal (session, record, field);
}

static void
entry_activate_cb (DemainsSearchDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "results"))
    row_activated_cb (self, row);
}

static void
stop_search_cb (DemainsSearchDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
demains_search_dialog_dispose (GObject *object)
{
  DemainsSearchDialog *self = DEMAINS_SEARCH_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_SEARCH_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_search_dialog_parent_class)->dispose (object);
}

static void
demains_search_dialog_class_init (DemainsSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_search_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, DemainsSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsSearchDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
demains_search_dialog_init (DemainsSearchDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), GTK_WIDGET (self));
}

/**
 * demains_search_dialog_new:
 * @session: whose project is searched, and where the results lead
 *
 * Returns: (transfer floating): a search dialog
 */
AdwDialog *
demains_search_dialog_new (DemainsSession *session)
{
  DemainsSearchDialog *self = g_object_new (DEMAINS_TYPE_SEARCH_DIALOG, NULL);

  self->session = g_object_ref (session);

  return ADW_DIALOG (self);
}
