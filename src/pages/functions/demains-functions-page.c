/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-functions-page.h"

#include "demains-bin.h"
#include "demains-cards-view.h"
#include "demains-choice-row.h"
#include "demains-link-row.h"
#include "demains-mission-list.h"
#include "demains-text-row.h"
#include "demains-thread-row.h"

struct _DemainsFunctionsPage
{
  DemainsPage parent_instance;

  AdwViewStack *parts;
  DemainsCardsView *functions;
  DemainsCardsView *ways;
  DemainsMissionList *missions;
};

G_DEFINE_FINAL_TYPE (DemainsFunctionsPage, demains_functions_page, DEMAINS_TYPE_PAGE)

static void
demains_functions_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  DemainsFunctionsPage *self = DEMAINS_FUNCTIONS_PAGE (page);

  if (demains_record_get_kind_id (record) == DEMAINS_KIND_MISSION)
    {
      adw_view_stack_set_visible_child (self->parts, GTK_WIDGET (self->missions));
      demains_mission_list_go_to (self->missions, record, field);
    }
  else
    {
      DemainsCardsView *cards = demains_record_get_kind_id (record) == DEMAINS_KIND_WAY ? self->ways : self->functions;

      adw_view_stack_set_visible_child (self->parts, GTK_WIDGET (cards));
      demains_cards_view_reveal (cards, record, field);
    }
}

static void
demains_functions_page_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_FUNCTIONS_PAGE);

  G_OBJECT_CLASS (demains_functions_page_parent_class)->dispose (object);
}

static void
demains_functions_page_class_init (DemainsFunctionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_functions_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_functions_page_reveal;

  g_type_ensure (DEMAINS_TYPE_CARDS_VIEW);
  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_LINK_ROW);
  g_type_ensure (DEMAINS_TYPE_MISSION_LIST);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  g_type_ensure (DEMAINS_TYPE_THREAD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-functions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsFunctionsPage, parts);
  gtk_widget_class_bind_template_child (widget_class, DemainsFunctionsPage, functions);
  gtk_widget_class_bind_template_child (widget_class, DemainsFunctionsPage, ways);
  gtk_widget_class_bind_template_child (widget_class, DemainsFunctionsPage, missions);
}

static void
demains_functions_page_init (DemainsFunctionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
