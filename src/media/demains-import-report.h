/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-examine.h"

G_BEGIN_DECLS

/**
 * DemainsImportReport:
 * @turned: by how many degrees clockwise the pictures were turned to stand
 *     upright: 0, 90, 180 or 270
 * @mirrored: whether they were mirrored, too
 * @width: of the upright picture that was brought in, in pixels
 * @height: of the same
 * @bars: where the house profile's picture has black bars
 * @rate: pictures a second, or 0 where there was but one picture
 * @uneven: whether they did not follow each other at one pace
 * @photo: whether it was a photo, which is shown for %DEMAINS_HOUSE_PHOTO_SECONDS
 * @high_range: whether HDR colours were brought down to the ordinary ones
 * @interlaced: whether half pictures were made whole
 * @tracks: how many sound tracks there were; the first is taken
 * @unreadable_tracks: how many more no decoder is there for
 * @channels: of the sound that was taken, 0 without any
 * @sample_rate: of the same, in Hz
 * @cut_short: whether the file broke off
 *
 * What an import found and changed. The house profile says what it became; the
 * sentence is made by demains_import_report_to_text().
 */
typedef enum
{
  DEMAINS_BARS_NONE,
  DEMAINS_BARS_BESIDE,
  DEMAINS_BARS_ABOVE,
} DemainsBars;

typedef struct
{
  int turned;
  gboolean mirrored;
  int width;
  int height;
  DemainsBars bars;
  double rate;
  gboolean uneven;
  gboolean photo;
  gboolean high_range;
  gboolean interlaced;
  guint tracks;
  guint unreadable_tracks;
  int channels;
  int sample_rate;
  gboolean cut_short;
} DemainsImportReport;

void demains_import_report_begin (DemainsImportReport *self, const DemainsFootage *footage);
gboolean demains_import_report_has_other_rate (const DemainsImportReport *self);
gboolean demains_import_report_has_other_size (const DemainsImportReport *self);

/* At what pace pictures follow each other. */
typedef struct _DemainsPace DemainsPace;

DemainsPace *demains_pace_new (void);
void demains_pace_free (DemainsPace *self);
void demains_pace_take (DemainsPace *self, gint64 time);
gboolean demains_pace_is_uneven (const DemainsPace *self);
double demains_pace_get_rate (const DemainsPace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPace, demains_pace_free)

G_END_DECLS
