/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-thread-card.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsThreadCard
{
  GtkToggleButton parent_instance;

  DemainsRecord *record;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (DemainsThreadCard, demains_thread_card, GTK_TYPE_TOGGLE_BUTTON)

static void
demains_thread_card_dispose (GObject *object)
{
  g_clear_object (&DEMAINS_THREAD_CARD (object)->record);

  G_OBJECT_CLASS (demains_thread_card_parent_class)->dispose (object);
}

static void
demains_thread_card_class_init (DemainsThreadCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_thread_card_dispose;
}

static void
demains_thread_card_init (DemainsThreadCard *self)
{
}

/**
 * demains_thread_card_new:
 * @record: a record
 *
 * Returns: (transfer floating): a card with its title
 */
GtkWidget *
demains_thread_card_new (DemainsRecord *record)
{
  DemainsThreadCard *self = g_object_new (DEMAINS_TYPE_THREAD_CARD, NULL);
  g_autofree char *title = demains_record_to_text (record);
  GtkWidget *label = gtk_label_new (title);

  self->record = g_object_ref (record);
  self->label = GTK_LABEL (label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (label), 6);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_button_set_child (GTK_BUTTON (self), label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}

/**
 * demains_thread_card_get_record:
 * @self: a card
 *
 * Returns: (transfer none): what it shows
 */
DemainsRecord *
demains_thread_card_get_record (DemainsThreadCard *self)
{
  return self->record;
}

/**
 * demains_thread_card_set_marked:
 * @self: a card
 * @marked: whether it belongs to the card that is selected
 * @faded: whether another is selected that it does not belong to
 */
void
demains_thread_card_set_marked (DemainsThreadCard *self, gboolean marked, gboolean faded)
{
  g_autofree char *title = demains_record_to_text (self->record);
  /* A mark, so that the colour is not the only sign. */
  g_autofree char *text = g_strconcat (marked ? "✓ " : "", title, NULL);

  gtk_label_set_label (self->label, text);
  if (faded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dimmed");
  /* Translators: said by screen readers of a card that belongs to the one that is selected. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  marked ? _ ("In the thread of the selected card") : "", -1);
}
