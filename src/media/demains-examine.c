/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-examine.h"

#include <gst/base/gsttypefindhelper.h>
#include <gst/pbutils/pbutils.h>
#include <gst/video/video.h>

#include "demains-atoms.h"
#include "demains-file-use.h"
#include "demains-house.h"
#include "demains-media-error.h"

#define TIMEOUT (20 * GST_SECOND)

/* What a picture says of itself is in here. */
#define BEGINNING (256 * 1024)

static gboolean
refuse (DemainsMediaError code, const char *message, GError **error)
{
  g_set_error_literal (error, DEMAINS_MEDIA_ERROR, code, message);

  return FALSE;
}

/* Whether discovery missed the decoder of a stream: it tells what is missing for
 * an installer, such as "gstreamer|1.0|demains|Opus decoder|decoder-audio/x-opus". */
static gboolean
lacks_decoder (GstDiscovererInfo *info, GstDiscovererStreamInfo *stream)
{
  const char **details = gst_discoverer_info_get_missing_elements_installer_details (info);
  g_autoptr (GstCaps) caps = gst_discoverer_stream_info_get_caps (stream);

  for (gsize i = 0; caps != NULL && details != NULL && details[i] != NULL; i++)
    {
      const char *decoder = g_strrstr (details[i], "|decoder-");
      g_autoptr (GstCaps) missing = decoder != NULL ? gst_caps_from_string (decoder + strlen ("|decoder-")) : NULL;

      if (missing != NULL && gst_caps_can_intersect (missing, caps))
        return TRUE;
    }

  return FALSE;
}

static gboolean
lacks_video_decoder (GstDiscovererInfo *info)
{
  const char **details = gst_discoverer_info_get_missing_elements_installer_details (info);

  for (gsize i = 0; details != NULL && details[i] != NULL; i++)
    if (strstr (details[i], "|decoder-video/") != NULL)
      return TRUE;

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

        if (lacks_video_decoder (info) && stream == NULL)
          return refuse (DEMAINS_MEDIA_ERROR_NO_DECODER, "a plug-in is missing", error);
        if (stream == NULL)
          return refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, "nothing can read this type of file", error);
        return TRUE;
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

/* How a telephone was held. */
static void
read_orientation (DemainsFootage *self, GstDiscovererStreamInfo *stream)
{
  const GstTagList *tags = gst_discoverer_stream_info_get_tags (stream);
  GstVideoOrientationMethod method = GST_VIDEO_ORIENTATION_IDENTITY;

  if (tags == NULL || !gst_video_orientation_from_tag ((GstTagList *)tags, &method))
    return;

  if (method == GST_VIDEO_ORIENTATION_90R || method == GST_VIDEO_ORIENTATION_UR_LL)
    self->turned = 90;
  else if (method == GST_VIDEO_ORIENTATION_180 || method == GST_VIDEO_ORIENTATION_VERT)
    self->turned = 180;
  else if (method == GST_VIDEO_ORIENTATION_90L || method == GST_VIDEO_ORIENTATION_UL_LR)
    self->turned = 270;
  self->mirrored = method == GST_VIDEO_ORIENTATION_HORIZ || method == GST_VIDEO_ORIENTATION_VERT
                   || method == GST_VIDEO_ORIENTATION_UL_LR || method == GST_VIDEO_ORIENTATION_UR_LL;
}

static gboolean
has_high_range (GstDiscovererStreamInfo *stream)
{
  g_autoptr (GstCaps) caps = gst_discoverer_stream_info_get_caps (stream);
  const char *text = caps != NULL ? gst_structure_get_string (gst_caps_get_structure (caps, 0), "colorimetry") : NULL;
  GstVideoColorimetry colorimetry;

  return text != NULL && gst_video_colorimetry_from_string (&colorimetry, text)
         && (colorimetry.transfer == GST_VIDEO_TRANSFER_SMPTE2084
             || colorimetry.transfer == GST_VIDEO_TRANSFER_ARIB_STD_B67);
}

static void
read_picture (DemainsFootage *self, GstDiscovererVideoInfo *video)
{
  const guint par_numerator = gst_discoverer_video_info_get_par_num (video);
  const guint par_denominator = gst_discoverer_video_info_get_par_denom (video);

  self->video_codec = dup_caps_name (GST_DISCOVERER_STREAM_INFO (video), "video/x-");
  self->width = gst_discoverer_video_info_get_width (video);
  self->height = gst_discoverer_video_info_get_height (video);
  self->pixel_aspect = par_numerator > 0 && par_denominator > 0 ? (double)par_numerator / par_denominator : 1;
  self->interlaced = gst_discoverer_video_info_is_interlaced (video);
  self->high_range = has_high_range (GST_DISCOVERER_STREAM_INFO (video));
  read_orientation (self, GST_DISCOVERER_STREAM_INFO (video));
}

static void
read_sounds (DemainsFootage *self, GstDiscovererInfo *info, GList *sounds)
{
  for (GList *item = sounds; item != NULL; item = item->next)
    {
      if (lacks_decoder (info, item->data))
        {
          self->unreadable_tracks++;
          continue;
        }
      if (self->tracks++ > 0)
        continue;
      self->sound = TRUE;
      self->audio_codec = dup_caps_name (item->data, "audio/x-");
      self->channels = gst_discoverer_audio_info_get_channels (item->data);
      self->sample_rate = gst_discoverer_audio_info_get_sample_rate (item->data);
    }
  if (self->audio_codec == NULL)
    self->audio_codec = g_strdup ("");
}

static DemainsFootage *
read_info (GstDiscovererInfo *info, GError **error)
{
  g_autoptr (DemainsFootage) self = g_new0 (DemainsFootage, 1);
  GList *videos = gst_discoverer_info_get_video_streams (info);
  GList *sounds = gst_discoverer_info_get_audio_streams (info);
  g_autoptr (GstDiscovererStreamInfo) top = gst_discoverer_info_get_stream_info (info);
  GstDiscovererVideoInfo *video = videos != NULL ? videos->data : NULL;

  /* A song's cover is no picture of a film. */
  if (video == NULL && lacks_video_decoder (info))
    refuse (DEMAINS_MEDIA_ERROR_NO_DECODER, "a plug-in is missing", error);
  else if (sounds != NULL && (video == NULL || gst_discoverer_video_info_is_image (video)))
    refuse (DEMAINS_MEDIA_ERROR_NO_PICTURE, "there is only sound", error);
  else if (video == NULL)
    refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, "there is no picture", error);
  else if (lacks_decoder (info, GST_DISCOVERER_STREAM_INFO (video)))
    refuse (DEMAINS_MEDIA_ERROR_NO_DECODER, "a plug-in is missing", error);
  else
    {
      GstClockTime duration = gst_discoverer_info_get_duration (info);

      self->uri = g_strdup (gst_discoverer_info_get_uri (info));
      self->container = dup_caps_name (top, "");
      self->duration = GST_CLOCK_TIME_IS_VALID (duration) ? duration : 0;
      self->photo = gst_discoverer_video_info_is_image (video);
      if (self->photo)
        self->duration = DEMAINS_HOUSE_PHOTO_SECONDS * GST_SECOND;
      read_picture (self, video);
      read_sounds (self, info, sounds);
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

/* A pipe would have us wait for what never comes. */
static gboolean
check_file (GFileInfo *info, GError **error)
{
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return refuse (DEMAINS_MEDIA_ERROR_IS_FOLDER, "it is a folder", error);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, "it is no file", error);
  if (g_file_info_get_size (info) == 0)
    return refuse (DEMAINS_MEDIA_ERROR_EMPTY, "it has no bytes", error);

  return TRUE;
}

/* By its name: its bytes may be those of an open project, whose locks go with any descriptor. */
static gboolean
is_picture (GFileInfo *info)
{
  const char *type = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE);

  return type != NULL && g_str_has_prefix (type, "image/");
}

/* What a JPEG or a PNG (ISO/IEC 15948 §11.2.2) says of its size, before anything makes room for that. */
static gboolean
says_too_large (GFileInputStream *stream)
{
  g_autofree guint8 *data = g_malloc (BEGINNING);
  g_autoptr (GstCaps) caps = NULL;
  gsize size = 0;
  int width, height;

  if (!g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, NULL)
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, BEGINNING, &size, NULL, NULL) || size < 24)
    return FALSE;
  if (memcmp (data, "\x89PNG", 4) == 0)
    return demains_house_is_too_large (GST_READ_UINT32_BE (data + 16), GST_READ_UINT32_BE (data + 20));
  caps = gst_type_find_helper_for_data (NULL, data, size, NULL);

  return caps != NULL && gst_structure_get_int (gst_caps_get_structure (caps, 0), "width", &width)
         && gst_structure_get_int (gst_caps_get_structure (caps, 0), "height", &height)
         && demains_house_is_too_large (width, height);
}

/*
 * demains_examine_file:
 * @path: a file
 * @error: %G_IO_ERROR when it cannot be read, %DEMAINS_MEDIA_ERROR when it is
 *     no video and no photo
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
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) problem = NULL;
  DemainsFootage *footage;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                           "," G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL || !check_file (info, error))
    return NULL;

  if (demains_file_is_used (path))
    {
      refuse (DEMAINS_MEDIA_ERROR_NOT_A_VIDEO, "it is an open project", error);
      return NULL;
    }

  stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return NULL;
  if (!is_picture (info) && demains_atoms_lack_index (stream))
    {
      refuse (DEMAINS_MEDIA_ERROR_DAMAGED, "it has no index", error);
      return NULL;
    }

  if (says_too_large (stream))
    {
      refuse (DEMAINS_MEDIA_ERROR_TOO_MANY_PIXELS, "it has too many pixels", error);
      return NULL;
    }

  footage = demains_examine (uri, &problem);
  /* Which of the two a broken picture or an unknown kind of it is, GStreamer says by chance. */
  if (is_picture (info)
      && (g_error_matches (problem, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_VIDEO)
          || g_error_matches (problem, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED)))
    problem->code = DEMAINS_MEDIA_ERROR_NOT_A_PHOTO;
  if (footage != NULL && footage->photo && demains_house_is_too_large (footage->width, footage->height))
    {
      g_clear_pointer (&footage, demains_footage_free);
      refuse (DEMAINS_MEDIA_ERROR_TOO_MANY_PIXELS, "it has too many pixels", &problem);
    }
  if (footage == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return footage;
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
