/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-new-group.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-content.h"
#include "demains-project-birth.h"
#include "demains-project-name.h"

struct _DemainsNewGroup
{
  AdwBin parent_instance;

  gboolean workshop;
  GSettings *settings;
  DemainsContent *content;
  char *folder;
  char *name;

  AdwPreferencesGroup *name_group;
  AdwEntryRow *group_row;
  GtkWidget *theme_group;
  AdwWrapBox *themes;
  AdwEntryRow *theme_row;
  AdwComboRow *language_row;
  AdwActionRow *file_row;
};

enum
{
  SIGNAL_CREATED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static const char *const LANGUAGES[] = { "fr", "en", NULL };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsNewGroup, demains_new_group, ADW_TYPE_BIN)

static char *
dup_trimmed (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static const char *
get_language (DemainsNewGroup *self)
{
  return LANGUAGES[MIN (adw_combo_row_get_selected (self->language_row), G_N_ELEMENTS (LANGUAGES) - 2)];
}

/* The key of the theme that is chosen, or "". */
static const char *
get_theme (DemainsNewGroup *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->themes)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      return g_object_get_data (G_OBJECT (child), "demains-theme");

  return "";
}

/* Where the file will be, as people say it: from their own folder on. */
static char *
describe_path (const char *path)
{
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  return g_filename_display_name (g_str_has_prefix (path, home) && path[length] == '/' ? path + length + 1 : path);
}

static void
update_name (DemainsNewGroup *self)
{
  g_autofree char *group = dup_trimmed (self->group_row);
  g_autofree char *own = dup_trimmed (self->theme_row);
  const char *key = get_theme (self);
  g_autofree char *theme = *own == '\0' ? demains_content_dup_theme_title (self->content, key) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;

  /* Translators: the name of the file of a workshop that has none yet. */
  if (self->workshop && *group == '\0')
    g_set_str (&group, _ ("Workshop"));
  g_free (self->name);
  self->name = demains_project_name_suggest (group, theme != NULL ? theme : own);
  path = g_build_filename (self->folder, self->name, NULL);
  shown = describe_path (path);
  adw_action_row_set_subtitle (self->file_row, shown);
}

static GtkWidget *
create_theme (DemainsNewGroup *self, const char *key)
{
  g_autofree char *title = demains_content_dup_theme_title (self->content, key);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  /* A colour alone would not say which one is chosen. */
  g_object_bind_property (button, "active", tick, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (button), "demains-theme", g_strdup (key), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (update_name), self, G_CONNECT_SWAPPED);

  return button;
}

static void
fill_themes (DemainsNewGroup *self)
{
  g_autofree char *chosen = g_strdup (get_theme (self));
  GtkToggleButton *first = NULL;
  GtkWidget *old;
  const char *const *keys;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->themes))) != NULL)
    adw_wrap_box_remove (self->themes, old);
  g_clear_pointer (&self->content, demains_content_free);
  self->content = demains_content_load (get_language (self));

  keys = demains_content_get_theme_keys (self->content);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *button = create_theme (self, keys[i]);

      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_str_equal (keys[i], chosen));
      adw_wrap_box_append (self->themes, button);
    }
}

static DemainsBirth *
create_birth (DemainsNewGroup *self)
{
  DemainsBirth *birth = g_new0 (DemainsBirth, 1);

  birth->folder = g_strdup (self->folder);
  birth->name = g_strdup (self->name);
  birth->group = dup_trimmed (self->group_row);
  birth->theme = g_strdup (get_theme (self));
  birth->own_theme = dup_trimmed (self->theme_row);
  birth->language = g_strdup (get_language (self));
  birth->workshop = self->workshop;

  return birth;
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsNewGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsProject) project = demains_birth_create_finish (result, &error);

  /* The window may have been closed meanwhile; a project that was made stays. */
  if (self->settings == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (project != NULL)
    {
      g_settings_set_string (self->settings, "project-folder", self->folder);
      g_signal_emit (self, signals[SIGNAL_CREATED], 0, project);
    }
  else
    {
      g_autofree char *path = g_build_filename (self->folder, self->name, NULL);

      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error, path);
    }
}

static void
start_cb (DemainsNewGroup *self)
{
  g_autoptr (DemainsBirth) birth = create_birth (self);

  if (*birth->group == '\0')
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->group_row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->group_row));
      return;
    }

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  demains_birth_create_async (g_steal_pointer (&birth), created_cb, g_object_ref (self));
}

static void
names_changed_cb (DemainsNewGroup *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->group_row), "error");
  if (self->content != NULL)
    update_name (self);
}

static void
language_changed_cb (DemainsNewGroup *self)
{
  if (self->content == NULL)
    return;

  fill_themes (self);
  update_name (self);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsNewGroup) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;

  if (path == NULL)
    return;

  g_set_str (&self->folder, path);
  update_name (self);
}

static void
change_folder_clicked_cb (DemainsNewGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  gtk_file_dialog_set_title (dialog, _ ("Folder for the New Project"));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, folder_chosen_cb,
                                 g_object_ref (self));
}

/* The language of the interface, as far as there is content in it. */
static guint
guess_language (void)
{
  for (const char *const *name = g_get_language_names (); *name != NULL; name++)
    for (guint i = 0; LANGUAGES[i] != NULL; i++)
      if (g_str_has_prefix (*name, LANGUAGES[i]))
        return i;

  return G_N_ELEMENTS (LANGUAGES) - 2;
}

static gboolean
demains_new_group_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_NEW_GROUP (widget)->group_row));
}

static void
demains_new_group_dispose (GObject *object)
{
  DemainsNewGroup *self = DEMAINS_NEW_GROUP (object);

  demains_bin_dispose_template (object, DEMAINS_TYPE_NEW_GROUP);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (demains_new_group_parent_class)->dispose (object);
}

static void
demains_new_group_finalize (GObject *object)
{
  DemainsNewGroup *self = DEMAINS_NEW_GROUP (object);

  g_clear_pointer (&self->content, demains_content_free);
  g_free (self->folder);
  g_free (self->name);

  G_OBJECT_CLASS (demains_new_group_parent_class)->finalize (object);
}

static void
demains_new_group_class_init (DemainsNewGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = demains_new_group_dispose;
  object_class->finalize = demains_new_group_finalize;
  widget_class->grab_focus = demains_new_group_grab_focus;

  signals[SIGNAL_CREATED] = g_signal_new ("created", DEMAINS_TYPE_NEW_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, DEMAINS_TYPE_PROJECT);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", DEMAINS_TYPE_NEW_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_ERROR, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-new-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsNewGroup, name_group);
  gtk_widget_class_bind_template_child (widget_class, DemainsNewGroup, group_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsNewGroup, theme_group);
  gtk_widget_class_bind_template_child (widget_class, DemainsNewGroup, themes);
  gtk_widget_class_bind_template_child (widget_class, DemainsNewGroup, theme_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsNewGroup, language_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsNewGroup, file_row);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, names_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_folder_clicked_cb);
}

static void
demains_new_group_init (DemainsNewGroup *self)
{
  g_autoptr (GtkStringList) languages = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (languages, _ ("French"));
  gtk_string_list_append (languages, _ ("English"));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (languages));
  adw_combo_row_set_selected (self->language_row, guess_language ());
}

/**
 * demains_new_group_set_settings:
 * @self: a form
 * @settings: the program's settings: where the last project was made
 */
void
demains_new_group_set_settings (DemainsNewGroup *self, GSettings *settings)
{
  g_return_if_fail (DEMAINS_IS_NEW_GROUP (self));

  g_set_object (&self->settings, settings);
  g_free (self->folder);
  self->folder = g_settings_get_string (settings, "project-folder");
  if (*self->folder == '\0')
    {
      g_free (self->folder);
      self->folder = demains_project_name_get_default_folder ();
    }
  fill_themes (self);
  update_name (self);
}

/**
 * demains_new_group_set_workshop:
 * @self: a form
 *
 * Has the form make a workshop's file in place of a group's.
 */
void
demains_new_group_set_workshop (DemainsNewGroup *self)
{
  g_return_if_fail (DEMAINS_IS_NEW_GROUP (self));

  self->workshop = TRUE;
  adw_preferences_group_set_title (self->name_group, "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->group_row), _ ("What the Workshop Is Called"));
  gtk_widget_set_visible (self->theme_group, FALSE);
  if (self->content != NULL)
    update_name (self);
}
