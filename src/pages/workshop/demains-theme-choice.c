/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-theme-choice.h"

#include <glib/gi18n.h>

#include "demains-wording.h"

struct _DemainsThemeChoice
{
  AdwBin parent_instance;

  DemainsProject *workshop;
  DemainsRecord *team;
  GtkDropDown *drop_down;

  /* The ids that go with the rows; the first is "" for none. */
  GStrv ids;
  GStrv titles;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (DemainsThemeChoice, demains_theme_choice, ADW_TYPE_BIN)

static void
show_selected (DemainsThemeChoice *self)
{
  const char *id = demains_record_get_text (self->team, "theme");
  guint selected = 0;

  for (guint i = 0; self->ids[i] != NULL; i++)
    if (g_str_equal (self->ids[i], id))
      selected = i;

  self->showing = TRUE;
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->showing = FALSE;
}

static void
refresh (DemainsThemeChoice *self)
{
  DemainsRecordList *themes = demains_project_get_list (self->workshop, DEMAINS_KIND_THEME);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) new_titles = NULL;

  g_strv_builder_add (ids, "");
  /* Translators: a group has no theme of the list yet. */
  g_strv_builder_add (titles, C_ ("theme", "No theme"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (themes)); i++)
    {
      DemainsRecord *theme = demains_record_list_get (themes, i);

      g_strv_builder_add (ids, demains_record_get_id (theme));
      g_strv_builder_take (titles, demains_record_to_text (theme));
    }

  g_strfreev (self->ids);
  self->ids = g_strv_builder_end (ids);
  new_titles = g_strv_builder_end (titles);
  if (self->titles == NULL || !g_strv_equal ((const char *const *)new_titles, (const char *const *)self->titles))
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *)new_titles);

      g_strfreev (self->titles);
      self->titles = g_steal_pointer (&new_titles);
      self->showing = TRUE;
      gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (list));
      self->showing = FALSE;
    }
  show_selected (self);
}

static void
selected_cb (DemainsThemeChoice *self)
{
  const char *id = self->ids[gtk_drop_down_get_selected (self->drop_down)];
  g_autoptr (DemainsChange) change = NULL;

  if (self->showing || g_str_equal (id, demains_record_get_text (self->team, "theme")))
    return;

  demains_project_end_typing (self->workshop);
  change = demains_change_new (DEMAINS_VERB_EDIT, self->team);
  demains_change_set_text (change, self->team, "theme", id);
  demains_project_apply (self->workshop, change);
}

static void
demains_theme_choice_dispose (GObject *object)
{
  DemainsThemeChoice *self = DEMAINS_THEME_CHOICE (object);

  g_clear_object (&self->workshop);
  g_clear_object (&self->team);

  G_OBJECT_CLASS (demains_theme_choice_parent_class)->dispose (object);
}

static void
demains_theme_choice_finalize (GObject *object)
{
  DemainsThemeChoice *self = DEMAINS_THEME_CHOICE (object);

  g_strfreev (self->ids);
  g_strfreev (self->titles);

  G_OBJECT_CLASS (demains_theme_choice_parent_class)->finalize (object);
}

static void
demains_theme_choice_class_init (DemainsThemeChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_theme_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_theme_choice_finalize;
}

static void
demains_theme_choice_init (DemainsThemeChoice *self)
{
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->drop_down), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Theme"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
}

/**
 * demains_theme_choice_new:
 * @workshop: a workshop
 * @team: one of its groups
 *
 * Returns: (transfer floating): a choice of the theme of @team
 */
GtkWidget *
demains_theme_choice_new (DemainsProject *workshop, DemainsRecord *team)
{
  DemainsThemeChoice *self = g_object_new (DEMAINS_TYPE_THEME_CHOICE, NULL);

  self->workshop = g_object_ref (workshop);
  self->team = g_object_ref (team);
  refresh (self);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (team, "notify::theme", G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_list (workshop, DEMAINS_KIND_THEME), "items-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  /* Whatever changes goes through the store: a theme may have another name. */
  g_signal_connect_object (workshop, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_object_bind_property (workshop, "read-only", self->drop_down, "sensitive",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);

  return GTK_WIDGET (self);
}
