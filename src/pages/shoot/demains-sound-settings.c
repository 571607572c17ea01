/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-sound-settings.h"

#include <gio/gdesktopappinfo.h>

/* The desktops' own windows for it; from inside a sandbox none can be opened. */
static const char *const PANELS[] = { "gnome-sound-panel.desktop", "kcm_pulseaudio.desktop" };

static GAppInfo *
find_panel (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PANELS); i++)
    {
      GDesktopAppInfo *panel = g_desktop_app_info_new (PANELS[i]);

      if (panel != NULL)
        return G_APP_INFO (panel);
    }

  return NULL;
}

/**
 * demains_sound_settings_exist:
 *
 * Returns: whether the computer's sound settings can be opened from here
 */
gboolean
demains_sound_settings_exist (void)
{
  g_autoptr (GAppInfo) panel = find_panel ();

  return panel != NULL;
}

/**
 * demains_sound_settings_open:
 * @widget: what asks
 *
 * Opens the computer's sound settings.
 */
void
demains_sound_settings_open (GtkWidget *widget)
{
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_autoptr (GAppInfo) panel = find_panel ();
  g_autoptr (GError) error = NULL;

  if (panel != NULL && !g_app_info_launch (panel, NULL, G_APP_LAUNCH_CONTEXT (context), &error))
    g_warning ("%s", error->message);
}
