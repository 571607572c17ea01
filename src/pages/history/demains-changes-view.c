/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-changes-view.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-difference-card.h"
#include "demains-difference-list.h"
#include "demains-history-restore.h"
#include "demains-wording.h"

/* Who walks through the list with the arrows waits for nothing. */
#define DELAY 150

struct _DemainsChangesView
{
  AdwBin parent_instance;

  GtkDropDown *other;
  GtkLabel *summary;
  GtkWidget *restore_all;
  GtkStack *results;
  GtkListView *differences;
  AdwStatusPage *error;

  DemainsSession *session;
  GListStore *list;
  DemainsMoment *selected;
  DemainsMoment *target; /* what the cards' buttons bring back */
  gboolean restore_after;
  gboolean choosing;
  gboolean active;
  guint source;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DemainsChangesView, demains_changes_view, ADW_TYPE_BIN)

static DemainsProject *
get_project (DemainsChangesView *self)
{
  return demains_session_get_project (self->session);
}

static DemainsMoment *
get_other (DemainsChangesView *self)
{
  return gtk_drop_down_get_selected_item (self->other);
}

/* What can be brought back: the selected moment, or what now is compared with. */
static DemainsMoment *
get_target (DemainsChangesView *self)
{
  return self->selected != NULL && !demains_moment_is_now (self->selected) ? self->selected : get_other (self);
}

static void
summarize (DemainsChangesView *self, guint n)
{
  DemainsMoment *other = get_other (self);
  gboolean in_order = demains_moment_get_step (self->selected) < demains_moment_get_step (other);
  const char *from = demains_moment_get_title (in_order ? self->selected : other);
  const char *to = demains_moment_get_title (in_order ? other : self->selected);
  /* Translators: the first %s is the earlier moment, the second the later one, such as “Now”. */
  g_autofree char *text
    = g_strdup_printf (ngettext ("%u difference: %s → %s", "%u differences: %s → %s", n), n, from, to);

  gtk_label_set_label (self->summary, n > 0 ? text : "");
}

/* In the place of what was shown: who has scrolled down stays there. */
static void
show_differences (DemainsChangesView *self, GPtrArray *differences)
{
  guint n = differences != NULL ? differences->len : 0;
  gint64 first = MIN (demains_moment_get_step (self->selected), demains_moment_get_step (get_other (self)));

  g_set_object (&self->target, get_target (self));
  self->restore_after = demains_moment_get_step (self->target) != first;
  g_list_store_splice (self->list, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                       n > 0 ? differences->pdata : NULL, n);
  gtk_stack_set_visible_child_name (self->results, n > 0 ? "list" : "same");
  summarize (self, n);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsChangesView) self = user_data;
  DemainsProject *project = DEMAINS_PROJECT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) differences = demains_difference_list_load_finish (project, result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (differences != NULL)
    {
      show_differences (self, differences);
      return;
    }

  text = demains_error_to_text (error, demains_project_get_path (project));
  adw_status_page_set_description (self->error, text);
  gtk_stack_set_visible_child_name (self->results, "error");
  gtk_label_set_label (self->summary, "");
}

static void
cancel (DemainsChangesView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
}

static void
load_cb (gpointer user_data)
{
  DemainsChangesView *self = user_data;
  gint64 one, two;

  self->source = 0;
  cancel (self);
  if (self->selected == NULL || get_other (self) == NULL)
    return;

  one = demains_moment_get_step (self->selected);
  two = demains_moment_get_step (get_other (self));
  if (one == two)
    {
      show_differences (self, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  demains_difference_list_load_async (get_project (self), MIN (one, two), MAX (one, two), self->cancellable, loaded_cb,
                                      g_object_ref (self));
}

static void
schedule (DemainsChangesView *self)
{
  cancel (self);
  if (self->active)
    self->source = g_timeout_add_once (DELAY, load_cb, self);
}

/* What can be brought back of what is compared. */
static void
update_button (DemainsChangesView *self)
{
  DemainsMoment *target = get_target (self);
  gboolean past = target != NULL && !demains_moment_is_now (target);
  g_autofree char *text = NULL;

  if (past)
    /* Translators: %s is a version's name or why it was made. */
    text = g_strdup_printf (_ ("Make the project as it was: %s"), demains_moment_get_title (target));
  gtk_widget_set_visible (self->restore_all, past && !demains_project_get_read_only (get_project (self)));
  gtk_widget_set_tooltip_text (self->restore_all, text);
}

static void
other_selected_cb (DemainsChangesView *self)
{
  if (self->choosing || self->selected == NULL)
    return;
  update_button (self);
  schedule (self);
}

static void
restore_all_cb (DemainsChangesView *self)
{
  DemainsMoment *target = get_target (self);

  demains_history_restore_all (self->session, demains_moment_get_step (target), demains_moment_get_title (target));
}

static void
restore_one_cb (DemainsChangesView *self, DemainsDifferenceCard *card)
{
  DemainsRecordDifference *difference = demains_difference_card_get_difference (card);
  gboolean there = (self->restore_after ? demains_record_difference_get_after (difference)
                                        : demains_record_difference_get_before (difference))
                   != NULL;

  demains_history_restore_one (self->session, demains_moment_get_step (self->target), difference, there);
}

static void
setup_cb (DemainsChangesView *self, GtkListItem *item)
{
  GtkWidget *card = demains_difference_card_new ();

  g_signal_connect_object (card, "restore", G_CALLBACK (restore_one_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, card);
}

static void
bind_cb (DemainsChangesView *self, GtkListItem *item)
{
  DemainsProject *project = get_project (self);
  DemainsRecordDifference *difference = gtk_list_item_get_item (item);
  g_autofree char *title = demains_record_difference_dup_title (difference, project);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, demains_record_difference_get_fate (difference));

  demains_difference_card_show (DEMAINS_DIFFERENCE_CARD (gtk_list_item_get_child (item)), difference, project,
                                self->restore_after);
  gtk_list_item_set_accessible_label (item, name);
}

static void
demains_changes_view_dispose (GObject *object)
{
  DemainsChangesView *self = DEMAINS_CHANGES_VIEW (object);

  cancel (self);
  g_clear_object (&self->selected);
  g_clear_object (&self->target);
  demains_bin_dispose_template (object, DEMAINS_TYPE_CHANGES_VIEW);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_changes_view_parent_class)->dispose (object);
}

static void
demains_changes_view_class_init (DemainsChangesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_changes_view_dispose;

  g_type_ensure (DEMAINS_TYPE_MOMENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-changes-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsChangesView, other);
  gtk_widget_class_bind_template_child (widget_class, DemainsChangesView, summary);
  gtk_widget_class_bind_template_child (widget_class, DemainsChangesView, restore_all);
  gtk_widget_class_bind_template_child (widget_class, DemainsChangesView, results);
  gtk_widget_class_bind_template_child (widget_class, DemainsChangesView, differences);
  gtk_widget_class_bind_template_child (widget_class, DemainsChangesView, error);
  gtk_widget_class_bind_template_callback (widget_class, other_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
demains_changes_view_init (DemainsChangesView *self)
{
  g_autoptr (GtkNoSelection) model = NULL;

  self->list = g_list_store_new (DEMAINS_TYPE_RECORD_DIFFERENCE);
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->differences, GTK_SELECTION_MODEL (model));
}

/**
 * demains_changes_view_set_session:
 * @self: a view
 * @session: whose project is compared; set once
 * @moments: (element-type DemainsMoment): what can be compared, now first
 */
void
demains_changes_view_set_session (DemainsChangesView *self, DemainsSession *session, GListModel *moments)
{
  g_return_if_fail (DEMAINS_IS_CHANGES_VIEW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  gtk_drop_down_set_model (self->other, moments);
  g_signal_connect_object (get_project (self), "notify::can-undo", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
}

/**
 * demains_changes_view_set_active:
 * @self: a view
 * @active: whether people see it: only then it compares
 */
void
demains_changes_view_set_active (DemainsChangesView *self, gboolean active)
{
  g_return_if_fail (DEMAINS_IS_CHANGES_VIEW (self));

  self->active = active;
  schedule (self);
}

/**
 * demains_changes_view_show:
 * @self: a view
 * @moment: one of the moments
 *
 * Compares it with now, or now with the newest of the others.
 */
void
demains_changes_view_show (DemainsChangesView *self, DemainsMoment *moment)
{
  gboolean again;

  g_return_if_fail (DEMAINS_IS_CHANGES_VIEW (self));

  again = self->selected != NULL && demains_moment_equal (self->selected, moment);
  g_set_object (&self->selected, moment);
  self->choosing = TRUE;
  gtk_drop_down_set_selected (self->other, demains_moment_is_now (moment) ? 1 : 0);
  self->choosing = FALSE;
  if (!again)
    {
      gtk_label_set_label (self->summary, "");
      g_list_store_remove_all (self->list);
      gtk_stack_set_visible_child_name (self->results, "loading");
    }
  update_button (self);
  schedule (self);
}
