/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>
#include <math.h>

#include "demains-house.h"

static void
add_photo (GPtrArray *parts, const DemainsImportReport *report)
{
  if (report->photo)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("a photo, shown for %d second", "a photo, shown for %d seconds",
                                                       DEMAINS_HOUSE_PHOTO_SECONDS),
                                             DEMAINS_HOUSE_PHOTO_SECONDS));
}

static void
add_turn (GPtrArray *parts, const DemainsImportReport *report)
{
  if (report->turned != 0)
    g_ptr_array_add (parts, g_strdup (_ ("turned upright")));
  if (report->mirrored)
    g_ptr_array_add (parts, g_strdup (_ ("no longer mirrored")));
}

static void
add_size (GPtrArray *parts, const DemainsImportReport *report)
{
  if (demains_import_report_has_other_size (report))
    /* Translators: what a video's pictures were, and what they became, in pixels: “640×360 to 1280×720”. */
    g_ptr_array_add (parts, g_strdup_printf (_ ("%d×%d to %d×%d"), report->width, report->height, DEMAINS_HOUSE_WIDTH,
                                             DEMAINS_HOUSE_HEIGHT));
  if (report->bars == DEMAINS_BARS_BESIDE)
    g_ptr_array_add (parts, g_strdup (_ ("black bars left and right")));
  else if (report->bars == DEMAINS_BARS_ABOVE)
    g_ptr_array_add (parts, g_strdup (_ ("black bars above and below")));
}

/* Half a picture a second is worth saying, 23.976 is 24. */
static char *
rate_to_text (double rate)
{
  return fabs (rate - round (rate)) < 0.1 ? g_strdup_printf ("%.0f", rate) : g_strdup_printf ("%.1f", rate);
}

static void
add_pictures (GPtrArray *parts, const DemainsImportReport *report)
{
  if (report->uneven)
    {
      /* Translators: the pace of a video that had none of its own; %d is 30. */
      g_ptr_array_add (parts, g_strdup_printf (_ ("uneven to %d frames a second"), DEMAINS_HOUSE_RATE));
    }
  else if (demains_import_report_has_other_rate (report))
    {
      g_autofree char *rate = rate_to_text (report->rate);

      /* Translators: what a video was, such as 24, and what it became: 30. */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%s to %d frames a second"), rate, DEMAINS_HOUSE_RATE));
    }

  if (report->high_range)
    g_ptr_array_add (parts, g_strdup (_ ("HDR to ordinary colours")));
  if (report->interlaced)
    g_ptr_array_add (parts, g_strdup (_ ("no longer interlaced")));
}

static void
add_sound (GPtrArray *parts, const DemainsImportReport *report)
{
  const guint tracks = report->tracks + report->unreadable_tracks;

  /* Nobody waits for the sound of a photo. */
  if (report->photo)
    return;
  if (tracks == 0)
    g_ptr_array_add (parts, g_strdup (_ ("no sound")));
  else if (report->tracks == 0)
    g_ptr_array_add (parts, g_strdup (_ ("no sound, as this computer cannot read it")));
  else if (tracks > 1)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("one of %u sound track", "one of %u sound tracks", tracks), tracks));

  if (report->channels > 2)
    g_ptr_array_add (parts, g_strdup (_ ("surround sound to stereo")));
}

/* "turned upright" begins a sentence as "Turned upright". */
static char *
join (GPtrArray *parts)
{
  g_autofree char *all = NULL;
  char first[8] = "";

  g_ptr_array_add (parts, NULL);
  all = g_strjoinv (", ", (char **)parts->pdata);
  first[g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (all)), first)] = '\0';

  return g_strconcat (first, g_utf8_next_char (all), ".", NULL);
}

/**
 * demains_import_report_to_text:
 * @report: what an import found and changed
 *
 * Sampling rates and codecs, which are no concern of those who filmed, are not in it.
 *
 * Returns: (transfer full): "Turned upright, 24 to 30 frames a second, no sound."
 */
char *
demains_import_report_to_text (const DemainsImportReport *report)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add_photo (parts, report);
  add_turn (parts, report);
  add_size (parts, report);
  add_pictures (parts, report);
  add_sound (parts, report);
  if (report->cut_short)
    g_ptr_array_add (parts, g_strdup (_ ("only as far as the file plays")));

  return parts->len > 0 ? join (parts) : g_strdup (_ ("Picture and sound are as they were."));
}
