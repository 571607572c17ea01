/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-mention-picker.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsMentionPicker
{
  GtkPopover parent_instance;

  GListModel *lists; /* all that can be mentioned; shown only while one is picked */
  char *words;

  GtkEditable *entry;
  GtkFlattenListModel *records;
  GtkFilterListModel *candidates;
  GtkCustomFilter *filter;
  GtkSingleSelection *selection;
  GtkListView *list;
  GtkWidget *scrolled;
  GtkWidget *nothing;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsMentionPicker, demains_mention_picker, GTK_TYPE_POPOVER)

static guint
count (DemainsMentionPicker *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->candidates));
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  DemainsMentionPicker *self = user_data;
  const char *title = demains_record_get_title (item);

  return *title != '\0' && (*self->words == '\0' || g_str_match_string (self->words, title, TRUE));
}

static void
entry_changed_cb (DemainsMentionPicker *self)
{
  demains_mention_picker_set_words (self, gtk_editable_get_text (self->entry));
}

static void
activate_cb (DemainsMentionPicker *self)
{
  demains_mention_picker_activate (self);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
              DemainsMentionPicker *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  demains_mention_picker_move (self, keyval == GDK_KEY_Down ? 1 : -1);

  return GDK_EVENT_STOP;
}

/* A section each has a picker: their rows would be many. */
static void
closed_cb (DemainsMentionPicker *self)
{
  gtk_flatten_list_model_set_model (self->records, NULL);
}

static char *
get_title_cb (GtkListItem *item, DemainsRecord *record)
{
  return record != NULL ? demains_record_to_text (record) : NULL;
}

static char *
get_kind_cb (GtkListItem *item, DemainsRecord *record)
{
  return record != NULL ? g_strdup (_ (demains_record_get_kind (record)->label)) : NULL;
}

static void
demains_mention_picker_dispose (GObject *object)
{
  DemainsMentionPicker *self = DEMAINS_MENTION_PICKER (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->lists);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_MENTION_PICKER);

  G_OBJECT_CLASS (demains_mention_picker_parent_class)->dispose (object);
}

static void
demains_mention_picker_finalize (GObject *object)
{
  g_free (DEMAINS_MENTION_PICKER (object)->words);

  G_OBJECT_CLASS (demains_mention_picker_parent_class)->finalize (object);
}

static void
demains_mention_picker_class_init (DemainsMentionPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_mention_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_mention_picker_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, DEMAINS_TYPE_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-mention-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsMentionPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, DemainsMentionPicker, records);
  gtk_widget_class_bind_template_child (widget_class, DemainsMentionPicker, candidates);
  gtk_widget_class_bind_template_child (widget_class, DemainsMentionPicker, filter);
  gtk_widget_class_bind_template_child (widget_class, DemainsMentionPicker, selection);
  gtk_widget_class_bind_template_child (widget_class, DemainsMentionPicker, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsMentionPicker, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DemainsMentionPicker, nothing);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_title_cb);
}

static void
demains_mention_picker_init (DemainsMentionPicker *self)
{
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
}

/**
 * demains_mention_picker_new:
 * @project: whose records to offer
 *
 * Returns: (transfer floating): a picker
 */
DemainsMentionPicker *
demains_mention_picker_new (DemainsProject *project)
{
  static const DemainsKindId kinds[] = { DEMAINS_KIND_FUNCTION, DEMAINS_KIND_JOB,        DEMAINS_KIND_SIGNAL,
                                         DEMAINS_KIND_WAY,      DEMAINS_KIND_HYPOTHESIS, DEMAINS_KIND_QUESTION };
  DemainsMentionPicker *self = g_object_new (DEMAINS_TYPE_MENTION_PICKER, NULL);
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_list_store_append (lists, demains_project_get_list (project, kinds[i]));
  self->lists = G_LIST_MODEL (lists);

  return self;
}

/**
 * demains_mention_picker_open:
 * @self: a picker
 * @with_field: whether it takes the keyboard
 */
void
demains_mention_picker_open (DemainsMentionPicker *self, gboolean with_field)
{
  g_return_if_fail (DEMAINS_IS_MENTION_PICKER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->entry), with_field);
  gtk_widget_set_can_focus (GTK_WIDGET (self), with_field);
  gtk_popover_set_autohide (GTK_POPOVER (self), with_field);
  gtk_editable_set_text (self->entry, "");
  demains_mention_picker_set_words (self, "");
  gtk_popover_popup (GTK_POPOVER (self));
  if (with_field)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * demains_mention_picker_set_words:
 * @self: a picker
 * @words: what the titles have in them
 *
 * Returns: whether there are such
 */
gboolean
demains_mention_picker_set_words (DemainsMentionPicker *self, const char *words)
{
  g_return_val_if_fail (DEMAINS_IS_MENTION_PICKER (self), FALSE);

  g_set_str (&self->words, words);
  gtk_flatten_list_model_set_model (self->records, self->lists);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (count (self) > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_set_visible (self->scrolled, count (self) > 0);
  gtk_widget_set_visible (self->nothing, count (self) == 0);

  return count (self) > 0;
}

/**
 * demains_mention_picker_move:
 * @self: a picker
 * @steps: how far down
 */
void
demains_mention_picker_move (DemainsMentionPicker *self, int steps)
{
  guint n = count (self);
  int selected = (int)gtk_single_selection_get_selected (self->selection) + steps;

  g_return_if_fail (DEMAINS_IS_MENTION_PICKER (self));

  if (n == 0 || selected < 0 || selected >= (int)n)
    return;

  gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_SELECT, NULL);
  /* The keyboard is elsewhere, and so is what a screen reader says by itself. */
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           demains_record_get_title (gtk_single_selection_get_selected_item (self->selection)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * demains_mention_picker_activate:
 * @self: a picker
 *
 * Chooses what is selected.
 */
void
demains_mention_picker_activate (DemainsMentionPicker *self)
{
  g_autoptr (DemainsRecord) chosen = NULL;

  g_return_if_fail (DEMAINS_IS_MENTION_PICKER (self));

  g_set_object (&chosen, gtk_single_selection_get_selected_item (self->selection));
  gtk_popover_popdown (GTK_POPOVER (self));
  if (chosen != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, chosen);
}
