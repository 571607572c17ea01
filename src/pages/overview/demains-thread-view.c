/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-thread-view.h"

#include "demains-bin.h"
#include "demains-thread-card.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* A column is never narrower than a card that can be read. */
#define COLUMN_WIDTH 150

struct _DemainsThreadView
{
  AdwBin parent_instance;

  DemainsSession *session;
  gboolean narrow;
  GHashTable *chain;
  char *selected;

  GtkLabel *hint;
  GtkWidget *open;
  GtkBox *columns;
};

typedef enum
{
  PROP_NARROW = 1,
} DemainsThreadViewProperty;

#define N_PROPS (PROP_NARROW + 1)

static GParamSpec *properties[N_PROPS];

static const DemainsKindId COLUMNS[] = {
  DEMAINS_KIND_SIGNAL,   DEMAINS_KIND_HYPOTHESIS, DEMAINS_KIND_QUESTION, DEMAINS_KIND_SECTION,
  DEMAINS_KIND_FUNCTION, DEMAINS_KIND_JOB,        DEMAINS_KIND_SCENE,
};

G_DEFINE_FINAL_TYPE (DemainsThreadView, demains_thread_view, ADW_TYPE_BIN)

static DemainsRecord *
get_selected (DemainsThreadView *self)
{
  if (self->session == NULL || self->selected == NULL)
    return NULL;

  return demains_project_find (demains_session_get_project (self->session), self->selected);
}

static void
mark (DemainsThreadView *self, DemainsThreadCard *card)
{
  DemainsRecord *selected = get_selected (self);
  gboolean in_chain = selected == NULL || g_hash_table_contains (self->chain, demains_thread_card_get_record (card));

  demains_thread_card_set_marked (card, selected != NULL && in_chain, selected != NULL && !in_chain);
  gtk_widget_set_visible (GTK_WIDGET (card), !self->narrow || in_chain);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), demains_thread_card_get_record (card) == selected);
}

static void
mark_all (DemainsThreadView *self)
{
  DemainsRecord *selected = get_selected (self);
  g_autofree char *text = selected != NULL
                            ? demains_record_to_text (selected)
                            : g_strdup (_ ("Choose a card to see what it comes from and what it led to."));

  for (GtkWidget *column = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); column != NULL;
       column = gtk_widget_get_next_sibling (column))
    for (GtkWidget *card = gtk_widget_get_first_child (column); card != NULL; card = gtk_widget_get_next_sibling (card))
      if (DEMAINS_IS_THREAD_CARD (card))
        mark (self, DEMAINS_THREAD_CARD (card));
  gtk_label_set_label (self->hint, text);
  gtk_widget_set_visible (self->open, selected != NULL);
}

static void
find_chain (DemainsThreadView *self, DemainsThread *thread)
{
  DemainsRecord *selected = get_selected (self);

  g_hash_table_remove_all (self->chain);
  if (selected == NULL)
    return;

  g_hash_table_add (self->chain, g_object_ref (selected));
  for (DemainsThreadDirection direction = DEMAINS_THREAD_FROM; direction <= DEMAINS_THREAD_TO; direction++)
    {
      g_autoptr (GPtrArray) records = demains_thread_list_chain (thread, selected, direction);

      for (guint i = 0; i < records->len; i++)
        g_hash_table_add (self->chain, g_object_ref (records->pdata[i]));
    }
}

/* A click on the one that is selected shows all again. */
static void
clicked_cb (DemainsThreadView *self, DemainsThreadCard *card)
{
  const char *id = demains_record_get_id (demains_thread_card_get_record (card));
  g_autoptr (DemainsThread) thread = demains_thread_new (demains_session_get_project (self->session));

  g_set_str (&self->selected, g_strcmp0 (self->selected, id) == 0 ? NULL : id);
  find_chain (self, thread);
  mark_all (self);
}

static void
open_cb (DemainsThreadView *self)
{
  demains_session_jump (self->session, NULL, get_selected (self));
}

/* Signals that were put aside are no part of it. */
static gboolean
belongs (DemainsRecord *record)
{
  return demains_record_get_kind_id (record) != DEMAINS_KIND_SIGNAL
         || !g_str_equal (demains_record_get_text (record, "sorting"), "no");
}

static GtkWidget *
create_column (DemainsThreadView *self, DemainsKindId kind)
{
  DemainsRecordList *list = demains_project_get_list (demains_session_get_project (self->session), kind);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_ (demains_kind_get (kind)->label));
  guint n = 0;

  gtk_widget_set_size_request (column, COLUMN_WIDTH, -1);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_box_append (GTK_BOX (column), heading);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      GtkWidget *card;

      if (!belongs (demains_record_list_get (list, i)))
        continue;
      card = demains_thread_card_new (demains_record_list_get (list, i));
      g_signal_connect_object (card, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (column), card);
      n++;
    }
  gtk_widget_set_visible (column, n > 0);

  return column;
}

static void
lay_out (DemainsThreadView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->columns, !self->narrow);
  mark_all (self);
}

static void
demains_thread_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsThreadViewProperty)prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, DEMAINS_THREAD_VIEW (object)->narrow);
      break;
    }
}

static void
demains_thread_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((DemainsThreadViewProperty)prop_id)
    {
    case PROP_NARROW:
      DEMAINS_THREAD_VIEW (object)->narrow = g_value_get_boolean (value);
      lay_out (DEMAINS_THREAD_VIEW (object));
      break;
    }
}

static void
demains_thread_view_dispose (GObject *object)
{
  DemainsThreadView *self = DEMAINS_THREAD_VIEW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->chain, g_hash_table_unref);
  demains_bin_dispose_template (object, DEMAINS_TYPE_THREAD_VIEW);

  G_OBJECT_CLASS (demains_thread_view_parent_class)->dispose (object);
}

static void
demains_thread_view_finalize (GObject *object)
{
  g_free (DEMAINS_THREAD_VIEW (object)->selected);

  G_OBJECT_CLASS (demains_thread_view_parent_class)->finalize (object);
}

static void
demains_thread_view_class_init (DemainsThreadViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_thread_view_get_property;
  object_class->set_property = demains_thread_view_set_property;
  object_class->dispose = demains_thread_view_dispose;
  object_class->finalize = demains_thread_view_finalize;

  properties[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-thread-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsThreadView, hint);
  gtk_widget_class_bind_template_child (widget_class, DemainsThreadView, open);
  gtk_widget_class_bind_template_child (widget_class, DemainsThreadView, columns);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
demains_thread_view_init (DemainsThreadView *self)
{
  self->chain = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_thread_view_show:
 * @self: a view
 * @session: what is open
 * @thread: its thread as it is now
 *
 * Shows the cards anew; the one that was selected stays so.
 */
void
demains_thread_view_show (DemainsThreadView *self, DemainsSession *session, DemainsThread *thread)
{
  GtkWidget *column;

  g_return_if_fail (DEMAINS_IS_THREAD_VIEW (self));

  g_set_object (&self->session, session);
  while ((column = gtk_widget_get_first_child (GTK_WIDGET (self->columns))) != NULL)
    gtk_box_remove (self->columns, column);
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    gtk_box_append (self->columns, create_column (self, COLUMNS[i]));
  find_chain (self, thread);
  lay_out (self);
}
