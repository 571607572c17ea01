/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-media-reader.h"

G_BEGIN_DECLS

/* Registers what is Demains' own with GStreamer: the "demainstakesrc" element
 * behind demains-take: URIs, and "demainstonemap". Call it once after gst_init(). */
void demains_media_init (void);

/* Whether GStreamer has an element of that name here. */
gboolean demains_media_has_element (const char *name);

/* The URI under which any GStreamer element can read a take:
 * demains-take:/path/to/file.demains?take=ID[&role=original] */
char *demains_media_get_uri (const char *path, const char *take_id, gboolean original) G_GNUC_WARN_UNUSED_RESULT;

/* What reads such a URI without GStreamer. */
DemainsMediaReader *demains_media_open (const char *uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a URI is of a take in the house profile, which is Matroska. */
gboolean demains_media_is_take (const char *uri);

G_END_DECLS
