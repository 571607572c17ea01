/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-tone-map.h"

#include <math.h>

/* The light of white paper in an HDR picture, in cd/m² (Rep. ITU-R BT.2408), which
 * becomes the 1 of all that is reckoned here; the peak that HLG is graded for. */
#define PAPER_WHITE 203.0
#define HLG_PEAK 1000.0
#define HLG_GAMMA 1.2

/* Up to here light stays as it is; what is brighter is pressed into the rest. */
#define KNEE 0.6f

/* The screen's gamma (Rec. ITU-R BT.1886). */
#define SCREEN_GAMMA 2.4

#define STEPS 4096

/* BT.709 in a range that is not cut off: full range, RGB, BT.709, BT.709. */
#define ORDINARY "1:1:5:1"

struct _DemainsToneMap
{
  GstVideoFilter parent_instance;

  gboolean hlg;
  /* Of a colour's code in 4096 steps: its light; of the light's square root in as
   * many: its code of 16 bits; of HLG's light: what the screen makes of it. */
  float light[STEPS];
  guint16 code[STEPS];
  float screen[STEPS];
};

static GstStaticPadTemplate sink_template
  = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_VIDEO_CAPS_MAKE ("ARGB64")));
static GstStaticPadTemplate src_template
  = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_VIDEO_CAPS_MAKE ("ARGB64")));

G_DEFINE_FINAL_TYPE (DemainsToneMap, demains_tone_map, GST_TYPE_VIDEO_FILTER)

/* Rec. ITU-R BT.2100, table 4: from PQ's code to cd/m². */
static double
pq_to_light (double code)
{
  const double m1 = 2610.0 / 16384, m2 = 2523.0 / 4096 * 128;
  const double c1 = 3424.0 / 4096, c2 = 2413.0 / 4096 * 32, c3 = 2392.0 / 4096 * 32;
  const double power = pow (code, 1 / m2);

  return 10000 * pow (MAX (power - c1, 0) / (c2 - c3 * power), 1 / m1);
}

/* The same, table 5: from HLG's code to the light of the scene, from 0 to 1. */
static double
hlg_to_light (double code)
{
  const double a = 0.17883277, b = 1 - 4 * a, c = 0.5 - a * log (4 * a);

  return code <= 0.5 ? code * code / 3 : (exp ((code - c) / a) + b) / 12;
}

static void
fill_tables (DemainsToneMap *self)
{
  for (int i = 0; i < STEPS; i++)
    {
      const double share = i / (STEPS - 1.0);

      self->light[i] = self->hlg ? hlg_to_light (share) : pq_to_light (share) / PAPER_WHITE;
      self->screen[i] = pow (share, HLG_GAMMA - 1) * HLG_PEAK / PAPER_WHITE;
      self->code[i] = round (G_MAXUINT16 * pow (share, 2 / SCREEN_GAMMA));
    }
}

static inline guint16
encode (const DemainsToneMap *self, float light)
{
  return self->code[(int)(sqrtf (CLAMP (light, 0.0f, 1.0f)) * (STEPS - 1) + 0.5f)];
}

/* All three alike, so that no hue changes. */
static inline float
press (float brightest)
{
  if (brightest <= KNEE)
    return 1;

  return (KNEE + (1 - KNEE) * (1 - expf ((KNEE - brightest) / (1 - KNEE)))) / brightest;
}

/* A pixel: alpha, red, green, blue. */
static inline void
map_pixel (const DemainsToneMap *self, guint16 *pixel)
{
  float red = self->light[pixel[1] >> 4], green = self->light[pixel[2] >> 4], blue = self->light[pixel[3] >> 4];
  float scale = 1, red_709, green_709, blue_709;

  if (self->hlg)
    scale = self->screen[(int)((0.2627f * red + 0.6780f * green + 0.0593f * blue) * (STEPS - 1))];

  /* Rep. ITU-R BT.2407: from the colours of BT.2020 to those of BT.709. */
  red_709 = scale * (1.6605f * red - 0.5876f * green - 0.0728f * blue);
  green_709 = scale * (-0.1246f * red + 1.1329f * green - 0.0083f * blue);
  blue_709 = scale * (-0.0182f * red - 0.1006f * green + 1.1187f * blue);

  scale = press (MAX (red_709, MAX (green_709, blue_709)));
  pixel[1] = encode (self, scale * red_709);
  pixel[2] = encode (self, scale * green_709);
  pixel[3] = encode (self, scale * blue_709);
}

static GstFlowReturn
demains_tone_map_transform_frame_ip (GstVideoFilter *filter, GstVideoFrame *frame)
{
  DemainsToneMap *self = DEMAINS_TONE_MAP (filter);
  guint8 *line = GST_VIDEO_FRAME_PLANE_DATA (frame, 0);

  for (int y = 0; y < GST_VIDEO_FRAME_HEIGHT (frame); y++, line += GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0))
    for (int x = 0; x < GST_VIDEO_FRAME_WIDTH (frame); x++)
      map_pixel (self, (guint16 *)(gpointer)line + 4 * x);

  return GST_FLOW_OK;
}

static gboolean
demains_tone_map_set_info (GstVideoFilter *filter, GstCaps *in_caps, GstVideoInfo *in, GstCaps *out_caps,
                           GstVideoInfo *out)
{
  DemainsToneMap *self = DEMAINS_TONE_MAP (filter);

  self->hlg = in->colorimetry.transfer == GST_VIDEO_TRANSFER_ARIB_STD_B67;
  fill_tables (self);

  return TRUE;
}

static GstCaps *
demains_tone_map_transform_caps (GstBaseTransform *transform, GstPadDirection direction, GstCaps *caps, GstCaps *filter)
{
  g_autoptr (GstCaps) other = gst_caps_copy (caps);

  for (guint i = 0; i < gst_caps_get_size (other); i++)
    if (direction == GST_PAD_SINK)
      gst_structure_set (gst_caps_get_structure (other, i), "colorimetry", G_TYPE_STRING, ORDINARY, NULL);
    else
      gst_structure_remove_field (gst_caps_get_structure (other, i), "colorimetry");

  return filter != NULL ? gst_caps_intersect_full (filter, other, GST_CAPS_INTERSECT_FIRST) : g_steal_pointer (&other);
}

static void
demains_tone_map_class_init (DemainsToneMapClass *class)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (class);
  GstVideoFilterClass *filter_class = GST_VIDEO_FILTER_CLASS (class);

  filter_class->set_info = demains_tone_map_set_info;
  filter_class->transform_frame_ip = demains_tone_map_transform_frame_ip;
  GST_BASE_TRANSFORM_CLASS (class)->transform_caps = demains_tone_map_transform_caps;

  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Demains tone map", "Filter/Converter/Video",
                                         "Brings HDR pictures down to BT.709", "The Demains authors");
}

static void
demains_tone_map_init (DemainsToneMap *self)
{
}
