/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-thread-view.h"

#include "demains-bin.h"
#include "demains-thread-card.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* So many cards a column are legible; those of the thread come first. */
#define MOST_CARDS 16

/* A column is never narrower than a card that can be read. */
#define COLUMN_WIDTH 150

typedef struct
{
  GtkWidget *box;
  GtkWidget *more;
  gboolean whole; /* whether a person asked for all of it */
} Column;

static const DemainsKindId COLUMNS[] = {
  DEMAINS_KIND_SIGNAL,   DEMAINS_KIND_HYPOTHESIS, DEMAINS_KIND_QUESTION, DEMAINS_KIND_SECTION,
  DEMAINS_KIND_FUNCTION, DEMAINS_KIND_JOB,        DEMAINS_KIND_SCENE,
};

struct _DemainsThreadView
{
  AdwBin parent_instance;

  DemainsSession *session;
  gboolean narrow;
  GHashTable *chain;
  char *selected;
  Column shown[G_N_ELEMENTS (COLUMNS)];
  GHashTable *cards; /* of records */

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

static void add_cards (DemainsThreadView *self, guint index, GHashTable *wanted);

/* A click on the one that is selected shows all again. */
static void
clicked_cb (DemainsThreadView *self, DemainsThreadCard *card)
{
  const char *id = demains_record_get_id (demains_thread_card_get_record (card));
  g_autoptr (DemainsThread) thread = demains_thread_new (demains_session_get_project (self->session));

  g_set_str (&self->selected, g_strcmp0 (self->selected, id) == 0 ? NULL : id);
  find_chain (self, thread);
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    add_cards (self, i, self->shown[i].whole ? NULL : self->chain);
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

static gboolean
is_linked (DemainsThread *thread, DemainsRecord *record)
{
  g_autoptr (GPtrArray) from = demains_thread_list_neighbours (thread, record, DEMAINS_THREAD_FROM);
  g_autoptr (GPtrArray) to = demains_thread_list_neighbours (thread, record, DEMAINS_THREAD_TO);

  return from->len + to->len > 0;
}

/* The first of a column: those that are linked, then others as long as there is room;
 * and all that belong to the card that is selected. */
static GHashTable *
choose (DemainsThreadView *self, GPtrArray *records, DemainsThread *thread)
{
  GHashTable *chosen = g_hash_table_new (NULL, NULL);

  for (gboolean alone = FALSE; alone <= TRUE; alone++)
    for (guint i = 0; i < records->len && g_hash_table_size (chosen) < MOST_CARDS; i++)
      if (is_linked (thread, records->pdata[i]) != alone)
        g_hash_table_add (chosen, records->pdata[i]);
  for (guint i = 0; i < records->len; i++)
    if (g_hash_table_contains (self->chain, records->pdata[i]))
      g_hash_table_add (chosen, records->pdata[i]);

  return chosen;
}

static GPtrArray *
list_records (DemainsThreadView *self, DemainsKindId kind)
{
  DemainsRecordList *list = demains_project_get_list (demains_session_get_project (self->session), kind);
  GPtrArray *records = g_ptr_array_new ();
  DemainsRecord *record;

  for (guint i = 0; (record = demains_record_list_get (list, i)) != NULL; i++)
    if (belongs (record))
      g_ptr_array_add (records, record);

  return records;
}

/* Makes cards of the wanted records that have none yet, each in its place; %NULL wants all. */
static void
add_cards (DemainsThreadView *self, guint index, GHashTable *wanted)
{
  Column *column = &self->shown[index];
  g_autoptr (GPtrArray) records = list_records (self, COLUMNS[index]);
  GtkWidget *before = gtk_widget_get_first_child (column->box);
  g_autofree char *more = NULL;
  guint n_hidden = 0;

  for (guint i = 0; i < records->len; i++)
    {
      GtkWidget *card = g_hash_table_lookup (self->cards, records->pdata[i]);

      if (card == NULL && wanted != NULL && !g_hash_table_contains (wanted, records->pdata[i]))
        {
          n_hidden++;
          continue;
        }
      if (card == NULL)
        {
          card = demains_thread_card_new (records->pdata[i]);
          g_signal_connect_object (card, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
          g_hash_table_insert (self->cards, g_object_ref (records->pdata[i]), card);
          gtk_box_insert_child_after (GTK_BOX (column->box), card, before);
        }
      before = card;
    }

  /* Translators: a button that shows so many cards more */
  more = g_strdup_printf (ngettext ("%u more", "%u more", n_hidden), n_hidden);
  gtk_button_set_label (GTK_BUTTON (column->more), more);
  gtk_widget_set_visible (column->more, n_hidden > 0);
  gtk_widget_set_visible (column->box, records->len > 0);
}

static void
more_cb (GtkWidget *more, DemainsThreadView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    if (self->shown[i].more == more)
      {
        self->shown[i].whole = TRUE;
        /* The button goes, and must not take the keyboard with it. */
        gtk_widget_grab_focus (gtk_widget_get_prev_sibling (more));
        add_cards (self, i, NULL);
      }
  mark_all (self);
}

static void
create_column (DemainsThreadView *self, guint index, DemainsThread *thread)
{
  Column *column = &self->shown[index];
  GtkWidget *heading = gtk_label_new (_ (demains_kind_get (COLUMNS[index])->label));
  g_autoptr (GPtrArray) records = list_records (self, COLUMNS[index]);
  g_autoptr (GHashTable) chosen = NULL;

  column->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  column->more = gtk_button_new ();
  gtk_widget_set_size_request (column->box, COLUMN_WIDTH, -1);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (column->more, "flat");
  g_signal_connect_object (column->more, "clicked", G_CALLBACK (more_cb), self, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (column->box), heading);
  gtk_box_append (GTK_BOX (column->box), column->more);
  gtk_box_append (self->columns, column->box);
  if (!column->whole && records->len > MOST_CARDS)
    chosen = choose (self, records, thread);
  add_cards (self, index, chosen);
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
  g_clear_pointer (&self->cards, g_hash_table_unref);
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
  self->cards = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
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
  g_hash_table_remove_all (self->cards);
  find_chain (self, thread);
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    create_column (self, i, thread);
  lay_out (self);
}
