/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-marked-list.h"

#include "demains-project-passage.h"
#include "demains-wording.h"

struct _DemainsMarkedList
{
  AdwBin parent_instance;

  DemainsProject *project;
  DemainsRecord *section;
  GPtrArray *shown; /* records, in the order of the rows */
  guint source;

  GtkWidget *rows;
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsMarkedList, demains_marked_list, ADW_TYPE_BIN)

static void
clicked_cb (GtkWidget *row, DemainsMarkedList *self)
{
  DemainsRecord *record = g_object_get_data (G_OBJECT (row), "demains-record");

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, demains_record_get_token (record), row);
}

static GtkWidget *
create_label (const char *text, gboolean wrap)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");

  return label;
}

static void
describe (DemainsMarkedList *self, DemainsRecord *record, GtkWidget *row)
{
  gboolean is_remark = demains_record_get_kind_id (record) == DEMAINS_KIND_REMARK;
  const char *quote = is_remark ? demains_record_get_text (record, "quote") : "";
  g_autofree char *text = demains_marked_to_text (self->project, record);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sign = gtk_label_new (is_remark ? DEMAINS_PASSAGE_FLAG : "⊘");

  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_accessible_update_state (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (lines), create_label (text, TRUE));
  if (*quote != '\0')
    {
      GtkWidget *label = create_label (quote, FALSE);

      gtk_widget_add_css_class (label, "dimmed");
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_button_set_child (GTK_BUTTON (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, quote, -1);
}

static void
record_changed_cb (DemainsRecord *record, GParamSpec *pspec, DemainsMarkedList *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_object_get_data (G_OBJECT (row), "demains-record") == record)
      describe (self, record, row);
}

static GtkWidget *
create_row (DemainsMarkedList *self, DemainsRecord *record)
{
  GtkWidget *row = gtk_button_new ();

  gtk_widget_add_css_class (row, "flat");
  gtk_widget_add_css_class (row, "demains-marked");
  g_object_set_data_full (G_OBJECT (row), "demains-record", g_object_ref (record), g_object_unref);
  g_signal_connect_object (row, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_DEFAULT);
  describe (self, record, row);

  return row;
}

static gboolean
look_cb (gpointer user_data)
{
  DemainsMarkedList *self = user_data;

  self->source = 0;
  demains_marked_list_look_again (self);

  return G_SOURCE_REMOVE;
}

/* In the middle of a change a link may be there before its words are. */
static void
items_changed_cb (DemainsMarkedList *self)
{
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, look_cb, self, NULL);
}

static void
demains_marked_list_dispose (GObject *object)
{
  DemainsMarkedList *self = DEMAINS_MARKED_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  for (guint i = 0; self->shown != NULL && i < self->shown->len; i++)
    g_signal_handlers_disconnect_by_func (self->shown->pdata[i], record_changed_cb, self);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->section);

  G_OBJECT_CLASS (demains_marked_list_parent_class)->dispose (object);
}

static void
demains_marked_list_class_init (DemainsMarkedListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_marked_list_dispose;

  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_STRING, GTK_TYPE_WIDGET);
}

static void
demains_marked_list_init (DemainsMarkedList *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_bin_set_child (ADW_BIN (self), self->rows);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * demains_marked_list_set_section:
 * @self: a list
 * @project: the project
 * @section: a section of it
 */
void
demains_marked_list_set_section (DemainsMarkedList *self, DemainsProject *project, DemainsRecord *section)
{
  static const DemainsKindId kinds[]
    = { DEMAINS_KIND_REMARK, DEMAINS_KIND_LINK, DEMAINS_KIND_SIGNAL, DEMAINS_KIND_FUNCTION, DEMAINS_KIND_JOB };

  g_return_if_fail (DEMAINS_IS_MARKED_LIST (self));

  self->project = project;
  g_set_object (&self->section, section);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_signal_connect_object (demains_project_get_list (project, kinds[i]), "items-changed",
                             G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  demains_marked_list_look_again (self);
}

/**
 * demains_marked_list_look_again:
 * @self: a list
 *
 * To be called when the text changed. Rows are made anew only where what they are
 * about is another.
 */
void
demains_marked_list_look_again (DemainsMarkedList *self)
{
  g_autoptr (GPtrArray) marked = NULL;
  GtkWidget *row;
  gboolean same;

  g_return_if_fail (DEMAINS_IS_MARKED_LIST (self));

  if (self->section == NULL || self->shown == NULL)
    return;

  marked = demains_project_list_marked (self->project, self->section);
  same = marked->len == self->shown->len;
  for (guint i = 0; same && i < marked->len; i++)
    same = marked->pdata[i] == self->shown->pdata[i];
  if (same)
    return;

  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; i < self->shown->len; i++)
    g_signal_handlers_disconnect_by_func (self->shown->pdata[i], record_changed_cb, self);
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < marked->len; i++)
    {
      g_ptr_array_add (self->shown, g_object_ref (marked->pdata[i]));
      g_signal_connect_object (marked->pdata[i], "notify", G_CALLBACK (record_changed_cb), self, G_CONNECT_DEFAULT);
      gtk_box_append (GTK_BOX (self->rows), create_row (self, marked->pdata[i]));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), marked->len > 0);
}
