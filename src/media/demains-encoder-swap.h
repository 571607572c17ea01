/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

void demains_encoder_swap (GstPad *pictures, GstElement *encoder);

G_END_DECLS
