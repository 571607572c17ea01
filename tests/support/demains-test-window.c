/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-window.h"

/* After so many frames what was asked for is laid out and drawn, and after so
 * much time what follows it later is done too. */
#define SETTLE_FRAMES 6
#define SETTLE_TIME (120 * G_TIME_SPAN_MILLISECOND)
#define SETTLE_AT_MOST (5 * G_TIME_SPAN_SECOND)

static gboolean
frame_cb (GtkWidget *window, GdkFrameClock *clock, gpointer user_data)
{
  guint *frames = user_data;

  return --*frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static GtkWidget *
find_mapped_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

/* Lets the window draw and everything that is waiting happen. */
void
demains_test_settle (void)
{
  gint64 start = g_get_monotonic_time ();
  GtkWidget *window = find_mapped_window ();
  guint frames = window != NULL ? SETTLE_FRAMES : 0;
  guint tick = window != NULL ? gtk_widget_add_tick_callback (window, frame_cb, &frames, NULL) : 0;

  while (g_get_monotonic_time () - start < (frames > 0 ? SETTLE_AT_MOST : SETTLE_TIME))
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  if (frames > 0)
    gtk_widget_remove_tick_callback (window, tick);
}

GtkWindow *
demains_test_window_new (GtkWidget *content, int width, int height)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_window_present (GTK_WINDOW (window));
  demains_test_settle ();

  return GTK_WINDOW (window);
}

/* Checks too that the content is gone with its window. */
void
demains_test_window_close (GtkWindow *window)
{
  GtkWidget *content = adw_window_get_content (ADW_WINDOW (window));

  g_object_add_weak_pointer (G_OBJECT (content), (gpointer *)&content);
  gtk_window_destroy (window);
  demains_test_settle ();
  g_assert_null (content);
}

static gboolean
matches (GtkWidget *widget, GType type, const char *property, const char *value)
{
  g_autofree char *found = NULL;

  if (!g_type_is_a (G_OBJECT_TYPE (widget), type))
    return FALSE;
  if (property == NULL)
    return TRUE;
  g_object_get (widget, property, &found, NULL);

  return g_strcmp0 (found, value) == 0;
}

/* The first widget below @root of a type and, unless NULL, with a text property. */
gpointer
demains_test_find (GtkWidget *root, GType type, const char *property, const char *value)
{
  if (matches (root, type, property, value))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = demains_test_find (child, type, property, value);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
press_in (GListModel *shortcuts, GtkWidget *widget, GtkShortcutTrigger *trigger)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);

      if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger)
          && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                           gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }

  return FALSE;
}

/* Does what a key does that nothing but shortcuts takes: asks the widget that
 * has the keyboard, then those around it. Returns whether one of them took it. */
gboolean
demains_test_press (GtkWindow *window, const char *accelerator)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (accelerator);

  GtkWidget *focus = gtk_window_get_focus (window);

  /* Where nothing has the keyboard, its window has. */
  for (GtkWidget *widget = focus != NULL ? focus : GTK_WIDGET (window); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          if (GTK_IS_SHORTCUT_CONTROLLER (controller) && press_in (G_LIST_MODEL (controller), widget, trigger))
            return TRUE;
        }
    }

  return FALSE;
}

/* Draws the window into a PNG file. */
void
demains_test_shoot (GtkWindow *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (window)),
                          gtk_widget_get_height (GTK_WIDGET (window)));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
