/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-awake.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define SAVING (GTK_APPLICATION_INHIBIT_LOGOUT | GTK_APPLICATION_INHIBIT_SUSPEND)
#define FILMING (SAVING | GTK_APPLICATION_INHIBIT_IDLE | GTK_APPLICATION_INHIBIT_SWITCH)

/* What logind gives for as long as the lid is to do nothing. */
typedef struct
{
  GCancellable *cancellable;
  int descriptor;
} LidLock;

struct _DemainsAwake
{
  GtkWindow *window;
  GtkApplication *application;
  guint flags;
  guint cookie;
  LidLock *lid;
};

static void
lid_lock_clear (gpointer data)
{
  LidLock *self = data;

  g_object_unref (self->cancellable);
  g_clear_fd (&self->descriptor, NULL);
}

static void
lid_lock_release (LidLock *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_fd (&self->descriptor, NULL);
  g_atomic_rc_box_release_full (self, lid_lock_clear);
}

/* Not allowed, or no logind: then the lid does what it always does. */
static void
locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LidLock *self = user_data;
  g_autoptr (GUnixFDList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &list, result, &error);
  int index;

  if (answer == NULL)
    {
      g_debug ("The lid is not ours: %s", error->message);
    }
  else if (list != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_variant_get (answer, "(h)", &index);
      self->descriptor = g_unix_fd_list_get (list, index, NULL);
    }
  g_atomic_rc_box_release_full (self, lid_lock_clear);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LidLock *self = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    {
      g_atomic_rc_box_release_full (self, lid_lock_clear);
      return;
    }

  g_dbus_connection_call_with_unix_fd_list (
    bus, "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit",
    g_variant_new ("(ssss)", "handle-lid-switch", "Demains", _ ("Demains is filming"), "block"), G_VARIANT_TYPE ("(h)"),
    G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, self->cancellable, locked_cb, self);
}

static LidLock *
lid_lock_new (void)
{
  LidLock *self = g_atomic_rc_box_new0 (LidLock);

  self->cancellable = g_cancellable_new ();
  self->descriptor = -1;
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, g_atomic_rc_box_acquire (self));

  return self;
}

/*
 * demains_awake_new:
 * @window: a window, which must outlive this
 *
 * Returns: (transfer full): what keeps the computer awake for it, and does not yet
 */
DemainsAwake *
demains_awake_new (GtkWindow *window)
{
  DemainsAwake *self = g_new0 (DemainsAwake, 1);

  self->window = window;

  return self;
}

void
demains_awake_free (DemainsAwake *self)
{
  demains_awake_set (self, FALSE, FALSE);
  g_clear_object (&self->application);
  g_free (self);
}

/*
 * demains_awake_set:
 * @self: what keeps the computer awake
 * @saving: whether something is on its way
 * @filming: whether a take is filmed
 *
 * Asks for what these need, and gives back what they need no more: the new comes first, so that
 * there is no moment between.
 */
void
demains_awake_set (DemainsAwake *self, gboolean saving, gboolean filming)
{
  guint flags = filming ? FILMING : saving ? SAVING : 0;
  guint before = self->cookie;

  /* A window that closes has none any more. */
  if (self->application == NULL)
    g_set_object (&self->application, gtk_window_get_application (self->window));
  if (self->application != NULL && flags != self->flags)
    {
      self->flags = flags;
      self->cookie = flags != 0 ? gtk_application_inhibit (self->application, self->window, flags,
                                                           filming ? _ ("Demains is filming") : _ ("Demains is saving"))
                                : 0;
      if (before != 0)
        gtk_application_uninhibit (self->application, before);
    }

  if (filming && self->lid == NULL)
    self->lid = lid_lock_new ();
  else if (!filming)
    g_clear_pointer (&self->lid, lid_lock_release);
}
