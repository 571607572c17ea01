/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-member-names.h"

#include <glib/gi18n.h>

struct _DemainsMemberNames
{
  AdwBin parent_instance;

  AdwWrapBox *names;
  char *kept;
  gboolean typed;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsMemberNames, demains_member_names, ADW_TYPE_BIN)

/* Several names are parted by commas; the last may be only begun. */
static gboolean
has_name (const char *text, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strcmp0 (g_strstrip (parts[i]), name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
begins_with (const char *name, const char *start)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *folded_start = g_utf8_casefold (start, -1);

  return g_str_has_prefix (folded, folded_start);
}

static void
clicked_cb (DemainsMemberNames *self, GtkButton *button)
{
  g_autofree char *text = g_strconcat (self->kept, gtk_button_get_label (button), NULL);

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, text);
}

static void
add_name (DemainsMemberNames *self, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (name);
  /* Translators: a button beside “Brought by”; %s is a member’s first name or initials */
  g_autofree char *label = g_strdup_printf (_ ("Brought by %s"), name);

  gtk_widget_add_css_class (button, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->names, button);
}

static void
demains_member_names_finalize (GObject *object)
{
  g_free (DEMAINS_MEMBER_NAMES (object)->kept);

  G_OBJECT_CLASS (demains_member_names_parent_class)->finalize (object);
}

static void
demains_member_names_class_init (DemainsMemberNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_member_names_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", DEMAINS_TYPE_MEMBER_NAMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
demains_member_names_init (DemainsMemberNames *self)
{
  self->names = ADW_WRAP_BOX (adw_wrap_box_new ());
  g_object_set (self->names, "child-spacing", 6, "line-spacing", 6, "margin-top", 6, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->names));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * demains_member_names_propose:
 * @self: names
 * @project: (nullable): whose members; %NULL to propose nobody
 * @text: what was typed so far
 *
 * Shows a button for each member who is not in @text and whose name begins as
 * the last word of it does.
 */
void
demains_member_names_propose (DemainsMemberNames *self, DemainsProject *project, const char *text)
{
  GListModel *members = project != NULL ? G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_MEMBER)) : NULL;
  const char *comma = strrchr (text, ',');
  g_autofree char *start = g_strstrip (g_strdup (comma != NULL ? comma + 1 : text));
  guint n = members != NULL ? g_list_model_get_n_items (members) : 0;
  GtkWidget *old;

  g_return_if_fail (DEMAINS_IS_MEMBER_NAMES (self));

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->names))) != NULL)
    adw_wrap_box_remove (self->names, old);

  g_free (self->kept);
  self->kept = comma != NULL ? g_strdup_printf ("%.*s, ", (int)(comma - text), text) : g_strdup ("");
  /* A name that is whole is followed by another. */
  for (guint i = 0; i < n && *start != '\0'; i++)
    {
      g_autoptr (DemainsRecord) member = g_list_model_get_item (members, i);

      if (!g_str_equal (demains_record_get_text (member, "name"), start))
        continue;
      g_free (self->kept);
      self->kept = g_strconcat (text, ", ", NULL);
      *start = '\0';
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DemainsRecord) member = g_list_model_get_item (members, i);
      const char *name = demains_record_get_text (member, "name");

      if (*name != '\0' && begins_with (name, start) && !has_name (text, name))
        add_name (self, name);
    }
  self->typed = *start != '\0';
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self->names)) != NULL);
}

/**
 * demains_member_names_complete:
 * @self: names
 *
 * For Enter: chooses the only member whose name begins as what was typed.
 *
 * Returns: whether there was one
 */
gboolean
demains_member_names_complete (DemainsMemberNames *self)
{
  GtkWidget *first;

  g_return_val_if_fail (DEMAINS_IS_MEMBER_NAMES (self), FALSE);

  first = gtk_widget_get_first_child (GTK_WIDGET (self->names));
  if (!self->typed || first == NULL || gtk_widget_get_next_sibling (first) != NULL)
    return FALSE;

  clicked_cb (self, GTK_BUTTON (first));

  return TRUE;
}
