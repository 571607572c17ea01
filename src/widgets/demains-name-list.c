/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-name-list.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-quick-add.h"
#include "demains-wording.h"

/* As long as a name in any other field. */
#define MAX_NAME 200

struct _DemainsNameList
{
  AdwBin parent_instance;

  DemainsSession *session;
  char *texts[3];
  int frames_to_scroll;

  GtkWidget *quick_add;
  GtkListBox *list;
};

typedef enum
{
  PROP_SESSION = 1,
  /* The texts, in the order of the array. */
  PROP_KIND,
  PROP_PROMPT,
  PROP_EMPTY_TEXT,
} DemainsNameListProperty;

#define N_PROPS (PROP_EMPTY_TEXT + 1)

enum
{
  SIGNAL_ADDED,
  SIGNAL_EXTEND,
  SIGNAL_DELETED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsNameList, demains_name_list, ADW_TYPE_BIN)

static const DemainsKind *
get_kind (DemainsNameList *self)
{
  return demains_kind_find (self->texts[PROP_KIND - PROP_KIND]);
}

/* The keyboard stays in the list: on what came after the row that went. */
static void
focus_row (DemainsNameList *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  if (row == NULL && index > 0)
    row = gtk_list_box_get_row_at_index (self->list, index - 1);
  if (row == NULL || !gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->quick_add);
}

static void
delete_clicked_cb (GtkButton *button, DemainsNameList *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  DemainsRecord *record = g_object_get_data (G_OBJECT (row), "demains-record");
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_autofree char *name = demains_record_to_text (record);
  /* Translators: %s is the title of what was deleted */
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), name);

  demains_project_remove (demains_session_get_project (self->session), record);
  focus_row (self, index);
  g_signal_emit (self, signals[SIGNAL_DELETED], 0, text);
}

/* Some frames on it is known where the new row is: it is shown, as far as the
 * field stays in view for the next one. */
static gboolean
scroll_cb (GtkWidget *row, GdkFrameClock *clock, gpointer user_data)
{
  DemainsNameList *self = user_data;
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  if (self->frames_to_scroll-- > 0)
    return G_SOURCE_CONTINUE;

  if (viewport != NULL && gtk_widget_compute_bounds (row, self->quick_add, &bounds)
      && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (viewport))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);

  return G_SOURCE_REMOVE;
}

static void
show_row (DemainsNameList *self, DemainsRecord *record)
{
  DemainsRecordList *records
    = demains_project_get_list (demains_session_get_project (self->session), get_kind (self)->id);
  GtkListBoxRow *row;
  guint index;

  if (!demains_record_list_find (records, record, &index))
    return;

  row = gtk_list_box_get_row_at_index (self->list, (int)index);
  self->frames_to_scroll = 3;
  if (row != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (row), scroll_cb, g_object_ref (self), g_object_unref);
}

static void
added_cb (DemainsNameList *self, DemainsRecord *record)
{
  show_row (self, record);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, record);
}

static void
focus_enter_cb (GtkEventControllerFocus *controller)
{
  GtkWidget *text = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  gtk_widget_add_css_class (gtk_widget_get_ancestor (text, GTK_TYPE_LIST_BOX_ROW), "focused");
}

/* The next letter typed elsewhere is another step. */
static void
focus_leave_cb (GtkEventControllerFocus *controller, DemainsNameList *self)
{
  GtkWidget *text = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *row = gtk_widget_get_ancestor (text, GTK_TYPE_LIST_BOX_ROW);

  if (row != NULL)
    gtk_widget_remove_css_class (row, "focused");
  if (self->session != NULL)
    demains_project_end_typing (demains_session_get_project (self->session));
}

static void
text_activated_cb (GtkWidget *text)
{
  g_signal_emit_by_name (text, "move-focus", GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
create_text (DemainsNameList *self, DemainsRecord *record)
{
  const DemainsField *field = &get_kind (self)->fields[get_kind (self)->title];
  DemainsProject *project = demains_session_get_project (self->session);
  GtkWidget *text = gtk_text_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set (text, "enable-undo", FALSE, "hexpand", TRUE, "max-length", MAX_NAME, "placeholder-text",
                _ (get_kind (self)->untitled), "valign", GTK_ALIGN_CENTER, "width-chars", 14, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, demains_field_get_label (field),
                                  -1);
  g_object_bind_property (record, field->name, text, "text", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (project, "read-only", text, "editable", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (text, "activate", G_CALLBACK (text_activated_cb), NULL, G_CONNECT_DEFAULT);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_enter_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (text, focus);

  return text;
}

static void
name_delete_cb (DemainsRecord *record, GParamSpec *pspec, GtkWidget *button)
{
  g_autofree char *name = demains_record_to_text (record);
  /* Translators: a button; %s is the title of what it deletes */
  g_autofree char *text = g_strdup_printf (_ ("Delete “%s”"), name);

  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
create_delete (DemainsNameList *self, DemainsRecord *record)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_bind_property (demains_session_get_project (self->session), "read-only", button, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_clicked_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (record, "notify", G_CALLBACK (name_delete_cb), button, G_CONNECT_DEFAULT);
  name_delete_cb (record, NULL, button);

  return button;
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  DemainsNameList *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *parts = adw_wrap_box_new ();

  g_object_set (parts, "child-spacing", 12, "line-spacing", 6, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  adw_wrap_box_append (ADW_WRAP_BOX (parts), create_text (self, item));
  g_signal_emit (self, signals[SIGNAL_EXTEND], 0, parts, item);
  gtk_box_append (GTK_BOX (box), parts);
  gtk_box_append (GTK_BOX (box), create_delete (self, item));
  g_object_set (box, "margin-start", 12, "margin-end", 6, "margin-top", 6, "margin-bottom", 6, NULL);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "entry");
  g_object_set_data_full (G_OBJECT (row), "demains-record", g_object_ref (item), g_object_unref);

  return row;
}

static void
bind_list (DemainsNameList *self)
{
  DemainsRecordList *records = NULL;

  if (self->session != NULL && get_kind (self) != NULL)
    records = demains_project_get_list (demains_session_get_project (self->session), get_kind (self)->id);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (records), create_row_cb, self, NULL);
}

static gboolean
demains_name_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DEMAINS_NAME_LIST (widget)->quick_add);
}

static void
demains_name_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsNameList *self = DEMAINS_NAME_LIST (object);

  switch ((DemainsNameListProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_KIND:
    case PROP_PROMPT:
    case PROP_EMPTY_TEXT:
      g_value_set_string (value, self->texts[prop_id - PROP_KIND]);
      break;
    }
}

static void
demains_name_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsNameList *self = DEMAINS_NAME_LIST (object);
  gboolean changed = FALSE;

  switch ((DemainsNameListProperty)prop_id)
    {
    case PROP_SESSION:
      changed = g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_KIND:
    case PROP_PROMPT:
    case PROP_EMPTY_TEXT:
      changed = g_set_str (&self->texts[prop_id - PROP_KIND], g_value_get_string (value));
      break;
    }

  if (!changed)
    return;

  g_object_notify_by_pspec (object, pspec);
  if (prop_id == PROP_SESSION || prop_id == PROP_KIND)
    bind_list (self);
}

static void
demains_name_list_dispose (GObject *object)
{
  DemainsNameList *self = DEMAINS_NAME_LIST (object);

  g_clear_object (&self->session);
  demains_bin_dispose_template (self, DEMAINS_TYPE_NAME_LIST);

  G_OBJECT_CLASS (demains_name_list_parent_class)->dispose (object);
}

static void
demains_name_list_finalize (GObject *object)
{
  DemainsNameList *self = DEMAINS_NAME_LIST (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (demains_name_list_parent_class)->finalize (object);
}

static void
demains_name_list_class_init (DemainsNameListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_name_list_get_property;
  object_class->set_property = demains_name_list_set_property;
  object_class->dispose = demains_name_list_dispose;
  object_class->finalize = demains_name_list_finalize;
  widget_class->grab_focus = demains_name_list_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_PROMPT] = g_param_spec_string ("prompt", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ADDED] = g_signal_new ("added", DEMAINS_TYPE_NAME_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, DEMAINS_TYPE_RECORD);
  signals[SIGNAL_EXTEND] = g_signal_new ("extend", DEMAINS_TYPE_NAME_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, GTK_TYPE_WIDGET, DEMAINS_TYPE_RECORD);
  signals[SIGNAL_DELETED] = g_signal_new ("deleted", DEMAINS_TYPE_NAME_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (DEMAINS_TYPE_QUICK_ADD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-name-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsNameList, quick_add);
  gtk_widget_class_bind_template_child (widget_class, DemainsNameList, list);
  gtk_widget_class_bind_template_callback (widget_class, added_cb);
}

static void
demains_name_list_init (DemainsNameList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
