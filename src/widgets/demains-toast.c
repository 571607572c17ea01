/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-toast.h"

static void
map_cb (GtkWidget *label)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (label), gtk_label_get_label (GTK_LABEL (label)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * demains_toast_new:
 * @text: a sentence or two, without markup
 *
 * A toast's own title is cut where it does not fit; what went wrong and what to
 * do about it must be read to its end, so this one wraps.
 *
 * Returns: (transfer full): a toast
 */
AdwToast *
demains_toast_new (const char *text)
{
  AdwToast *toast = g_object_ref_sink (adw_toast_new (""));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect (label, "map", G_CALLBACK (map_cb), NULL);
  adw_toast_set_custom_title (toast, label);

  return toast;
}
