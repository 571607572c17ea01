/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-member-row.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsMemberRow
{
  DemainsFieldRow parent_instance;

  DemainsSession *session;
  GListModel *members;

  GtkDropDown *drop_down;
  GtkStringList *names;

  /* The ids that go with the names; the first is "" for nobody. */
  GPtrArray *ids;
  gboolean showing;
};

typedef enum
{
  PROP_SESSION = 1,
} DemainsMemberRowProperty;

#define N_PROPS (PROP_SESSION + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsMemberRow, demains_member_row, DEMAINS_TYPE_FIELD_ROW)

static void
add_name (DemainsMemberRow *self, const char *id, const char *name)
{
  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_string_list_append (self->names, name);
}

/* One that the field names and that is there no more is shown as nobody, and kept
 * until somebody else is chosen. */
static void
show_chosen (DemainsMemberRow *self, const char *id)
{
  guint index = 0;

  self->showing = TRUE;
  g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, &index);
  gtk_drop_down_set_selected (self->drop_down, index < self->ids->len ? index : 0);
  self->showing = FALSE;
}

static const char *
get_chosen (DemainsMemberRow *self)
{
  DemainsRecord *record = demains_field_row_get_record (DEMAINS_FIELD_ROW (self));

  return record != NULL ? demains_record_get_text (record, demains_field_row_get_field_name (DEMAINS_FIELD_ROW (self)))
                        : "";
}

static void
list_members (DemainsMemberRow *self)
{
  self->showing = TRUE;
  gtk_string_list_splice (self->names, 0, self->ids->len, NULL);
  g_ptr_array_set_size (self->ids, 0);
  add_name (self, "", _ ("Nobody yet"));
  for (guint i = 0; self->members != NULL && i < g_list_model_get_n_items (self->members); i++)
    {
      DemainsRecord *member = demains_record_list_get (DEMAINS_RECORD_LIST (self->members), i);
      g_autofree char *name = demains_record_to_text (member);

      add_name (self, demains_record_get_id (member), name);
    }
  self->showing = FALSE;
  show_chosen (self, get_chosen (self));
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, DemainsMemberRow *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (!self->showing && selected < self->ids->len)
    demains_field_row_set_text (DEMAINS_FIELD_ROW (self), self->ids->pdata[selected]);
}

static void
demains_member_row_show_text (DemainsFieldRow *row, const char *text)
{
  show_chosen (DEMAINS_MEMBER_ROW (row), text);
}

static void
set_session (DemainsMemberRow *self, DemainsSession *session)
{
  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  g_set_object (&self->members,
                G_LIST_MODEL (demains_project_get_list (demains_session_get_project (session), DEMAINS_KIND_MEMBER)));
  g_signal_connect_object (self->members, "items-changed", G_CALLBACK (list_members), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  list_members (self);
}

static void
demains_member_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsMemberRowProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, DEMAINS_MEMBER_ROW (object)->session);
      break;
    }
}

static void
demains_member_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((DemainsMemberRowProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (DEMAINS_MEMBER_ROW (object), g_value_get_object (value));
      break;
    }
}

static void
demains_member_row_dispose (GObject *object)
{
  DemainsMemberRow *self = DEMAINS_MEMBER_ROW (object);

  if (self->members != NULL)
    g_signal_handlers_disconnect_by_func (self->members, list_members, self);
  g_clear_object (&self->members);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_MEMBER_ROW);

  G_OBJECT_CLASS (demains_member_row_parent_class)->dispose (object);
}

static void
demains_member_row_finalize (GObject *object)
{
  g_ptr_array_unref (DEMAINS_MEMBER_ROW (object)->ids);

  G_OBJECT_CLASS (demains_member_row_parent_class)->finalize (object);
}

static void
demains_member_row_class_init (DemainsMemberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_member_row_get_property;
  object_class->set_property = demains_member_row_set_property;
  object_class->dispose = demains_member_row_dispose;
  object_class->finalize = demains_member_row_finalize;
  DEMAINS_FIELD_ROW_CLASS (klass)->show_text = demains_member_row_show_text;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-member-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsMemberRow, drop_down);
  gtk_widget_class_bind_template_child (widget_class, DemainsMemberRow, names);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
demains_member_row_init (DemainsMemberRow *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
