/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-sidebar.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-collision.h"
#include "demains-countdown.h"
#include "demains-film.h"
#include "demains-page-table.h"
#include "demains-save-line.h"
#include "demains-wording.h"
#include "demains-workshop.h"

struct _DemainsSidebar
{
  AdwBin parent_instance;

  DemainsSession *session;

  GtkWidget *group_button;
  AdwWindowTitle *group_title;
  GtkListBox *list;
  DemainsSaveLine *save_line;
};

typedef enum
{
  PROP_SESSION = 1,
} DemainsSidebarProperty;

#define N_PROPS (PROP_SESSION + 1)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsSidebar, demains_sidebar, ADW_TYPE_BIN)

static const DemainsPageInfo *
get_info (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "demains-page-info");
}

/* What is to be decided is a screen only while there is something, and while it is seen. */
static gboolean
is_wanted (DemainsSidebar *self, const char *key)
{
  DemainsProject *project = demains_session_get_project (self->session);

  if (g_str_equal (key, "decide") && !g_str_equal (demains_session_get_page (self->session), "decide")
      && demains_collision_count_open (project) == 0)
    return FALSE;

  return demains_page_table_has (project, key);
}

static void
update_visibility (DemainsSidebar *self)
{
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      gtk_widget_set_visible (GTK_WIDGET (row), is_wanted (self, get_info (row)->key));
    }
}

/* What stands behind a screen's name: how much there is already, or "". */
static char *
describe_amount (DemainsSidebar *self, const DemainsPageInfo *info)
{
  DemainsProject *project = demains_session_get_project (self->session);
  guint n;

  if (g_str_equal (info->key, "film"))
    {
      gint64 duration = demains_film_get_duration (project);

      return duration > 0 ? demains_duration_to_text (duration) : g_strdup ("");
    }

  if (g_str_equal (info->key, "decide"))
    return g_strdup_printf ("%u", demains_collision_count_open (project));
  if (info->counted == DEMAINS_N_KINDS)
    return g_strdup ("");

  n = g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, info->counted)));

  return n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
}

static void
update_amounts (DemainsSidebar *self)
{
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
      g_autofree char *amount = describe_amount (self, get_info (row));

      gtk_label_set_label (g_object_get_data (G_OBJECT (row), "demains-amount"), amount);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, amount, -1);
    }
  update_visibility (self);
}

static void
update_group (DemainsSidebar *self)
{
  DemainsProject *project = demains_session_get_project (self->session);
  gboolean workshop = demains_workshop_is (project);
  g_autofree char *theme = workshop ? g_strdup (demains_record_get_text (demains_project_get_root (project), "place"))
                                    : demains_theme_to_text (project);
  g_autofree char *group = demains_record_to_text (demains_project_get_root (project));
  g_autofree char *both = g_strdup_printf ("%s, %s", group, theme);

  adw_window_title_set_title (self->group_title, group);
  adw_window_title_set_subtitle (self->group_title, theme);
  if (workshop)
    gtk_widget_set_tooltip_text (self->group_button, _ ("Workshop"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->group_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *theme != '\0' ? both : group, -1);
}

static void
update_page (DemainsSidebar *self)
{
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (g_strcmp0 (get_info (row)->key, demains_session_get_page (self->session)) == 0)
        gtk_list_box_select_row (self->list, row);
    }
  update_visibility (self);
}

static GtkWidget *
create_row (const DemainsPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (info->icon_name);
  GtkWidget *label = gtk_label_new (_ (info->title));
  GtkWidget *amount = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (amount, "dimmed");
  gtk_widget_add_css_class (amount, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), amount);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (info->title), -1);
  g_object_set_data (G_OBJECT (row), "demains-page-info", (gpointer)info);
  g_object_set_data (G_OBJECT (row), "demains-amount", amount);

  return row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *section = get_info (row)->section;
  GtkWidget *label;

  if (g_strcmp0 (before != NULL ? get_info (before)->section : NULL, section) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  if (section == NULL)
    {
      gtk_list_box_row_set_header (row, before != NULL ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL) : NULL);
      return;
    }

  label = gtk_label_new (g_dpgettext2 (NULL, "sidebar", section));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "demains-section");
  gtk_list_box_row_set_header (row, label);
}

static void
row_activated_cb (DemainsSidebar *self, GtkListBoxRow *row)
{
  demains_session_set_page (self->session, get_info (row)->key);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* The keys that walk through the list take the selection with them: it stays with the page that is shown. */
static void
row_selected_cb (DemainsSidebar *self, GtkListBoxRow *row)
{
  if (self->session != NULL && row != NULL
      && g_strcmp0 (get_info (row)->key, demains_session_get_page (self->session)) != 0)
    update_page (self);
}

static void
countdown_activated_cb (DemainsSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
set_session (DemainsSidebar *self, DemainsSession *session)
{
  DemainsProject *project;

  if (!g_set_object (&self->session, session) || session == NULL)
    return;

  project = demains_session_get_project (session);
  g_object_set (self->save_line, "project", project, NULL);

  g_signal_connect_object (session, "notify::page", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_root (project), "notify", G_CALLBACK (update_group), self,
                           G_CONNECT_SWAPPED);
  /* Whatever changes goes through the store: when it is on its way, count anew. */
  g_signal_connect_object (project, "changed", G_CALLBACK (update_amounts), self, G_CONNECT_SWAPPED);

  update_group (self);
  update_amounts (self);
  update_page (self);
}

static void
demains_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSidebar *self = DEMAINS_SIDEBAR (object);

  switch ((DemainsSidebarProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    }
}

static void
demains_sidebar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSidebar *self = DEMAINS_SIDEBAR (object);

  switch ((DemainsSidebarProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    }
}

static void
demains_sidebar_dispose (GObject *object)
{
  DemainsSidebar *self = DEMAINS_SIDEBAR (object);

  g_clear_object (&self->session);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SIDEBAR);

  G_OBJECT_CLASS (demains_sidebar_parent_class)->dispose (object);
}

static void
demains_sidebar_class_init (DemainsSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_sidebar_get_property;
  object_class->set_property = demains_sidebar_set_property;
  object_class->dispose = demains_sidebar_dispose;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ACTIVATED]
    = g_signal_new ("activated", DEMAINS_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DEMAINS_TYPE_COUNTDOWN);
  g_type_ensure (DEMAINS_TYPE_SAVE_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSidebar, group_button);
  gtk_widget_class_bind_template_child (widget_class, DemainsSidebar, group_title);
  gtk_widget_class_bind_template_child (widget_class, DemainsSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsSidebar, save_line);
  gtk_widget_class_bind_template_callback (widget_class, countdown_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
demains_sidebar_init (DemainsSidebar *self)
{
  const DemainsPageInfo *pages;
  guint n_pages;

  gtk_widget_init_template (GTK_WIDGET (self));

  pages = demains_page_table_get (&n_pages);
  for (guint i = 0; i < n_pages; i++)
    gtk_list_box_append (self->list, create_row (&pages[i]));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}
