/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-operation-row.h"

#include "demains-bin.h"

struct _DemainsOperationRow
{
  AdwBin parent_instance;

  DemainsOperation *operation;
};

typedef enum
{
  PROP_OPERATION = 1,
} DemainsOperationRowProperty;

#define N_PROPS (PROP_OPERATION + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsOperationRow, demains_operation_row, ADW_TYPE_BIN)

static void
cancel_clicked_cb (DemainsOperationRow *self)
{
  demains_operation_cancel (self->operation);
}

static void
demains_operation_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsOperationRow *self = DEMAINS_OPERATION_ROW (object);

  switch ((DemainsOperationRowProperty)prop_id)
    {
    case PROP_OPERATION:
      g_value_set_object (value, self->operation);
      break;
    }
}

static void
demains_operation_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsOperationRow *self = DEMAINS_OPERATION_ROW (object);

  switch ((DemainsOperationRowProperty)prop_id)
    {
    case PROP_OPERATION:
      self->operation = g_value_dup_object (value);
      break;
    }
}

static void
demains_operation_row_dispose (GObject *object)
{
  DemainsOperationRow *self = DEMAINS_OPERATION_ROW (object);

  demains_bin_dispose_template (object, DEMAINS_TYPE_OPERATION_ROW);
  g_clear_object (&self->operation);

  G_OBJECT_CLASS (demains_operation_row_parent_class)->dispose (object);
}

static void
demains_operation_row_class_init (DemainsOperationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_operation_row_get_property;
  object_class->set_property = demains_operation_row_set_property;
  object_class->dispose = demains_operation_row_dispose;

  properties[PROP_OPERATION]
    = g_param_spec_object ("operation", NULL, NULL, DEMAINS_TYPE_OPERATION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_OPERATION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-operation-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
demains_operation_row_init (DemainsOperationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_operation_row_new:
 * @operation: work that has begun
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
demains_operation_row_new (DemainsOperation *operation)
{
  return g_object_new (DEMAINS_TYPE_OPERATION_ROW, "operation", operation, NULL);
}

/**
 * demains_operation_row_get_operation:
 * @self: a row
 *
 * Returns: (transfer none): the work that it shows
 */
DemainsOperation *
demains_operation_row_get_operation (DemainsOperationRow *self)
{
  g_return_val_if_fail (DEMAINS_IS_OPERATION_ROW (self), NULL);

  return self->operation;
}
