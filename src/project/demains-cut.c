/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cut.h"

#include "demains-position.h"
#include "demains-project-private.h"
#include "demains-record-private.h"

/* A clip whose take is of no scene of the script. */
#define NO_SCENE G_MAXUINT

/* Where a clip is in the film, and which scene it shows. */
typedef struct
{
  guint scene;
  gboolean card;
  char *position;
} Place;

static void
place_clear (gpointer data)
{
  g_free (((Place *)data)->position);
}

static DemainsRecord *
get (DemainsProject *project, DemainsKindId kind, guint index)
{
  return demains_record_list_get (demains_project_get_list (project, kind), index);
}

/* The number of the scene that a take is of. */
static guint
find_scene (DemainsProject *project, DemainsRecord *take)
{
  DemainsRecord *scene = take != NULL ? demains_project_find (project, demains_record_get_text (take, "scene")) : NULL;
  guint index;

  if (scene == NULL || demains_record_get_kind_id (scene) != DEMAINS_KIND_SCENE
      || !demains_record_list_find (demains_project_get_list (project, DEMAINS_KIND_SCENE), scene, &index))
    return NO_SCENE;

  return index;
}

static gint64
get_duration (DemainsProject *project, DemainsRecord *take)
{
  DemainsMedia *media = demains_project_find_media (project, demains_record_get_id (take));

  return media != NULL ? demains_media_get_duration (media) : 0;
}

static DemainsRecord *
create_clip (DemainsRecord *take, gint64 in_point, gint64 out_point)
{
  DemainsRecord *clip = demains_record_new (DEMAINS_KIND_CLIP);

  g_object_set (clip, "take", demains_record_get_id (take), "in-point", in_point, "out-point", out_point, NULL);

  return clip;
}

/**
 * demains_cut_is_card:
 * @clip: a clip
 *
 * Returns: whether it is a title card: it is of no take, and as long as from 0 to its out point
 */
gboolean
demains_cut_is_card (DemainsRecord *clip)
{
  return *demains_record_get_text (clip, "take") == '\0';
}

/**
 * demains_cut_has_fade:
 * @clip: a clip
 *
 * Returns: whether it follows the one before it over a moment of black, not at once
 */
gboolean
demains_cut_has_fade (DemainsRecord *clip)
{
  return g_str_equal (demains_record_get_text (clip, "fade"), "yes");
}

/**
 * demains_cut_add_card:
 * @project: a project
 * @text: its title, and on the next lines what stands below it
 * @style: one of the table's styles of cards
 * @duration: how long it is seen, in nanoseconds
 * @before: (nullable): the clip that it stands before; %NULL for the end of the film
 *
 * Returns: (transfer none) (nullable): the card; %NULL in a project that is read only
 */
DemainsRecord *
demains_cut_add_card (DemainsProject *project, const char *text, const char *style, gint64 duration,
                      DemainsRecord *before)
{
  DemainsRecordList *clips = demains_project_get_list (project, DEMAINS_KIND_CLIP);
  guint index = g_list_model_get_n_items (G_LIST_MODEL (clips));
  g_autoptr (DemainsRecord) card = demains_record_new (DEMAINS_KIND_CLIP);
  g_autoptr (DemainsChange) change = NULL;
  g_autofree char *position = NULL;
  DemainsRecord *last;

  if (before != NULL)
    demains_record_list_find (clips, before, &index);
  last = index > 0 ? demains_record_list_get (clips, index - 1) : NULL;
  position = demains_position_between (last != NULL ? demains_record_get_position (last) : NULL,
                                       before != NULL ? demains_record_get_position (before) : NULL);
  g_object_set (card, "text", text, "style", style, "out-point", duration, NULL);
  demains_record_put_position (card, position);
  change = demains_change_new (DEMAINS_VERB_ADD, card);
  demains_change_add (change, card);
  demains_project_apply (project, change);

  return demains_project_find (project, demains_record_get_id (card));
}

/**
 * demains_cut_add:
 * @project: a project
 * @take: one of its takes
 * @in_point: first instant that is kept, in nanoseconds
 * @out_point: first instant that is no longer kept, in nanoseconds
 *
 * Puts a part of @take at the end of the film.
 */
void
demains_cut_add (DemainsProject *project, DemainsRecord *take, gint64 in_point, gint64 out_point)
{
  g_autoptr (DemainsRecord) clip = create_clip (take, in_point, out_point);

  demains_project_add_record (project, clip, NULL);
}

/**
 * demains_cut_trim:
 * @project: a project
 * @clip: one of its clips
 * @in_point: first instant that is kept, in nanoseconds
 * @out_point: first instant that is no longer kept, in nanoseconds
 *
 * Moves the points of @clip; nothing if they are there already.
 */
void
demains_cut_trim (DemainsProject *project, DemainsRecord *clip, gint64 in_point, gint64 out_point)
{
  g_autoptr (DemainsChange) change = NULL;

  if (demains_project_get_read_only (project))
    return;

  change = demains_change_new (DEMAINS_VERB_TRIM, clip);
  demains_change_set_number (change, clip, "in_point", in_point);
  demains_change_set_number (change, clip, "out_point", out_point);
  if (!demains_change_is_empty (change))
    demains_project_apply (project, change);
}

/**
 * demains_cut_split:
 * @project: a project
 * @clip: one of its clips
 * @time: the first instant of its second part, in nanoseconds of its take
 *
 * Makes two clips of one, without a gap between them.
 *
 * Returns: (transfer none) (nullable): the second one; %NULL where @time is not inside of @clip, or in a project
 *   that is read only
 */
DemainsRecord *
demains_cut_split (DemainsProject *project, DemainsRecord *clip, gint64 time)
{
  gint64 out_point = demains_record_get_number (clip, "out_point");
  DemainsRecord *take = demains_project_find (project, demains_record_get_text (clip, "take"));
  g_autofree char *position = demains_project_make_position (project, DEMAINS_KIND_CLIP, clip);
  g_autoptr (DemainsRecord) second = NULL;
  g_autoptr (DemainsChange) change = NULL;

  if (demains_project_get_read_only (project) || take == NULL || time <= demains_record_get_number (clip, "in_point")
      || time >= out_point)
    return NULL;

  second = create_clip (take, time, out_point);
  demains_record_put_position (second, position);
  change = demains_change_new (DEMAINS_VERB_SPLIT, clip);
  demains_change_set_number (change, clip, "out_point", time);
  demains_change_add (change, second);
  demains_project_apply (project, change);

  return demains_project_find (project, demains_record_get_id (second));
}

/* Which scenes the film shows already, and of which takes it has something. */
static GHashTable *
find_used (DemainsProject *project)
{
  GHashTable *used = g_hash_table_new (NULL, NULL);
  DemainsRecord *clip;

  for (guint i = 0; (clip = get (project, DEMAINS_KIND_CLIP, i)) != NULL; i++)
    {
      DemainsRecord *take = demains_project_find (project, demains_record_get_text (clip, "take"));

      if (take == NULL)
        continue;
      g_hash_table_add (used, take);
      g_hash_table_add (used, demains_project_find (project, demains_record_get_text (take, "scene")));
    }

  return used;
}

/* By scene, its take with the most stars, or %NULL; of several such the one that was filmed last. */
static GPtrArray *
find_best (DemainsProject *project)
{
  GPtrArray *best = g_ptr_array_new ();
  DemainsRecord *take;

  g_ptr_array_set_size (
    best, g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_SCENE))));
  for (guint i = 0; (take = get (project, DEMAINS_KIND_TAKE, i)) != NULL; i++)
    {
      guint scene = find_scene (project, take);

      if (scene != NO_SCENE && get_duration (project, take) > 0
          && (best->pdata[scene] == NULL
              || demains_record_get_number (take, "rating")
                   >= demains_record_get_number (best->pdata[scene], "rating")))
        best->pdata[scene] = take;
    }

  return best;
}

static GPtrArray *
list_unused (DemainsProject *project)
{
  g_autoptr (GHashTable) used = find_used (project);
  g_autoptr (GPtrArray) best = find_best (project);
  GPtrArray *unused = g_ptr_array_new ();
  gboolean scripted = FALSE;
  DemainsRecord *take;

  for (guint i = 0; i < best->len; i++)
    {
      scripted |= best->pdata[i] != NULL;
      if (best->pdata[i] != NULL && !g_hash_table_contains (used, get (project, DEMAINS_KIND_SCENE, i)))
        g_ptr_array_add (unused, best->pdata[i]);
    }
  for (guint i = 0; !scripted && (take = get (project, DEMAINS_KIND_TAKE, i)) != NULL; i++)
    if (get_duration (project, take) > 0 && !g_hash_table_contains (used, take))
      g_ptr_array_add (unused, take);

  return unused;
}

static GArray *
list_places (DemainsProject *project)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  DemainsRecord *clip;

  g_array_set_clear_func (places, place_clear);
  for (guint i = 0; (clip = get (project, DEMAINS_KIND_CLIP, i)) != NULL; i++)
    {
      DemainsRecord *take = demains_project_find (project, demains_record_get_text (clip, "take"));
      Place place
        = { find_scene (project, take), demains_cut_is_card (clip), g_strdup (demains_record_get_position (clip)) };

      g_array_append_val (places, place);
    }

  return places;
}

static const Place *
get_place (GArray *places, guint index)
{
  return &g_array_index (places, Place, index);
}

/* Title cards stay before what they stand before, but for one that opens the film; and a last one, behind others,
 * ends it. */
static guint
pass_cards (GArray *places, guint index)
{
  while (index > 1 && get_place (places, index - 1)->card)
    index--;

  return index;
}

/* After the last clip of an earlier scene or of its own, and what of no scene follows it; else before the first of
 * a later one; else at the end. */
static guint
find_place (GArray *places, guint scene)
{
  guint first_later = places->len;

  for (guint i = places->len; scene != NO_SCENE && i-- > 0;)
    {
      if (get_place (places, i)->scene <= scene)
        {
          for (i++; i < places->len && get_place (places, i)->scene == NO_SCENE && !get_place (places, i)->card;)
            i++;
          return i;
        }
      if (get_place (places, i)->scene != NO_SCENE)
        first_later = i;
    }

  return pass_cards (places, first_later);
}

static const char *
add_place (GArray *places, guint scene)
{
  Place place = { .scene = scene };
  guint index = find_place (places, scene);

  place.position = demains_position_between (index > 0 ? get_place (places, index - 1)->position : NULL,
                                             index < places->len ? get_place (places, index)->position : NULL);
  g_array_insert_val (places, index, place);

  return place.position;
}

/**
 * demains_cut_make_first:
 * @project: a project
 *
 * A first cut of what is not in the film yet: of each scene that it does not show the best take, whole, where the
 * scene has its place in the order of the script; title cards stay before what they stand before. Where no take is of a
 * scene, all that it does not use, in their own order.
 *
 * Returns: how many clips were added
 */
guint
demains_cut_make_first (DemainsProject *project)
{
  g_autoptr (GPtrArray) takes = list_unused (project);
  g_autoptr (GArray) places = list_places (project);
  g_autoptr (DemainsChange) change = NULL;

  if (takes->len == 0 || demains_project_get_read_only (project))
    return 0;

  for (guint i = 0; i < takes->len; i++)
    {
      g_autoptr (DemainsRecord) clip = create_clip (takes->pdata[i], 0, get_duration (project, takes->pdata[i]));

      demains_record_put_position (clip, add_place (places, find_scene (project, takes->pdata[i])));
      if (change == NULL)
        change = demains_change_new (DEMAINS_VERB_CUT, clip);
      demains_change_add (change, clip);
    }
  demains_project_apply (project, change);

  return takes->len;
}
