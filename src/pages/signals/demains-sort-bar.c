/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-sort-bar.h"

#include "demains-bin.h"
#include "demains-sort-buttons.h"

#include <glib/gi18n.h>

#define ALL "all"

struct _DemainsSortBar
{
  AdwBin parent_instance;

  DemainsSession *session;
  GtkFilter *filter;

  AdwToggleGroup *group;
  GtkWidget *nothing;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_FILTER,
} DemainsSortBarProperty;

#define N_PROPS (PROP_FILTER + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSortBar, demains_sort_bar, ADW_TYPE_BIN)

static gboolean
is_sorted_as (DemainsRecord *record, const char *name)
{
  return g_strcmp0 (name, ALL) == 0
         || g_strcmp0 (demains_record_get_text (record, demains_sort_buttons_get_field ()->name), name) == 0;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  DemainsSortBar *self = user_data;

  return self->group == NULL || is_sorted_as (item, adw_toggle_group_get_active_name (self->group));
}

static DemainsRecordList *
get_list (DemainsSortBar *self)
{
  return demains_project_get_list (demains_session_get_project (self->session), DEMAINS_KIND_SIGNAL);
}

static guint
count (DemainsSortBar *self, const char *name)
{
  DemainsRecordList *list = get_list (self);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    n += is_sorted_as (demains_record_list_get (list, i), name);

  return n;
}

static void
update_counts (DemainsSortBar *self)
{
  const DemainsField *field = demains_sort_buttons_get_field ();

  for (guint i = 0; i < adw_toggle_group_get_n_toggles (self->group); i++)
    {
      AdwToggle *toggle = adw_toggle_group_get_toggle (self->group, i);
      const char *name = adw_toggle_get_name (toggle);
      /* Translators: all signals, however they are sorted */
      const char *title
        = g_str_equal (name, ALL) ? C_ ("signals", "All") : demains_field_get_choice_label (field, name);
      guint n = count (self, name);
      g_autofree char *label = n > 0 ? g_strdup_printf ("%s %u", title, n) : g_strdup (title);

      adw_toggle_set_label (toggle, label);
    }

  gtk_widget_set_visible (self->nothing, count (self, adw_toggle_group_get_active_name (self->group)) == 0);
}

static void
filter_changed_cb (DemainsSortBar *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  if (self->session != NULL)
    update_counts (self);
}

/* What a person goes to, from the search or an undo, must be seen. */
static void
selection_changed_cb (DemainsSortBar *self, guint kind)
{
  DemainsRecord *record;

  if (kind != DEMAINS_KIND_SIGNAL)
    return;

  record = demains_session_get_selected (self->session, DEMAINS_KIND_SIGNAL);
  if (record != NULL && !filter_cb (record, self))
    adw_toggle_group_set_active_name (self->group, ALL);
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, DemainsSortBar *self)
{
  for (guint i = position; i < position + added; i++)
    {
      DemainsRecord *record = demains_record_list_get (DEMAINS_RECORD_LIST (list), i);

      /* One that comes back is watched already. */
      g_signal_handlers_disconnect_by_func (record, filter_changed_cb, self);
      g_signal_connect_object (record, "notify::sorting", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
    }
  update_counts (self);
}

static void
set_session (DemainsSortBar *self, DemainsSession *session)
{
  GListModel *list;

  if (!g_set_object (&self->session, session) || session == NULL)
    return;

  list = G_LIST_MODEL (get_list (self));
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_DEFAULT);
  items_changed_cb (list, 0, 0, g_list_model_get_n_items (list), self);
}

static void
demains_sort_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSortBar *self = DEMAINS_SORT_BAR (object);

  switch ((DemainsSortBarProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_FILTER:
      g_value_set_object (value, self->filter);
      break;
    }
}

static void
demains_sort_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSortBar *self = DEMAINS_SORT_BAR (object);

  switch ((DemainsSortBarProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_FILTER:
      g_assert_not_reached ();
    }
}

static void
demains_sort_bar_dispose (GObject *object)
{
  DemainsSortBar *self = DEMAINS_SORT_BAR (object);

  g_clear_object (&self->session);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SORT_BAR);

  G_OBJECT_CLASS (demains_sort_bar_parent_class)->dispose (object);
}

static void
demains_sort_bar_finalize (GObject *object)
{
  DemainsSortBar *self = DEMAINS_SORT_BAR (object);

  gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_object_unref (self->filter);

  G_OBJECT_CLASS (demains_sort_bar_parent_class)->finalize (object);
}

static void
demains_sort_bar_class_init (DemainsSortBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_sort_bar_get_property;
  object_class->set_property = demains_sort_bar_set_property;
  object_class->dispose = demains_sort_bar_dispose;
  object_class->finalize = demains_sort_bar_finalize;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FILTER]
    = g_param_spec_object ("filter", NULL, NULL, GTK_TYPE_FILTER, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-sort-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSortBar, group);
  gtk_widget_class_bind_template_child (widget_class, DemainsSortBar, nothing);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
demains_sort_bar_init (DemainsSortBar *self)
{
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
}
