/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-language.h"
#include "demains-wording.h"

#define PLAIN .width = 1280, .height = 720, .rate = 30, .tracks = 1, .channels = 1, .sample_rate = 44100

static void
check (const DemainsImportReport *report, const char *english, const char *french)
{
  g_autofree char *text = NULL;

  demains_test_set_language ("en");
  text = demains_import_report_to_text (report);
  g_assert_cmpstr (text, ==, english);
  g_free (text);
  demains_test_set_language ("fr");
  text = demains_import_report_to_text (report);
  g_assert_cmpstr (text, ==, french);
}

static void
test_nothing (void)
{
  const DemainsImportReport plain = { PLAIN };
  const DemainsImportReport television = { .width = 1280, .height = 720, .rate = 29.97, .tracks = 1, .channels = 2 };

  check (&plain, "Picture and sound are as they were.", "L’image et le son sont comme avant.");
  check (&television, "Picture and sound are as they were.", "L’image et le son sont comme avant.");
}

static void
test_pictures (void)
{
  const DemainsImportReport turned = { .turned = 90, .width = 1280, .height = 720, .rate = 23.976 };
  const DemainsImportReport slow = { .width = 1280, .height = 720, .rate = 12.5, .tracks = 1 };
  const DemainsImportReport uneven
    = { .width = 720, .height = 1280, .bars = DEMAINS_BARS_BESIDE, .rate = 27.3, .uneven = TRUE, .tracks = 1 };
  const DemainsImportReport wide = { .width = 1920,
                                     .height = 800,
                                     .bars = DEMAINS_BARS_ABOVE,
                                     .rate = 30,
                                     .mirrored = TRUE,
                                     .high_range = TRUE,
                                     .interlaced = TRUE,
                                     .tracks = 1,
                                     .cut_short = TRUE };

  check (&turned, "Turned upright, 24 to 30 frames a second, no sound.",
         "Redressée, de 24 à 30 images par seconde, sans son.");
  check (&slow, "12.5 to 30 frames a second.", "De 12,5 à 30 images par seconde.");
  check (
    &uneven, "720×1280 to 1280×720, black bars left and right, uneven to 30 frames a second.",
    "De 720×1280 à 1280×720, bandes noires à gauche et à droite, rythme irrégulier ramené à 30 images par seconde.");
  check (&wide,
         "No longer mirrored, 1920×800 to 1280×720, black bars above and below, HDR to ordinary colours, no longer "
         "interlaced, only as far as the file plays.",
         "Sans l’effet de miroir, de 1920×800 à 1280×720, bandes noires en haut et en bas, couleurs HDR rendues "
         "ordinaires, désentrelacée, seulement jusqu’où le fichier est lisible.");
}

static void
test_photo (void)
{
  const DemainsImportReport photo
    = { .photo = TRUE, .turned = 90, .width = 3000, .height = 4000, .bars = DEMAINS_BARS_BESIDE };

  check (&photo, "A photo, shown for 5 seconds, turned upright, 3000×4000 to 1280×720, black bars left and right.",
         "Une photo, montrée pendant 5 secondes, redressée, de 3000×4000 à 1280×720, bandes noires à gauche et à "
         "droite.");
}

static void
test_sound (void)
{
  const DemainsImportReport tracks = { PLAIN, .unreadable_tracks = 1 };
  const DemainsImportReport unreadable = { .width = 1280, .height = 720, .rate = 30, .unreadable_tracks = 1 };
  const DemainsImportReport surround = { .width = 1280, .height = 720, .rate = 30, .tracks = 1, .channels = 6 };

  check (&tracks, "One of 2 sound tracks.", "Une piste sonore sur 2.");
  check (&unreadable, "No sound, as this computer cannot read it.",
         "Sans le son, que cet ordinateur ne sait pas lire.");
  check (&surround, "Surround sound to stereo.", "Son multicanal ramené en stéréo.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import-text/nothing", test_nothing);
  g_test_add_func ("/import-text/pictures", test_pictures);
  g_test_add_func ("/import-text/photo", test_photo);
  g_test_add_func ("/import-text/sound", test_sound);

  return g_test_run ();
}
