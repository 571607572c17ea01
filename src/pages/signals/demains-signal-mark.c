/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-signal-mark.h"

#include "demains-bin.h"
#include "demains-sort-buttons.h"

#include <glib/gi18n.h>

struct _DemainsSignalMark
{
  DemainsRecordPart parent_instance;

  GtkWidget *to_check;
  GtkWidget *source;
  GtkLabel *source_label;
};

G_DEFINE_FINAL_TYPE (DemainsSignalMark, demains_signal_mark, DEMAINS_TYPE_RECORD_PART)

/* How it is sorted first: the rest is read on. */
static char *
describe (DemainsRecord *record, gboolean to_check)
{
  const DemainsField *field = demains_sort_buttons_get_field ();
  const char *sorting = demains_record_get_text (record, field->name);
  GString *text = g_string_new (*sorting != '\0' ? demains_field_get_choice_label (field, sorting) : NULL);

  if (to_check)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ ("To check"));

  return g_string_free_and_steal (text);
}

static void
demains_signal_mark_update (DemainsRecordPart *part)
{
  DemainsSignalMark *self = DEMAINS_SIGNAL_MARK (part);
  DemainsRecord *record = demains_record_part_get_record (part);
  const char *source;
  gboolean to_check;
  g_autofree char *summary = NULL;

  if (record == NULL)
    return;

  source = demains_record_get_text (record, "source");
  to_check = *demains_record_get_text (record, "to_check") != '\0';
  gtk_widget_set_visible (self->to_check, to_check);
  gtk_widget_set_visible (self->source, *source != '\0');
  gtk_label_set_label (self->source_label, source);

  summary = describe (record, to_check);
  demains_record_part_set_summary (part, summary);
}

static void
demains_signal_mark_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_SIGNAL_MARK);

  G_OBJECT_CLASS (demains_signal_mark_parent_class)->dispose (object);
}

static void
demains_signal_mark_class_init (DemainsSignalMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DemainsRecordPartClass *part_class = DEMAINS_RECORD_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_signal_mark_dispose;
  part_class->follows_record = TRUE;
  part_class->update = demains_signal_mark_update;

  g_type_ensure (DEMAINS_TYPE_SORT_BUTTONS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-signal-mark.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSignalMark, to_check);
  gtk_widget_class_bind_template_child (widget_class, DemainsSignalMark, source);
  gtk_widget_class_bind_template_child (widget_class, DemainsSignalMark, source_label);
}

static void
demains_signal_mark_init (DemainsSignalMark *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
