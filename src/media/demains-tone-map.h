/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/video/gstvideofilter.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_TONE_MAP (demains_tone_map_get_type ())

/* Brings HDR pictures, PQ or HLG of Rec. ITU-R BT.2100, down to what an ordinary
 * screen shows, BT.709. */
G_DECLARE_FINAL_TYPE (DemainsToneMap, demains_tone_map, DEMAINS, TONE_MAP, GstVideoFilter)

G_END_DECLS
