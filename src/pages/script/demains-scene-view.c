/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-scene-view.h"

#include "demains-bin.h"
#include "demains-photo-view.h"
#include "demains-scene-text.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsSceneView
{
  DemainsRecordPart parent_instance;

  GtkLabel *title;
  GtkLabel *place;
  GtkLabel *seen;
  GtkLabel *who;
  GtkLabel *time;
  GtkLabel *props;
  GtkLabel *agreement;
  AdwWrapBox *photos;
  char *shown; /* the ids of the photos */
};

G_DEFINE_FINAL_TYPE (DemainsSceneView, demains_scene_view, DEMAINS_TYPE_RECORD_PART)

/* What it is in bold before it, in one line that breaks anywhere: so it is read at every
 * width and size of the letters. */
static void
show (GtkLabel *label, const char *heading, const char *text)
{
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>  %s", heading, text);

  gtk_label_set_markup (label, markup);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
add_photo (DemainsSceneView *self, DemainsProject *project, DemainsRecord *prop)
{
  GtkWidget *photo = g_object_new (DEMAINS_TYPE_PHOTO_VIEW, NULL);
  g_autofree char *name = demains_record_to_text (prop);

  adw_wrap_box_append (self->photos, photo);
  demains_photo_view_show (DEMAINS_PHOTO_VIEW (photo), project, demains_record_get_text (prop, "photo"), name);
}

/* They are read again only when they are others. */
static void
show_photos (DemainsSceneView *self, DemainsProject *project, DemainsRecord *scene)
{
  g_autoptr (GListModel) props = demains_project_list_linked (project, scene, DEMAINS_KIND_PROP);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) ids = g_string_new (NULL);
  GtkWidget *child;

  for (guint i = 0; i < g_list_model_get_n_items (props); i++)
    {
      g_autoptr (DemainsRecord) prop = g_list_model_get_item (props, i);
      const char *photo = demains_record_get_text (prop, "photo");

      if (*photo == '\0')
        continue;
      g_string_append_printf (ids, "%s ", photo);
      g_ptr_array_add (found, g_steal_pointer (&prop));
    }
  if (!g_set_str (&self->shown, ids->str))
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->photos))) != NULL)
    adw_wrap_box_remove (self->photos, child);
  for (guint i = 0; i < found->len; i++)
    add_photo (self, project, found->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->photos), found->len > 0);
}

static void
demains_scene_view_update (DemainsRecordPart *part)
{
  DemainsSceneView *self = DEMAINS_SCENE_VIEW (part);
  DemainsProject *project = demains_session_get_project (demains_record_part_get_session (part));
  DemainsRecord *scene = demains_record_part_get_record (part);
  g_auto (DemainsSceneWords) words = { NULL };
  g_autofree char *title = NULL;

  if (scene == NULL)
    return;

  title = demains_record_to_text (scene);
  demains_scene_words_init (&words, project, scene);

  gtk_label_set_label (self->title, title);
  show (self->place, _ ("Where"), demains_record_get_text (scene, "place"));
  show (self->seen, _ ("Seen"), demains_record_get_text (scene, "seen"));
  show (self->who, _ ("Who"), words.who);
  show (self->time, _ ("Time"), words.time);
  show (self->props, _ ("Props"), words.props);
  show (self->agreement, _ ("Consent"), words.agreement);
  show_photos (self, project, scene);
}

static void
demains_scene_view_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_SCENE_VIEW);

  G_OBJECT_CLASS (demains_scene_view_parent_class)->dispose (object);
}

static void
demains_scene_view_finalize (GObject *object)
{
  g_free (DEMAINS_SCENE_VIEW (object)->shown);

  G_OBJECT_CLASS (demains_scene_view_parent_class)->finalize (object);
}

static void
demains_scene_view_class_init (DemainsSceneViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DemainsRecordPartClass *part_class = DEMAINS_RECORD_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_scene_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_scene_view_finalize;
  part_class->follows_project = TRUE;
  part_class->update = demains_scene_view_update;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-scene-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneView, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneView, place);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneView, seen);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneView, who);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneView, time);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneView, props);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneView, agreement);
  gtk_widget_class_bind_template_child (widget_class, DemainsSceneView, photos);
}

static void
demains_scene_view_init (DemainsSceneView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
