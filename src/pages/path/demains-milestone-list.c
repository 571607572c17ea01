/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-milestone-list.h"

#include <glib/gi18n.h>

#include "demains-foresight-text.h"
#include "demains-wording.h"

struct _DemainsMilestoneList
{
  AdwBin parent_instance;

  DemainsSession *session;
  char *lane;
  DemainsRecordList *records;

  AdwPreferencesGroup *group;
  GtkListBox *list;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_LANE,
} DemainsMilestoneListProperty;

#define N_PROPS (PROP_LANE + 1)

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsMilestoneList, demains_milestone_list, ADW_TYPE_BIN)

static DemainsRecord *
get_record (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "demains-record");
}

static int
compare_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  gint64 one = demains_milestone_get_year (get_record (a));
  gint64 other = demains_milestone_get_year (get_record (b));

  return (one > other) - (one < other);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  DemainsMilestoneList *self = user_data;

  return demains_milestone_is_avoided (get_record (row)) == (g_strcmp0 (self->lane, "avoid") == 0);
}

static void
show_record (DemainsRecord *record, GParamSpec *pspec, AdwActionRow *row)
{
  DemainsMilestoneList *self
    = DEMAINS_MILESTONE_LIST (gtk_widget_get_ancestor (GTK_WIDGET (row), DEMAINS_TYPE_MILESTONE_LIST));
  DemainsPathSpan span = demains_path_get_span (demains_session_get_project (self->session));
  gboolean odd;
  g_autofree char *title = demains_record_to_text (record);
  g_autofree char *years = demains_milestone_years_to_text (record, &span, &odd);
  g_autofree char *line
    = g_strconcat (demains_milestone_is_avoided (record) ? "◆ " : "● ", odd ? "⚠ " : "", years, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, line);
  gtk_list_box_row_changed (GTK_LIST_BOX_ROW (row));
}

static void
show_any (DemainsMilestoneList *self)
{
  gboolean any = FALSE;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    any |= filter_cb (row, self);
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void
items_changed_cb (GListModel *records, guint position, guint removed, guint added, DemainsMilestoneList *self)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      DemainsRecord *record = demains_record_list_get (DEMAINS_RECORD_LIST (records), i);
      GtkWidget *row = adw_action_row_new ();

      g_object_set_data_full (G_OBJECT (row), "demains-record", g_object_ref (record), g_object_unref);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->list, row);
      show_record (record, NULL, ADW_ACTION_ROW (row));
      g_signal_connect_object (record, "notify", G_CALLBACK (show_record), row, G_CONNECT_DEFAULT);
      g_signal_connect_object (record, "notify::lane", G_CALLBACK (show_any), self, G_CONNECT_SWAPPED);
    }
  show_any (self);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, DemainsMilestoneList *self)
{
  demains_session_set_selected (self->session, DEMAINS_KIND_MILESTONE, get_record (row));
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
watch (DemainsMilestoneList *self)
{
  if (self->session == NULL || self->lane == NULL)
    return;

  self->records = demains_project_get_list (demains_session_get_project (self->session), DEMAINS_KIND_MILESTONE);
  g_signal_connect_object (self->records, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_DEFAULT);
  items_changed_cb (G_LIST_MODEL (self->records), 0, 0, 0, self);
}

static void
demains_milestone_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsMilestoneList *self = DEMAINS_MILESTONE_LIST (object);

  switch ((DemainsMilestoneListProperty)prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_LANE:
      g_set_str (&self->lane, g_value_get_string (value));
      adw_preferences_group_set_title (self->group,
                                       g_strcmp0 (self->lane, "avoid") == 0 ? _ ("To avoid") : _ ("To reach"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      adw_preferences_group_get_title (self->group), -1);
      break;
    }

  watch (self);
}

static void
demains_milestone_list_dispose (GObject *object)
{
  DemainsMilestoneList *self = DEMAINS_MILESTONE_LIST (object);

  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (demains_milestone_list_parent_class)->dispose (object);
}

static void
demains_milestone_list_finalize (GObject *object)
{
  g_free (DEMAINS_MILESTONE_LIST (object)->lane);

  G_OBJECT_CLASS (demains_milestone_list_parent_class)->finalize (object);
}

static void
demains_milestone_list_class_init (DemainsMilestoneListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = demains_milestone_list_set_property;
  object_class->dispose = demains_milestone_list_dispose;
  object_class->finalize = demains_milestone_list_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_LANE] = g_param_spec_string ("lane", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_OPENED]
    = g_signal_new ("opened", DEMAINS_TYPE_MILESTONE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_milestone_list_init (DemainsMilestoneList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (self->list, compare_cb, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_DEFAULT);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}
