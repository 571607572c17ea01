/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-choice-row.h"

#include <glib/gi18n.h>

struct _DemainsChoiceRow
{
  DemainsFieldRow parent_instance;

  GtkDropDown *drop_down;
  GtkStringList *labels;
  GtkListItemFactory *closed_factory;

  /* The keys that go with the labels; the first is "" for none. */
  GPtrArray *keys;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (DemainsChoiceRow, demains_choice_row, DEMAINS_TYPE_FIELD_ROW)

static void
add_choice (DemainsChoiceRow *self, const char *key, const char *label)
{
  g_ptr_array_add (self->keys, g_strdup (key));
  gtk_string_list_append (self->labels, label);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, DemainsChoiceRow *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (!self->showing && selected < self->keys->len)
    demains_field_row_set_text (DEMAINS_FIELD_ROW (self), g_ptr_array_index (self->keys, selected));
}

static void
demains_choice_row_record_changed (DemainsFieldRow *row)
{
  DemainsChoiceRow *self = DEMAINS_CHOICE_ROW (row);
  const DemainsField *field = demains_field_row_get_field (row);

  self->showing = TRUE;
  gtk_string_list_splice (self->labels, 0, self->keys->len, NULL);
  g_ptr_array_set_size (self->keys, 0);
  add_choice (self, "", _ ("Not chosen"));
  if (field != NULL && field->choices != NULL)
    for (const DemainsChoice *choice = field->choices; choice->key != NULL; choice++)
      add_choice (self, choice->key, demains_field_get_choice_label (field, choice->key));
  self->showing = FALSE;
}

static void
demains_choice_row_show_text (DemainsFieldRow *row, const char *text)
{
  DemainsChoiceRow *self = DEMAINS_CHOICE_ROW (row);
  guint index;

  self->showing = TRUE;
  if (!g_ptr_array_find_with_equal_func (self->keys, text, g_str_equal, &index))
    {
      /* A newer program's choice: shown by its key and kept. */
      add_choice (self, text, text);
      index = self->keys->len - 1;
    }
  gtk_drop_down_set_selected (self->drop_down, index);
  self->showing = FALSE;
}

static void
demains_choice_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_CHOICE_ROW);

  G_OBJECT_CLASS (demains_choice_row_parent_class)->dispose (object);
}

static void
demains_choice_row_finalize (GObject *object)
{
  DemainsChoiceRow *self = DEMAINS_CHOICE_ROW (object);

  g_ptr_array_unref (self->keys);

  G_OBJECT_CLASS (demains_choice_row_parent_class)->finalize (object);
}

static void
demains_choice_row_class_init (DemainsChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_choice_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_choice_row_finalize;
  DEMAINS_FIELD_ROW_CLASS (klass)->record_changed = demains_choice_row_record_changed;
  DEMAINS_FIELD_ROW_CLASS (klass)->show_text = demains_choice_row_show_text;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsChoiceRow, drop_down);
  gtk_widget_class_bind_template_child (widget_class, DemainsChoiceRow, labels);
  gtk_widget_class_bind_template_child (widget_class, DemainsChoiceRow, closed_factory);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
demains_choice_row_init (DemainsChoiceRow *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The open list stays as GTK makes it, with its mark at what is chosen. */
  gtk_drop_down_set_list_factory (self->drop_down, gtk_drop_down_get_factory (self->drop_down));
  gtk_drop_down_set_factory (self->drop_down, self->closed_factory);
}
