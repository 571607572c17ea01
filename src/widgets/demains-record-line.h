/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-record.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECORD_LINE (demains_record_line_get_type ())

/* One line of a record, written where it is read: it wraps, and looks like
 * text. Properties: "record", "field" (its name), "editable", "label" (for
 * screen readers) and "hint" (shown while it is empty). Signal "entered": a
 * person pressed Enter. */
G_DECLARE_FINAL_TYPE (DemainsRecordLine, demains_record_line, DEMAINS, RECORD_LINE, AdwBin)

GtkTextView *demains_record_line_get_view (DemainsRecordLine *self);
gboolean demains_record_line_is_empty (DemainsRecordLine *self);

G_END_DECLS
