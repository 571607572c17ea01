/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-compare-list-row.h"

#include <glib/gi18n.h>

struct _DemainsCompareListRow
{
  GtkListBoxRow parent_instance;

  DemainsComparisonRow *row;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (DemainsCompareListRow, demains_compare_list_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
append_label (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (box, label);

  return label;
}

static void
show_count (DemainsCompareListRow *self)
{
  guint n_groups = demains_comparison_row_get_n_groups (self->row);
  guint n_open = demains_comparison_row_get_n_open (self->row);
  /* Translators: how many of the compared groups, at least two, have this question: “1 of 3 groups” */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u groups"), n_groups, n_open);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n_groups < n_open);
}

static void
demains_compare_list_row_dispose (GObject *object)
{
  g_clear_object (&DEMAINS_COMPARE_LIST_ROW (object)->row);

  G_OBJECT_CLASS (demains_compare_list_row_parent_class)->dispose (object);
}

static void
demains_compare_list_row_class_init (DemainsCompareListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_compare_list_row_dispose;
}

static void
demains_compare_list_row_init (DemainsCompareListRow *self)
{
}

/**
 * demains_compare_list_row_new:
 * @row: what can be compared
 *
 * Returns: a row that names it and, where only some groups have it, says how many
 */
GtkWidget *
demains_compare_list_row_new (DemainsComparisonRow *row)
{
  DemainsCompareListRow *self = g_object_new (DEMAINS_TYPE_COMPARE_LIST_ROW, NULL);
  g_autofree char *title = demains_compare_list_row_dup_title (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->row = g_object_ref (row);
  append_label (GTK_BOX (box), title);
  self->count = GTK_LABEL (append_label (GTK_BOX (box), NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dimmed");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  g_signal_connect_object (row, "notify::n-groups", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::n-open", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  show_count (self);

  return GTK_WIDGET (self);
}

/**
 * demains_compare_list_row_get_row:
 * @self: a row
 *
 * Returns: (transfer none): what it names
 */
DemainsComparisonRow *
demains_compare_list_row_get_row (DemainsCompareListRow *self)
{
  return self->row;
}

/**
 * demains_compare_list_row_dup_title:
 * @row: what can be compared
 *
 * Returns: (transfer full): what people call it
 */
char *
demains_compare_list_row_dup_title (DemainsComparisonRow *row)
{
  const char *question = demains_comparison_row_get_question (row);

  switch (demains_comparison_row_get_kind (row))
    {
    case DEMAINS_KIND_FUNCTION:
      return g_strdup (_ ("Functions"));
    case DEMAINS_KIND_JOB:
      return g_strdup (_ ("Jobs"));
    default:
      return g_strdup (*question != '\0' ? question : _ (demains_kind_get (DEMAINS_KIND_SECTION)->untitled));
    }
}
