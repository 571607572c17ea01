/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-link-pill.h"

#include "demains-bin.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsLinkPill
{
  AdwBin parent_instance;

  DemainsRecord *record;
  gboolean editable;

  GtkLabel *title;
  GtkWidget *jump;
  GtkWidget *unlink;
};

typedef enum
{
  PROP_RECORD = 1,
  PROP_EDITABLE,
} DemainsLinkPillProperty;

#define N_PROPS (PROP_EDITABLE + 1)

enum
{
  SIGNAL_JUMP,
  SIGNAL_UNLINK,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsLinkPill, demains_link_pill, ADW_TYPE_BIN)

static void
name_button (GtkWidget *button, const char *text)
{
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
refresh (DemainsLinkPill *self)
{
  g_autofree char *title = demains_record_to_text (self->record);
  /* Translators: %s is the name of a function or job */
  g_autofree char *jump = g_strdup_printf (_ ("Go to “%s”"), title);
  /* Translators: %s is the name of a function or job */
  g_autofree char *unlink = g_strdup_printf (_ ("Unlink “%s”"), title);

  gtk_label_set_label (self->title, title);
  name_button (self->jump, jump);
  name_button (self->unlink, unlink);
}

static void
jump_cb (DemainsLinkPill *self)
{
  g_signal_emit (self, signals[SIGNAL_JUMP], 0);
}

static void
unlink_cb (DemainsLinkPill *self)
{
  g_signal_emit (self, signals[SIGNAL_UNLINK], 0);
}

static void
demains_link_pill_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsLinkPill *self = DEMAINS_LINK_PILL (object);

  switch ((DemainsLinkPillProperty)prop_id)
    {
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    }
}

static void
demains_link_pill_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsLinkPill *self = DEMAINS_LINK_PILL (object);

  switch ((DemainsLinkPillProperty)prop_id)
    {
    case PROP_RECORD:
      self->record = g_value_dup_object (value);
      break;
    case PROP_EDITABLE:
      self->editable = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
demains_link_pill_constructed (GObject *object)
{
  DemainsLinkPill *self = DEMAINS_LINK_PILL (object);

  G_OBJECT_CLASS (demains_link_pill_parent_class)->constructed (object);

  g_signal_connect_object (self->record, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
demains_link_pill_dispose (GObject *object)
{
  DemainsLinkPill *self = DEMAINS_LINK_PILL (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, refresh, self);
  g_clear_object (&self->record);
  demains_bin_dispose_template (self, DEMAINS_TYPE_LINK_PILL);

  G_OBJECT_CLASS (demains_link_pill_parent_class)->dispose (object);
}

static void
demains_link_pill_class_init (DemainsLinkPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_link_pill_get_property;
  object_class->set_property = demains_link_pill_set_property;
  object_class->constructed = demains_link_pill_constructed;
  object_class->dispose = demains_link_pill_dispose;

  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITABLE] = g_param_spec_boolean (
    "editable", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_JUMP]
    = g_signal_new ("jump", DEMAINS_TYPE_LINK_PILL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_UNLINK]
    = g_signal_new ("unlink", DEMAINS_TYPE_LINK_PILL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-link-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPill, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPill, jump);
  gtk_widget_class_bind_template_child (widget_class, DemainsLinkPill, unlink);
  gtk_widget_class_bind_template_callback (widget_class, jump_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlink_cb);
}

static void
demains_link_pill_init (DemainsLinkPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_link_pill_get_record:
 * @self: a pill
 *
 * Returns: (transfer none): the linked record
 */
DemainsRecord *
demains_link_pill_get_record (DemainsLinkPill *self)
{
  g_return_val_if_fail (DEMAINS_IS_LINK_PILL (self), NULL);

  return self->record;
}
