/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-language.h"
#include "demains-wording.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static void
take (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_durations (void)
{
  demains_test_set_language ("en");
  take (demains_duration_to_text (0), "0′00″");
  take (demains_duration_to_text (-SECOND), "0′00″");
  take (demains_duration_to_text (41 * SECOND), "0′41″");
  take (demains_duration_to_text (160 * SECOND), "2′40″");
  /* Ten seconds of film less one frame are ten seconds to people. */
  take (demains_duration_to_text (10 * SECOND - SECOND / 30), "0′10″");
  take (demains_duration_to_text (60 * SECOND - 1), "1′00″");
  take (demains_duration_to_text (3761 * SECOND), "1 h 02′41″");
}

static void
test_room (void)
{
  demains_test_set_language ("en");
  take (demains_room_to_text (0), "No room for film");
  take (demains_room_to_text (59), "Room for less than a minute of film");
  take (demains_room_to_text (60), "Room for 1 min of film");
  take (demains_room_to_text (7199), "Room for 119 min of film");
  take (demains_room_to_text (7200), "Room for 2 h of film");
  take (demains_room_warning_to_text (119, FALSE), "Only 1 minute of film still fits on this disk.");
  take (demains_room_warning_to_text (600, TRUE),
        "Only 10 minutes of film still fit: no file on this disk can be larger than 4 GB.");

  demains_test_set_language ("fr");
  take (demains_room_to_text (2280), "De la place pour 38 min de film");
  take (demains_room_warning_to_text (120, FALSE), "Il ne reste de la place que pour 2 minutes de film sur ce disque.");
}

static void
test_timecodes (void)
{
  demains_test_set_language ("en");
  take (demains_timecode_to_text (12 * SECOND + 40 * (SECOND / 1000)), "0′12″04");
  take (demains_timecode_to_text (SECOND / 30), "0′00″03");
  take (demains_timecode_to_text (2 * SECOND / 30), "0′00″07");
  take (demains_timecode_to_text (60 * SECOND - 1), "1′00″00");
  take (demains_timecode_to_text (-5), "0′00″00");
}

static void
test_words (void)
{
  demains_test_set_language ("en");
  take (demains_words_to_text (0, 0), "0 words");
  take (demains_words_to_text (1, 0), "1 word");
  take (demains_words_to_text (62, 60), "62 words of 60");

  demains_test_set_language ("fr");
  take (demains_words_to_text (0, 0), "0 mot");
  take (demains_words_to_text (1, 60), "1 mot sur 60");
  take (demains_words_to_text (62, 60), "62 mots sur 60");
}

static void
test_reading (void)
{
  demains_test_set_language ("en");
  take (demains_reading_to_text (45), "45 s aloud");
  take (demains_reading_to_text (144), "2 min 24 aloud");
  take (demains_reading_to_text (120), "2 min 00 aloud");

  demains_test_set_language ("fr");
  take (demains_reading_to_text (144), "2 min 24 à voix haute");
}

static void
test_sizes (void)
{
  g_autofree char *size = NULL;

  demains_test_set_language ("en");
  size = demains_size_to_text (4200000);
  g_assert_true (g_str_has_prefix (size, "4.2"));
  g_assert_true (g_str_has_suffix (size, "MB"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quantity-text/durations", test_durations);
  g_test_add_func ("/quantity-text/timecodes", test_timecodes);
  g_test_add_func ("/quantity-text/room", test_room);
  g_test_add_func ("/quantity-text/words", test_words);
  g_test_add_func ("/quantity-text/reading", test_reading);
  g_test_add_func ("/quantity-text/sizes", test_sizes);

  return g_test_run ();
}
