/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-member-row.h"

#include "demains-record-choice.h"

#include <glib/gi18n.h>

struct _DemainsMemberRow
{
  DemainsFieldRow parent_instance;

  GtkDropDown *drop_down;
  DemainsRecordChoice *choice;
};

typedef enum
{
  PROP_SESSION = 1,
} DemainsMemberRowProperty;

#define N_PROPS (PROP_SESSION + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsMemberRow, demains_member_row, DEMAINS_TYPE_FIELD_ROW)

static void
demains_member_row_record_changed (DemainsFieldRow *row)
{
  DemainsMemberRow *self = DEMAINS_MEMBER_ROW (row);

  if (self->choice != NULL)
    demains_record_choice_set_record (self->choice, demains_field_row_get_record (row),
                                      demains_field_row_get_field_name (row));
}

static void
set_session (DemainsMemberRow *self, DemainsSession *session)
{
  if (session == NULL || self->choice != NULL)
    return;
  self->choice = demains_record_choice_new (demains_session_get_project (session), self->drop_down, DEMAINS_KIND_MEMBER,
                                            _ ("Nobody yet"));
  demains_member_row_record_changed (DEMAINS_FIELD_ROW (self));
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
  g_clear_object (&DEMAINS_MEMBER_ROW (object)->choice);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_MEMBER_ROW);

  G_OBJECT_CLASS (demains_member_row_parent_class)->dispose (object);
}

static void
demains_member_row_class_init (DemainsMemberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = demains_member_row_set_property;
  object_class->dispose = demains_member_row_dispose;
  DEMAINS_FIELD_ROW_CLASS (klass)->record_changed = demains_member_row_record_changed;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-member-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsMemberRow, drop_down);
}

static void
demains_member_row_init (DemainsMemberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
