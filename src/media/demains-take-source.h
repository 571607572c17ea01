/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/base/gstbasesrc.h>

G_BEGIN_DECLS

#define DEMAINS_TAKE_SCHEME "demains-take"

#define DEMAINS_TYPE_TAKE_SOURCE (demains_take_source_get_type ())

/* The element "demainstakesrc": one film of a project file as a stream of bytes
 * with random access, by its property "uri". */
G_DECLARE_FINAL_TYPE (DemainsTakeSource, demains_take_source, DEMAINS, TAKE_SOURCE, GstBaseSrc)

G_END_DECLS
