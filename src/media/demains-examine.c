/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-examine.h"

#include <gst/pbutils/pbutils.h>

#include "demains-file-use.h"
#include "demains-media-error.h"

#define TIMEOUT (20 * GST_SECOND)

static gboolean
refuse (DemainsMediaError code, const char *message, GError **error)
{
  g_set_error_literal (error, DEMAINS_MEDIA_ERROR, code, message);

  return FALSE;
}

/* A container that was understood, without its plug-ins or half there, is a
 * video; a file of which nothing was understood is not. */
static gboolean
check_result (GstDiscovererInfo *info, const GError *problem, GError **error)
{
  switch (gst_discoverer_info_get_result (info))
    {
    case GST_DISCOVERER_OK:
      return TRUE;
    case GST_DISCOVERER_MISSING_PLUGINS:
      {
        g_autoptr (GstDiscovererStreamInfo) stream = gst_discoverer_info_get_stream_info (info);

        if (stream == NULL)
          return refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, "nothing can read this type of file", error);
        return refuse (DEMAINS_MEDIA_ERROR_NO_DECODER, "a plug-in is missing", error);
      }
    case GST_DISCOVERER_TIMEOUT:
      return refuse (DEMAINS_MEDIA_ERROR_DAMAGED, "its kind could not be found out in time", error);
    case GST_DISCOVERER_URI_INVALID:
    case GST_DISCOVERER_ERROR:
    case GST_DISCOVERER_BUSY:
    default:
      break;
    }

  if (g_error_matches (problem, GST_STREAM_ERROR, GST_STREAM_ERROR_TYPE_NOT_FOUND)
      || g_error_matches (problem, GST_STREAM_ERROR, GST_STREAM_ERROR_WRONG_TYPE)
      || g_error_matches (problem, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND))
    return refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, problem->message, error);

  return refuse (DEMAINS_MEDIA_ERROR_DAMAGED, problem != NULL ? problem->message : "it cannot be read", error);
}

static char *
dup_caps_name (GstDiscovererStreamInfo *stream, const char *prefix)
{
  g_autoptr (GstCaps) caps = gst_discoverer_stream_info_get_caps (stream);
  const char *name
    = caps != NULL && gst_caps_get_size (caps) > 0 ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";

  return g_strdup (g_str_has_prefix (name, prefix) ? name + strlen (prefix) : name);
}

static DemainsFootage *
read_info (GstDiscovererInfo *info, GError **error)
{
  g_autoptr (DemainsFootage) self = g_new0 (DemainsFootage, 1);
  GList *videos = gst_discoverer_info_get_video_streams (info);
  GList *sounds = gst_discoverer_info_get_audio_streams (info);
  g_autoptr (GstDiscovererStreamInfo) top = gst_discoverer_info_get_stream_info (info);
  GstDiscovererVideoInfo *video = videos != NULL ? videos->data : NULL;

  if (video == NULL && sounds != NULL)
    refuse (DEMAINS_MEDIA_ERROR_NO_PICTURE, "there is only sound", error);
  else if (video == NULL || gst_discoverer_video_info_is_image (video))
    refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, "there is no moving picture", error);
  else
    {
      GstClockTime duration = gst_discoverer_info_get_duration (info);

      self->uri = g_strdup (gst_discoverer_info_get_uri (info));
      self->container = dup_caps_name (top, "");
      self->video_codec = dup_caps_name (GST_DISCOVERER_STREAM_INFO (video), "video/x-");
      self->audio_codec = sounds != NULL ? dup_caps_name (sounds->data, "audio/x-") : g_strdup ("");
      self->width = gst_discoverer_video_info_get_width (video);
      self->height = gst_discoverer_video_info_get_height (video);
      self->duration = GST_CLOCK_TIME_IS_VALID (duration) ? duration : 0;
      self->sound = sounds != NULL;
    }

  gst_discoverer_stream_info_list_free (videos);
  gst_discoverer_stream_info_list_free (sounds);

  return self->uri != NULL ? g_steal_pointer (&self) : NULL;
}

/*
 * demains_examine:
 * @uri: a video
 * @error: what is wrong with it, as %DEMAINS_MEDIA_ERROR
 *
 * Blocks: call it in a thread.
 *
 * Returns: (transfer full) (nullable): what it is made of
 */
DemainsFootage *
demains_examine (const char *uri, GError **error)
{
  g_autoptr (GstDiscoverer) discoverer = gst_discoverer_new (TIMEOUT, error);
  g_autoptr (GstDiscovererInfo) info = NULL;
  g_autoptr (GError) problem = NULL;

  if (discoverer == NULL)
    return NULL;
  info = gst_discoverer_discover_uri (discoverer, uri, &problem);
  if (info == NULL)
    {
      refuse (DEMAINS_MEDIA_ERROR_FAILED, problem->message, error);
      return NULL;
    }

  return check_result (info, problem, error) ? read_info (info, error) : NULL;
}

/*
 * demains_examine_file:
 * @path: a file
 * @error: %G_IO_ERROR when it cannot be read, %DEMAINS_MEDIA_ERROR when it is
 *     no video
 *
 * Blocks: call it in a thread.
 *
 * Returns: (transfer full) (nullable): what it is made of
 */
DemainsFootage *
demains_examine_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GFileInputStream) stream = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    {
      refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, "it is a folder", error);
      return NULL;
    }

  if (demains_file_is_used (path))
    {
      refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, "it is an open project", error);
      return NULL;
    }

  stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return NULL;

  return demains_examine (uri, error);
}

void
demains_footage_free (DemainsFootage *self)
{
  g_free (self->uri);
  g_free (self->container);
  g_free (self->video_codec);
  g_free (self->audio_codec);
  g_free (self);
}
