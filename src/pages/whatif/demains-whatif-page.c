/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-whatif-page.h"

#include "demains-bin.h"
#include "demains-cards-view.h"
#include "demains-choice-row.h"
#include "demains-consequence-view.h"
#include "demains-link-row.h"
#include "demains-part-row.h"
#include "demains-question-list.h"
#include "demains-text-row.h"

struct _DemainsWhatifPage
{
  DemainsPage parent_instance;

  DemainsConsequenceTree *tree;

  DemainsCardsView *cards;
  DemainsConsequenceView *consequences;
  DemainsQuestionList *questions;
};

typedef enum
{
  PROP_TREE = 1,
} DemainsWhatifPageProperty;

#define N_PROPS (PROP_TREE + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsWhatifPage, demains_whatif_page, DEMAINS_TYPE_PAGE)

static void
record_cb (DemainsWhatifPage *self)
{
  DemainsRecord *record;

  g_object_get (self->cards, "record", &record, NULL);
  if (self->tree != NULL)
    demains_consequence_tree_set_hypothesis (self->tree, record);
  g_clear_object (&record);
}

/* The hypothesis that a question belongs to: the one on the screen, if it does. */
static DemainsRecord *
dup_hypothesis_of (DemainsWhatifPage *self, DemainsRecord *question)
{
  g_autoptr (GListModel) linked
    = demains_project_list_linked (demains_page_get_project (DEMAINS_PAGE (self)), question, DEMAINS_KIND_HYPOTHESIS);
  DemainsRecord *shown = demains_consequence_tree_get_hypothesis (self->tree);

  for (guint i = 0; i < g_list_model_get_n_items (linked); i++)
    {
      g_autoptr (DemainsRecord) hypothesis = g_list_model_get_item (linked, i);

      if (hypothesis == shown)
        return g_steal_pointer (&hypothesis);
    }

  return g_list_model_get_item (linked, 0);
}

static void
demains_whatif_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  DemainsWhatifPage *self = DEMAINS_WHATIF_PAGE (page);
  DemainsKindId kind = demains_record_get_kind_id (record);
  g_autoptr (DemainsRecord) hypothesis = NULL;

  if (kind == DEMAINS_KIND_CONSEQUENCE)
    g_set_object (&hypothesis, demains_consequence_find_hypothesis (demains_page_get_project (page), record));
  else if (kind == DEMAINS_KIND_QUESTION)
    hypothesis = dup_hypothesis_of (self, record);
  else
    demains_cards_view_reveal (self->cards, record, field);

  if (hypothesis == NULL)
    return;

  demains_cards_view_reveal (self->cards, hypothesis, NULL);
  if (kind == DEMAINS_KIND_CONSEQUENCE)
    demains_consequence_view_go_to (self->consequences, record);
  else
    demains_question_list_go_to (self->questions, record, field);
}

static void
demains_whatif_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsWhatifPage *self = DEMAINS_WHATIF_PAGE (object);

  switch ((DemainsWhatifPageProperty)prop_id)
    {
    case PROP_TREE:
      g_value_set_object (value, self->tree);
      break;
    }
}

static void
demains_whatif_page_constructed (GObject *object)
{
  DemainsWhatifPage *self = DEMAINS_WHATIF_PAGE (object);

  G_OBJECT_CLASS (demains_whatif_page_parent_class)->constructed (object);

  self->tree = demains_consequence_tree_new (demains_page_get_project (DEMAINS_PAGE (self)));
  record_cb (self);
  g_object_notify_by_pspec (object, properties[PROP_TREE]);
}

static void
demains_whatif_page_dispose (GObject *object)
{
  DemainsWhatifPage *self = DEMAINS_WHATIF_PAGE (object);

  g_clear_object (&self->tree);
  demains_bin_dispose_template (object, DEMAINS_TYPE_WHATIF_PAGE);

  G_OBJECT_CLASS (demains_whatif_page_parent_class)->dispose (object);
}

static void
demains_whatif_page_class_init (DemainsWhatifPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_whatif_page_get_property;
  object_class->constructed = demains_whatif_page_constructed;
  object_class->dispose = demains_whatif_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_whatif_page_reveal;

  properties[PROP_TREE] = g_param_spec_object ("tree", NULL, NULL, DEMAINS_TYPE_CONSEQUENCE_TREE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_CARDS_VIEW);
  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_CONSEQUENCE_VIEW);
  g_type_ensure (DEMAINS_TYPE_LINK_ROW);
  g_type_ensure (DEMAINS_TYPE_PART_ROW);
  g_type_ensure (DEMAINS_TYPE_QUESTION_LIST);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-whatif-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsWhatifPage, cards);
  gtk_widget_class_bind_template_child (widget_class, DemainsWhatifPage, consequences);
  gtk_widget_class_bind_template_child (widget_class, DemainsWhatifPage, questions);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
}

static void
demains_whatif_page_init (DemainsWhatifPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
