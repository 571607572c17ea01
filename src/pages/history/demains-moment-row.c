/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-moment-row.h"

#include <glib/gi18n.h>

struct _DemainsMomentRow
{
  GtkListBoxRow parent_instance;

  DemainsMoment *moment;
};

G_DEFINE_FINAL_TYPE (DemainsMomentRow, demains_moment_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
demains_moment_row_dispose (GObject *object)
{
  g_clear_object (&DEMAINS_MOMENT_ROW (object)->moment);

  G_OBJECT_CLASS (demains_moment_row_parent_class)->dispose (object);
}

static void
demains_moment_row_class_init (DemainsMomentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_moment_row_dispose;
}

static void
demains_moment_row_init (DemainsMomentRow *self)
{
}

/**
 * demains_moment_row_new:
 * @moment: a moment
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
demains_moment_row_new (DemainsMoment *moment)
{
  DemainsMomentRow *self = g_object_new (DEMAINS_TYPE_MOMENT_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean named = demains_moment_get_named (moment);
  const char *when = demains_moment_get_when (moment);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  self->moment = g_object_ref (moment);
  gtk_box_append (GTK_BOX (texts), create_label (demains_moment_get_title (moment), named ? "heading" : NULL));
  if (*when != '\0')
    {
      GtkWidget *label = create_label (when, "caption");

      gtk_widget_add_css_class (label, "dimmed");
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (texts), label);
    }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_top (texts, 6);
  gtk_widget_set_margin_bottom (texts, 6);
  gtk_box_append (GTK_BOX (box), texts);
  if (named)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("starred-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);

  g_object_get (moment, "text", &text, NULL);
  /* Translators: read aloud for a version that people gave a name; %s is name and time. */
  name = named ? g_strdup_printf (_ ("%s, named"), text) : g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

/**
 * demains_moment_row_get_moment:
 * @self: a row
 *
 * Returns: (transfer none): its moment
 */
DemainsMoment *
demains_moment_row_get_moment (DemainsMomentRow *self)
{
  return self->moment;
}
