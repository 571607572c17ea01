/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-prompter-window.h"

#include <glib/gi18n.h>

/* A monitor that @parent is not on, or NULL. */
static GdkMonitor *
dup_other_monitor (GtkWindow *parent)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (parent));
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (parent));
  GdkMonitor *own = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GListModel *monitors = gdk_display_get_monitors (display);

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      if (monitor != own)
        return g_steal_pointer (&monitor);
    }

  return NULL;
}

/**
 * demains_prompter_window_show:
 * @prompter: the prompter to follow
 * @parent: the window it is in
 *
 * Returns: (transfer none): a window that shows the same, as large as the screen
 */
GtkWindow *
demains_prompter_window_show (DemainsPrompter *prompter, GtkWindow *parent)
{
  static const char *const followed[] = { "text", "words-per-minute", "target", "position", "mirrored", "text-scale" };
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, "title", _ ("Prompter"), "transient-for", parent,
                                    "destroy-with-parent", TRUE, NULL);
  GtkWidget *copy = g_object_new (DEMAINS_TYPE_PROMPTER, "can-target", FALSE, "can-focus", FALSE, NULL);
  g_autoptr (GdkMonitor) monitor = dup_other_monitor (parent);
  GtkEventController *escape = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_object_bind_property (prompter, followed[i], copy, followed[i], G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (window, "demains-prompter");
  gtk_window_set_child (GTK_WINDOW (window), copy);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (escape),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, escape);
  /* Its keys work on the one that it follows, and on its page: there is one clock, and one who films. */
  demains_prompter_take_keys (prompter, window);
  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (window), monitor);
  else
    gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));

  return GTK_WINDOW (window);
}
