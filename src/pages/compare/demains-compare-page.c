/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-compare-page.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-compare-column.h"
#include "demains-compare-list-row.h"
#include "demains-toast.h"

#define LEAST_TEXT_SCALE 0.8
#define MOST_TEXT_SCALE 3.0
#define TEXT_SCALE_STEP 1.15

struct _DemainsComparePage
{
  AdwBin parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationSplitView *split;
  AdwWindowTitle *window_title;
  GtkListBox *row_list;
  GtkLabel *heading;
  GtkStack *stack;
  GtkBox *columns;

  DemainsComparison *comparison;
  double text_scale;
  gboolean chosen;
};

typedef enum
{
  PROP_TEXT_SCALE = 1,
} Property;

static GParamSpec *properties[PROP_TEXT_SCALE + 1];

G_DEFINE_FINAL_TYPE (DemainsComparePage, demains_compare_page, ADW_TYPE_BIN)

static DemainsComparisonRow *
get_row (GtkListBoxRow *row)
{
  return demains_compare_list_row_get_row (DEMAINS_COMPARE_LIST_ROW (row));
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  return demains_compare_list_row_new (item);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  gboolean starts = before != NULL && demains_comparison_row_get_kind (get_row (before)) == DEMAINS_KIND_SECTION
                    && demains_comparison_row_get_kind (get_row (row)) != DEMAINS_KIND_SECTION;

  gtk_list_box_row_set_header (row, starts ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL) : NULL);
}

static void
row_selected_cb (DemainsComparePage *self, GtkListBoxRow *selected)
{
  DemainsComparisonRow *row = selected != NULL ? get_row (selected) : NULL;
  g_autofree char *title = row != NULL ? demains_compare_list_row_dup_title (row) : g_strdup ("");

  /* The list loses its rows as the page goes. */
  if (self->heading == NULL)
    return;

  gtk_label_set_label (self->heading, title);
  for (GtkWidget *column = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); column != NULL;
       column = gtk_widget_get_next_sibling (column))
    g_object_set (column, "row", row, NULL);
}

static void
row_activated_cb (DemainsComparePage *self)
{
  self->chosen = TRUE;
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
select_index (DemainsComparePage *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->row_list, index);

  if (row != NULL)
    gtk_list_box_select_row (self->row_list, row);
}

/* Until somebody chooses, the first question is shown as soon as it is there. A
 * row that goes with its group takes the selection along: choose again. */
static void
rows_changed_cb (DemainsComparePage *self)
{
  if (!self->chosen || gtk_list_box_get_selected_row (self->row_list) == NULL)
    select_index (self, 0);
}

static void
update_counts (DemainsComparePage *self)
{
  guint n_groups = g_list_model_get_n_items (demains_comparison_get_groups (self->comparison));
  /* Translators: %u is how many groups are compared */
  g_autofree char *text = g_strdup_printf (ngettext ("%u group", "%u groups", n_groups), n_groups);

  adw_window_title_set_subtitle (self->window_title, n_groups > 0 ? text : "");
  gtk_stack_set_visible_child_name (self->stack, n_groups > 0 ? "columns" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.add", n_groups < DEMAINS_COMPARISON_MAX_GROUPS);
}

static void
remove_cb (DemainsComparePage *self, DemainsCompareColumn *column)
{
  demains_comparison_remove (self->comparison, demains_compare_column_get_group (column));
}

static GtkWidget *
create_column (DemainsComparePage *self, DemainsComparisonGroup *group)
{
  DemainsCompareColumn *column = demains_compare_column_new (group);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->row_list);

  g_object_set (column, "row", selected != NULL ? get_row (selected) : NULL, "hexpand", TRUE, NULL);
  g_object_bind_property (self, "text-scale", column, "text-scale", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->split, "collapsed", column, "stacked", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (column, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (column);
}

static GtkWidget *
get_column (DemainsComparePage *self, guint index)
{
  GtkWidget *column = gtk_widget_get_first_child (GTK_WIDGET (self->columns));

  while (column != NULL && index-- > 0)
    column = gtk_widget_get_next_sibling (column);

  return column;
}

static void
groups_changed_cb (DemainsComparePage *self, guint position, guint removed, guint added, GListModel *groups)
{
  for (guint i = 0; i < removed; i++)
    gtk_box_remove (self->columns, get_column (self, position));
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (DemainsComparisonGroup) group = g_list_model_get_item (groups, i);
      GtkWidget *before = i > 0 ? get_column (self, i - 1) : NULL;

      gtk_box_insert_child_after (self->columns, create_column (self, group), before);
    }
  update_counts (self);
}

static void
files_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsComparePage) self = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) != NULL)
        demains_compare_page_add (self, g_file_peek_path (file));
    }
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Demains projects"));
  gtk_file_filter_add_suffix (filter, "demains");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Add Projects"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, files_chosen_cb,
                                 g_object_ref (widget));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsComparePage *self = DEMAINS_COMPARE_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->row_list);

  self->chosen = TRUE;
  select_index (self, MAX (0, (row != NULL ? gtk_list_box_row_get_index (row) : 0) + g_variant_get_int32 (parameter)));
}

static void
scale_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsComparePage *self = DEMAINS_COMPARE_PAGE (widget);
  int direction = g_variant_get_int32 (parameter);
  double scale = direction == 0 ? 1.0 : self->text_scale * (direction > 0 ? TEXT_SCALE_STEP : 1 / TEXT_SCALE_STEP);

  g_object_set (self, "text-scale", CLAMP (scale, LEAST_TEXT_SCALE, MOST_TEXT_SCALE), NULL);
}

static void
demains_compare_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_TEXT_SCALE)
    g_value_set_double (value, DEMAINS_COMPARE_PAGE (object)->text_scale);
}

static void
demains_compare_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_TEXT_SCALE)
    DEMAINS_COMPARE_PAGE (object)->text_scale = g_value_get_double (value);
}

static void
demains_compare_page_dispose (GObject *object)
{
  DemainsComparePage *self = DEMAINS_COMPARE_PAGE (object);

  demains_bin_dispose_template (self, DEMAINS_TYPE_COMPARE_PAGE);
  g_clear_object (&self->comparison);

  G_OBJECT_CLASS (demains_compare_page_parent_class)->dispose (object);
}

static void
demains_compare_page_class_init (DemainsComparePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_compare_page_get_property;
  object_class->set_property = demains_compare_page_set_property;
  object_class->dispose = demains_compare_page_dispose;

  properties[PROP_TEXT_SCALE]
    = g_param_spec_double ("text-scale", NULL, NULL, 0.5, 4.0, 1.0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsComparePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, DemainsComparePage, split);
  gtk_widget_class_bind_template_child (widget_class, DemainsComparePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, DemainsComparePage, row_list);
  gtk_widget_class_bind_template_child (widget_class, DemainsComparePage, heading);
  gtk_widget_class_bind_template_child (widget_class, DemainsComparePage, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsComparePage, columns);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_install_action (widget_class, "compare.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "compare.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "compare.scale", "i", scale_action);
}

static void
demains_compare_page_init (DemainsComparePage *self)
{
  GListModel *groups;
  GListModel *rows;

  self->text_scale = 1.0;
  self->comparison = demains_comparison_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  groups = demains_comparison_get_groups (self->comparison);
  rows = demains_comparison_get_rows (self->comparison);
  gtk_list_box_bind_model (self->row_list, rows, create_row_cb, NULL, NULL);
  gtk_list_box_set_header_func (self->row_list, header_cb, NULL, NULL);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (groups, "items-changed", G_CALLBACK (groups_changed_cb), self, G_CONNECT_SWAPPED);
  update_counts (self);
}

/**
 * demains_compare_page_new:
 * @paths: (array zero-terminated=1) (nullable): project files to begin with
 *
 * Returns: (transfer full): a page that shows them side by side
 */
DemainsComparePage *
demains_compare_page_new (const char *const *paths)
{
  DemainsComparePage *self = g_object_new (DEMAINS_TYPE_COMPARE_PAGE, NULL);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    demains_compare_page_add (self, paths[i]);

  return self;
}

/**
 * demains_compare_page_add:
 * @self: a page
 * @path: a project file
 *
 * Adds a column for it, up to six.
 */
void
demains_compare_page_add (DemainsComparePage *self, const char *path)
{
  if (demains_comparison_add (self->comparison, path) == NULL)
    adw_toast_overlay_add_toast (self->toasts, demains_toast_new (_ ("Six projects at most can be compared")));
}

/**
 * demains_compare_page_get_comparison:
 * @self: a page
 *
 * Returns: (transfer none): what it shows
 */
DemainsComparison *
demains_compare_page_get_comparison (DemainsComparePage *self)
{
  return self->comparison;
}
