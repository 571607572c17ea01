/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-operation-area.h"

#include "demains-bin.h"
#include "demains-operation-row.h"

struct _DemainsOperationArea
{
  AdwBin parent_instance;

  GtkBox *rows;
};

typedef enum
{
  PROP_BUSY = 1,
} DemainsOperationAreaProperty;

#define N_PROPS (PROP_BUSY + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsOperationArea, demains_operation_area, ADW_TYPE_BIN)

static void
update (DemainsOperationArea *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (adw_bin_get_child (ADW_BIN (self))),
                                 demains_operation_area_get_busy (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
state_cb (DemainsOperationArea *self, GParamSpec *pspec, DemainsOperation *operation)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  if (demains_operation_get_state (operation) == DEMAINS_OPERATION_RUNNING)
    return;

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (demains_operation_row_get_operation (DEMAINS_OPERATION_ROW (child)) == operation)
        gtk_box_remove (self->rows, child);
      child = next;
    }

  update (self);
}

static void
demains_operation_area_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsOperationAreaProperty)prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, demains_operation_area_get_busy (DEMAINS_OPERATION_AREA (object)));
      break;
    }
}

static void
demains_operation_area_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_OPERATION_AREA);

  G_OBJECT_CLASS (demains_operation_area_parent_class)->dispose (object);
}

static void
demains_operation_area_class_init (DemainsOperationAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_operation_area_get_property;
  object_class->dispose = demains_operation_area_dispose;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-operation-area.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsOperationArea, rows);
}

static void
demains_operation_area_init (DemainsOperationArea *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_operation_area_add:
 * @self: an area
 * @operation: work that has begun
 *
 * Shows @operation until it ends.
 */
void
demains_operation_area_add (DemainsOperationArea *self, DemainsOperation *operation)
{
  g_return_if_fail (DEMAINS_IS_OPERATION_AREA (self));
  g_return_if_fail (DEMAINS_IS_OPERATION (operation));

  if (demains_operation_get_state (operation) != DEMAINS_OPERATION_RUNNING)
    return;

  gtk_box_append (self->rows, demains_operation_row_new (operation));
  g_signal_connect_object (operation, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * demains_operation_area_cancel_all:
 * @self: an area
 *
 * Asks all work to stop; each row goes when it has.
 */
void
demains_operation_area_cancel_all (DemainsOperationArea *self)
{
  GtkWidget *child;

  g_return_if_fail (DEMAINS_IS_OPERATION_AREA (self));

  child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      demains_operation_cancel (demains_operation_row_get_operation (DEMAINS_OPERATION_ROW (child)));
      child = next;
    }
}

/**
 * demains_operation_area_get_busy:
 * @self: an area
 *
 * Returns: whether any work is going on
 */
gboolean
demains_operation_area_get_busy (DemainsOperationArea *self)
{
  g_return_val_if_fail (DEMAINS_IS_OPERATION_AREA (self), FALSE);

  return gtk_widget_get_first_child (GTK_WIDGET (self->rows)) != NULL;
}
