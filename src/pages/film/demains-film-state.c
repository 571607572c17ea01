/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-state.h"

#include <glib/gi18n.h>
#include <string.h>

#include "demains-cut.h"
#include "demains-version.h"
#include "demains-wording.h"

/* After the last change, so that who edits is not in the way of the disk. */
#define WAIT_MILLISECONDS 1000

/* Of what a film is made: of all of its clips, and of some fields of other records. The captions of a take are made
 * of these; a title card has the colour of the theme, if only in its line. */
static const char *const TAKE_FIELDS[] = { "scene", "speech", "word", "captions", NULL };
static const char *const SPEECH_FIELDS[]
  = { "scene", "text", "character", "presence", "sounds", "pace", "seconds", NULL };
static const char *const PROJECT_FIELDS[] = { "theme", NULL };

/* What the film has now: takes, and scenes whose speeches are read in it, by their ids. */
typedef struct
{
  GHashTable *takes;
  GHashTable *scenes;
  gboolean has_cards;
} Film;

struct _DemainsFilmState
{
  AdwBin parent_instance;

  GtkLabel *label;

  DemainsProject *project;
  GCancellable *cancellable;
  guint wait;
};

G_DEFINE_FINAL_TYPE (DemainsFilmState, demains_film_state, ADW_TYPE_BIN)

/* Captions that people corrected do not follow the script. */
static void
add_take (Film *film, DemainsProject *project, const char *id)
{
  DemainsRecord *take = demains_project_find (project, id);

  g_hash_table_add (film->takes, (gpointer)id);
  if (take != NULL && demains_record_get_kind_id (take) == DEMAINS_KIND_TAKE
      && *demains_record_get_text (take, "captions") == '\0' && *demains_record_get_text (take, "scene") != '\0')
    g_hash_table_add (film->scenes, (gpointer)demains_record_get_text (take, "scene"));
}

static void
add_clips (Film *film, DemainsProject *project)
{
  DemainsRecordList *clips = demains_project_get_list (project, DEMAINS_KIND_CLIP);
  DemainsRecord *clip;

  for (guint i = 0; (clip = demains_record_list_get (clips, i)) != NULL; i++)
    if (demains_cut_is_card (clip))
      film->has_cards = TRUE;
    else
      add_take (film, project, demains_record_get_text (clip, "take"));
}

/* What came or went differs in all. */
static gboolean
differs (const DemainsDifferentRow *difference, const char *const *fields)
{
  const DemainsRow *before = difference->before;
  const DemainsRow *after = difference->after;

  if (before == NULL || after == NULL)
    return TRUE;
  for (guint i = 0; fields[i] != NULL; i++)
    {
      int field = demains_kind_find_field (demains_kind_get (after->kind), fields[i]);

      if (!g_variant_equal (before->values[field], after->values[field]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_moved (const DemainsDifferentRow *difference)
{
  return difference->before != NULL && difference->after != NULL
         && strcmp (difference->before->position, difference->after->position) != 0;
}

static gboolean
is_read (const Film *film, const DemainsRow *speech)
{
  return speech != NULL && g_hash_table_contains (film->scenes, demains_row_get_text (speech, "scene"));
}

static gboolean
is_of_the_film (const Film *film, const DemainsDifferentRow *difference)
{
  const DemainsRow *row = difference->after != NULL ? difference->after : difference->before;

  if (row->kind == DEMAINS_KIND_CLIP)
    return TRUE;
  if (row->kind == DEMAINS_KIND_TAKE)
    return g_hash_table_contains (film->takes, row->id) && differs (difference, TAKE_FIELDS);
  if (row->kind == DEMAINS_KIND_SPEECH)
    return (is_read (film, difference->before) || is_read (film, difference->after))
           && (has_moved (difference) || differs (difference, SPEECH_FIELDS));

  return row->kind == DEMAINS_KIND_PROJECT && film->has_cards && differs (difference, PROJECT_FIELDS);
}

/* Returns: (transfer full) (nullable): the moment of the last export */
static DemainsVersion *
find_export (DemainsFilmState *self)
{
  GListModel *versions = demains_project_get_versions (self->project);

  for (guint i = g_list_model_get_n_items (versions); i > 0; i--)
    {
      g_autoptr (DemainsVersion) version = g_list_model_get_item (versions, i - 1);

      if (demains_version_get_reason (version) == DEMAINS_VERSION_FILM)
        return g_steal_pointer (&version);
    }

  return NULL;
}

static void
show (DemainsFilmState *self, DemainsVersion *version, gboolean changed)
{
  g_autofree char *moment = demains_moment_to_text (demains_version_get_time (version));
  g_autofree char *text = NULL;

  if (changed)
    /* Translators: %s is a day or a time. */
    text = g_strdup_printf (_ ("The film has changed since it was exported (%s)."), moment);
  else
    /* Translators: the first %s is the name of a video file, the other one a day or a time. */
    text = g_strdup_printf (_ ("Exported as “%s” (%s)."), demains_version_get_name (version), moment);
  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->label), TRUE);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) differences = demains_project_compare_finish (DEMAINS_PROJECT (source), result, &error);
  DemainsFilmState *self = user_data;
  g_autoptr (GHashTable) takes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) scenes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (DemainsVersion) version = NULL;
  Film film = { takes, scenes, FALSE };
  gboolean changed = FALSE;

  /* Whoever cancelled may be gone; what cannot be read is said elsewhere. */
  if (differences == NULL)
    return;
  add_clips (&film, DEMAINS_PROJECT (source));
  for (guint i = 0; i < differences->len; i++)
    changed |= is_of_the_film (&film, &g_array_index (differences, DemainsDifferentRow, i));
  version = find_export (self);
  if (version != NULL)
    show (self, version, changed);
}

static void
stop (DemainsFilmState *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
compare_cb (gpointer user_data)
{
  DemainsFilmState *self = user_data;
  g_autoptr (DemainsVersion) version = find_export (self);

  self->wait = 0;
  stop (self);
  if (version == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  demains_project_compare_async (self->project, demains_version_get_step (version), DEMAINS_STEP_NOW, self->cancellable,
                                 compared_cb, self);
}

static void
changed_cb (DemainsFilmState *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->wait = g_timeout_add_once (WAIT_MILLISECONDS, compare_cb, self);
}

static void
demains_film_state_map (GtkWidget *widget)
{
  DemainsFilmState *self = DEMAINS_FILM_STATE (widget);

  GTK_WIDGET_CLASS (demains_film_state_parent_class)->map (widget);
  g_clear_handle_id (&self->wait, g_source_remove);
  compare_cb (self);
}

static void
demains_film_state_unmap (GtkWidget *widget)
{
  stop (DEMAINS_FILM_STATE (widget));
  GTK_WIDGET_CLASS (demains_film_state_parent_class)->unmap (widget);
}

static void
demains_film_state_dispose (GObject *object)
{
  DemainsFilmState *self = DEMAINS_FILM_STATE (object);

  stop (self);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_FILM_STATE);

  G_OBJECT_CLASS (demains_film_state_parent_class)->dispose (object);
}

static void
demains_film_state_class_init (DemainsFilmStateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_film_state_dispose;
  widget_class->map = demains_film_state_map;
  widget_class->unmap = demains_film_state_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-film-state.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsFilmState, label);
}

static void
demains_film_state_init (DemainsFilmState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_film_state_set_project:
 * @self: a state
 * @project: whose film it tells of; set once
 */
void
demains_film_state_set_project (DemainsFilmState *self, DemainsProject *project)
{
  g_return_if_fail (DEMAINS_IS_FILM_STATE (self));
  g_return_if_fail (self->project == NULL);

  self->project = g_object_ref (project);
  g_signal_connect_object (project, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_versions (project), "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}
