/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-comparison-group.h"

struct _DemainsComparisonGroup
{
  GObject parent_instance;

  char *path;
  DemainsProject *project;
  GError *error;
  GCancellable *cancellable;
};

typedef enum
{
  PROP_PATH = 1,
  PROP_PROJECT,
  PROP_ERROR,
  PROP_LOADING,
} Property;

static GParamSpec *properties[PROP_LOADING + 1];

G_DEFINE_FINAL_TYPE (DemainsComparisonGroup, demains_comparison_group, G_TYPE_OBJECT)

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsComparisonGroup) self = user_data;
  g_autoptr (DemainsProject) project = NULL;
  g_autoptr (GError) error = NULL;

  project = demains_project_open_finish (result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      if (project != NULL)
        demains_project_close_async (project, NULL, NULL);
      return;
    }

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  g_set_object (&self->project, project);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROJECT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
demains_comparison_group_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DemainsComparisonGroup *self = DEMAINS_COMPARISON_GROUP (object);

  switch ((Property)property_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, demains_comparison_group_get_loading (self));
      break;
    }
}

static void
demains_comparison_group_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  DemainsComparisonGroup *self = DEMAINS_COMPARISON_GROUP (object);

  if (property_id == PROP_PATH)
    self->path = g_value_dup_string (value);
}

static void
demains_comparison_group_dispose (GObject *object)
{
  demains_comparison_group_close (DEMAINS_COMPARISON_GROUP (object));

  G_OBJECT_CLASS (demains_comparison_group_parent_class)->dispose (object);
}

static void
demains_comparison_group_finalize (GObject *object)
{
  DemainsComparisonGroup *self = DEMAINS_COMPARISON_GROUP (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (demains_comparison_group_parent_class)->finalize (object);
}

static void
demains_comparison_group_class_init (DemainsComparisonGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = demains_comparison_group_get_property;
  object_class->set_property = demains_comparison_group_set_property;
  object_class->dispose = demains_comparison_group_dispose;
  object_class->finalize = demains_comparison_group_finalize;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROJECT]
    = g_param_spec_object ("project", NULL, NULL, DEMAINS_TYPE_PROJECT, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR]
    = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING]
    = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
demains_comparison_group_init (DemainsComparisonGroup *self)
{
}

/**
 * demains_comparison_group_new:
 * @path: a project file
 *
 * Returns: (transfer full): a group that is not open yet
 */
DemainsComparisonGroup *
demains_comparison_group_new (const char *path)
{
  return g_object_new (DEMAINS_TYPE_COMPARISON_GROUP, "path", path, NULL);
}

/**
 * demains_comparison_group_get_path:
 * @self: a group
 *
 * Returns: (transfer none): the path of its file
 */
const char *
demains_comparison_group_get_path (DemainsComparisonGroup *self)
{
  return self->path;
}

/**
 * demains_comparison_group_get_project:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): its project, once it is open
 */
DemainsProject *
demains_comparison_group_get_project (DemainsComparisonGroup *self)
{
  return self->project;
}

/**
 * demains_comparison_group_get_error:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): why its file could not be opened
 */
const GError *
demains_comparison_group_get_error (DemainsComparisonGroup *self)
{
  return self->error;
}

/**
 * demains_comparison_group_get_loading:
 * @self: a group
 *
 * Returns: whether its file is being opened
 */
gboolean
demains_comparison_group_get_loading (DemainsComparisonGroup *self)
{
  return self->cancellable != NULL;
}

/**
 * demains_comparison_group_open:
 * @self: a group that is not open
 *
 * Opens its file, read only whatever the file allows; "project" or "error"
 * tells how it went.
 */
void
demains_comparison_group_open (DemainsComparisonGroup *self)
{
  g_return_if_fail (self->project == NULL && self->cancellable == NULL);

  self->cancellable = g_cancellable_new ();
  demains_project_open_async (self->path, DEMAINS_OPEN_READ_ONLY, self->cancellable, opened_cb, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * demains_comparison_group_close:
 * @self: a group
 *
 * Lets go of its file.
 */
void
demains_comparison_group_close (DemainsComparisonGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->project != NULL)
    demains_project_close_async (self->project, NULL, NULL);
  g_clear_object (&self->project);
}
