/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-import-report.h"

#include <math.h>

#include "demains-house.h"

/* Steps from picture to picture, counted and added up by their milliseconds; all
 * longer ones are in the last. */
#define LONGEST_STEP 1000

/* One picture left out among so many is no other pace, nor are milliseconds that
 * a container rounds to. */
#define MOST_ODD_STEPS 0.05
#define ODD 0.25
#define ROUNDING 1.5

/* 29.97 pictures a second are 30, and 16:9 is not exactly 854×480. */
#define SAME_RATE 0.01
#define SAME_SHAPE 0.01

struct _DemainsPace
{
  gint64 first;
  gint64 last;
  guint64 pictures;
  guint steps[LONGEST_STEP + 1];
  gint64 lengths[LONGEST_STEP + 1];
};

static DemainsBars
find_bars (double width, double height)
{
  const double house = (double)DEMAINS_HOUSE_WIDTH / DEMAINS_HOUSE_HEIGHT;
  const double shape = height > 0 ? width / height : house;

  if (shape < house * (1 - SAME_SHAPE))
    return DEMAINS_BARS_BESIDE;

  return shape > house * (1 + SAME_SHAPE) ? DEMAINS_BARS_ABOVE : DEMAINS_BARS_NONE;
}

/*
 * demains_import_report_begin:
 * @self: a report
 * @footage: what will be brought in
 *
 * Says all that is known before a picture is decoded.
 */
void
demains_import_report_begin (DemainsImportReport *self, const DemainsFootage *footage)
{
  const gboolean lies = footage->turned % 180 != 0;
  const double shown_width = footage->width * footage->pixel_aspect;

  *self = (DemainsImportReport){
    .turned = footage->turned,
    .mirrored = footage->mirrored,
    .width = lies ? footage->height : footage->width,
    .height = lies ? footage->width : footage->height,
    .bars = lies ? find_bars (footage->height, shown_width) : find_bars (shown_width, footage->height),
    .photo = footage->photo,
    .high_range = footage->high_range,
    .interlaced = footage->interlaced,
    .tracks = footage->tracks,
    .unreadable_tracks = footage->unreadable_tracks,
    .channels = footage->channels,
    .sample_rate = footage->sample_rate,
  };
}

/**
 * demains_import_report_has_other_rate:
 * @self: a report
 *
 * Returns: whether there were not as many pictures a second as the house profile has
 */
gboolean
demains_import_report_has_other_rate (const DemainsImportReport *self)
{
  return self->rate > 0 && fabs (self->rate / DEMAINS_HOUSE_RATE - 1) > SAME_RATE;
}

/**
 * demains_import_report_has_other_size:
 * @self: a report
 *
 * Returns: whether the pictures had another size than those of the house profile
 */
gboolean
demains_import_report_has_other_size (const DemainsImportReport *self)
{
  return self->width != DEMAINS_HOUSE_WIDTH || self->height != DEMAINS_HOUSE_HEIGHT;
}

DemainsPace *
demains_pace_new (void)
{
  return g_new0 (DemainsPace, 1);
}

void
demains_pace_free (DemainsPace *self)
{
  g_free (self);
}

/*
 * demains_pace_take:
 * @self: a pace
 * @time: when the next picture is shown, in nanoseconds
 */
void
demains_pace_take (DemainsPace *self, gint64 time)
{
  if (self->pictures > 0)
    {
      const gint64 step = CLAMP ((time - self->last + GST_MSECOND / 2) / (gint64)GST_MSECOND, 0, LONGEST_STEP);

      self->steps[step]++;
      self->lengths[step] += time - self->last;
    }
  else
    {
      self->first = time;
    }
  self->last = time;
  self->pictures++;
}

/* Milliseconds from a picture to the next, on average. */
static double
get_usual_step (const DemainsPace *self)
{
  return self->pictures > 1 ? (double)(self->last - self->first) / (self->pictures - 1) / GST_MSECOND : 0;
}

static gboolean
is_odd (double step, double usual)
{
  return fabs (step - usual) > MAX (usual * ODD, ROUNDING);
}

/*
 * demains_pace_is_uneven:
 * @self: a pace
 *
 * Returns: whether many pictures stand longer or shorter than they do on average
 */
gboolean
demains_pace_is_uneven (const DemainsPace *self)
{
  const double usual = get_usual_step (self);
  guint odd = 0;

  for (guint step = 0; step <= LONGEST_STEP; step++)
    if (is_odd (step, usual))
      odd += self->steps[step];

  return odd > MAX (self->pictures * MOST_ODD_STEPS, 1);
}

/*
 * demains_pace_get_rate:
 * @self: a pace
 *
 * A picture that is missing here or there does not change it.
 *
 * Returns: pictures a second, or 0 for fewer than two
 */
double
demains_pace_get_rate (const DemainsPace *self)
{
  const double usual = get_usual_step (self);
  const gboolean uneven = demains_pace_is_uneven (self);
  guint64 steps = 0;
  gint64 length = 0;

  for (guint step = 0; step <= LONGEST_STEP; step++)
    if (uneven || !is_odd (step, usual))
      {
        steps += self->steps[step];
        length += self->lengths[step];
      }

  return length > 0 ? (double)steps * GST_SECOND / length : 0;
}
