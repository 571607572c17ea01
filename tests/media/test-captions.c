/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "demains-caption-charter.h"
#include "demains-caption-file.h"
#include "demains-captions.h"
#include "demains-cut.h"
#include "demains-film.h"
#include "demains-house.h"
#include "demains-media-init.h"
#include "demains-script.h"
#include "demains-text.h"

/* How far a caption may be from the first of its words. */
#define NEAR (100 * GST_MSECOND)

static const char NEWS[]
  = "Bonjour à toutes et à tous, et bienvenue dans le journal de la solidarité, ce mardi 14 mars 2050. À Saint-Aubin, "
    "la maison des liens ouvre ses portes pour la dixième année. Plus personne n’y remplit de dossier : les droits "
    "s’ouvrent d’eux-mêmes, et les agents ont enfin le temps d’écouter. Nous avons rencontré Lina, passeuse de quartier. "
    "Elle marche chaque matin de porte en porte, avec un carnet, et sans écran.";

static const char LINA[]
  = "On me demande souvent ce que je fais de mes journées. Je réponds que j’écoute les silences. La commune, elle, a "
    "changé de rôle : elle ne distribue plus, elle relie. Reste une question que beaucoup se posent encore ce matin : "
    "qui décide, quand l’argent manque et que les besoins grandissent ? Le conseil des habitants se réunit jeudi.";

/* What the takes of every project say that the tests begin with, and of a take that one of them films itself. */
enum
{
  ALL,
  FIRST,
  SECOND,
  N_TAKES,
};

/* A project with a scene of two speeches; and the take that is looked at. */
typedef struct
{
  DemainsProject *project;
  DemainsRecord *scene;
  DemainsRecord *speeches[2];
  DemainsRecord *take;
  GArray *truth; /* gint64: when each word is said, in nanoseconds; -1 where nobody knows */
} Fixture;

/* The project that each test has a copy of, and when the words of its takes are said. */
static char *base;
static GArray *base_truths[N_TAKES];

static DemainsRecord *
add_speech (Fixture *fixture, const char *character, const char *text)
{
  DemainsRecord *speech = demains_script_add_speech (fixture->project, fixture->scene, NULL, character);

  g_object_set (speech, "text", text, NULL);
  demains_project_end_typing (fixture->project);

  return speech;
}

/* When each word of the text is said, from the lines that speech.py prints. */
static GArray *
read_truth (const char *text, const char *printed)
{
  g_autoptr (GArray) starts = demains_text_find_words (text);
  g_auto (GStrv) lines = g_strsplit (printed, "\n", -1);
  GArray *truth = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_known = 0;

  for (guint i = 0; i < starts->len; i++)
    {
      glong letter = g_utf8_pointer_to_offset (text, text + g_array_index (starts, gsize, i));
      gint64 time = -1;

      for (guint k = 0; lines[k] != NULL && time < 0; k++)
        {
          long position = -1, milliseconds = 0;

          if (sscanf (lines[k], "%ld %ld", &position, &milliseconds) == 2 && position == letter)
            time = milliseconds * GST_MSECOND;
        }
      n_known += time >= 0;
      g_array_append_val (truth, time);
    }
  g_assert_cmpuint (n_known * 4, >=, starts->len * 3);

  return truth;
}

/* Brings in a video in which @text is said, and then nothing for so many seconds. */
static void
film_silence (Fixture *fixture, const char *text, guint words_per_minute, const char *seconds)
{
  g_autofree char *sound = demains_test_path ("speech.wav");
  g_autofree char *video = demains_test_path ("speech.mkv");
  g_autofree char *pace = g_strdup_printf ("%u", words_per_minute);
  g_autofree char *script = g_build_filename (g_getenv ("DEMAINS_TEST_FIXTURES"), "..", "support", "speech.py", NULL);
  g_autofree char *printed = footage_run ("python3", script, "fr", pace, text, sound, seconds, NULL);
  g_autofree char *made
    = footage_run ("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "color=gray:s=320x180:r=30", "-i", sound,
                   "-shortest", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac", video, NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->truth, g_array_unref);
  fixture->truth = read_truth (text, printed);
  g_clear_object (&fixture->take);
  fixture->take = footage_import (fixture->project, video, NULL, &error);
  g_assert_no_error (error);
  g_object_set (fixture->take, "scene", demains_record_get_id (fixture->scene), NULL);
}

static void
film (Fixture *fixture, const char *text, guint words_per_minute)
{
  film_silence (fixture, text, words_per_minute, "0.7");
}

static void
make_base (void)
{
  g_autofree char *all = g_strconcat (NEWS, " ", LINA, NULL);
  const char *texts[N_TAKES] = { all, NEWS, LINA };
  Fixture fixture = { 0 };

  base = demains_test_path ("base.demains");
  fixture.project = demains_test_create (base);
  fixture.scene = demains_project_add (fixture.project, DEMAINS_KIND_SCENE, "Le journal", NULL);
  add_speech (&fixture, "Présentateur", NEWS);
  add_speech (&fixture, "Lina", LINA);
  for (guint i = 0; i < N_TAKES; i++)
    {
      film_silence (&fixture, texts[i], 115, "4");
      base_truths[i] = g_steal_pointer (&fixture.truth);
    }
  g_clear_object (&fixture.take);
  demains_test_close (fixture.project);
}

static void
choose_take (Fixture *fixture, guint number)
{
  DemainsRecordList *takes = demains_project_get_list (fixture->project, DEMAINS_KIND_TAKE);

  g_clear_pointer (&fixture->truth, g_array_unref);
  fixture->truth = g_array_ref (base_truths[number]);
  g_set_object (&fixture->take, demains_record_list_get (takes, number));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (base == NULL)
    make_base ();
  path = demains_test_copy (base, "captions.demains");
  fixture->project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  g_assert_no_error (error);
  fixture->scene = demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_SCENE), 0);
  for (guint i = 0; i < 2; i++)
    fixture->speeches[i]
      = demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_SPEECH), i);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->take);
  g_clear_pointer (&fixture->truth, g_array_unref);
  demains_test_close (fixture->project);
}

static GPtrArray *
load_film (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *cues;

  demains_captions_load_film_async (fixture->project, NULL, demains_test_ready_cb, &result);
  cues = demains_captions_load_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return cues;
}

static GPtrArray *
load_take (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *cues;

  demains_captions_load_take_async (fixture->project, fixture->take, NULL, demains_test_ready_cb, &result);
  cues = demains_captions_load_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return cues;
}

/* All that is read, as one line without the dashes of speakers. */
static char *
join (GPtrArray *cues)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cues->len; i++)
    {
      const char *part = ((DemainsCue *)cues->pdata[i])->text;

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              g_str_has_prefix (part, "– ") ? part + strlen ("– ") : part);
    }
  g_string_replace (text, "\n", " ", 0);
  g_string_replace (text, "\302\240", " ", 0);

  return g_strdup (text->str);
}

/* The cues say the text, word by word, in time. */
static void
assert_in_time (Fixture *fixture, GPtrArray *cues)
{
  guint word = 0;
  gint64 sum = 0, worst = 0;

  for (guint i = 0; i < cues->len; i++)
    {
      const DemainsCue *cue = cues->pdata[i];
      gint64 truth = g_array_index (fixture->truth, gint64, word);
      gint64 off = truth >= 0 ? ABS (cue->start - truth) : 0;

      g_test_message ("%.3f to %.3f s, %+.0f ms: %s", cue->start / 1e9, cue->end / 1e9,
                      truth >= 0 ? (cue->start - truth) / 1e6 : 0.0, cue->text);
      g_assert_true (demains_cue_is_readable (cue));
      g_assert_cmpint (off, <=, NEAR);
      sum += off;
      worst = MAX (worst, off);
      word += demains_text_count_words (cue->text);
    }
  g_test_message ("%u captions, on average %.0f ms off, at worst %.0f", cues->len, sum / 1e6 / MAX (cues->len, 1),
                  worst / 1e6);
}

/* The charter's own numbers. */
static void
test_charter (void)
{
  static const guint LETTERS[] = { 12, 20, 36, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (LETTERS); i++)
    {
      const gint64 duration = (i + 1) * (gint64)GST_SECOND;
      const guint most = LETTERS[i] * 1.2;
      g_autofree char *text = g_strnfill (most, 'a');
      g_autofree char *more = g_strnfill (most + 1, 'a');
      DemainsCue cue = { .end = duration, .text = text };

      g_assert_cmpfloat (demains_charter_get_most_letters (duration), ==, LETTERS[i]);
      /* In two lines, where one is too short; the end of a line counts. */
      if (most > DEMAINS_CHARTER_LINE_LETTERS)
        text[most / 2] = more[most / 2] = '\n';
      g_assert_true (demains_cue_is_readable (&cue));
      cue.text = more;
      g_assert_false (demains_cue_is_readable (&cue));
    }
  g_assert_cmpfloat (demains_charter_get_most_letters (0), ==, 0);
}

/* A line ends where one would pause, and never before the marks that belong to a word. */
static void
test_lines (void)
{
  g_autofree char *lines = demains_charter_break_lines ("Nous avons rencontré Lina, passeuse de quartier.");
  g_autofree char *line = demains_charter_break_lines ("Nous y serons.");
  g_autofree char *word = demains_charter_break_lines ("Anticonstitutionnellementanticonstitutionnellement");

  g_assert_cmpstr (lines, ==, "Nous avons rencontré Lina,\npasseuse de quartier.");
  g_assert_cmpstr (line, ==, "Nous y serons.");
  g_assert_cmpstr (word, ==, "Anticonstitutionnellementanticonstitutionnellement");
}

/* Marks stay with their words, and tell where one pauses. */
static void
test_words (void)
{
  static const struct
  {
    const char *text;
    DemainsPause pause;
    gboolean glued;
  } WORDS[] = {
    { "En", DEMAINS_PAUSE_NONE, FALSE },
    { "2030–", DEMAINS_PAUSE_NONE, FALSE },
    { "2050,", DEMAINS_PAUSE_CLAUSE, TRUE },
    { "M.", DEMAINS_PAUSE_NONE, FALSE },
    { "Martin", DEMAINS_PAUSE_NONE, FALSE },
    { "dit\302\240:", DEMAINS_PAUSE_CLAUSE, FALSE },
    { "«\302\240Oui\302\240!\302\240»", DEMAINS_PAUSE_SENTENCE, FALSE },
    { "Puis", DEMAINS_PAUSE_NONE, FALSE },
    { "rien.", DEMAINS_PAUSE_SPEECH, FALSE },
  };
  const DemainsSpokenSpeech speech = { .plain = "Avant. En 2030–2050, M. Martin dit : « Oui ! » Puis rien.",
                                       .words_per_minute = 130,
                                       .n_left_out = 1 };
  g_autoptr (GPtrArray) words = demains_spoken_words_new ();

  g_assert_cmpint (demains_spoken_words_add (words, &speech, 0), >, 2 * (gint64)GST_SECOND);
  g_assert_cmpuint (words->len, ==, G_N_ELEMENTS (WORDS));
  for (guint i = 0; i < words->len; i++)
    {
      const DemainsSpokenWord *word = words->pdata[i];

      g_assert_cmpstr (word->text, ==, WORDS[i].text);
      g_assert_cmpint (word->pause, ==, WORDS[i].pause);
      g_assert_cmpint (word->glued, ==, WORDS[i].glued);
    }
  g_assert_cmpint (((DemainsSpokenWord *)words->pdata[0])->start, ==, 0);
}

/* What was typed once is read when it is heard, by whoever says it: at somewhat less than 130 words a minute, and at
 * 140, by what eSpeak NG calls 110 and 125. */
static void
test_spoken (Fixture *fixture, gconstpointer words_per_minute)
{
  g_autofree char *text = g_strconcat (NEWS, " ", LINA, NULL);
  g_autoptr (GPtrArray) cues = NULL;
  g_autofree char *joined = NULL;
  guint lina = 0;

  film (fixture, text, GPOINTER_TO_UINT (words_per_minute));
  cues = load_take (fixture);
  joined = join (cues);
  g_assert_cmpstr (joined, ==, text);
  assert_in_time (fixture, cues);
  while (lina < cues->len && g_strcmp0 (((DemainsCue *)cues->pdata[lina])->speaker, "Lina") != 0)
    lina++;
  g_assert_cmpuint (lina, <, cues->len);
  g_assert_true (g_str_has_prefix (((DemainsCue *)cues->pdata[lina])->text, "– On me"));
  g_assert_cmpstr (((DemainsCue *)cues->pdata[0])->speaker, ==, "Présentateur");
}

/* The film shows a part of the take twice: what is said in it, at the film's times. */
static void
test_film (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) whole = NULL;
  g_autoptr (GPtrArray) cues = NULL;
  const DemainsCue *third;

  choose_take (fixture, ALL);
  whole = load_take (fixture);
  third = whole->pdata[2];
  footage_add_clip (fixture->project, fixture->take, third->start, third->end);
  footage_add_clip (fixture->project, fixture->take, third->start, third->end);
  cues = load_film (fixture);
  g_assert_cmpuint (cues->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const DemainsCue *cue = cues->pdata[i];

      g_assert_cmpstr (cue->text, ==, third->text);
      g_assert_cmpint (ABS (cue->start - i * (third->end - third->start)), <=, 2 * GST_SECOND / 30);
    }
}

/* A clip that is split where somebody speaks has the captions that it had; another speaker is told by a dash, also
 * where a clip of another take begins. */
static void
test_cuts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const DemainsCue *second;
  DemainsRecord *clip;

  choose_take (fixture, FIRST);
  g_object_set (fixture->take, "speech", demains_record_get_id (fixture->speeches[0]), NULL);
  footage_add_clip (fixture->project, fixture->take, demains_house_frame_to_time (1), 20 * (gint64)GST_SECOND);
  one = load_film (fixture);
  before = join (one);
  second = one->pdata[1];
  clip = demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_CLIP), 0);
  g_assert_nonnull (demains_cut_split (
    fixture->project, clip, demains_house_frame_to_time (3 * (second->start / (gint64)GST_SECOND * 10 + 15))));
  two = load_film (fixture);
  after = join (two);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (two->len, ==, one->len);

  choose_take (fixture, SECOND);
  g_object_set (fixture->take, "speech", demains_record_get_id (fixture->speeches[1]), NULL);
  footage_add_clip (fixture->project, fixture->take, 0, 10 * (gint64)GST_SECOND);
  g_clear_pointer (&two, g_ptr_array_unref);
  two = load_film (fixture);
  g_assert_cmpuint (two->len, >, one->len);
  g_assert_true (g_str_has_prefix (((DemainsCue *)two->pdata[one->len])->text, "– On me"));
}

static DemainsFilmResult *
render (Fixture *fixture, const char *path, DemainsFilmWay way)
{
  g_autoptr (DemainsOperation) operation = demains_operation_new ("film");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsFilmResult *made;

  demains_film_render_async (fixture->project, path, way, operation, demains_test_ready_cb, &result);
  made = demains_film_render_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return made;
}

/* The film itself has them too, where other players find them. */
static void
test_track (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("track.mp4");
  g_autoptr (DemainsFilmResult) made = NULL;
  g_autoptr (GPtrArray) cues = NULL;
  g_autofree char *file = NULL;
  g_auto (GStrv) blocks = NULL;

  choose_take (fixture, ALL);
  demains_cut_add_card (fixture->project, "Le journal", "theme", DEMAINS_CARD_DURATION, NULL);
  footage_add_clip (fixture->project, fixture->take, 4 * (gint64)GST_SECOND, 14 * (gint64)GST_SECOND);
  footage_add_clip (fixture->project, fixture->take, 20 * (gint64)GST_SECOND, 30 * (gint64)GST_SECOND);
  cues = load_film (fixture);
  g_assert_cmpuint (cues->len, >=, 4);
  made = render (fixture, path, DEMAINS_FILM_COPIED);

  file = footage_run ("ffmpeg", "-v", "error", "-i", path, "-map", "0:s:0", "-f", "srt", "-", NULL);
  blocks = g_strsplit (g_strstrip (file), "\n\n", -1);
  g_assert_cmpuint (g_strv_length (blocks), ==, cues->len);
  for (guint i = 0; i < cues->len; i++)
    {
      const DemainsCue *cue = cues->pdata[i];
      g_auto (GStrv) lines = NULL;
      int minute, second, millisecond;

      g_assert_cmpint (sscanf (blocks[i], "%*d 00:%d:%d,%d -->", &minute, &second, &millisecond), ==, 3);
      g_assert_cmpint (ABS (((60 * minute + second) * 1000 + millisecond) * (gint64)GST_MSECOND - cue->start), <=,
                       (gint64)GST_SECOND / 30);
      lines = g_strsplit (cue->text, "\n", -1);
      for (guint k = 0; lines[k] != NULL; k++)
        g_assert_nonnull (strstr (blocks[i], lines[k]));
    }
}

static void
assert_said (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) cues = load_take (fixture);
  g_autofree char *joined = join (cues);

  g_assert_cmpstr (joined, ==, text);
  assert_in_time (fixture, cues);
}

/* Filming began at the second speech, after its first sentence, and ended before its last one. */
static void
test_part (Fixture *fixture, gconstpointer data)
{
  const char *begin = strstr (LINA, "Je réponds");
  const char *end = strstr (LINA, " Reste une");
  g_autofree char *text = g_strndup (begin, end - begin);
  g_autofree char *before = g_strndup (LINA, begin - LINA);

  film (fixture, text, 115);
  g_object_set (fixture->take, "speech", demains_record_get_id (fixture->speeches[1]), "word",
                (gint64)demains_text_count_words (before), NULL);
  assert_said (fixture, text);
}

/* The take ends when most is said, or when half of it is. */
static void
test_unfinished (Fixture *fixture, gconstpointer data)
{
  const char *end = strstr (LINA, " Reste une");
  g_autofree char *lina = g_strndup (LINA, end - LINA);
  g_autofree char *most = g_strconcat (NEWS, " ", lina, NULL);

  film (fixture, most, 115);
  g_object_set (fixture->take, "speech", demains_record_get_id (fixture->speeches[0]), NULL);
  assert_said (fixture, most);
  /* What is not said is not heard either. */
  g_object_set (fixture->speeches[1], "sounds", "la pluie", NULL);
  demains_project_end_typing (fixture->project);
  choose_take (fixture, FIRST);
  g_object_set (fixture->take, "speech", demains_record_get_id (fixture->speeches[0]), NULL);
  assert_said (fixture, NEWS);
}

/* A video of a telephone does not say which of the speeches it is. */
static void
test_telephone (Fixture *fixture, gconstpointer data)
{
  choose_take (fixture, SECOND);
  assert_said (fixture, LINA);
  choose_take (fixture, FIRST);
  assert_said (fixture, NEWS);
}

/* Without a sound there are the times of the prompter. */
static void
test_silent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *video = demains_test_path ("silent.mkv");
  g_autofree char *made
    = footage_run ("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "color=gray:s=320x180:r=30:d=70", "-c:v",
                   "libx264", "-preset", "ultrafast", video, NULL);
  g_autoptr (GPtrArray) cues = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seconds = demains_speech_get_seconds (fixture->speeches[0]);

  fixture->take = footage_import (fixture->project, video, NULL, &error);
  g_assert_no_error (error);
  g_object_set (fixture->take, "scene", demains_record_get_id (fixture->scene), NULL);
  cues = load_take (fixture);
  for (guint i = 0; i < cues->len; i++)
    if (g_strcmp0 (((DemainsCue *)cues->pdata[i])->speaker, "Lina") == 0)
      {
        g_assert_cmpint (ABS (((DemainsCue *)cues->pdata[i])->start - seconds * (gint64)GST_SECOND), <=, GST_SECOND);
        return;
      }
  g_test_fail ();
}

/* Who is not seen, and what else is heard, is told by more than its colour. Where nobody is silent for it, a sound is
 * read beside the first words, which may be more than can be read: that caption says so, and no other. */
static void
test_sounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cues = NULL;
  guint n_off = 0, n_sounds = 0;

  g_object_set (fixture->speeches[1], "presence", "voice", "sounds", "une porte, la pluie", NULL);
  demains_project_end_typing (fixture->project);
  choose_take (fixture, ALL);
  cues = load_take (fixture);
  for (guint i = 0; i < cues->len; i++)
    {
      const DemainsCue *cue = cues->pdata[i];
      g_autofree char *line = g_strdelimit (g_strdup (cue->text), "\n", ' ');
      gboolean sound = strstr (line, "(une porte, la pluie)") != NULL;

      n_off += cue->style == DEMAINS_CUE_STYLE_OFF;
      n_sounds += sound;
      g_assert_true (sound || demains_cue_is_readable (cue));
    }
  g_assert_cmpuint (n_off, >, 0);
  g_assert_cmpuint (n_sounds, ==, 1);
}

/* A sound that nobody speaks over is read by itself. */
static void
test_quiet_sound (Fixture *fixture, gconstpointer data)
{
  DemainsRecord *rain = demains_script_add_speech (fixture->project, fixture->scene, NULL, "");
  g_autoptr (GPtrArray) cues = NULL;
  const DemainsCue *last;

  g_object_set (rain, "sounds", "la pluie", NULL);
  demains_project_end_typing (fixture->project);
  choose_take (fixture, ALL);
  cues = load_take (fixture);
  last = cues->pdata[cues->len - 1];
  g_assert_cmpstr (last->text, ==, "(la pluie)");
  g_assert_cmpint (last->style, ==, DEMAINS_CUE_STYLE_SOUND);
  g_assert_cmpint (last->end - last->start, >=, 2 * (gint64)GST_SECOND);
  g_assert_null (last->speaker);
}

/* Another program finds each cue at its time. */
static void
assert_parses (const char *name, const char *file, GPtrArray *cues)
{
  g_autofree char *path = demains_test_path (name);
  g_autofree char *printed = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_set_contents (path, file, -1, NULL));
  printed = footage_run ("ffprobe", "-v", "error", "-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0",
                         path, NULL);
  lines = g_strsplit (g_strstrip (printed), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, cues->len);
  for (guint i = 0; i < cues->len; i++)
    {
      const DemainsCue *cue = cues->pdata[i];
      double start = 0, duration = 0;

      g_assert_cmpint (sscanf (lines[i], "%lf,%lf", &start, &duration), ==, 2);
      g_assert_cmpfloat_with_epsilon (start, cue->start / 1e9, 0.0011);
      g_assert_cmpfloat_with_epsilon (duration, (cue->end - cue->start) / 1e9, 0.0021);
    }
}

static void
test_files (void)
{
  g_autoptr (GPtrArray) cues = demains_cue_list_new ();
  DemainsCue *cue = demains_cue_new (1234 * GST_MSECOND, 3 * GST_SECOND, "– Moi <non> & --> vous\n\nqui ?");
  g_autofree char *vtt = NULL;
  g_autofree char *srt = NULL;

  cue->speaker = g_intern_string ("Lina");
  cue->style = DEMAINS_CUE_STYLE_OFF;
  g_ptr_array_add (cues, cue);
  g_ptr_array_add (cues, demains_cue_new (3700 * (gint64)GST_SECOND, 3702 * (gint64)GST_SECOND, "Nous y serons."));
  vtt = demains_caption_file_write_vtt (cues);
  srt = demains_caption_file_write_srt (cues);
  g_assert_cmpstr (
    vtt, ==,
    "WEBVTT\n\n"
    "00:00:01.234 --> 00:00:03.000\n<v Lina><c.yellow><i>– Moi &lt;non&gt; &amp; --&gt; vous\nqui ?</i></c>\n\n"
    "01:01:40.000 --> 01:01:42.000\nNous y serons.\n\n");
  g_assert_cmpstr (srt, ==,
                   "1\n00:00:01,234 --> 00:00:03,000\n<i>– Moi <non> & → vous\nqui ?</i>\n\n"
                   "2\n01:01:40,000 --> 01:01:42,000\nNous y serons.\n\n");
  assert_parses ("one.vtt", vtt, cues);
  assert_parses ("one.srt", srt, cues);
}

/* What was written is read as it was, by whatever program it went through. */
static void
test_read (void)
{
  g_autoptr (GPtrArray) cues = demains_caption_file_read (
    "WEBVTT Le journal\n\nNOTE vite\n\n7\n00:01.500 --> 00:03.250 align:start\n<v Lina &amp; Paul><c.yellow><i>– Moi "
    "&lt;non&gt;</i></c>\nqui ?\n\n00:00:00,500 --> 00:00:01,000\n<c.red>[porte]</c>\n\n00:09.000 --> 00:08.000\nfaux\n\n"
    "x --> y\nfaux\n");
  const DemainsCue *door = cues->pdata[0], *lina = cues->pdata[1];
  g_autofree char *again = demains_caption_file_write_vtt (cues);
  g_autoptr (GPtrArray) reread = demains_caption_file_read (again);

  g_assert_cmpuint (cues->len, ==, 2);
  g_assert_cmpint (door->start, ==, 500 * GST_MSECOND);
  g_assert_cmpint (door->style, ==, DEMAINS_CUE_STYLE_SOUND);
  g_assert_cmpstr (door->text, ==, "[porte]");
  g_assert_cmpint (lina->end, ==, 3250 * GST_MSECOND);
  g_assert_cmpint (lina->style, ==, DEMAINS_CUE_STYLE_OFF);
  g_assert_cmpstr (lina->speaker, ==, "Lina & Paul");
  g_assert_cmpstr (lina->text, ==, "– Moi <non>\nqui ?");
  g_assert_cmpuint (reread->len, ==, 2);
  g_assert_cmpstr (((DemainsCue *)reread->pdata[1])->text, ==, lina->text);
  g_assert_cmpstr (((DemainsCue *)reread->pdata[1])->speaker, ==, lina->speaker);
}

/* What people corrected is what is read, whatever the script says then, as far as the cut shows it. */
static void
test_corrected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cues = NULL;
  const DemainsCue *cue;

  choose_take (fixture, SECOND);
  g_object_set (
    fixture->take, "captions",
    "WEBVTT\n\n00:00.500 --> 00:02.000\n<v Lina>Autrement dit.\n\n00:05.000 --> 00:07.000\n<c.red>[porte]</c>\n", NULL);
  footage_add_clip (fixture->project, fixture->take, GST_SECOND, 6 * (gint64)GST_SECOND);
  cues = load_film (fixture);
  g_assert_cmpuint (cues->len, ==, 2);
  cue = cues->pdata[0];
  g_assert_cmpstr (cue->text, ==, "Autrement dit.");
  g_assert_cmpstr (cue->speaker, ==, "Lina");
  g_assert_cmpint (cue->start, ==, 0);
  g_assert_cmpint (cue->end, ==, GST_SECOND);
  cue = cues->pdata[1];
  g_assert_cmpint (cue->style, ==, DEMAINS_CUE_STYLE_SOUND);
  g_assert_cmpint (cue->start, ==, 4 * (gint64)GST_SECOND);
  g_assert_cmpint (cue->end, ==, 5 * (gint64)GST_SECOND);

  /* Nobody wants any. */
  g_object_set (fixture->take, "captions", "WEBVTT\n\n", NULL);
  g_clear_pointer (&cues, g_ptr_array_unref);
  cues = load_film (fixture);
  g_assert_cmpuint (cues->len, ==, 0);
}

static guint
count_bright (const char *path, const char *seconds)
{
  g_autofree char *values = demains_test_path ("foot.gray");
  g_autofree char *data = NULL;
  gsize length;
  guint n = 0;

  g_free (footage_run ("ffmpeg", "-v", "error", "-y", "-ss", seconds, "-i", path, "-frames:v", "1", "-vf",
                       "crop=iw:ih/4:0:ih*3/4", "-pix_fmt", "gray", "-f", "rawvideo", values, NULL));
  g_assert_true (g_file_get_contents (values, &data, &length, NULL));
  g_assert_cmpuint (length, ==, 1280 * 180);
  for (gsize i = 0; i < length; i++)
    n += (guint8)data[i] > 220;

  return n;
}

/* Where they are part of the picture there are letters at its foot, for as long as they are to be read. */
static void
test_in_the_picture (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("captioned.mp4");
  g_autoptr (DemainsFilmResult) made = NULL;
  g_autofree char *streams = NULL;

  film (fixture, "Oui.", 115);
  g_object_set (fixture->take, "captions", "WEBVTT\n\n00:00.400 --> 00:01.000\nUne ligne,\nune autre.\n", NULL);
  footage_add_clip (fixture->project, fixture->take, 200 * GST_MSECOND, 1200 * GST_MSECOND);
  made = render (fixture, path, DEMAINS_FILM_CAPTIONED);
  g_assert_cmpint (made->copied, ==, 0);
  g_assert_cmpuint (count_bright (path, "0.1"), ==, 0);
  g_assert_cmpuint (count_bright (path, "0.5"), >, 1000);
  g_assert_cmpuint (count_bright (path, "0.9"), ==, 0);
  streams = footage_run ("ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", path, NULL);
  g_assert_null (strstr (streams, "subtitle"));
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/captions/charter", test_charter);
  g_test_add_func ("/captions/lines", test_lines);
  g_test_add_func ("/captions/words", test_words);
  g_test_add_func ("/captions/files", test_files);
  g_test_add_func ("/captions/read", test_read);
  g_test_add ("/captions/corrected", Fixture, NULL, set_up, test_corrected, tear_down);
  g_test_add ("/captions/in-the-picture", Fixture, NULL, set_up, test_in_the_picture, tear_down);
  g_test_add ("/captions/spoken", Fixture, GUINT_TO_POINTER (110), set_up, test_spoken, tear_down);
  g_test_add ("/captions/film", Fixture, NULL, set_up, test_film, tear_down);
  g_test_add ("/captions/track", Fixture, NULL, set_up, test_track, tear_down);
  g_test_add ("/captions/part", Fixture, NULL, set_up, test_part, tear_down);
  g_test_add ("/captions/silent", Fixture, NULL, set_up, test_silent, tear_down);
  g_test_add ("/captions/quiet-sound", Fixture, NULL, set_up, test_quiet_sound, tear_down);
  /* More of the same, which sanitizers have seen. */
  if (DEMAINS_TEST_SHARE == 1)
    {
      g_test_add ("/captions/spoken-fast", Fixture, GUINT_TO_POINTER (125), set_up, test_spoken, tear_down);
      g_test_add ("/captions/cuts", Fixture, NULL, set_up, test_cuts, tear_down);
      g_test_add ("/captions/unfinished", Fixture, NULL, set_up, test_unfinished, tear_down);
      g_test_add ("/captions/telephone", Fixture, NULL, set_up, test_telephone, tear_down);
      g_test_add ("/captions/sounds", Fixture, NULL, set_up, test_sounds, tear_down);
    }

  return g_test_run ();
}
