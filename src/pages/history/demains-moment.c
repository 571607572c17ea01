/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-moment.h"

#include <glib/gi18n.h>

#include "demains-wording.h"

/* Longer than anybody thinks with the hands in the lap: a break. */
#define BREAK (20 * G_TIME_SPAN_MINUTE)

struct _DemainsMoment
{
  GObject parent_instance;

  char *title;
  char *when;
  gint64 step;
  gint64 time;
  gboolean named;
};

enum
{
  PROP_TEXT = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsMoment, demains_moment, G_TYPE_OBJECT)

static DemainsMoment *
moment_new (char *title, gint64 step, gint64 time)
{
  DemainsMoment *self = g_object_new (DEMAINS_TYPE_MOMENT, NULL);

  self->title = title;
  self->when = step != DEMAINS_STEP_NOW ? demains_moment_to_text (time) : g_strdup ("");
  self->step = step;
  self->time = time;

  return self;
}

static DemainsMoment *
moment_new_for_version (DemainsVersion *version)
{
  DemainsMoment *self = moment_new (demains_version_to_text (version), demains_version_get_step (version),
                                    demains_version_get_time (version));

  self->named = *demains_version_get_name (version) != '\0';

  return self;
}

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  const DemainsMoment *one = *(DemainsMoment *const *)a, *other = *(DemainsMoment *const *)b;

  if (one->step != other->step)
    return one->step < other->step ? 1 : -1;

  return one->time == other->time ? 0 : one->time < other->time ? 1 : -1;
}

static void
demains_moment_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsMoment *self = DEMAINS_MOMENT (object);

  if (prop_id == PROP_TEXT)
    g_value_take_string (value, *self->when != '\0' ? g_strdup_printf ("%s · %s", self->title, self->when)
                                                    : g_strdup (self->title));
}

static void
demains_moment_finalize (GObject *object)
{
  DemainsMoment *self = DEMAINS_MOMENT (object);

  g_free (self->title);
  g_free (self->when);

  G_OBJECT_CLASS (demains_moment_parent_class)->finalize (object);
}

static void
demains_moment_class_init (DemainsMomentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = demains_moment_get_property;
  object_class->finalize = demains_moment_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_moment_init (DemainsMoment *self)
{
}

/**
 * demains_moment_get_title:
 *
 * Returns: (transfer none): what it is called: "Before lunch", "Now"
 */
const char *
demains_moment_get_title (DemainsMoment *self)
{
  return self->title;
}

/**
 * demains_moment_get_when:
 *
 * Returns: (transfer none): when it was, in words; "" for now
 */
const char *
demains_moment_get_when (DemainsMoment *self)
{
  return self->when;
}

/**
 * demains_moment_get_step:
 *
 * Returns: the last step of the history that it has, or %DEMAINS_STEP_NOW
 */
gint64
demains_moment_get_step (DemainsMoment *self)
{
  return self->step;
}

/**
 * demains_moment_get_named:
 *
 * Returns: whether people gave it its name
 */
gboolean
demains_moment_get_named (DemainsMoment *self)
{
  return self->named;
}

/**
 * demains_moment_is_now:
 *
 * Returns: whether it is the project as it is
 */
gboolean
demains_moment_is_now (DemainsMoment *self)
{
  return self->step == DEMAINS_STEP_NOW;
}

/**
 * demains_moment_equal:
 *
 * Returns: whether both are the same moment, maybe of two lists
 */
gboolean
demains_moment_equal (DemainsMoment *a, DemainsMoment *b)
{
  return a->step == b->step && a->time == b->time && g_str_equal (a->title, b->title);
}

/* Nobody names a version before lunch: the steps tell where there was a break. */
static void
add_breaks (GPtrArray *moments, DemainsProject *project)
{
  g_autoptr (GPtrArray) steps = demains_project_list_steps (project);
  guint n_versions = moments->len;

  for (guint i = 0; i + 1 < steps->len; i++)
    {
      const DemainsStep *step = steps->pdata[i];
      const DemainsStep *next = steps->pdata[i + 1];
      gboolean known = FALSE;

      if (next->time - step->time < BREAK)
        continue;
      for (guint j = 0; j < n_versions && !known; j++)
        known = demains_moment_get_step (moments->pdata[j]) == step->number;
      if (!known)
        g_ptr_array_add (moments, moment_new (g_strdup (_ ("Before a break")), step->number, step->time));
    }
}

/**
 * demains_moment_list:
 * @project: a project
 *
 * Returns: (transfer full) (element-type DemainsMoment): now, then its versions
 *   and what there was before long breaks, newest first
 */
GPtrArray *
demains_moment_list (DemainsProject *project)
{
  GListModel *versions = demains_project_get_versions (project);
  GPtrArray *moments = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (moments, moment_new (g_strdup (C_ ("moment", "Now")), DEMAINS_STEP_NOW, 0));
  for (guint i = 0; i < g_list_model_get_n_items (versions); i++)
    {
      g_autoptr (DemainsVersion) version = g_list_model_get_item (versions, i);

      g_ptr_array_add (moments, moment_new_for_version (version));
    }
  add_breaks (moments, project);
  g_ptr_array_sort (moments, compare_moments);

  return moments;
}
