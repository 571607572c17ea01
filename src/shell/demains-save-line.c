/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-save-line.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-wording.h"

struct _DemainsSaveLine
{
  AdwBin parent_instance;

  DemainsProject *project;
  char *place;

  GtkImage *icon;
  GtkLabel *label;
};

typedef enum
{
  PROP_PROJECT = 1,
} DemainsSaveLineProperty;

#define N_PROPS (PROP_PROJECT + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSaveLine, demains_save_line, ADW_TYPE_BIN)

static char *
describe_saved (DemainsSaveLine *self)
{
  if (self->place == NULL)
    return g_strdup (_ ("Everything is saved"));

  /* Translators: %s is where: “on ATELIER”, “in Demains”. */
  return g_strdup_printf (_ ("Everything is saved · %s"), self->place);
}

static void
update (DemainsSaveLine *self)
{
  const char *icon_name = NULL;
  g_autofree char *text = NULL;
  const GError *error = demains_project_get_save_error (self->project);

  switch (demains_project_get_save_state (self->project))
    {
    case DEMAINS_SAVE_SAVED:
      icon_name = "object-select-symbolic";
      text = describe_saved (self);
      break;
    case DEMAINS_SAVE_SAVING:
      icon_name = "content-loading-symbolic";
      text = g_strdup (_ ("Saving…"));
      break;
    case DEMAINS_SAVE_KEPT:
      icon_name = "dialog-warning-symbolic";
      text = g_strdup (demains_kept_to_line (error));
      break;
    case DEMAINS_SAVE_CHECKING_IN:
      icon_name = "content-loading-symbolic";
      text = g_strdup (_ ("Saved on this computer, not yet in the file"));
      break;
    case DEMAINS_SAVE_FAILED:
      icon_name = "dialog-warning-symbolic";
      text = error != NULL ? demains_error_to_text (error, demains_project_get_path (self->project))
                           : g_strdup (_ ("Not saved. Save a copy on another disk."));
      gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      break;
    case DEMAINS_SAVE_READ_ONLY:
      icon_name = "changes-prevent-symbolic";
      text = g_strdup (_ ("Read only: nothing you do here is saved"));
      break;
    }

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_label (self->label, text);
}

static void
set_place (DemainsSaveLine *self, char *place)
{
  g_free (self->place);
  self->place = place;
  if (self->project != NULL)
    update (self);
}

static void
mount_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsSaveLine) self = user_data;
  g_autoptr (GMount) mount = g_file_find_enclosing_mount_finish (G_FILE (source), result, NULL);
  g_autofree char *name = mount != NULL ? g_mount_get_name (mount) : NULL;

  /* No mount of its own: the computer's disk, where the folder says more. */
  if (name != NULL)
    /* Translators: where the file is: on a stick or disk of that name. */
    set_place (self, g_strdup_printf (_ ("on %s"), name));
}

/* What a portal shows is in a folder with a number for a name. */
static void
update_place (DemainsSaveLine *self)
{
  gboolean hidden = (demains_project_get_place (self->project) & DEMAINS_PLACE_PORTAL) != 0;
  g_autoptr (GFile) file = g_file_new_for_path (demains_project_get_path (self->project));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = folder != NULL ? g_file_get_basename (folder) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;

  /* Translators: where the file is: in a folder of that name. */
  set_place (self, shown != NULL && !hidden ? g_strdup_printf (_ ("in %s"), shown) : NULL);
  if (!hidden)
    g_file_find_enclosing_mount_async (file, G_PRIORITY_LOW, NULL, mount_cb, g_object_ref (self));
}

static void
set_project (DemainsSaveLine *self, DemainsProject *project)
{
  if (!g_set_object (&self->project, project) || project == NULL)
    return;

  g_signal_connect_object (project, "notify::save-state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::path", G_CALLBACK (update_place), self, G_CONNECT_SWAPPED);
  update_place (self);
}

static void
demains_save_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSaveLine *self = DEMAINS_SAVE_LINE (object);

  switch ((DemainsSaveLineProperty)prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;
    }
}

static void
demains_save_line_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSaveLine *self = DEMAINS_SAVE_LINE (object);

  switch ((DemainsSaveLineProperty)prop_id)
    {
    case PROP_PROJECT:
      set_project (self, g_value_get_object (value));
      break;
    }
}

static void
demains_save_line_dispose (GObject *object)
{
  DemainsSaveLine *self = DEMAINS_SAVE_LINE (object);

  g_clear_object (&self->project);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SAVE_LINE);

  G_OBJECT_CLASS (demains_save_line_parent_class)->dispose (object);
}

static void
demains_save_line_finalize (GObject *object)
{
  g_free (DEMAINS_SAVE_LINE (object)->place);

  G_OBJECT_CLASS (demains_save_line_parent_class)->finalize (object);
}

static void
demains_save_line_class_init (DemainsSaveLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_save_line_get_property;
  object_class->set_property = demains_save_line_set_property;
  object_class->dispose = demains_save_line_dispose;
  object_class->finalize = demains_save_line_finalize;

  properties[PROP_PROJECT]
    = g_param_spec_object ("project", NULL, NULL, DEMAINS_TYPE_PROJECT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-save-line.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSaveLine, icon);
  gtk_widget_class_bind_template_child (widget_class, DemainsSaveLine, label);
}

static void
demains_save_line_init (DemainsSaveLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
