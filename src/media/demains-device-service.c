/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-device-service.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

/* How often is looked whether it is back. */
#define RETRY_SECONDS 1

struct _DemainsDeviceService
{
  GObject parent_instance;

  GSocketClient *client;
  GSocketConnection *connection;
  GCancellable *cancellable;
  GSource *end;
  guint retry;
  DemainsServiceKind kind;
  DemainsServiceState state;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsDeviceService, demains_device_service, G_TYPE_OBJECT)

static void connect_soon (DemainsDeviceService *self);

/* Where PulseAudio's own library looks for it; a sandbox names it as "unix:/run/flatpak/pulse/native". */
static char *
dup_sound_path (void)
{
  const char *server = g_getenv ("PULSE_SERVER");
  const char *place = server != NULL ? strchr (server, '/') : NULL;

  if (place != NULL && (place == server || g_str_has_prefix (server, "unix:") || *server == '{'))
    return g_strndup (place, strcspn (place, " "));
  if (g_getenv ("PULSE_RUNTIME_PATH") != NULL)
    return g_build_filename (g_getenv ("PULSE_RUNTIME_PATH"), "native", NULL);

  return g_build_filename (g_get_user_runtime_dir (), "pulse", "native", NULL);
}

/* Where PipeWire's own library looks for it. */
static char *
dup_pipewire_path (void)
{
  static const char *const FOLDERS[] = { "PIPEWIRE_RUNTIME_DIR", "XDG_RUNTIME_DIR" };
  const char *name = g_getenv ("PIPEWIRE_REMOTE");

  if (name == NULL || *name == '\0')
    name = "pipewire-0";
  if (g_path_is_absolute (name))
    return g_strdup (name);

  for (gsize i = 0; i < G_N_ELEMENTS (FOLDERS); i++)
    if (g_getenv (FOLDERS[i]) != NULL)
      return g_build_filename (g_getenv (FOLDERS[i]), name, NULL);

  return g_build_filename ("/run/pipewire", name, NULL);
}

static void
set_state (DemainsDeviceService *self, DemainsServiceState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
let_go (DemainsDeviceService *self)
{
  if (self->end != NULL)
    g_source_destroy (self->end);
  g_clear_pointer (&self->end, g_source_unref);
  g_clear_object (&self->connection);
}

static gboolean
end_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  g_autoptr (DemainsDeviceService) self = g_object_ref (user_data);

  let_go (self);
  connect_soon (self);
  set_state (self, DEMAINS_SERVICE_STOPPED);

  return G_SOURCE_REMOVE;
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsDeviceService) self = user_data;

  self->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->connection == NULL)
    {
      connect_soon (self);
      if (self->state == DEMAINS_SERVICE_UNKNOWN)
        set_state (self, DEMAINS_SERVICE_ABSENT);
      return;
    }

  self->end = g_socket_create_source (g_socket_connection_get_socket (self->connection), G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (self->end, G_SOURCE_FUNC (end_cb), self, NULL);
  g_source_attach (self->end, NULL);
  set_state (self, DEMAINS_SERVICE_RUNS);
}

static GSocketAddress *
make_address (DemainsServiceKind kind)
{
  g_autofree char *path = kind == DEMAINS_SERVICE_SOUND ? dup_sound_path () : dup_pipewire_path ();

  return g_unix_socket_address_new (path);
}

static void
connect_cb (gpointer user_data)
{
  DemainsDeviceService *self = user_data;
  g_autoptr (GSocketAddress) address = make_address (self->kind);

  self->retry = 0;
  g_socket_client_connect_async (self->client, G_SOCKET_CONNECTABLE (address), self->cancellable, connected_cb,
                                 g_object_ref (self));
}

static void
connect_soon (DemainsDeviceService *self)
{
  self->retry = g_timeout_add_seconds_once (RETRY_SECONDS, connect_cb, self);
}

static void
demains_device_service_dispose (GObject *object)
{
  DemainsDeviceService *self = DEMAINS_DEVICE_SERVICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry, g_source_remove);
  let_go (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (demains_device_service_parent_class)->dispose (object);
}

static void
demains_device_service_finalize (GObject *object)
{
  g_object_unref (DEMAINS_DEVICE_SERVICE (object)->cancellable);

  G_OBJECT_CLASS (demains_device_service_parent_class)->finalize (object);
}

static void
demains_device_service_class_init (DemainsDeviceServiceClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = demains_device_service_dispose;
  object_class->finalize = demains_device_service_finalize;

  signals[SIGNAL_CHANGED]
    = g_signal_new ("changed", DEMAINS_TYPE_DEVICE_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_device_service_init (DemainsDeviceService *self)
{
  self->client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (self->client, FALSE);
  self->cancellable = g_cancellable_new ();
}

/*
 * demains_device_service_new:
 * @kind: which one
 *
 * Returns: (transfer full): it, looking
 */
DemainsDeviceService *
demains_device_service_new (DemainsServiceKind kind)
{
  DemainsDeviceService *self = g_object_new (DEMAINS_TYPE_DEVICE_SERVICE, NULL);

  self->kind = kind;
  connect_cb (self);

  return self;
}

/*
 * demains_device_service_get_state:
 * @self: a device service
 *
 * Returns: whether it runs, as far as is known
 */
DemainsServiceState
demains_device_service_get_state (DemainsDeviceService *self)
{
  return self->state;
}

/*
 * demains_device_service_connect:
 * @kind: which one
 *
 * Does not wait: a service on this machine takes a connection at once, or has too many that wait.
 *
 * Returns: (transfer full) (nullable): a connection on which nothing has been said
 */
GSocket *
demains_device_service_connect (DemainsServiceKind kind)
{
  g_autoptr (GSocketAddress) address = make_address (kind);
  g_autoptr (GSocket) socket
    = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);

  return g_socket_connect (socket, address, NULL, NULL) ? g_steal_pointer (&socket) : NULL;
}
