/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-import-report.h"

G_BEGIN_DECLS

GstElement *demains_import_pipeline_new (const DemainsFootage *footage, GstElement *encoder, DemainsPace *pace,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
