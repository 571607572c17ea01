/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-import-pipeline.h"

#include "demains-house.h"

/* What begins late, or a little into its first packet, is told by segments that some
 * elements understand and some do not: from here on a buffer's time is all there is. */
#define LEVEL "identity single-segment=true"

/* Interlaced, turned on its side by the telephone: made plain and upright. */
#define STRAIGHTEN LEVEL " name=level ! deinterlace fields=top ! videoconvert ! videoflip video-direction=auto"

/* HDR is brought down when there is no more to do than the take needs. */
#define ORDINARY                                                                                                       \
  " ! videorate ! video/x-raw," DEMAINS_HOUSE_RATE_CAPS " ! videoconvertscale add-borders=true n-threads=2 ! "         \
  "video/x-raw,format=ARGB64," DEMAINS_HOUSE_SIZE_CAPS " ! demainstonemap"

/* A photo stands upright and is small before it is repeated; what is not there in it is
 * white, as paper is. */
#define STAND                                                                                                          \
  "videoconvert ! videoflip video-direction=auto ! videoconvertscale add-borders=true n-threads=2 ! "                  \
  "video/x-raw,format=AYUV,colorimetry=" DEMAINS_HOUSE_COLORIMETRY "," DEMAINS_HOUSE_SIZE_CAPS                         \
  " ! imagefreeze num-buffers=%d ! "                                                                                   \
  "video/x-raw," DEMAINS_HOUSE_RATE_CAPS " ! compositor background=white ! videoconvert"

/* A last picture stands no longer than that, and containers round times by so much. */
#define LONGEST_LAST (10 * GST_SECOND)
#define ROUNDING (2 * GST_MSECOND)

typedef struct
{
  DemainsPace *pace;
  GstBuffer *last;
} View;

/* The first picture and the first sound of the file go into the take. */
static void
pad_added_cb (GstElement *decoder, GstPad *pad, GstBin *pipeline)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";
  g_autoptr (GstElement) straighten = gst_bin_get_by_name (pipeline, "straighten");
  g_autoptr (GstElement) listen = gst_bin_get_by_name (pipeline, "listen");
  g_autoptr (GstPad) target = NULL;

  if (g_str_has_prefix (name, "video/"))
    target = gst_element_get_static_pad (straighten, "sink");
  else if (g_str_has_prefix (name, "audio/") && listen != NULL)
    target = gst_element_get_static_pad (listen, "sink");

  if (target != NULL && !gst_pad_is_linked (target) && gst_pad_link (pad, target) != GST_PAD_LINK_OK)
    g_warning ("A stream of type %s is left out", name);
}

/* What was promised and does not come must not be waited for. */
static void
no_more_pads_cb (GstElement *decoder, GstBin *pipeline)
{
  g_autoptr (GstElement) listen = gst_bin_get_by_name (pipeline, "listen");
  g_autoptr (GstPad) audio = listen != NULL ? gst_element_get_static_pad (listen, "sink") : NULL;

  if (audio != NULL && !gst_pad_is_linked (audio))
    {
      gst_pad_send_event (audio, gst_event_new_stream_start ("no-sound"));
      gst_pad_send_event (audio, gst_event_new_eos ());
    }
}

static void
free_view (View *self)
{
  gst_clear_buffer (&self->last);
  g_free (self);
}

/* At the end of the pictures videorate shows the last one but once, however long it
 * stands: it is given again at the last of its times. */
static void
hold_last (View *self, GstPad *pad)
{
  const GstClockTime duration = self->last != NULL ? GST_BUFFER_DURATION (self->last) : GST_CLOCK_TIME_NONE;
  g_autoptr (GstPad) peer = NULL;
  GstClockTime time;

  if (!GST_CLOCK_TIME_IS_VALID (duration) || !GST_BUFFER_PTS_IS_VALID (self->last))
    return;
  time = GST_BUFFER_PTS (self->last) + MIN (duration, LONGEST_LAST) - ROUNDING;
  time = demains_house_frame_to_time (demains_house_first_frame_from (time) - 1);
  if (time <= GST_BUFFER_PTS (self->last))
    return;

  peer = gst_pad_get_peer (pad);
  self->last = gst_buffer_make_writable (self->last);
  GST_BUFFER_PTS (self->last) = time;
  GST_BUFFER_DURATION (self->last) = GST_CLOCK_TIME_NONE;
  gst_pad_chain (peer, g_steal_pointer (&self->last));
}

static GstPadProbeReturn
picture_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  View *self = user_data;

  if (info->type & GST_PAD_PROBE_TYPE_BUFFER)
    {
      gst_buffer_replace (&self->last, GST_PAD_PROBE_INFO_BUFFER (info));
      if (GST_BUFFER_PTS_IS_VALID (self->last))
        demains_pace_take (self->pace, GST_BUFFER_PTS (self->last));
    }
  else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_EOS)
    {
      hold_last (self, pad);
    }

  return GST_PAD_PROBE_OK;
}

static GstElement *
make_stand (GError **error)
{
  g_autofree char *description = g_strdup_printf (STAND, DEMAINS_HOUSE_PHOTO_SECONDS * DEMAINS_HOUSE_RATE);
  GstElement *stand = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);

  if (stand != NULL)
    gst_object_set_name (GST_OBJECT (stand), "straighten");

  return stand;
}

static GstElement *
make_straighten (const DemainsFootage *footage, DemainsPace *pace, GError **error)
{
  GstElement *straighten = gst_parse_bin_from_description_full (footage->high_range ? STRAIGHTEN ORDINARY : STRAIGHTEN,
                                                                TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
  g_autoptr (GstElement) level = NULL;
  g_autoptr (GstPad) pad = NULL;
  View *view;

  if (straighten == NULL)
    return NULL;
  gst_object_set_name (GST_OBJECT (straighten), "straighten");
  view = g_new0 (View, 1);
  view->pace = pace;
  level = gst_bin_get_by_name (GST_BIN (straighten), "level");
  pad = gst_element_get_static_pad (level, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, picture_cb, view,
                     (GDestroyNotify)free_view);

  return straighten;
}

static gboolean
add_listen (GstBin *pipeline, GstElement *encoder, GError **error)
{
  GstElement *listen = gst_parse_bin_from_description_full (LEVEL, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);

  if (listen == NULL)
    return FALSE;
  gst_object_set_name (GST_OBJECT (listen), "listen");
  gst_bin_add (pipeline, listen);

  return gst_element_link_pads (listen, "src", encoder, "audio");
}

/*
 * demains_import_pipeline_new:
 * @footage: a video or a photo
 * @encoder: what makes a take of it
 * @pace: filled by a video while it runs, in its threads: read it when it has stopped
 * @error: what is missing
 *
 * Returns: (transfer full) (nullable): a pipeline that decodes one into the other
 */
GstElement *
demains_import_pipeline_new (const DemainsFootage *footage, GstElement *encoder, DemainsPace *pace, GError **error)
{
  g_autoptr (GstElement) pipeline = g_object_ref_sink (gst_pipeline_new ("import"));
  GstElement *straighten = footage->photo ? make_stand (error) : make_straighten (footage, pace, error);
  GstElement *decoder = gst_element_factory_make ("uridecodebin", "decoder");

  gst_object_set_name (GST_OBJECT (encoder), "encoder");
  gst_bin_add (GST_BIN (pipeline), encoder);
  if (straighten != NULL)
    gst_bin_add (GST_BIN (pipeline), straighten);
  if (decoder != NULL)
    gst_bin_add (GST_BIN (pipeline), decoder);
  if (straighten == NULL || decoder == NULL || !gst_element_link_pads (straighten, "src", encoder, "video")
      || (footage->sound && !add_listen (GST_BIN (pipeline), encoder, error)))
    return NULL;

  g_object_set (decoder, "uri", footage->uri, NULL);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (pad_added_cb), pipeline);
  g_signal_connect (decoder, "no-more-pads", G_CALLBACK (no_more_pads_cb), pipeline);

  return g_steal_pointer (&pipeline);
}
