/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-trim.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

/* The start of a picture, which is rounded to nanoseconds, is that picture. */
#define ROUNDING 1000

/**
 * demains_trim_get_frame:
 *
 * Returns: how long one picture lasts, in nanoseconds
 */
gint64
demains_trim_get_frame (const DemainsTrim *self)
{
  return SECOND * self->rate_denominator / self->rate_numerator;
}

/**
 * demains_trim_get_last:
 *
 * Returns: when the last picture of the take begins
 */
gint64
demains_trim_get_last (const DemainsTrim *self)
{
  return MAX (self->duration - demains_trim_get_frame (self), 0);
}

/**
 * demains_trim_snap:
 * @time: nanoseconds
 *
 * Returns: the start of the picture that starts nearest to @time
 */
gint64
demains_trim_snap (const DemainsTrim *self, gint64 time)
{
  gint64 unit = SECOND * self->rate_denominator;
  gint64 number = (MAX (time, 0) * self->rate_numerator + unit / 2) / unit;

  return number * unit / self->rate_numerator;
}

/**
 * demains_trim_get_seen:
 * @time: nanoseconds, as what plays tells them: inside of a picture
 *
 * Returns: the start of the picture that is seen at @time
 */
gint64
demains_trim_get_seen (const DemainsTrim *self, gint64 time)
{
  gint64 unit = SECOND * self->rate_denominator;
  gint64 number = (MAX (time, 0) + ROUNDING) * self->rate_numerator / unit;

  return number * unit / self->rate_numerator;
}

/**
 * demains_trim_seek:
 * @time: where the playhead is to be
 */
void
demains_trim_seek (DemainsTrim *self, gint64 time)
{
  self->position = CLAMP (demains_trim_snap (self, time), 0, demains_trim_get_last (self));
}

/**
 * demains_trim_drag_in:
 * @time: where the in point is to be
 *
 * It stops before the out point. The playhead goes to the first picture that is
 * kept.
 */
void
demains_trim_drag_in (DemainsTrim *self, gint64 time)
{
  gint64 most = MAX (self->out_point - demains_trim_get_frame (self), 0);

  self->in_point = CLAMP (demains_trim_snap (self, time), 0, most);
  demains_trim_seek (self, self->in_point);
}

/**
 * demains_trim_drag_out:
 * @time: where the out point is to be
 *
 * It stops after the in point. The playhead goes to the last picture that is
 * kept. The end of the take counts even where it is not on a whole picture.
 */
void
demains_trim_drag_out (DemainsTrim *self, gint64 time)
{
  gint64 frame = demains_trim_get_frame (self);
  gint64 least = MIN (self->in_point + frame, self->duration);

  if (time >= self->duration)
    self->out_point = self->duration;
  else
    self->out_point = CLAMP (demains_trim_snap (self, time), least, self->duration);
  demains_trim_seek (self, self->out_point - frame);
}

/**
 * demains_trim_set_in:
 * @time: where the in point is to be
 *
 * An out point that would come before it goes to the end of the take.
 */
void
demains_trim_set_in (DemainsTrim *self, gint64 time)
{
  if (demains_trim_snap (self, time) >= self->out_point)
    self->out_point = self->duration;
  demains_trim_drag_in (self, time);
}

/**
 * demains_trim_set_out:
 * @time: where the out point is to be
 *
 * An in point that would come after it goes to the start of the take.
 */
void
demains_trim_set_out (DemainsTrim *self, gint64 time)
{
  if (demains_trim_snap (self, time) <= self->in_point)
    self->in_point = 0;
  demains_trim_drag_out (self, time);
}
