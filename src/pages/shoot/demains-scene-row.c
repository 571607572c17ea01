/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-scene-row.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsSceneRow
{
  AdwComboRow parent_instance;

  DemainsSession *session;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (DemainsSceneRow, demains_scene_row, ADW_TYPE_COMBO_ROW)

static DemainsRecordList *
get_scenes (DemainsSceneRow *self)
{
  return demains_project_get_list (demains_session_get_project (self->session), DEMAINS_KIND_SCENE);
}

static void
show_selected (DemainsSceneRow *self)
{
  DemainsRecord *scene = demains_session_get_selected (self->session, DEMAINS_KIND_SCENE);
  guint index = 0;
  gboolean found = scene != NULL && demains_record_list_find (get_scenes (self), scene, &index);

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), found ? index + 1 : 0);
  self->showing = FALSE;
}

/* The first line is for filming what belongs to no scene. */
static void
list_scenes (DemainsSceneRow *self)
{
  const char *const none[] = { _ ("No scene"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (none);
  DemainsRecord *scene;

  for (guint i = 0; (scene = demains_record_list_get (get_scenes (self), i)) != NULL; i++)
    {
      g_autofree char *title = demains_record_to_text (scene);

      /* Translators: the number of a scene, then its title */
      gtk_string_list_take (names, g_strdup_printf (_ ("%u. %s"), i + 1, title));
    }
  self->showing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  self->showing = FALSE;
  show_selected (self);
}

static void
selection_changed_cb (DemainsSceneRow *self, guint kind)
{
  if (kind == DEMAINS_KIND_SCENE)
    show_selected (self);
}

static void
selected_cb (DemainsSceneRow *self)
{
  guint index = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->showing || self->session == NULL)
    return;

  demains_session_set_selected (self->session, DEMAINS_KIND_SCENE,
                                index > 0 ? demains_record_list_get (get_scenes (self), index - 1) : NULL);
}

static void
demains_scene_row_dispose (GObject *object)
{
  g_clear_object (&DEMAINS_SCENE_ROW (object)->session);

  G_OBJECT_CLASS (demains_scene_row_parent_class)->dispose (object);
}

static void
demains_scene_row_class_init (DemainsSceneRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_scene_row_dispose;
}

static void
demains_scene_row_init (DemainsSceneRow *self)
{
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * demains_scene_row_set_session:
 * @self: the row; once
 * @session: whose scenes it lists
 */
void
demains_scene_row_set_session (DemainsSceneRow *self, DemainsSession *session)
{
  g_return_if_fail (DEMAINS_IS_SCENE_ROW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_scenes (self), "items-changed", G_CALLBACK (list_scenes), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  list_scenes (self);
}

/**
 * demains_scene_row_next:
 * @self: the row
 *
 * Returns: whether there is a scene after the one that is selected, which is selected now
 */
gboolean
demains_scene_row_next (DemainsSceneRow *self)
{
  guint next;

  g_return_val_if_fail (DEMAINS_IS_SCENE_ROW (self), FALSE);

  next = adw_combo_row_get_selected (ADW_COMBO_ROW (self)) + 1;
  if (demains_record_list_get (get_scenes (self), next - 1) == NULL)
    return FALSE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), next);

  return TRUE;
}
