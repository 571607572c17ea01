/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-fade-row.h"

#include "demains-cut.h"

struct _DemainsFadeRow
{
  AdwBin parent_instance;

  AdwSwitchRow *fade;
  DemainsRecord *clip;
};

G_DEFINE_FINAL_TYPE (DemainsFadeRow, demains_fade_row, ADW_TYPE_BIN)

static void
clip_changed_cb (DemainsFadeRow *self)
{
  adw_switch_row_set_active (self->fade, demains_cut_has_fade (self->clip));
}

static void
active_cb (DemainsFadeRow *self)
{
  if (self->clip != NULL && adw_switch_row_get_active (self->fade) != demains_cut_has_fade (self->clip))
    g_object_set (self->clip, "fade", adw_switch_row_get_active (self->fade) ? "yes" : "", NULL);
}

static void
demains_fade_row_dispose (GObject *object)
{
  demains_fade_row_set_clip (DEMAINS_FADE_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_FADE_ROW);

  G_OBJECT_CLASS (demains_fade_row_parent_class)->dispose (object);
}

static void
demains_fade_row_class_init (DemainsFadeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_fade_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-fade-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsFadeRow, fade);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
demains_fade_row_init (DemainsFadeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_fade_row_set_clip:
 * @self: a row
 * @clip: (nullable): whose fade it shows and changes
 */
void
demains_fade_row_set_clip (DemainsFadeRow *self, DemainsRecord *clip)
{
  g_return_if_fail (DEMAINS_IS_FADE_ROW (self));

  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, clip_changed_cb, self);
  g_set_object (&self->clip, clip);
  if (clip == NULL)
    return;

  g_signal_connect_object (clip, "notify::fade", G_CALLBACK (clip_changed_cb), self, G_CONNECT_SWAPPED);
  clip_changed_cb (self);
}
