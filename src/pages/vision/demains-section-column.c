/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-section-column.h"

#include "demains-bin.h"
#include "demains-text-row.h"

#include <libspelling.h>

/* Pixels kept between the cursor and the edges. */
#define CURSOR_MARGIN 48

/* Pixels above the first section and below the last one; in focus mode, half the
 * height, so that any line can be in the middle. */
#define TOP_MARGIN 18
#define BOTTOM_MARGIN 96

/* Microseconds for which a move of the cursor goes on being followed. */
#define FOLLOW_TIME (G_USEC_PER_SEC / 2)

struct _DemainsSectionColumn
{
  AdwBin parent_instance;

  DemainsSession *session;
  SpellingChecker *spell_checker;
  gboolean narrow;
  gboolean focus_mode;
  guint words;

  DemainsRecordList *list;
  GSignalGroup *cursor; /* of the text that has the keyboard */
  guint arrange_source;
  guint follow_source;
  gint64 followed; /* when the cursor last moved */

  GtkScrolledWindow *scrolled;
  GtkWidget *clamp;
  GtkWidget *telling;
  DemainsFieldRow *pitch;
  DemainsFieldRow *standing;
  GtkWidget *sections;
  GtkWidget *add;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_SPELL_CHECKER,
  PROP_NARROW,
  PROP_FOCUS_MODE,
  PROP_WORDS,
} DemainsSectionColumnProperty;

#define N_PROPS (PROP_WORDS + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSectionColumn, demains_section_column, ADW_TYPE_BIN)

static DemainsSectionView *
find_view (DemainsSectionColumn *self, DemainsRecord *section)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->sections); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (demains_section_view_get_section (DEMAINS_SECTION_VIEW (child)) == section)
      return DEMAINS_SECTION_VIEW (child);

  return NULL;
}

static void
sum_words (DemainsSectionColumn *self)
{
  guint words = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->sections); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    words += demains_section_view_get_words (DEMAINS_SECTION_VIEW (child));

  if (words != self->words)
    {
      self->words = words;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
    }
}

static GtkWidget *
create_view (DemainsSectionColumn *self, DemainsRecord *section)
{
  GtkWidget *view = GTK_WIDGET (demains_section_view_new (self->session, section));

  g_object_bind_property (self, "spell-checker", view, "spell-checker", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "narrow", view, "narrow", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "focus-mode", view, "focus-mode", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (view, "notify::words", G_CALLBACK (sum_words), self, G_CONNECT_SWAPPED);

  return view;
}

/* Views of the sections that go on being there are kept, with cursor and focus,
 * also when a section moves, which a list says as one gone and one come. */
static void
arrange (DemainsSectionColumn *self)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  GtkWidget *previous = NULL;
  GtkWidget *next;

  g_clear_handle_id (&self->arrange_source, g_source_remove);

  for (guint i = 0; i < n; i++)
    {
      DemainsRecord *section = demains_record_list_get (self->list, i);
      GtkWidget *view = GTK_WIDGET (find_view (self, section));

      if (view == NULL)
        {
          view = create_view (self, section);
          gtk_box_insert_child_after (GTK_BOX (self->sections), view, previous);
        }
      else if (gtk_widget_get_prev_sibling (view) != previous)
        gtk_box_reorder_child_after (GTK_BOX (self->sections), view, previous);
      demains_section_view_set_place (DEMAINS_SECTION_VIEW (view), i == 0, i + 1 == n);
      previous = view;
    }

  next = previous != NULL ? gtk_widget_get_next_sibling (previous) : gtk_widget_get_first_child (self->sections);
  while (next != NULL)
    {
      GtkWidget *gone = next;

      next = gtk_widget_get_next_sibling (gone);
      gtk_box_remove (GTK_BOX (self->sections), gone);
    }
  sum_words (self);
}

static gboolean
arrange_cb (gpointer user_data)
{
  DemainsSectionColumn *self = user_data;

  self->arrange_source = 0;
  arrange (self);

  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (DemainsSectionColumn *self)
{
  if (self->arrange_source == 0)
    self->arrange_source = g_idle_add_full (G_PRIORITY_HIGH, arrange_cb, self, NULL);
}

/* What has the keyboard, if it is in the column. */
static GtkWidget *
get_focus (DemainsSectionColumn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->clamp) ? focus : NULL;
}

/* Where the keyboard is: the cursor's line in a text, else the whole widget. */
static gboolean
find_focus (DemainsSectionColumn *self, graphene_rect_t *area)
{
  GtkWidget *focus = get_focus (self);
  GdkRectangle cursor;
  graphene_point_t place;

  if (focus == NULL)
    return FALSE;
  if (!GTK_IS_TEXT_VIEW (focus))
    return gtk_widget_compute_bounds (focus, self->clamp, area);

  gtk_text_view_get_cursor_locations (GTK_TEXT_VIEW (focus), NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (focus), GTK_TEXT_WINDOW_WIDGET, cursor.x, cursor.y, &cursor.x,
                                         &cursor.y);
  if (!gtk_widget_compute_point (focus, self->clamp, &GRAPHENE_POINT_INIT (cursor.x, cursor.y), &place))
    return FALSE;
  *area = GRAPHENE_RECT_INIT (place.x, place.y, cursor.width, cursor.height);

  return TRUE;
}

static gboolean
follow_cb (gpointer user_data)
{
  DemainsSectionColumn *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double page = gtk_adjustment_get_page_size (adjustment);
  int top = gtk_widget_get_margin_top (self->clamp);
  graphene_rect_t area;

  self->follow_source = 0;
  if (!find_focus (self, &area))
    return G_SOURCE_REMOVE;

  area.origin.y += top;
  if (self->focus_mode)
    gtk_adjustment_set_value (adjustment, area.origin.y + area.size.height / 2 - page / 2);
  else
    gtk_adjustment_clamp_page (adjustment, area.origin.y - CURSOR_MARGIN,
                               MIN (area.origin.y + area.size.height + CURSOR_MARGIN, area.origin.y + page));

  return G_SOURCE_REMOVE;
}

static void
follow_soon (DemainsSectionColumn *self)
{
  if (self->follow_source == 0)
    self->follow_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, follow_cb, self, NULL);
}

static void
follow (DemainsSectionColumn *self)
{
  self->followed = g_get_monotonic_time ();
  follow_soon (self);
}

/* Text is measured after it came, over some frames, and only then is it known
 * where the cursor is. Later the scroll belongs to the user. */
static void
grown_cb (DemainsSectionColumn *self)
{
  if (self->focus_mode || g_get_monotonic_time () - self->followed < FOLLOW_TIME)
    follow_soon (self);
}

static void
focus_moved_cb (DemainsSectionColumn *self)
{
  GtkWidget *focus = get_focus (self);

  g_signal_group_set_target (self->cursor,
                             GTK_IS_TEXT_VIEW (focus) ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)) : NULL);
  if (focus != NULL)
    follow (self);
}

/* Only the text is there: the keyboard is in it. */
static void
keep_keyboard (DemainsSectionColumn *self)
{
  if (get_focus (self) == NULL)
    demains_section_column_reveal (self, demains_session_get_selected (self->session, DEMAINS_KIND_SECTION), "text");
}

static void
make_room (DemainsSectionColumn *self)
{
  int half = (int)gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (self->scrolled)) / 2;

  gtk_widget_set_margin_top (self->clamp, self->focus_mode ? MAX (half, TOP_MARGIN) : TOP_MARGIN);
  gtk_widget_set_margin_bottom (self->clamp, self->focus_mode ? MAX (half, BOTTOM_MARGIN) : BOTTOM_MARGIN);
}

/* The line and the verb that the vision is told in. */
static void
show_telling (DemainsSectionColumn *self, DemainsProject *project)
{
  DemainsFieldRow *rows[] = { self->pitch, self->standing };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      demains_field_row_set_record (rows[i], demains_project_get_root (project));
      demains_field_row_set_editable (rows[i], !demains_project_get_read_only (project));
    }
}

static void
set_session (DemainsSectionColumn *self, DemainsSession *session)
{
  if (!g_set_object (&self->session, session) || session == NULL)
    return;

  self->list = demains_project_get_list (demains_session_get_project (session), DEMAINS_KIND_SECTION);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (session, "focus-mode", self, "focus-mode", G_BINDING_SYNC_CREATE);
  show_telling (self, demains_session_get_project (session));
  arrange (self);
}

static void
demains_section_column_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (demains_section_column_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (focus_moved_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
demains_section_column_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_moved_cb, widget);

  GTK_WIDGET_CLASS (demains_section_column_parent_class)->unroot (widget);
}

static void
demains_section_column_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSectionColumn *self = DEMAINS_SECTION_COLUMN (object);

  switch ((DemainsSectionColumnProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SPELL_CHECKER:
      g_value_set_object (value, self->spell_checker);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_FOCUS_MODE:
      g_value_set_boolean (value, self->focus_mode);
      break;
    case PROP_WORDS:
      g_value_set_uint (value, self->words);
      break;
    }
}

static void
demains_section_column_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSectionColumn *self = DEMAINS_SECTION_COLUMN (object);

  switch ((DemainsSectionColumnProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_SPELL_CHECKER:
      g_set_object (&self->spell_checker, g_value_get_object (value));
      break;
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;
    case PROP_FOCUS_MODE:
      self->focus_mode = g_value_get_boolean (value);
      gtk_widget_set_visible (self->telling, !self->focus_mode);
      gtk_widget_set_visible (self->add, !self->focus_mode);
      make_room (self);
      if (self->focus_mode)
        keep_keyboard (self);
      follow (self);
      break;
    case PROP_WORDS:
      g_assert_not_reached ();
    }
}

static void
demains_section_column_dispose (GObject *object)
{
  DemainsSectionColumn *self = DEMAINS_SECTION_COLUMN (object);

  g_clear_handle_id (&self->arrange_source, g_source_remove);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_object (&self->cursor);
  demains_bin_dispose_template (self, DEMAINS_TYPE_SECTION_COLUMN);
  g_clear_object (&self->spell_checker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_section_column_parent_class)->dispose (object);
}

static void
demains_section_column_class_init (DemainsSectionColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_section_column_get_property;
  object_class->set_property = demains_section_column_set_property;
  object_class->dispose = demains_section_column_dispose;
  widget_class->root = demains_section_column_root;
  widget_class->unroot = demains_section_column_unroot;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_SPELL_CHECKER] = g_param_spec_object ("spell-checker", NULL, NULL, SPELLING_TYPE_CHECKER, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_FOCUS_MODE] = g_param_spec_boolean ("focus-mode", NULL, NULL, FALSE, flags);
  properties[PROP_WORDS] = g_param_spec_uint ("words", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-section-column.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionColumn, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionColumn, clamp);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionColumn, telling);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionColumn, pitch);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionColumn, standing);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionColumn, sections);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionColumn, add);
}

static void
demains_section_column_init (DemainsSectionColumn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cursor = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->cursor, "notify::cursor-position", G_CALLBACK (follow), self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "notify::page-size",
                           G_CALLBACK (make_room), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "notify::upper", G_CALLBACK (grown_cb),
                           self, G_CONNECT_SWAPPED);
  make_room (self);
}

/**
 * demains_section_column_get_words:
 * @self: a column
 *
 * Returns: the words of all sections
 */
guint
demains_section_column_get_words (DemainsSectionColumn *self)
{
  g_return_val_if_fail (DEMAINS_IS_SECTION_COLUMN (self), 0);

  return self->words;
}

/**
 * demains_section_column_reveal:
 * @self: a column
 * @section: (nullable): a section, %NULL for the first one
 * @field: (nullable): one of its fields
 *
 * Scrolls there and puts the keyboard in it.
 */
void
demains_section_column_reveal (DemainsSectionColumn *self, DemainsRecord *section, const char *field)
{
  DemainsSectionView *view;

  g_return_if_fail (DEMAINS_IS_SECTION_COLUMN (self));

  arrange (self);
  view = section != NULL ? find_view (self, section) : NULL;
  if (view == NULL && section == NULL)
    view = DEMAINS_SECTION_VIEW (gtk_widget_get_first_child (self->sections));
  if (view == NULL)
    return;

  demains_section_view_focus (view, field);
  follow (self);
}
