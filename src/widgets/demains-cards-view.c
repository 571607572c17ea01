/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cards-view.h"

#include "demains-card-list.h"
#include "demains-field-rows.h"
#include "demains-quick-add.h"
#include "demains-wording.h"

#define N_TEXTS 10

struct _DemainsCardsView
{
  AdwBreakpointBin parent_instance;

  DemainsSession *session;
  char *texts[N_TEXTS];
  GType mark_type;
  GtkFilter *filter;
  GtkWidget *tools;
  GtkWidget *empty_tools;
  GtkWidget *head;
  DemainsRecord *record;
  GtkWidget *editor;
  int sheet_width;
  int frames_to_scroll;

  GtkStack *stack;
  AdwStatusPage *empty;
  AdwNavigationSplitView *split;
  GtkWidget *quick_add;
  GtkWidget *first_add;
  DemainsCardList *list;
  GtkScrolledWindow *scrolled;
  GtkLabel *heading;
};

/* What the list's width is measured by: beside the screens, in a usual window. */
#define USUAL_PAGE_WIDTH 890

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
  PROP_EDITOR,
  PROP_MARK_TYPE,
  PROP_FILTER,
  PROP_TOOLS,
  PROP_EMPTY_TOOLS,
  PROP_HEAD,
  PROP_MODEL,
  PROP_LIST_WIDTH,
  PROP_SHEET_WIDTH,
  /* The texts, in the order of the array. */
  PROP_KIND,
  PROP_LINKED_KIND,
  PROP_SUBTITLE_FIELD,
  PROP_PROMPT,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_TEXT,
  PROP_SECOND_FIELD,
  PROP_SECOND_PROMPT,
} DemainsCardsViewProperty;

#define N_PROPS (PROP_SECOND_PROMPT + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsCardsView, demains_cards_view, ADW_TYPE_BREAKPOINT_BIN)

static void
give_record (DemainsCardsView *self)
{
  if (self->editor != NULL)
    demains_field_rows_set_record (self->editor, self->record,
                                   !demains_project_get_read_only (demains_session_get_project (self->session)));
}

/* A part that opens takes some frames; only then is it known where the row is. */
static gboolean
scroll_cb (GtkWidget *row, GdkFrameClock *clock, gpointer user_data)
{
  DemainsCardsView *self = user_data;
  GtkWidget *revealer = gtk_widget_get_ancestor (row, GTK_TYPE_REVEALER);
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);

  if (revealer != NULL && !gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)))
    return G_SOURCE_REMOVE;
  if (revealer != NULL && !gtk_revealer_get_child_revealed (GTK_REVEALER (revealer)))
    return G_SOURCE_CONTINUE;
  if (self->frames_to_scroll-- > 0)
    return G_SOURCE_CONTINUE;

  gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);

  return G_SOURCE_REMOVE;
}

static void
focus_field (DemainsCardsView *self, const char *field)
{
  DemainsFieldRow *row = demains_field_rows_find (self->editor, field);
  GtkWidget *part;

  if (row == NULL)
    return;

  part = gtk_widget_get_ancestor (GTK_WIDGET (row), ADW_TYPE_EXPANDER_ROW);
  if (part != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (part), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  self->frames_to_scroll = 4;
  gtk_widget_add_tick_callback (GTK_WIDGET (row), scroll_cb, self, NULL);
}

static const DemainsKind *
get_kind (DemainsCardsView *self)
{
  return demains_kind_find (self->texts[PROP_KIND - PROP_KIND]);
}

static void
show_heading (DemainsCardsView *self)
{
  g_autofree char *title = self->record != NULL ? demains_record_to_text (self->record) : g_strdup ("");

  gtk_label_set_label (self->heading, title);
}

static void
set_record (DemainsCardsView *self, DemainsRecord *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, show_heading, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (show_heading), self, G_CONNECT_SWAPPED);

  show_heading (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  give_record (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

static GListModel *
get_model (DemainsCardsView *self)
{
  g_autoptr (GListModel) model = NULL;

  g_object_get (self->list, "model", &model, NULL);

  return model;
}

/* The first that is to be seen, or where the filter leaves none, the first. */
static DemainsRecord *
get_first (DemainsCardsView *self, DemainsRecordList *list)
{
  g_autoptr (DemainsRecord) shown = g_list_model_get_item (get_model (self), 0);

  return shown != NULL ? shown : demains_record_list_get (list, 0);
}

/* Shows what the session has selected, else selects the first. */
static void
refresh (DemainsCardsView *self)
{
  const DemainsKind *kind = get_kind (self);
  DemainsRecordList *list = demains_project_get_list (demains_session_get_project (self->session), kind->id);
  DemainsRecord *record = demains_session_get_selected (self->session, kind->id);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (list)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "cards" : "empty");
  if (record == NULL && any)
    {
      demains_session_set_selected (self->session, kind->id, get_first (self, list));
      return;
    }

  if (record == NULL)
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  set_record (self, record);
}

static void
selection_changed_cb (DemainsCardsView *self, guint kind)
{
  if (kind == get_kind (self)->id)
    refresh (self);
}

static void
read_only_cb (DemainsCardsView *self)
{
  gboolean read_only = demains_project_get_read_only (demains_session_get_project (self->session));

  /* What to do first is no help where nothing can be done. */
  adw_status_page_set_description (self->empty, read_only ? NULL : self->texts[PROP_EMPTY_TEXT - PROP_KIND]);
  give_record (self);
}

/* The first one was added: the same field, now above the cards, is ready. */
static void
first_added_cb (DemainsCardsView *self)
{
  gtk_widget_grab_focus (self->quick_add);
}

static void
added_cb (DemainsCardsView *self)
{
  demains_card_list_scroll_to_selected (self->list, FALSE);
}

static void
activated_cb (DemainsCardsView *self)
{
  if (adw_navigation_split_view_get_collapsed (self->split))
    adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
watch_session (DemainsCardsView *self)
{
  DemainsProject *project = demains_session_get_project (self->session);
  DemainsRecordList *list = demains_project_get_list (project, get_kind (self)->id);

  g_signal_connect_object (self->session, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::read-only", G_CALLBACK (read_only_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  read_only_cb (self);
  refresh (self);
}

static void
demains_cards_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsCardsView *self = DEMAINS_CARDS_VIEW (object);

  switch ((DemainsCardsViewProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_MARK_TYPE:
      g_value_set_gtype (value, self->mark_type);
      break;
    case PROP_FILTER:
      g_value_set_object (value, self->filter);
      break;
    case PROP_TOOLS:
      g_value_set_object (value, self->tools);
      break;
    case PROP_EMPTY_TOOLS:
      g_value_set_object (value, self->empty_tools);
      break;
    case PROP_HEAD:
      g_value_set_object (value, self->head);
      break;
    case PROP_MODEL:
      g_value_set_object (value, get_model (self));
      break;
    case PROP_LIST_WIDTH:
      g_value_set_double (value, adw_navigation_split_view_get_max_sidebar_width (self->split));
      break;
    case PROP_SHEET_WIDTH:
      g_value_set_int (value, self->sheet_width);
      break;
    case PROP_KIND:
    case PROP_LINKED_KIND:
    case PROP_SUBTITLE_FIELD:
    case PROP_PROMPT:
    case PROP_TITLE:
    case PROP_ICON_NAME:
    case PROP_EMPTY_TITLE:
    case PROP_EMPTY_TEXT:
    case PROP_SECOND_FIELD:
    case PROP_SECOND_PROMPT:
      g_value_set_string (value, self->texts[prop_id - PROP_KIND]);
      break;
    }
}

static void
demains_cards_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsCardsView *self = DEMAINS_CARDS_VIEW (object);
  gboolean changed = FALSE;

  switch ((DemainsCardsViewProperty)prop_id)
    {
    case PROP_SESSION:
      changed = g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_EDITOR:
      changed = g_set_object (&self->editor, g_value_get_object (value));
      break;
    case PROP_MARK_TYPE:
      self->mark_type = g_value_get_gtype (value);
      changed = TRUE;
      break;
    case PROP_FILTER:
      changed = g_set_object (&self->filter, g_value_get_object (value));
      break;
    case PROP_TOOLS:
      changed = g_set_object (&self->tools, g_value_get_object (value));
      break;
    case PROP_EMPTY_TOOLS:
      changed = g_set_object (&self->empty_tools, g_value_get_object (value));
      break;
    case PROP_HEAD:
      changed = g_set_object (&self->head, g_value_get_object (value));
      break;
    case PROP_LIST_WIDTH:
      adw_navigation_split_view_set_max_sidebar_width (self->split, g_value_get_double (value));
      adw_navigation_split_view_set_sidebar_width_fraction (self->split, g_value_get_double (value) / USUAL_PAGE_WIDTH);
      break;
    case PROP_SHEET_WIDTH:
      changed = self->sheet_width != g_value_get_int (value);
      self->sheet_width = g_value_get_int (value);
      break;
    case PROP_KIND:
    case PROP_LINKED_KIND:
    case PROP_SUBTITLE_FIELD:
    case PROP_PROMPT:
    case PROP_TITLE:
    case PROP_ICON_NAME:
    case PROP_EMPTY_TITLE:
    case PROP_EMPTY_TEXT:
    case PROP_SECOND_FIELD:
    case PROP_SECOND_PROMPT:
      changed = g_set_str (&self->texts[prop_id - PROP_KIND], g_value_get_string (value));
      break;
    case PROP_RECORD:
    case PROP_MODEL:
      g_assert_not_reached ();
    }

  if (!changed)
    return;

  g_object_notify_by_pspec (object, pspec);
  if ((prop_id == PROP_SESSION || prop_id == PROP_KIND) && self->session != NULL && get_kind (self) != NULL)
    watch_session (self);
  if (prop_id == PROP_EDITOR && self->record != NULL)
    give_record (self);
}

static void
demains_cards_view_dispose (GObject *object)
{
  DemainsCardsView *self = DEMAINS_CARDS_VIEW (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, show_heading, self);
  g_clear_object (&self->record);
  g_clear_object (&self->session);
  g_clear_object (&self->editor);
  g_clear_object (&self->filter);
  g_clear_object (&self->tools);
  g_clear_object (&self->empty_tools);
  g_clear_object (&self->head);
  /* The template would take its child from under the bin. */
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_CARDS_VIEW);

  G_OBJECT_CLASS (demains_cards_view_parent_class)->dispose (object);
}

static void
demains_cards_view_finalize (GObject *object)
{
  DemainsCardsView *self = DEMAINS_CARDS_VIEW (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (demains_cards_view_parent_class)->finalize (object);
}

static void
demains_cards_view_class_init (DemainsCardsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const char *const texts[] = { "kind",      "linked-kind", "subtitle-field", "prompt",       "title",
                                "icon-name", "empty-title", "empty-text",     "second-field", "second-prompt" };

  object_class->get_property = demains_cards_view_get_property;
  object_class->set_property = demains_cards_view_set_property;
  object_class->dispose = demains_cards_view_dispose;
  object_class->finalize = demains_cards_view_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_MARK_TYPE] = g_param_spec_gtype ("mark-type", NULL, NULL, G_TYPE_NONE, flags);
  properties[PROP_FILTER] = g_param_spec_object ("filter", NULL, NULL, GTK_TYPE_FILTER, flags);
  properties[PROP_TOOLS] = g_param_spec_object ("tools", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_EMPTY_TOOLS] = g_param_spec_object ("empty-tools", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_HEAD] = g_param_spec_object ("head", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_MODEL]
    = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LIST_WIDTH] = g_param_spec_double ("list-width", NULL, NULL, 240, 720, 320, flags);
  properties[PROP_SHEET_WIDTH] = g_param_spec_int ("sheet-width", NULL, NULL, 0, G_MAXINT, 720, flags);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[PROP_KIND + i] = g_param_spec_string (texts[i], NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_CARD_LIST);
  g_type_ensure (DEMAINS_TYPE_QUICK_ADD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-cards-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsCardsView, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardsView, empty);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardsView, split);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardsView, quick_add);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardsView, first_add);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardsView, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardsView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardsView, heading);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, added_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_added_cb);
}

static void
demains_cards_view_init (DemainsCardsView *self)
{
  self->mark_type = G_TYPE_NONE;
  /* The pages of the split must have a title, even before there is one. */
  self->texts[PROP_TITLE - PROP_KIND] = g_strdup ("");
  self->sheet_width = 720;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "card", demains_card_list_get_actions (self->list));
}

/**
 * demains_cards_view_start_adding:
 * @self: a view
 *
 * Takes the keyboard to the field that adds one, where there may be one.
 */
void
demains_cards_view_start_adding (DemainsCardsView *self)
{
  g_return_if_fail (DEMAINS_IS_CARDS_VIEW (self));

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "empty"))
    gtk_widget_grab_focus (self->first_add);
  else if (!adw_navigation_split_view_get_collapsed (self->split)
           || !adw_navigation_split_view_get_show_content (self->split))
    gtk_widget_grab_focus (self->quick_add);
}

/**
 * demains_cards_view_show_card:
 * @self: a view
 *
 * Takes the keyboard to the selected card.
 */
void
demains_cards_view_show_card (DemainsCardsView *self)
{
  g_return_if_fail (DEMAINS_IS_CARDS_VIEW (self));

  demains_card_list_scroll_to_selected (self->list, TRUE);
}

/**
 * demains_cards_view_reveal:
 * @self: a view
 * @record: one of its records
 * @field: (nullable): the name of the field to go to; %NULL for the record's card
 *
 * Selects @record, opens the part of the sheet that @field is in and takes the
 * keyboard there.
 */
void
demains_cards_view_reveal (DemainsCardsView *self, DemainsRecord *record, const char *field)
{
  g_return_if_fail (DEMAINS_IS_CARDS_VIEW (self));

  demains_session_set_selected (self->session, demains_record_get_kind_id (record), record);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  demains_card_list_scroll_to_selected (self->list, field == NULL);
  if (field != NULL && self->editor != NULL)
    focus_field (self, field);
}
