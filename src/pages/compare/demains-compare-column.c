/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-compare-column.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-compare-entry.h"
#include "demains-text.h"
#include "demains-wording.h"

struct _DemainsCompareColumn
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *theme;
  GtkStack *stack;
  GtkLabel *problem;
  GtkBox *content;
  GtkScrolledWindow *scroller;

  DemainsComparisonGroup *group;
  DemainsComparisonRow *row;
  double text_scale;
  gboolean stacked;
};

typedef enum
{
  PROP_GROUP = 1,
  PROP_ROW,
  PROP_TEXT_SCALE,
  PROP_STACKED,
} Property;

static GParamSpec *properties[PROP_STACKED + 1];
static guint remove_signal;

G_DEFINE_FINAL_TYPE (DemainsCompareColumn, demains_compare_column, ADW_TYPE_BIN)

static void
scale_labels (GtkWidget *widget, PangoAttrList *attributes)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_attributes (GTK_LABEL (widget), attributes);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    scale_labels (child, attributes);
}

static void
scale_text (DemainsCompareColumn *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (self->text_scale));
  scale_labels (GTK_WIDGET (self->stack), attributes);
}

static gboolean
append_record (DemainsCompareColumn *self, DemainsRecord *record)
{
  const char *text;

  if (demains_record_get_kind_id (record) != DEMAINS_KIND_SECTION)
    {
      gtk_box_append (self->content, demains_compare_entry_new (record));
      return TRUE;
    }

  text = demains_record_get_text (record, "text");
  if (demains_text_count_words (text) == 0)
    return FALSE;

  gtk_box_append (self->content, demains_compare_label_new (text, TRUE, "content-text"));
  return TRUE;
}

static void
show_records (DemainsCompareColumn *self)
{
  g_autoptr (GPtrArray) records = demains_comparison_row_list_records (self->row, self->group);
  gboolean says_something = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  for (guint i = 0; i < records->len; i++)
    says_something |= append_record (self, g_ptr_array_index (records, i));

  scale_text (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, says_something ? "content" : "silence");
}

static void
show_name (DemainsCompareColumn *self)
{
  DemainsProject *project = demains_comparison_group_get_project (self->group);
  const char *path = demains_comparison_group_get_path (self->group);
  g_autofree char *name = NULL;
  g_autofree char *theme = NULL;

  if (project != NULL)
    {
      name = demains_record_to_text (demains_project_get_root (project));
      theme = demains_theme_to_text (project);
    }
  else
    name = g_filename_display_basename (path);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->theme, theme != NULL ? theme : "");
  gtk_widget_set_visible (GTK_WIDGET (self->theme), theme != NULL && *theme != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update (DemainsCompareColumn *self)
{
  const GError *error = demains_comparison_group_get_error (self->group);
  g_autofree char *sentence = NULL;

  show_name (self);
  if (error != NULL)
    {
      sentence = demains_error_to_text (error, demains_comparison_group_get_path (self->group));
      gtk_label_set_label (self->problem, sentence);
      gtk_stack_set_visible_child_name (self->stack, "problem");
    }
  else if (demains_comparison_group_get_project (self->group) == NULL || self->row == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    show_records (self);
}

static void
remove_cb (DemainsCompareColumn *self)
{
  g_signal_emit (self, remove_signal, 0);
}

static void
demains_compare_column_constructed (GObject *object)
{
  DemainsCompareColumn *self = DEMAINS_COMPARE_COLUMN (object);

  G_OBJECT_CLASS (demains_compare_column_parent_class)->constructed (object);

  g_signal_connect_object (self->group, "notify::loading", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
demains_compare_column_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DemainsCompareColumn *self = DEMAINS_COMPARE_COLUMN (object);

  switch ((Property)property_id)
    {
    case PROP_GROUP:
      g_value_set_object (value, self->group);
      break;
    case PROP_ROW:
      g_value_set_object (value, self->row);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    case PROP_STACKED:
      g_value_set_boolean (value, self->stacked);
      break;
    }
}

static void
demains_compare_column_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  DemainsCompareColumn *self = DEMAINS_COMPARE_COLUMN (object);

  switch ((Property)property_id)
    {
    case PROP_GROUP:
      self->group = g_value_dup_object (value);
      break;
    case PROP_ROW:
      if (g_set_object (&self->row, g_value_get_object (value)))
        update (self);
      break;
    case PROP_TEXT_SCALE:
      self->text_scale = g_value_get_double (value);
      scale_text (self);
      break;
    case PROP_STACKED:
      self->stacked = g_value_get_boolean (value);
      gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                      self->stacked ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
      break;
    }
}

static void
demains_compare_column_dispose (GObject *object)
{
  DemainsCompareColumn *self = DEMAINS_COMPARE_COLUMN (object);

  g_clear_object (&self->group);
  g_clear_object (&self->row);
  demains_bin_dispose_template (self, DEMAINS_TYPE_COMPARE_COLUMN);

  G_OBJECT_CLASS (demains_compare_column_parent_class)->dispose (object);
}

static void
demains_compare_column_class_init (DemainsCompareColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = demains_compare_column_constructed;
  object_class->get_property = demains_compare_column_get_property;
  object_class->set_property = demains_compare_column_set_property;
  object_class->dispose = demains_compare_column_dispose;

  properties[PROP_GROUP] = g_param_spec_object ("group", NULL, NULL, DEMAINS_TYPE_COMPARISON_GROUP,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROW]
    = g_param_spec_object ("row", NULL, NULL, DEMAINS_TYPE_COMPARISON_ROW, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT_SCALE]
    = g_param_spec_double ("text-scale", NULL, NULL, 0.5, 4.0, 1.0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STACKED]
    = g_param_spec_boolean ("stacked", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  remove_signal
    = g_signal_new ("remove", DEMAINS_TYPE_COMPARE_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-compare-column.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsCompareColumn, name);
  gtk_widget_class_bind_template_child (widget_class, DemainsCompareColumn, theme);
  gtk_widget_class_bind_template_child (widget_class, DemainsCompareColumn, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsCompareColumn, problem);
  gtk_widget_class_bind_template_child (widget_class, DemainsCompareColumn, content);
  gtk_widget_class_bind_template_child (widget_class, DemainsCompareColumn, scroller);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
demains_compare_column_init (DemainsCompareColumn *self)
{
  self->text_scale = 1.0;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_compare_column_new:
 * @group: whose words it shows
 *
 * Returns: (transfer full): a column
 */
DemainsCompareColumn *
demains_compare_column_new (DemainsComparisonGroup *group)
{
  return g_object_new (DEMAINS_TYPE_COMPARE_COLUMN, "group", group, NULL);
}

/**
 * demains_compare_column_get_group:
 * @self: a column
 *
 * Returns: (transfer none): whose words it shows
 */
DemainsComparisonGroup *
demains_compare_column_get_group (DemainsCompareColumn *self)
{
  return self->group;
}
