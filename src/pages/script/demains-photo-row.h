/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PHOTO_ROW (demains_photo_row_get_type ())

/* The photo that a record's field names, and where another comes from. Property: "session";
 * others are those of DemainsFieldRow. */
G_DECLARE_FINAL_TYPE (DemainsPhotoRow, demains_photo_row, DEMAINS, PHOTO_ROW, DemainsFieldRow)

void demains_photo_row_take_file (DemainsPhotoRow *self, const char *path);

G_END_DECLS
