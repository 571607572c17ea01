/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-recents.h"

#include "demains-state-file.h"
#include "demains-wording.h"

/* A facilitator opens up to 40 projects; more than a screenful helps nobody. */
#define MAX_RECENTS 12

struct _DemainsRecent
{
  GObject parent_instance;

  char *path;
  char *group;
  char *theme;
};

struct _DemainsRecents
{
  GObject parent_instance;

  GSettings *settings;
  DemainsStateFile *file;
  GListStore *list;
};

enum
{
  SIGNAL_FORGOTTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsRecent, demains_recent, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (DemainsRecents, demains_recents, G_TYPE_OBJECT)

static DemainsRecent *
create_recent (const char *path, const char *group, const char *theme)
{
  DemainsRecent *self = g_object_new (DEMAINS_TYPE_RECENT, NULL);

  self->path = g_strdup (path);
  self->group = g_strdup (group);
  self->theme = g_strdup (theme);

  return self;
}

static void
load (DemainsRecents *self)
{
  GKeyFile *keys = demains_state_file_get_key_file (self->file);
  g_auto (GStrv) groups = g_key_file_get_groups (keys, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *path = g_key_file_get_string (keys, groups[i], "path", NULL);
      g_autofree char *group = g_key_file_get_string (keys, groups[i], "group", NULL);
      g_autofree char *theme = g_key_file_get_string (keys, groups[i], "theme", NULL);
      g_autoptr (DemainsRecent) recent = NULL;

      if (path == NULL || group == NULL)
        continue;

      recent = create_recent (path, group, theme != NULL ? theme : "");
      g_list_store_append (self->list, recent);
    }
}

static void
save (DemainsRecents *self)
{
  GKeyFile *keys;

  demains_state_file_clear (self->file);
  keys = demains_state_file_get_key_file (self->file);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (DemainsRecent) recent = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      g_autofree char *name = g_strdup_printf ("project-%02u", i);

      g_key_file_set_string (keys, name, "path", recent->path);
      g_key_file_set_string (keys, name, "group", recent->group);
      g_key_file_set_string (keys, name, "theme", recent->theme);
    }
  demains_state_file_write (self->file);
}

static void
remove_path (DemainsRecents *self, const char *path)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->list)); i > 0; i--)
    {
      g_autoptr (DemainsRecent) recent = g_list_model_get_item (G_LIST_MODEL (self->list), i - 1);

      if (g_str_equal (recent->path, path))
        g_list_store_remove (self->list, i - 1);
    }
}

static void
remember_changed_cb (DemainsRecents *self)
{
  if (!g_settings_get_boolean (self->settings, "remember-recents"))
    demains_recents_forget_all (self);
}

static void
demains_recent_finalize (GObject *object)
{
  DemainsRecent *self = DEMAINS_RECENT (object);

  g_free (self->path);
  g_free (self->group);
  g_free (self->theme);

  G_OBJECT_CLASS (demains_recent_parent_class)->finalize (object);
}

static void
demains_recent_class_init (DemainsRecentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_recent_finalize;
}

static void
demains_recent_init (DemainsRecent *self)
{
}

static void
demains_recents_finalize (GObject *object)
{
  DemainsRecents *self = DEMAINS_RECENTS (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->file);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (demains_recents_parent_class)->finalize (object);
}

static void
demains_recents_class_init (DemainsRecentsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_recents_finalize;

  signals[SIGNAL_FORGOTTEN]
    = g_signal_new ("forgotten", DEMAINS_TYPE_RECENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_recents_init (DemainsRecents *self)
{
  self->list = g_list_store_new (DEMAINS_TYPE_RECENT);
}

/**
 * demains_recent_get_path:
 * @self: a recent project
 *
 * Returns: (transfer none) (type filename): where it was
 */
const char *
demains_recent_get_path (DemainsRecent *self)
{
  return self->path;
}

/**
 * demains_recent_get_group:
 * @self: a recent project
 *
 * Returns: (transfer none): the name of its group
 */
const char *
demains_recent_get_group (DemainsRecent *self)
{
  return self->group;
}

/**
 * demains_recent_get_theme:
 * @self: a recent project
 *
 * Returns: (transfer none): its theme in words, or ""
 */
const char *
demains_recent_get_theme (DemainsRecent *self)
{
  return self->theme;
}

/**
 * demains_recents_new:
 * @settings: the program's settings
 *
 * Returns: (transfer full): what this computer remembers
 */
DemainsRecents *
demains_recents_new (GSettings *settings)
{
  DemainsRecents *self = g_object_new (DEMAINS_TYPE_RECENTS, NULL);

  self->settings = g_object_ref (settings);
  self->file = demains_state_file_new ("recents.ini");
  if (g_settings_get_boolean (settings, "remember-recents"))
    load (self);
  g_signal_connect_object (settings, "changed::remember-recents", G_CALLBACK (remember_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * demains_recents_get_list:
 * @self: the recent projects
 *
 * Returns: (transfer none): a list of DemainsRecent, last first
 */
GListModel *
demains_recents_get_list (DemainsRecents *self)
{
  g_return_val_if_fail (DEMAINS_IS_RECENTS (self), NULL);

  return G_LIST_MODEL (self->list);
}

/**
 * demains_recents_add:
 * @self: the recent projects
 * @project: one that is open
 *
 * Puts it first, with the names that it has now.
 */
void
demains_recents_add (DemainsRecents *self, DemainsProject *project)
{
  g_autofree char *group = demains_record_to_text (demains_project_get_root (project));
  g_autofree char *theme = demains_theme_to_text (project);
  g_autoptr (DemainsRecent) recent = create_recent (demains_project_get_path (project), group, theme);

  g_return_if_fail (DEMAINS_IS_RECENTS (self));

  if (!g_settings_get_boolean (self->settings, "remember-recents"))
    return;

  remove_path (self, recent->path);
  g_list_store_insert (self->list, 0, recent);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > MAX_RECENTS)
    g_list_store_remove (self->list, MAX_RECENTS);
  save (self);
}

/**
 * demains_recents_forget:
 * @self: the recent projects
 * @path: (type filename): one of them
 */
void
demains_recents_forget (DemainsRecents *self, const char *path)
{
  g_autofree char *kept = g_strdup (path);

  g_return_if_fail (DEMAINS_IS_RECENTS (self));

  remove_path (self, kept);
  save (self);
}

/**
 * demains_recents_forget_all:
 * @self: the recent projects
 */
void
demains_recents_forget_all (DemainsRecents *self)
{
  g_return_if_fail (DEMAINS_IS_RECENTS (self));

  g_list_store_remove_all (self->list);
  save (self);
  g_signal_emit (self, signals[SIGNAL_FORGOTTEN], 0);
}

/**
 * demains_recents_write_now:
 * @self: the recent projects
 *
 * For the end of the program: writes what is still on its way.
 */
void
demains_recents_write_now (DemainsRecents *self)
{
  demains_state_file_write_now (self->file);
}
