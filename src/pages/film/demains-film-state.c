/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-state.h"

#include <glib/gi18n.h>

#include "demains-version.h"
#include "demains-wording.h"

/* After the last change, so that who edits is not in the way of the disk. */
#define WAIT_MILLISECONDS 1000

#define MOST_FIELDS 6

/* Of what a film is made: of all of a clip, and of some fields of other records. */
static const struct
{
  DemainsKindId kind;
  const char *fields[MOST_FIELDS];
} PARTS[] = {
  { DEMAINS_KIND_CLIP, { NULL } },
  { DEMAINS_KIND_TAKE, { "scene", "speech", "word", "captions" } },
  { DEMAINS_KIND_SPEECH, { "scene", "text", "character", "presence", "sounds" } },
  { DEMAINS_KIND_PROJECT, { "theme" } },
};

struct _DemainsFilmState
{
  AdwBin parent_instance;

  GtkLabel *label;

  DemainsProject *project;
  GCancellable *cancellable;
  guint wait;
};

G_DEFINE_FINAL_TYPE (DemainsFilmState, demains_film_state, ADW_TYPE_BIN)

/* A take that comes or goes is nothing to the film; a speech may be. */
static gboolean
differs (const DemainsDifferentRow *difference, DemainsKindId kind, const char *const *fields)
{
  if (fields[0] == NULL)
    return TRUE;
  if (difference->before == NULL || difference->after == NULL)
    return kind == DEMAINS_KIND_SPEECH;
  for (guint i = 0; fields[i] != NULL; i++)
    {
      int field = demains_kind_find_field (demains_kind_get (kind), fields[i]);

      if (!g_variant_equal (difference->before->values[field], difference->after->values[field]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_of_the_film (const DemainsDifferentRow *difference)
{
  DemainsKindId kind = (difference->before != NULL ? difference->before : difference->after)->kind;

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (PARTS[i].kind == kind)
      return differs (difference, kind, PARTS[i].fields);

  return FALSE;
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
  g_autoptr (DemainsVersion) version = NULL;
  gboolean changed = FALSE;

  /* Whoever cancelled may be gone; what cannot be read is said elsewhere. */
  if (differences == NULL)
    return;
  for (guint i = 0; i < differences->len; i++)
    changed |= is_of_the_film (&g_array_index (differences, DemainsDifferentRow, i));
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
