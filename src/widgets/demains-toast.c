/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-toast.h"

/* Characters of a line: a toast is as high as its text is in lines of this
 * length, also where there is less room. */
#define LINE 60

/* Pixels of the window beside a toast's text and the button it may have. */
#define FRAME 112
#define BUTTON_FRAME 48
#define MARGIN 6

static int
measure_button (GtkWidget *label, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, text);
  int width = 0;

  if (text != NULL)
    pango_layout_get_pixel_size (layout, &width, NULL);

  return width > 0 ? width + BUTTON_FRAME : 0;
}

static void
fit (GtkWidget *label, AdwToast *toast)
{
  int room = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (label))) - FRAME
             - measure_button (label, adw_toast_get_button_label (toast));
  PangoContext *context = gtk_widget_get_pango_context (label);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  /* As a label reckons. */
  int character = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CLAMP (room * PANGO_SCALE / MAX (character, 1), 1, LINE));
}

static void
map_cb (GtkWidget *label, AdwToast *toast)
{
  fit (label, toast);
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
  gtk_widget_set_margin_top (label, MARGIN);
  gtk_widget_set_margin_bottom (label, MARGIN);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect_object (label, "map", G_CALLBACK (map_cb), toast, G_CONNECT_DEFAULT);
  adw_toast_set_custom_title (toast, label);

  return toast;
}
