/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-signals-page.h"

#include "demains-bin.h"
#include "demains-card.h"
#include "demains-cards-view.h"
#include "demains-choice-row.h"
#include "demains-link-row.h"
#include "demains-page-keys.h"
#include "demains-part-row.h"
#include "demains-presenter.h"
#include "demains-signal-mark.h"
#include "demains-sort-bar.h"
#include "demains-sort-buttons.h"
#include "demains-text-row.h"
#include "demains-wording.h"

struct _DemainsSignalsPage
{
  DemainsPage parent_instance;

  DemainsCardsView *cards;
};

G_DEFINE_FINAL_TYPE (DemainsSignalsPage, demains_signals_page, DEMAINS_TYPE_PAGE)

/* The card that has the keyboard, which Tab may have led away from the selected one. */
static DemainsRecord *
take_current (GtkWidget *page)
{
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (page));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));
  GtkWidget *card = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  g_autoptr (DemainsRecord) record = NULL;

  if (DEMAINS_IS_CARD (card))
    g_object_get (card, "record", &record, NULL);
  if (record != NULL)
    demains_session_set_selected (session, DEMAINS_KIND_SIGNAL, record);

  return demains_session_get_selected (session, DEMAINS_KIND_SIGNAL);
}

static void
sort_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (widget));
  DemainsRecord *record = take_current (widget);

  if (demains_project_get_read_only (demains_session_get_project (session)))
    demains_session_toast_read_only (session);
  else if (record != NULL)
    demains_sort_buttons_sort (record, g_variant_get_string (parameter, NULL));
}

/* The record's own title, or what one without a title is called. */
static char *
get_title_cb (DemainsSignalsPage *self, DemainsRecord *record, const char *title)
{
  return record != NULL ? demains_record_to_text (record) : g_strdup ("");
}

static gboolean
has_text_cb (DemainsSignalsPage *self, const char *text)
{
  return text != NULL && *text != '\0';
}

/* What was on the wall is the card that one goes on with. */
static void
presenting_cb (DemainsSignalsPage *self)
{
  DemainsRecord *record
    = demains_session_get_selected (demains_page_get_session (DEMAINS_PAGE (self)), DEMAINS_KIND_SIGNAL);
  gboolean presenting;

  g_object_get (self, "presenting", &presenting, NULL);
  if (!presenting && record != NULL)
    demains_cards_view_show_card (self->cards);
}

static void
demains_signals_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  demains_cards_view_reveal (DEMAINS_SIGNALS_PAGE (page)->cards, record, field);
}

static void
demains_signals_page_shown (DemainsPage *page)
{
  demains_cards_view_start_adding (DEMAINS_SIGNALS_PAGE (page)->cards);
}

static void
demains_signals_page_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_SIGNALS_PAGE);

  G_OBJECT_CLASS (demains_signals_page_parent_class)->dispose (object);
}

static void
demains_signals_page_class_init (DemainsSignalsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_signals_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->can_present = TRUE;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_signals_page_reveal;
  DEMAINS_PAGE_CLASS (klass)->shown = demains_signals_page_shown;

  gtk_widget_class_install_action (widget_class, "signals.sort", "s", sort_cb);

  /* The Blueprint speaks of its properties. */
  g_type_ensure (demains_record_type_for_kind (DEMAINS_KIND_SIGNAL));
  g_type_ensure (DEMAINS_TYPE_CARDS_VIEW);
  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_LINK_ROW);
  g_type_ensure (DEMAINS_TYPE_PART_ROW);
  g_type_ensure (DEMAINS_TYPE_PRESENTER);
  g_type_ensure (DEMAINS_TYPE_SIGNAL_MARK);
  g_type_ensure (DEMAINS_TYPE_SORT_BAR);
  g_type_ensure (DEMAINS_TYPE_SORT_BUTTONS);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-signals-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSignalsPage, cards);
  gtk_widget_class_bind_template_callback (widget_class, get_title_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, presenting_cb);
}

static void
demains_signals_page_init (DemainsSignalsPage *self)
{
  static const DemainsPageKey keys[] = {
    { "k", "signals.sort::keep" },
    { "m", "signals.sort::maybe" },
    { "n", "signals.sort::no" },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  demains_page_add_keys (DEMAINS_PAGE (self), keys, G_N_ELEMENTS (keys));
}
