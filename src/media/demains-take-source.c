/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-take-source.h"

#include <malloc.h>

#include "demains-media-init.h"
#include "demains-media-reader.h"
#include "demains-tone-map.h"

#define MOST_ARENAS 2
#define ORIGINAL_QUERY "&role=original"

struct _DemainsTakeSource
{
  GstBaseSrc parent_instance;

  char *uri;
  char *path;
  char *take_id;
  DemainsMediaRole role;

  GMutex reading;
  DemainsMediaReader *reader;
};

enum
{
  PROP_URI = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GstStaticPadTemplate source_template
  = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

static void uri_handler_init (gpointer interface, gpointer data);

G_DEFINE_FINAL_TYPE_WITH_CODE (DemainsTakeSource, demains_take_source, GST_TYPE_BASE_SRC,
                               G_IMPLEMENT_INTERFACE (GST_TYPE_URI_HANDLER, uri_handler_init))

static gboolean
refuse_uri (const char *uri, GError **error)
{
  g_set_error (error, GST_URI_ERROR, GST_URI_ERROR_BAD_URI, "not a take: %s", uri);

  return FALSE;
}

/* demains-take:/path/to/file.demains?take=ID[&role=original], with percent
 * signs for what is not plain in the path or the id. */
static gboolean
parse_uri (const char *uri, char **path, char **take_id, DemainsMediaRole *role, GError **error)
{
  g_autoptr (GHashTable) query = NULL;
  const char *rest, *mark;

  if (uri == NULL || !g_str_has_prefix (uri, DEMAINS_TAKE_SCHEME ":"))
    return refuse_uri (uri, error);

  rest = uri + strlen (DEMAINS_TAKE_SCHEME ":");
  mark = strchr (rest, '?');
  if (mark == NULL)
    return refuse_uri (uri, error);
  query = g_uri_parse_params (mark + 1, -1, "&", G_URI_PARAMS_NONE, error);
  if (query == NULL)
    return FALSE;
  *path = g_uri_unescape_segment (rest, mark, NULL);
  *take_id = g_strdup (g_hash_table_lookup (query, "take"));
  *role
    = g_strcmp0 (g_hash_table_lookup (query, "role"), "original") == 0 ? DEMAINS_MEDIA_ORIGINAL : DEMAINS_MEDIA_TAKE;

  return (*path != NULL && **path != '\0' && *take_id != NULL) || refuse_uri (uri, error);
}

static gboolean
set_uri (DemainsTakeSource *self, const char *uri, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *take_id = NULL;
  DemainsMediaRole role;

  if (!parse_uri (uri, &path, &take_id, &role, error))
    return FALSE;
  GST_OBJECT_LOCK (self);
  g_set_str (&self->uri, uri);
  g_set_str (&self->path, path);
  g_set_str (&self->take_id, take_id);
  self->role = role;
  GST_OBJECT_UNLOCK (self);

  return TRUE;
}

static GstURIType
get_uri_type (GType type)
{
  return GST_URI_SRC;
}

static const char *const *
get_uri_protocols (GType type)
{
  static const char *const PROTOCOLS[] = { DEMAINS_TAKE_SCHEME, NULL };

  return PROTOCOLS;
}

static char *
dup_uri (GstURIHandler *handler)
{
  DemainsTakeSource *self = DEMAINS_TAKE_SOURCE (handler);
  char *uri;

  GST_OBJECT_LOCK (self);
  uri = g_strdup (self->uri);
  GST_OBJECT_UNLOCK (self);

  return uri;
}

static gboolean
handle_uri (GstURIHandler *handler, const char *uri, GError **error)
{
  return set_uri (DEMAINS_TAKE_SOURCE (handler), uri, error);
}

static void
uri_handler_init (gpointer interface, gpointer data)
{
  GstURIHandlerInterface *class = interface;

  class->get_type = get_uri_type;
  class->get_protocols = get_uri_protocols;
  class->get_uri = dup_uri;
  class->set_uri = handle_uri;
}

static gboolean
demains_take_source_start (GstBaseSrc *source)
{
  DemainsTakeSource *self = DEMAINS_TAKE_SOURCE (source);
  g_autoptr (GError) error = NULL;

  if (self->path == NULL)
    {
      GST_ELEMENT_ERROR (self, RESOURCE, NOT_FOUND, (NULL), ("no take is named"));
      return FALSE;
    }

  self->reader = demains_media_reader_new (self->path, self->take_id, self->role, &error);
  if (self->reader == NULL)
    GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, (NULL), ("%s", error->message));

  return self->reader != NULL;
}

static gboolean
demains_take_source_stop (GstBaseSrc *source)
{
  DemainsTakeSource *self = DEMAINS_TAKE_SOURCE (source);

  g_mutex_lock (&self->reading);
  g_clear_object (&self->reader);
  g_mutex_unlock (&self->reading);

  return TRUE;
}

static gboolean
demains_take_source_get_size (GstBaseSrc *source, guint64 *size)
{
  DemainsTakeSource *self = DEMAINS_TAKE_SOURCE (source);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->reading);

  if (self->reader == NULL)
    return FALSE;
  *size = demains_media_reader_get_size (self->reader);

  return TRUE;
}

static gboolean
demains_take_source_is_seekable (GstBaseSrc *source)
{
  return TRUE;
}

/* Who looks for the type of a stream may still read while it is being stopped. */
static GBytes *
read_bytes (DemainsTakeSource *self, guint64 offset, guint size, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->reading);

  if (self->reader == NULL)
    return g_bytes_new (NULL, 0);

  return demains_media_reader_read_bytes (self->reader, offset, size, error);
}

static GstFlowReturn
demains_take_source_create (GstBaseSrc *source, guint64 offset, guint size, GstBuffer **buffer)
{
  DemainsTakeSource *self = DEMAINS_TAKE_SOURCE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_bytes (self, offset, size, &error);
  gsize got;

  if (bytes == NULL)
    {
      GST_ELEMENT_ERROR (self, RESOURCE, READ, (NULL), ("%s", error->message));
      return GST_FLOW_ERROR;
    }
  got = g_bytes_get_size (bytes);
  if (got == 0)
    return GST_FLOW_EOS;

  if (*buffer == NULL)
    *buffer = gst_buffer_new_wrapped_bytes (bytes);
  else
    gst_buffer_set_size (*buffer, gst_buffer_fill (*buffer, 0, g_bytes_get_data (bytes, NULL), got));
  GST_BUFFER_OFFSET (*buffer) = offset;
  GST_BUFFER_OFFSET_END (*buffer) = offset + got;

  return GST_FLOW_OK;
}

static void
demains_take_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_URI:
      g_value_take_string (value, dup_uri (GST_URI_HANDLER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_take_source_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DemainsTakeSource *self = DEMAINS_TAKE_SOURCE (object);
  g_autoptr (GError) error = NULL;

  switch (id)
    {
    case PROP_URI:
      if (!set_uri (self, g_value_get_string (value), &error))
        g_warning ("%s", error->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_take_source_finalize (GObject *object)
{
  DemainsTakeSource *self = DEMAINS_TAKE_SOURCE (object);

  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->take_id, g_free);
  g_clear_object (&self->reader);
  g_mutex_clear (&self->reading);

  G_OBJECT_CLASS (demains_take_source_parent_class)->finalize (object);
}

static void
demains_take_source_class_init (DemainsTakeSourceClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GstBaseSrcClass *source_class = GST_BASE_SRC_CLASS (class);

  object_class->get_property = demains_take_source_get_property;
  object_class->set_property = demains_take_source_set_property;
  object_class->finalize = demains_take_source_finalize;

  source_class->start = demains_take_source_start;
  source_class->stop = demains_take_source_stop;
  source_class->get_size = demains_take_source_get_size;
  source_class->is_seekable = demains_take_source_is_seekable;
  source_class->create = demains_take_source_create;

  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gst_element_class_set_static_metadata (GST_ELEMENT_CLASS (class), "Demains take source", "Source/File",
                                         "Reads a film kept in a Demains project", "The Demains authors");
  gst_element_class_add_static_pad_template (GST_ELEMENT_CLASS (class), &source_template);
}

static void
demains_take_source_init (DemainsTakeSource *self)
{
  g_mutex_init (&self->reading);
  gst_base_src_set_blocksize (GST_BASE_SRC (self), 64 * 1024);
}

/**
 * demains_media_init:
 *
 * Makes "demains-take:" and our own elements known to GStreamer. Call it once, after
 * gst_init(). Where glibc would keep memory apart for each thread, it keeps it for two: a film of
 * many clips opens many pipelines, and each has threads of its own.
 */
void
demains_media_init (void)
{
#ifdef M_ARENA_MAX
  mallopt (M_ARENA_MAX, MOST_ARENAS);
#endif
  gst_element_register (NULL, "demainstakesrc", GST_RANK_PRIMARY, DEMAINS_TYPE_TAKE_SOURCE);
  gst_element_register (NULL, "demainstonemap", GST_RANK_NONE, DEMAINS_TYPE_TONE_MAP);
}

/**
 * demains_media_has_element:
 * @name: of an element's factory
 *
 * Returns: whether GStreamer has it here
 */
gboolean
demains_media_has_element (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

  return factory != NULL;
}

/**
 * demains_media_get_uri:
 * @path: a project file
 * @take_id: one of its takes
 * @original: whether the imported file is meant, not the take in the house profile
 *
 * Returns: (transfer full): a URI for any GStreamer element that takes one
 */
char *
demains_media_get_uri (const char *path, const char *take_id, gboolean original)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped_path = g_uri_escape_string (absolute, "/", FALSE);
  g_autofree char *escaped_id = g_uri_escape_string (take_id, NULL, FALSE);

  return g_strconcat (DEMAINS_TAKE_SCHEME ":", escaped_path, "?take=", escaped_id, original ? ORIGINAL_QUERY : NULL,
                      NULL);
}

/**
 * demains_media_open:
 * @uri: as from demains_media_get_uri()
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): what reads it without GStreamer
 */
DemainsMediaReader *
demains_media_open (const char *uri, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *take_id = NULL;
  DemainsMediaRole role;

  return parse_uri (uri, &path, &take_id, &role, error) ? demains_media_reader_new (path, take_id, role, error) : NULL;
}

/**
 * demains_media_is_take:
 * @uri: a URI
 *
 * Returns: whether it is of a take in the house profile, which is Matroska; not of an imported file, nor of anything
 *     outside of projects
 */
gboolean
demains_media_is_take (const char *uri)
{
  return g_str_has_prefix (uri, DEMAINS_TAKE_SCHEME ":") && !g_str_has_suffix (uri, ORIGINAL_QUERY);
}
