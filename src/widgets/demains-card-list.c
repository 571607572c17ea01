/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-card-list.h"

#include "demains-bin.h"
#include "demains-card.h"

/* So many cards are made at first, and so many more where the end comes near:
 * GtkListView makes up to 200 at once, which a person would wait for. */
#define FIRST_CARDS 16
#define MORE_CARDS 3

struct _DemainsCardList
{
  AdwBin parent_instance;

  DemainsSession *session;
  char *kind;
  char *subtitle_field;
  char *linked_kind;
  GType mark_type;

  DemainsRecordList *records;
  GtkFilterListModel *shown;
  GtkSliceListModel *made; /* the first of those, which have cards */
  guint source;
  guint last_index; /* where the selected one was when it was last seen */
  GSimpleActionGroup *actions;

  GtkScrolledWindow *scrolled;
  GtkListView *list;
  GtkSingleSelection *selection;
  GMenuModel *menu_model;
  GtkPopover *menu;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_KIND,
  PROP_SUBTITLE_FIELD,
  PROP_LINKED_KIND,
  PROP_MARK_TYPE,
  PROP_FILTER,
  PROP_MODEL,
  PROP_MENU_MODEL,
} DemainsCardListProperty;

#define N_PROPS (PROP_MENU_MODEL + 1)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsCardList, demains_card_list, ADW_TYPE_BIN)

static guint
get_n_shown (DemainsCardList *self)
{
  return self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->shown)) : 0;
}

static DemainsRecord *
get_shown (DemainsCardList *self, guint index)
{
  g_autoptr (DemainsRecord) record = g_list_model_get_item (G_LIST_MODEL (self->shown), index);

  return record;
}

static DemainsRecord *
get_selected (DemainsCardList *self, guint *index)
{
  DemainsRecord *record;

  if (self->records == NULL)
    return NULL;

  record = demains_session_get_selected (self->session, demains_record_list_get_kind (self->records));
  for (*index = 0; record != NULL && *index < get_n_shown (self); (*index)++)
    if (get_shown (self, *index) == record)
      return record;

  return NULL;
}

static gboolean
has_focus (DemainsCardList *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

static void
update_actions (DemainsCardList *self)
{
  guint index = 0;
  gboolean any = get_selected (self, &index) != NULL
                 && !demains_project_get_read_only (demains_session_get_project (self->session));
  guint n = get_n_shown (self);
  const struct
  {
    const char *name;
    gboolean enabled;
  } states[] = {
    { "move-up", any && index > 0 },
    { "move-down", any && index + 1 < n },
    { "duplicate", any },
    { "delete", any },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), states[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), states[i].enabled);
    }
}

/* Has the card at @index among those that are made, with more below it. */
static void
make_cards (DemainsCardList *self, guint index)
{
  guint wanted = index + FIRST_CARDS;

  if (wanted > gtk_slice_list_model_get_size (self->made))
    gtk_slice_list_model_set_size (self->made, wanted);
}

static gboolean
make_more_cb (gpointer user_data)
{
  DemainsCardList *self = user_data;

  self->source = 0;
  gtk_slice_list_model_set_size (self->made, gtk_slice_list_model_get_size (self->made) + MORE_CARDS);

  return G_SOURCE_REMOVE;
}

/* Half a screen before the end; not here, where the list may be laid out just now. */
static void
scrolled_cb (DemainsCardList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);

  if (self->source == 0 && gtk_slice_list_model_get_size (self->made) < get_n_shown (self)
      && gtk_adjustment_get_value (adjustment) + 1.5 * gtk_adjustment_get_page_size (adjustment)
           > gtk_adjustment_get_upper (adjustment))
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, make_more_cb, self, NULL);
}

/* The end of the list is that of all cards. */
static gboolean
key_cb (DemainsCardList *self, guint keyval)
{
  if ((keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End) && get_n_shown (self) > 0)
    make_cards (self, get_n_shown (self) - 1);

  return GDK_EVENT_PROPAGATE;
}

/* The session knows what is selected; the list shows it. A moved record leaves
 * the list for a moment, so the list's own idea of it is not to be trusted. */
static void
show_selected (DemainsCardList *self)
{
  guint index;

  if (get_selected (self, &index) == NULL)
    index = GTK_INVALID_LIST_POSITION;
  else
    {
      self->last_index = index;
      make_cards (self, index);
    }
  gtk_single_selection_set_selected (self->selection, index);
  update_actions (self);
}

/* Where the selected one no longer passes the filter, its neighbour is next. */
static void
items_changed_cb (DemainsCardList *self)
{
  DemainsRecord *selected;
  guint index;

  if (self->records == NULL)
    return;

  selected = demains_session_get_selected (self->session, demains_record_list_get_kind (self->records));
  if (selected != NULL && get_n_shown (self) > 0 && get_selected (self, &index) == NULL
      && demains_record_list_find (self->records, selected, &index))
    demains_session_set_selected (self->session, demains_record_get_kind_id (selected),
                                  get_shown (self, MIN (self->last_index, get_n_shown (self) - 1)));
  else
    show_selected (self);
}

static void
move_by (DemainsCardList *self, int step)
{
  guint index;
  gboolean focus = has_focus (self);
  DemainsRecord *record = get_selected (self, &index);

  demains_record_list_find (self->records, get_shown (self, index + step), &index);
  demains_project_move (demains_session_get_project (self->session), record, index);
  demains_card_list_scroll_to_selected (self, focus);
}

static void
move_up_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_by (user_data, -1);
}

static void
move_down_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_by (user_data, 1);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DemainsCardList *self = user_data;
  gboolean focus = has_focus (self);
  guint index;
  DemainsRecord *copy
    = demains_project_duplicate (demains_session_get_project (self->session), get_selected (self, &index));

  demains_session_set_selected (self->session, demains_record_get_kind_id (copy), copy);
  demains_card_list_scroll_to_selected (self, focus);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DemainsCardList *self = user_data;
  gboolean focus = has_focus (self);
  guint index = 0;
  g_autoptr (DemainsRecord) record = g_object_ref (get_selected (self, &index));
  guint n = get_n_shown (self);
  DemainsRecord *next = NULL;

  /* The one that takes its place, or the new last one. */
  if (n > 1)
    next = get_shown (self, index + 1 < n ? index + 1 : index - 1);

  demains_session_set_selected (self->session, demains_record_get_kind_id (record), next);
  demains_session_remove (self->session, record);
  demains_card_list_scroll_to_selected (self, focus);
}

static void
selected_cb (DemainsCardList *self)
{
  DemainsRecord *record = gtk_single_selection_get_selected_item (self->selection);

  if (record != NULL)
    demains_session_set_selected (self->session, demains_record_get_kind_id (record), record);
}

static void
selection_changed_cb (DemainsCardList *self, guint kind)
{
  if (self->records != NULL && kind == demains_record_list_get_kind (self->records))
    show_selected (self);
}

static void
activate_cb (DemainsCardList *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
open_menu (DemainsCardList *self, double x, double y)
{
  const GdkRectangle at = { (int)x, (int)y, 1, 1 };

  gtk_popover_set_pointing_to (self->menu, &at);
  gtk_popover_popup (self->menu);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsCardList *self = DEMAINS_CARD_LIST (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  graphene_point_t corner;

  if (row == NULL
      || !gtk_widget_compute_point (row, widget, &GRAPHENE_POINT_INIT (24, gtk_widget_get_height (row)), &corner))
    return FALSE;

  open_menu (self, corner.x, corner.y);

  return TRUE;
}

/* Right click or a long press on a card: the menu is about that card. */
static void
card_menu_cb (GtkGesture *gesture, double x, double y, GtkListItem *item)
{
  GtkWidget *card = gtk_list_item_get_child (item);
  GtkWidget *widget = gtk_widget_get_ancestor (card, DEMAINS_TYPE_CARD_LIST);
  DemainsCardList *self = DEMAINS_CARD_LIST (widget);
  graphene_point_t at;

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  if (gtk_widget_compute_point (card, widget, &GRAPHENE_POINT_INIT (x, y), &at))
    open_menu (self, at.x, at.y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
card_clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  card_menu_cb (GTK_GESTURE (gesture), x, y, item);
}

static void
add_card_gestures (DemainsCardList *self, GtkWidget *card, GtkListItem *item)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary_click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary_click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (secondary_click, "pressed", G_CALLBACK (card_clicked_cb), item, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (secondary_click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (card_menu_cb), item, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (press));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DemainsCardList *self)
{
  GtkWidget *card = g_object_new (DEMAINS_TYPE_CARD, "session", self->session, "subtitle-field", self->subtitle_field,
                                  "linked-kind", self->linked_kind, "mark-type", self->mark_type, NULL);

  add_card_gestures (self, card, item);
  g_object_bind_property (item, "item", card, "record", G_BINDING_SYNC_CREATE);
  g_object_bind_property (card, "summary", item, "accessible-label", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, card);
}

static void
show_records (DemainsCardList *self)
{
  const DemainsKind *kind = demains_kind_find (self->kind);

  if (self->session == NULL || kind == NULL)
    return;

  self->records = demains_project_get_list (demains_session_get_project (self->session), kind->id);
  gtk_filter_list_model_set_model (self->shown, G_LIST_MODEL (self->records));
  g_signal_connect_object (self->session, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_session_get_project (self->session), "notify::read-only",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  show_selected (self);
}

static void
demains_card_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsCardList *self = DEMAINS_CARD_LIST (object);

  switch ((DemainsCardListProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_SUBTITLE_FIELD:
      g_value_set_string (value, self->subtitle_field);
      break;
    case PROP_LINKED_KIND:
      g_value_set_string (value, self->linked_kind);
      break;
    case PROP_MARK_TYPE:
      g_value_set_gtype (value, self->mark_type);
      break;
    case PROP_FILTER:
      g_value_set_object (value, gtk_filter_list_model_get_filter (self->shown));
      break;
    case PROP_MODEL:
      g_value_set_object (value, self->shown);
      break;
    case PROP_MENU_MODEL:
      g_value_set_object (value, self->menu_model);
      break;
    }
}

static void
demains_card_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsCardList *self = DEMAINS_CARD_LIST (object);

  switch ((DemainsCardListProperty)prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        show_records (self);
      break;
    case PROP_KIND:
      if (g_set_str (&self->kind, g_value_get_string (value)))
        show_records (self);
      break;
    case PROP_SUBTITLE_FIELD:
      g_set_str (&self->subtitle_field, g_value_get_string (value));
      break;
    case PROP_LINKED_KIND:
      g_set_str (&self->linked_kind, g_value_get_string (value));
      break;
    case PROP_MARK_TYPE:
      self->mark_type = g_value_get_gtype (value);
      break;
    case PROP_FILTER:
      gtk_filter_list_model_set_filter (self->shown, g_value_get_object (value));
      break;
    case PROP_MODEL:
    case PROP_MENU_MODEL:
      g_assert_not_reached ();
    }
}

static void
demains_card_list_dispose (GObject *object)
{
  DemainsCardList *self = DEMAINS_CARD_LIST (object);

  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  self->records = NULL;
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  demains_bin_dispose_template (self, DEMAINS_TYPE_CARD_LIST);

  G_OBJECT_CLASS (demains_card_list_parent_class)->dispose (object);
}

static void
demains_card_list_finalize (GObject *object)
{
  DemainsCardList *self = DEMAINS_CARD_LIST (object);

  g_free (self->kind);
  g_free (self->subtitle_field);
  g_free (self->linked_kind);

  G_OBJECT_CLASS (demains_card_list_parent_class)->finalize (object);
}

static void
demains_card_list_class_init (DemainsCardListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_card_list_get_property;
  object_class->set_property = demains_card_list_set_property;
  object_class->dispose = demains_card_list_dispose;
  object_class->finalize = demains_card_list_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE_FIELD] = g_param_spec_string ("subtitle-field", NULL, NULL, NULL, flags);
  properties[PROP_LINKED_KIND] = g_param_spec_string ("linked-kind", NULL, NULL, NULL, flags);
  properties[PROP_MARK_TYPE] = g_param_spec_gtype ("mark-type", NULL, NULL, G_TYPE_NONE, flags);
  properties[PROP_FILTER] = g_param_spec_object ("filter", NULL, NULL, GTK_TYPE_FILTER, flags);
  properties[PROP_MODEL]
    = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MENU_MODEL]
    = g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ACTIVATED]
    = g_signal_new ("activated", DEMAINS_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "card.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "card.move-down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "card.duplicate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "card.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "card.delete", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-card-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsCardList, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardList, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardList, selection);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardList, shown);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardList, made);
  gtk_widget_class_bind_template_child (widget_class, DemainsCardList, menu_model);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
}

static void
demains_card_list_init (DemainsCardList *self)
{
  const GActionEntry entries[] = {
    { "move-up", move_up_cb },
    { "move-down", move_down_cb },
    { "duplicate", duplicate_cb },
    { "delete", delete_cb },
  };
  const char *const moves[] = { "value-changed", "changed" };

  self->mark_type = G_TYPE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_slice_list_model_set_size (self->made, FIRST_CARDS);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), moves[i], G_CALLBACK (scrolled_cb),
                             self, G_CONNECT_SWAPPED);
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (self->menu_model));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "card", G_ACTION_GROUP (self->actions));
  update_actions (self);
}

/**
 * demains_card_list_get_actions:
 * @self: a list of cards
 *
 * Returns: (transfer none): what can be done with the selected card
 */
GActionGroup *
demains_card_list_get_actions (DemainsCardList *self)
{
  g_return_val_if_fail (DEMAINS_IS_CARD_LIST (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * demains_card_list_scroll_to_selected:
 * @self: a list of cards
 * @focus: whether the selected card takes the keyboard
 */
void
demains_card_list_scroll_to_selected (DemainsCardList *self, gboolean focus)
{
  guint index;

  g_return_if_fail (DEMAINS_IS_CARD_LIST (self));

  if (get_selected (self, &index) == NULL)
    return;

  make_cards (self, index);
  gtk_list_view_scroll_to (self->list, index, focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE, NULL);
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
