/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-encoder-swap.h"

#include "demains-house.h"

static GstPadProbeReturn
drop_end_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  return GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_EOS ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

/* Gives the encoder its end, so that it lets go of every picture it holds, and
 * links the new one in its place. Runs in the thread that brings the pictures, so
 * none comes meanwhile. */
static void
swap (GstPad *pictures, GstElement *encoder)
{
  g_autoptr (GstPad) old_sink = gst_pad_get_peer (pictures);
  g_autoptr (GstElement) old = gst_pad_get_parent_element (old_sink);
  g_autoptr (GstPad) old_source = gst_element_get_static_pad (old, "src");
  g_autoptr (GstPad) next = gst_pad_get_peer (old_source);
  g_autoptr (GstObject) bin = gst_object_get_parent (GST_OBJECT (old));
  g_autoptr (GstPad) sink = gst_element_get_static_pad (encoder, "sink");
  g_autoptr (GstPad) source = gst_element_get_static_pad (encoder, "src");

  gst_pad_add_probe (old_source, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, drop_end_cb, NULL, NULL);
  gst_pad_send_event (old_sink, gst_event_new_eos ());
  gst_pad_unlink (pictures, old_sink);
  gst_pad_unlink (old_source, next);
  gst_element_set_state (old, GST_STATE_NULL);
  gst_bin_remove (GST_BIN (bin), old);

  gst_bin_add (GST_BIN (bin), encoder);
  gst_pad_link (source, next);
  gst_pad_link (pictures, sink);
  gst_element_sync_state_with_parent (encoder);
}

/* Only where a group of pictures begins, since a new encoder begins with one; not the first: what
 * says how the film is encoded comes from an encoder that has had a picture. */
static GstPadProbeReturn
picture_cb (GstPad *pad, GstPadProbeInfo *info, gpointer encoder)
{
  gint64 frame = demains_house_nearest_frame (GST_BUFFER_PTS (GST_PAD_PROBE_INFO_BUFFER (info)));

  if (frame == 0 || frame % DEMAINS_HOUSE_FRAMES_PER_GROUP != 0)
    return GST_PAD_PROBE_PASS;
  swap (pad, encoder);

  return GST_PAD_PROBE_REMOVE;
}

/*
 * demains_encoder_swap:
 * @pictures: the pad that brings pictures to an encoder of takes
 * @encoder: (transfer floating): another, with the same headers
 *
 * Puts the other in its place when the next group of pictures begins; every
 * picture before that is the old one's.
 */
void
demains_encoder_swap (GstPad *pictures, GstElement *encoder)
{
  gst_pad_add_probe (pictures, GST_PAD_PROBE_TYPE_BLOCK | GST_PAD_PROBE_TYPE_BUFFER, picture_cb,
                     g_object_ref_sink (encoder), g_object_unref);
}
