/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-media-error.h"

G_BEGIN_DECLS

GError *demains_media_error_from_message (GstMessage *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
