/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-thread-row.h"

#include "demains-link-pill.h"
#include "demains-thread.h"

#include <glib/gi18n.h>

struct _DemainsThreadRow
{
  DemainsFieldRow parent_instance;

  DemainsSession *session;

  /* What is shown, for each direction. */
  GPtrArray *shown[2];

  AdwWrapBox *from;
  AdwWrapBox *to;
};

typedef enum
{
  PROP_SESSION = 1,
} DemainsThreadRowProperty;

#define N_PROPS (PROP_SESSION + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsThreadRow, demains_thread_row, DEMAINS_TYPE_FIELD_ROW)

static void
jump_cb (DemainsLinkPill *pill, DemainsThreadRow *self)
{
  demains_session_jump (self->session, demains_field_row_get_record (DEMAINS_FIELD_ROW (self)),
                        demains_link_pill_get_record (pill));
}

static GtkWidget *
create_caption (const char *text, const char *style)
{
  GtkWidget *caption = gtk_label_new (text);

  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, style);

  return caption;
}

/* The name of a kind is never left at the end of a line before its first pill. */
static GtkWidget *
head (const char *kind, GtkWidget *pill)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), create_caption (kind, "dimmed"));
  gtk_box_append (GTK_BOX (box), pill);

  return box;
}

/* Each run of one kind has its name before it: a pill says only its title. */
static void
fill (DemainsThreadRow *self, AdwWrapBox *box, const char *heading, GPtrArray *records)
{
  DemainsKindId last = DEMAINS_N_KINDS;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    adw_wrap_box_remove (box, child);
  gtk_widget_set_visible (GTK_WIDGET (box), records->len > 0);
  adw_wrap_box_append (box, create_caption (heading, "heading"));
  for (guint i = 0; i < records->len; i++)
    {
      const DemainsKind *kind = demains_record_get_kind (records->pdata[i]);
      GtkWidget *pill = g_object_new (DEMAINS_TYPE_LINK_PILL, "record", records->pdata[i], NULL);

      g_signal_connect_object (pill, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_DEFAULT);
      adw_wrap_box_append (box, kind->id != last ? head (_ (kind->label), pill) : pill);
      last = kind->id;
    }
}

static gboolean
is_same (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (one->pdata[i] != other->pdata[i])
      return FALSE;

  return TRUE;
}

/* A part that is the same stays, with the keyboard in it. */
static void
show_chain (DemainsThreadRow *self, DemainsThreadDirection direction, GPtrArray *chain)
{
  g_autoptr (GPtrArray) records = chain;

  if (is_same (self->shown[direction], records))
    return;

  if (direction == DEMAINS_THREAD_FROM)
    fill (self, self->from, _ ("Comes from"), records);
  else
    fill (self, self->to, _ ("Led to"), records);
  g_clear_pointer (&self->shown[direction], g_ptr_array_unref);
  self->shown[direction] = g_steal_pointer (&records);
}

static void
refresh (DemainsThreadRow *self)
{
  DemainsRecord *record = demains_field_row_get_record (DEMAINS_FIELD_ROW (self));
  g_autoptr (DemainsThread) thread = NULL;

  if (self->session == NULL || record == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }

  thread = demains_thread_new (demains_session_get_project (self->session));
  for (DemainsThreadDirection direction = DEMAINS_THREAD_FROM; direction <= DEMAINS_THREAD_TO; direction++)
    show_chain (self, direction, demains_thread_list_chain (thread, record, direction));
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->shown[DEMAINS_THREAD_FROM]->len + self->shown[DEMAINS_THREAD_TO]->len > 0);
}

static void
watch (DemainsThreadRow *self)
{
  DemainsProject *project = demains_session_get_project (self->session);

  g_signal_connect_object (demains_project_get_list (project, DEMAINS_KIND_LINK), "items-changed", G_CALLBACK (refresh),
                           self, G_CONNECT_SWAPPED);
  /* A record that goes takes its links out of the chain though they stay. */
  g_signal_connect_object (project, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

static void
demains_thread_row_record_changed (DemainsFieldRow *row)
{
  refresh (DEMAINS_THREAD_ROW (row));
}

static void
demains_thread_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsThreadRowProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, DEMAINS_THREAD_ROW (object)->session);
      break;
    }
}

static void
demains_thread_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsThreadRow *self = DEMAINS_THREAD_ROW (object);

  switch ((DemainsThreadRowProperty)prop_id)
    {
    case PROP_SESSION:
      if (!g_set_object (&self->session, g_value_get_object (value)))
        return;
      if (self->session != NULL)
        watch (self);
      refresh (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
demains_thread_row_dispose (GObject *object)
{
  DemainsThreadRow *self = DEMAINS_THREAD_ROW (object);

  g_clear_object (&self->session);
  for (guint i = 0; i < G_N_ELEMENTS (self->shown); i++)
    g_clear_pointer (&self->shown[i], g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_THREAD_ROW);

  G_OBJECT_CLASS (demains_thread_row_parent_class)->dispose (object);
}

static void
demains_thread_row_class_init (DemainsThreadRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_thread_row_get_property;
  object_class->set_property = demains_thread_row_set_property;
  object_class->dispose = demains_thread_row_dispose;
  DEMAINS_FIELD_ROW_CLASS (klass)->record_changed = demains_thread_row_record_changed;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-thread-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsThreadRow, from);
  gtk_widget_class_bind_template_child (widget_class, DemainsThreadRow, to);
}

static void
demains_thread_row_init (DemainsThreadRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
