/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script-page.h"

#include "demains-bin.h"
#include "demains-cards-view.h"
#include "demains-choice-row.h"
#include "demains-link-row.h"
#include "demains-number-row.h"
#include "demains-text-row.h"
#include "demains-thread-row.h"

struct _DemainsScriptPage
{
  DemainsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (DemainsScriptPage, demains_script_page, DEMAINS_TYPE_PAGE)

static void
demains_script_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  demains_cards_view_reveal (DEMAINS_CARDS_VIEW (adw_bin_get_child (ADW_BIN (page))), record, field);
}

static void
demains_script_page_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_SCRIPT_PAGE);

  G_OBJECT_CLASS (demains_script_page_parent_class)->dispose (object);
}

static void
demains_script_page_class_init (DemainsScriptPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_script_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_script_page_reveal;

  g_type_ensure (DEMAINS_TYPE_CARDS_VIEW);
  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_LINK_ROW);
  g_type_ensure (DEMAINS_TYPE_NUMBER_ROW);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  g_type_ensure (DEMAINS_TYPE_THREAD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-script-page.ui");
}

static void
demains_script_page_init (DemainsScriptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
