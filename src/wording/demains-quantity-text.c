/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

#include "demains-film-sound.h"

#define NANOSECONDS_PER_SECOND G_GINT64_CONSTANT (1000000000)
#define NANOSECONDS_PER_HUNDREDTH (NANOSECONDS_PER_SECOND / 100)

/* What a film's loudness may be off without a word (LUFS). */
#define LOUDNESS_TOLERANCE 1.0

static gint64
divide_rounded (gint64 value, gint64 unit)
{
  return value <= 0 ? 0 : (value + unit / 2) / unit;
}

/**
 * demains_duration_to_text:
 * @nanoseconds: a length of time
 *
 * Returns: (transfer full): it to the nearest second: "0′41″", from an hour "1 h 02′41″"
 */
char *
demains_duration_to_text (gint64 nanoseconds)
{
  const gint64 seconds = divide_rounded (nanoseconds, NANOSECONDS_PER_SECOND);

  if (seconds >= 3600)
    /* Translators: hours, minutes and seconds. */
    return g_strdup_printf (_ ("%d h %02d′%02d″"), (int)(seconds / 3600), (int)(seconds / 60 % 60),
                            (int)(seconds % 60));

  /* Translators: minutes and seconds. */
  return g_strdup_printf (_ ("%d′%02d″"), (int)(seconds / 60), (int)(seconds % 60));
}

/**
 * demains_timecode_to_text:
 * @nanoseconds: a place in a take
 *
 * Returns: (transfer full): it to the nearest hundredth of a second: "0′12″04"
 */
char *
demains_timecode_to_text (gint64 nanoseconds)
{
  const gint64 hundredths = divide_rounded (nanoseconds, NANOSECONDS_PER_HUNDREDTH);

  /* Translators: minutes, seconds and hundredths of a second. */
  return g_strdup_printf (_ ("%d′%02d″%02d"), (int)(hundredths / 6000), (int)(hundredths / 100 % 60),
                          (int)(hundredths % 100));
}

/**
 * demains_words_to_text:
 * @words: how many there are
 * @target: how many are wanted, 0 where there is no target
 *
 * Returns: (transfer full): "62 words", with a target "62 words of 60"
 */
char *
demains_words_to_text (guint words, guint target)
{
  if (target == 0)
    return g_strdup_printf (ngettext ("%u word", "%u words", words), words);

  /* Translators: the words that are written, and how many are wanted. */
  return g_strdup_printf (ngettext ("%u word of %u", "%u words of %u", words), words, target);
}

/**
 * demains_reading_to_text:
 * @seconds: how long a text takes when read aloud
 *
 * Returns: (transfer full): "45 s aloud", "2 min 24 aloud"
 */
char *
demains_reading_to_text (guint seconds)
{
  if (seconds < 60)
    /* Translators: how many seconds a text takes when it is read aloud. */
    return g_strdup_printf (_ ("%u s aloud"), seconds);

  /* Translators: how many minutes and seconds a text takes when it is read aloud. */
  return g_strdup_printf (_ ("%u min %02u aloud"), seconds / 60, seconds % 60);
}

/**
 * demains_number_to_text:
 * @number: which one of several cards or forms
 *
 * Returns: (transfer full): "no. 7"
 */
char *
demains_number_to_text (guint number)
{
  /* Translators: the number of a card on paper, as in “no. 7” */
  return g_strdup_printf (_ ("no. %u"), number);
}

/**
 * demains_size_to_text:
 * @bytes: a size
 *
 * Returns: (transfer full): it in the unit that people know: "4.2 MB"
 */
char *
demains_size_to_text (gint64 bytes)
{
  return g_format_size (MAX (bytes, 0));
}

/**
 * demains_room_to_text:
 * @seconds: how much film still fits
 *
 * Returns: (transfer full): "Room for 38 min of film"
 */
char *
demains_room_to_text (gint64 seconds)
{
  const int minutes = MIN (seconds / 60, 60000);

  if (seconds <= 0)
    return g_strdup (_ ("No room for film"));
  if (minutes == 0)
    return g_strdup (_ ("Room for less than a minute of film"));
  if (minutes < 120)
    return g_strdup_printf (_ ("Room for %d min of film"), minutes);

  return g_strdup_printf (_ ("Room for %d h of film"), minutes / 60);
}

/**
 * demains_room_warning_to_text:
 * @seconds: how much film still fits
 * @by_file_size: whether the file may not become larger, though the disk has room
 *
 * Returns: (transfer full): what to say when it is little
 */
char *
demains_room_warning_to_text (gint64 seconds, gboolean by_file_size)
{
  const int minutes = seconds / 60;

  if (minutes <= 0 && by_file_size)
    return g_strdup (_ ("Less than a minute of film still fits: no file on this disk can be larger than 4 GB."));
  if (minutes <= 0)
    return g_strdup (_ ("Less than a minute of film still fits on this disk."));
  if (by_file_size)
    return g_strdup_printf (
      ngettext ("Only %d minute of film still fits: no file on this disk can be larger than 4 GB.",
                "Only %d minutes of film still fit: no file on this disk can be larger than 4 GB.", minutes),
      minutes);

  return g_strdup_printf (ngettext ("Only %d minute of film still fits on this disk.",
                                    "Only %d minutes of film still fit on this disk.", minutes),
                          minutes);
}

/**
 * demains_strain_to_text:
 * @strain: how hard filming is for this computer
 * @n_lost: how many pictures were lost
 *
 * Returns: (transfer full) (nullable): what to say of it, and what helps; %NULL
 *     when there is nothing to say
 */
char *
demains_strain_to_text (DemainsStrain strain, guint n_lost)
{
  switch (strain)
    {
    case DEMAINS_STRAIN_LOWERED:
      return g_strdup (_ (
        "This computer hardly keeps up: the picture is filmed less fine, so that none is lost. Closing other programs helps."));
    case DEMAINS_STRAIN_LOSING:
      return g_strdup_printf (
        ngettext (
          "This computer does not keep up: the take lacks %u picture. Close other programs and plug in the charger.",
          "This computer does not keep up: the take lacks %u pictures. Close other programs and plug in the charger.",
          n_lost),
        n_lost);
    case DEMAINS_STRAIN_NONE:
    default:
      return NULL;
    }
}

/* Where it is so quiet that nobody speaks, nothing was to be made louder. */
static gboolean
is_too_quiet (double loudness)
{
  return loudness > DEMAINS_LOUDNESS_OF_A_ROOM && loudness < DEMAINS_FILM_LOUDNESS - LOUDNESS_TOLERANCE;
}

/**
 * demains_film_flaws_to_text:
 * @film: a film that was made
 *
 * Returns: (transfer full) (nullable): what it lacks and why it took long, %NULL where that is nothing
 */
char *
demains_film_flaws_to_text (const DemainsFilmResult *film)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;

  if (film->left_out > 0)
    g_strv_builder_take (
      builder, g_strdup_printf (ngettext ("%u clip was left out: the project has no film of its take any more.",
                                          "%u clips were left out: the project has no film of their takes any more.",
                                          film->left_out),
                                film->left_out));
  if (film->damaged_clip > 0)
    g_strv_builder_take (
      builder, g_strdup_printf (
                 _ ("Clip %u lacks pictures: its take is damaged, and the last picture before stands still there."),
                 film->damaged_clip));
  if (film->shortened_clip > 0)
    g_strv_builder_take (builder, g_strdup_printf (_ ("Clip %u ends before it should: the end of its take is lost."),
                                                   film->shortened_clip));
  if (film->silent_clip > 0)
    g_strv_builder_take (
      builder, g_strdup_printf (_ ("The sound of clip %u is missing, at least in part: it cannot be read here."),
                                film->silent_clip));
  if (film->no_captions)
    g_strv_builder_add (builder, _ ("It has no captions: what is said in it could not be read."));
  if (is_too_quiet (film->loudness))
    g_strv_builder_take (
      builder, g_strdup_printf (
                 /* Translators: LUFS is a measure of loudness; both numbers are negative. */
                 _ ("The film is quieter than it should be (%.0f LUFS, not %.0f): some sounds in it are far louder "
                    "than the voices."),
                 film->loudness, DEMAINS_FILM_LOUDNESS));
  if (film->way == DEMAINS_FILM_ENCODED_OTHER)
    g_strv_builder_add (builder, _ ("It took longer, since the takes were not all made in the same way."));
  sentences = g_strv_builder_end (builder);

  return *sentences != NULL ? g_strjoinv (" ", sentences) : NULL;
}

/**
 * demains_hasty_captions_to_text:
 * @n_hasty: how many captions cannot be read in their time
 *
 * Returns: (transfer full) (nullable): that, and why; %NULL where there are none
 */
char *
demains_hasty_captions_to_text (guint n_hasty)
{
  if (n_hasty == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%u caption is too long for its time: it is said faster than people read.",
                                    "%u captions are too long for their time: they are said faster than people read.",
                                    n_hasty),
                          n_hasty);
}

/**
 * demains_battery_to_text:
 * @battery: one that is low
 *
 * Returns: (transfer full): how long it lasts, and what to do: "The battery lasts 25 more minutes (14 %): plug the
 *   computer in."
 */
char *
demains_battery_to_text (const DemainsBattery *battery)
{
  if (battery->minutes < 0)
    /* Translators: how full the battery is, in percent. */
    return g_strdup_printf (_ ("The battery is at %d %%: plug the computer in."), battery->percent);

  /* Translators: minutes, then how full the battery is, in percent. */
  return g_strdup_printf (ngettext ("The battery lasts %d more minute (%d %%): plug the computer in.",
                                    "The battery lasts %d more minutes (%d %%): plug the computer in.",
                                    battery->minutes),
                          battery->minutes, battery->percent);
}
