/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-presenter.h"

#include "demains-bin.h"
#include "demains-wording.h"

struct _DemainsPresenter
{
  AdwBin parent_instance;

  DemainsSession *session;
  char *kind;
  GListModel *model;
  GtkWidget *content;
  DemainsRecord *record;
  gboolean narrow;

  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkWidget *back;
  GtkWidget *on;
  GtkLabel *place;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_KIND,
  PROP_MODEL,
  PROP_CONTENT,
  PROP_RECORD,
  PROP_NARROW,
} DemainsPresenterProperty;

#define N_PROPS (PROP_NARROW + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsPresenter, demains_presenter, ADW_TYPE_BIN)

static guint
get_n (DemainsPresenter *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static gboolean
find_record (DemainsPresenter *self, guint *index)
{
  for (*index = 0; *index < get_n (self); (*index)++)
    {
      g_autoptr (DemainsRecord) record = g_list_model_get_item (self->model, *index);

      if (record == self->record)
        return TRUE;
    }

  return FALSE;
}

static void
announce (DemainsPresenter *self)
{
  g_autofree char *title = demains_record_to_text (self->record);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
set_record (DemainsPresenter *self, DemainsRecord *record)
{
  if (!g_set_object (&self->record, record))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  record != NULL ? demains_record_get_title (record) : "", -1);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
  if (record != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    announce (self);
}

static void
refresh (DemainsPresenter *self)
{
  const DemainsKind *kind = demains_kind_find (self->kind);
  guint index;
  gboolean found;
  g_autofree char *place = NULL;

  if (self->session == NULL || kind == NULL)
    return;

  set_record (self, demains_session_get_selected (self->session, kind->id));
  found = find_record (self, &index);
  place = found ? g_strdup_printf ("%u / %u", index + 1, get_n (self)) : g_strdup ("");
  gtk_label_set_label (self->place, place);
  gtk_widget_set_sensitive (self->back, found && index > 0);
  gtk_widget_set_sensitive (self->on, found && index + 1 < get_n (self));
  gtk_stack_set_visible_child_name (self->stack, self->record != NULL ? "record" : "empty");
}

static void
selection_changed_cb (DemainsPresenter *self, guint kind)
{
  const DemainsKind *own = demains_kind_find (self->kind);

  if (own != NULL && own->id == kind)
    refresh (self);
}

static void
step (DemainsPresenter *self, int by)
{
  guint index;
  g_autoptr (DemainsRecord) next = NULL;

  if (!find_record (self, &index) || (by < 0 && index == 0))
    return;

  next = g_list_model_get_item (self->model, index + by);
  if (next != NULL)
    demains_session_set_selected (self->session, demains_record_get_kind_id (next), next);
}

/* What is longer than the wall is high is read to its end first. */
static gboolean
scroll (DemainsPresenter *self, int by)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double before = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_set_value (adjustment, before + by * 0.8 * gtk_adjustment_get_page_size (adjustment));

  return gtk_adjustment_get_value (adjustment) != before;
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsPresenter *self = DEMAINS_PRESENTER (widget);
  gboolean scrolls;
  int by;

  g_variant_get (arguments, "(ib)", &by, &scrolls);
  if (!scrolls || !scroll (self, by))
    step (self, by);

  return GDK_EVENT_STOP;
}

static void
back_cb (DemainsPresenter *self)
{
  step (self, -1);
}

static void
on_cb (DemainsPresenter *self)
{
  step (self, 1);
}

/* The window is laid out anew for the wall; only then does the keyboard stay. */
static gboolean
take_keyboard_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gtk_widget_grab_focus (widget);

  return G_SOURCE_REMOVE;
}

static void
demains_presenter_map (GtkWidget *widget)
{
  DemainsPresenter *self = DEMAINS_PRESENTER (widget);

  GTK_WIDGET_CLASS (demains_presenter_parent_class)->map (widget);

  gtk_widget_add_tick_callback (widget, take_keyboard_cb, NULL, NULL);
  if (self->record != NULL)
    announce (self);
}

static void
demains_presenter_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsPresenter *self = DEMAINS_PRESENTER (object);

  switch ((DemainsPresenterProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    }
}

static void
set_model (DemainsPresenter *self, GListModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, refresh, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
demains_presenter_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsPresenter *self = DEMAINS_PRESENTER (object);

  switch ((DemainsPresenterProperty)prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)) && self->session != NULL)
        g_signal_connect_object (self->session, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                                 G_CONNECT_SWAPPED);
      break;
    case PROP_KIND:
      g_set_str (&self->kind, g_value_get_string (value));
      break;
    case PROP_MODEL:
      set_model (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      if (g_set_object (&self->content, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      if (self->narrow)
        gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
      break;
    case PROP_RECORD:
      g_assert_not_reached ();
    }

  refresh (self);
}

static void
demains_presenter_dispose (GObject *object)
{
  DemainsPresenter *self = DEMAINS_PRESENTER (object);

  set_model (self, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->content);
  g_clear_object (&self->record);
  demains_bin_dispose_template (object, DEMAINS_TYPE_PRESENTER);

  G_OBJECT_CLASS (demains_presenter_parent_class)->dispose (object);
}

static void
demains_presenter_finalize (GObject *object)
{
  g_free (DEMAINS_PRESENTER (object)->kind);

  G_OBJECT_CLASS (demains_presenter_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int by;
    gboolean scrolls;
  } keys[] = {
    { GDK_KEY_Left, -1, FALSE },       { GDK_KEY_KP_Left, -1, FALSE }, { GDK_KEY_BackSpace, -1, FALSE },
    { GDK_KEY_Up, -1, TRUE },          { GDK_KEY_KP_Up, -1, TRUE },    { GDK_KEY_Page_Up, -1, TRUE },
    { GDK_KEY_KP_Page_Up, -1, TRUE },  { GDK_KEY_Right, 1, FALSE },    { GDK_KEY_KP_Right, 1, FALSE },
    { GDK_KEY_Down, 1, TRUE },         { GDK_KEY_KP_Down, 1, TRUE },   { GDK_KEY_Page_Down, 1, TRUE },
    { GDK_KEY_KP_Page_Down, 1, TRUE }, { GDK_KEY_space, 1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, key_cb, "(ib)", keys[i].by, keys[i].scrolls);
}

static void
demains_presenter_class_init (DemainsPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_presenter_get_property;
  object_class->set_property = demains_presenter_set_property;
  object_class->dispose = demains_presenter_dispose;
  object_class->finalize = demains_presenter_finalize;
  widget_class->map = demains_presenter_map;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  add_keys (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-presenter.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsPresenter, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsPresenter, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DemainsPresenter, back);
  gtk_widget_class_bind_template_child (widget_class, DemainsPresenter, on);
  gtk_widget_class_bind_template_child (widget_class, DemainsPresenter, place);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cb);
}

static void
demains_presenter_init (DemainsPresenter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
