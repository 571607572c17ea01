/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-scene-line.h"

#include "demains-bin.h"
#include "demains-scene-text.h"
#include "demains-wording.h"

struct _DemainsSceneLine
{
  DemainsRecordPart parent_instance;

  gboolean narrow;

  GtkBox *columns;
  GtkLabel *title;
  GtkLabel *seen;
  GtkLabel *who;
  GtkLabel *time;
  GtkLabel *props;
  GtkLabel *agreement;
};

typedef enum
{
  PROP_NARROW = 1,
} DemainsSceneLineProperty;

#define N_PROPS (PROP_NARROW + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSceneLine, demains_scene_line, DEMAINS_TYPE_RECORD_PART)

static char *
get_numbered_title (DemainsProject *project, DemainsRecord *scene)
{
  g_autofree char *title = demains_record_to_text (scene);
  guint index = 0;

  demains_record_list_find (demains_project_get_list (project, DEMAINS_KIND_SCENE), scene, &index);

  return g_strdup_printf ("%u  %s", index + 1, title);
}

/* What is empty takes no line where columns stand below each other. */
static void
show (DemainsSceneLine *self, GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), !self->narrow || *text != '\0');
}

static void
demains_scene_line_update (DemainsRecordPart *part)
{
  DemainsSceneLine *self = DEMAINS_SCENE_LINE (part);
  DemainsProject *project = demains_session_get_project (demains_record_part_get_session (part));
  DemainsRecord *scene = demains_record_part_get_record (part);
  g_auto (DemainsSceneWords) words = { NULL };
  g_autofree char *title = NULL;

  if (scene == NULL)
    return;

  title = get_numbered_title (project, scene);
  demains_scene_words_init (&words, project, scene);

  show (self, self->title, title);
  show (self, self->who, words.who);
  show (self, self->time, words.time);
  show (self, self->props, words.props);
  show (self, self->agreement, words.agreement);
  gtk_label_set_label (self->seen, demains_record_get_text (scene, "seen"));
  gtk_widget_set_visible (GTK_WIDGET (self->seen), *gtk_label_get_label (self->seen) != '\0');
}

static void
demains_scene_line_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSceneLine *self = DEMAINS_SCENE_LINE (object);

  switch ((DemainsSceneLineProperty)prop_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                      self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_homogeneous (self->columns, !self->narrow);
      gtk_box_set_spacing (self->columns, self->narrow ? 3 : 18);
      if (demains_record_part_get_session (DEMAINS_RECORD_PART (self)) != NULL)
        demains_scene_line_update (DEMAINS_RECORD_PART (self));
      break;
    }
}

static void
demains_scene_line_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_SCENE_LINE);

  G_OBJECT_CLASS (demains_scene_line_parent_class)->dispose (object);
}

static void
demains_scene_line_class_init (DemainsSceneLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DemainsRecordPartClass *part_class = DEMAINS_RECORD_PART_CLASS (klass);

  object_class->set_property = demains_scene_line_set_property;
  object_class->dispose = demains_scene_line_dispose;
  part_class->follows_project = TRUE;
  part_class->update = demains_scene_line_update;

  properties[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-scene-line.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneLine, columns);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneLine, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneLine, seen);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneLine, who);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneLine, time);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneLine, props);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneLine, agreement);
}

static void
demains_scene_line_init (DemainsSceneLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
