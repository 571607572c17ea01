/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-overview-page.h"

#include "demains-bin.h"
#include "demains-deliverable-card.h"
#include "demains-finish-dialog.h"
#include "demains-link-pill.h"
#include "demains-position-row.h"
#include "demains-programme.h"
#include "demains-stances.h"
#include "demains-text-row.h"
#include "demains-thread-view.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* How often the clock is looked at, in seconds. */
#define CLOCK_SECONDS 30

/* So many at first where the thread is broken. */
#define MOST_ORPHANS 16

struct _DemainsOverviewPage
{
  DemainsPage parent_instance;

  GPtrArray *position_rows;
  GPtrArray *orphan_rows;

  guint whole_orphans; /* a bit for each row that shows all of its records */
  guint clock;

  DemainsFieldRow *pitch;
  GtkWidget *finish;
  GtkBox *cards;
  DemainsDeliverableCard *vision;
  DemainsDeliverableCard *detail;
  DemainsDeliverableCard *film;
  DemainsThreadView *thread_view;
  AdwPreferencesGroup *orphans;
  AdwPreferencesGroup *positions;
};

G_DEFINE_FINAL_TYPE (DemainsOverviewPage, demains_overview_page, DEMAINS_TYPE_PAGE)

static DemainsDeliverable
get_deliverable (DemainsOverviewPage *self, DemainsDeliverableCard *card)
{
  if (card == self->vision)
    return DEMAINS_DELIVERABLE_VISION;

  return card == self->detail ? DEMAINS_DELIVERABLE_DETAIL : DEMAINS_DELIVERABLE_FILM;
}

static void
next_cb (DemainsOverviewPage *self, DemainsDeliverableCard *card)
{
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (self));
  DemainsNeedState state;

  if (!demains_needs_find_next_of (demains_session_get_project (session), get_deliverable (self, card), &state))
    return;

  if (state.need->id == DEMAINS_NEED_PITCH)
    gtk_widget_grab_focus (GTK_WIDGET (self->pitch));
  else if (state.next != NULL && state.need->id != DEMAINS_NEED_FILM)
    demains_session_reveal (session, state.next, state.field);
  else
    demains_session_set_page (session, state.need->page);
}

static void
finish_cb (DemainsOverviewPage *self)
{
  adw_dialog_present (demains_finish_dialog_new (demains_page_get_session (DEMAINS_PAGE (self))), GTK_WIDGET (self));
}

/* In the last slot of a day it is what to do next. */
static gboolean
clock_cb (gpointer user_data)
{
  DemainsOverviewPage *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  DemainsProgrammeMoment moment;

  demains_programme_look (demains_page_get_project (DEMAINS_PAGE (self)), now, &moment);
  if (moment.last)
    gtk_widget_add_css_class (self->finish, "suggested-action");
  else
    gtk_widget_remove_css_class (self->finish, "suggested-action");

  return G_SOURCE_CONTINUE;
}

static void
orphan_cb (DemainsLinkPill *pill, DemainsOverviewPage *self)
{
  demains_session_jump (demains_page_get_session (DEMAINS_PAGE (self)), NULL, demains_link_pill_get_record (pill));
}

static void show_orphans (DemainsOverviewPage *self, DemainsThread *thread);

static void
more_cb (GtkWidget *button, DemainsOverviewPage *self)
{
  g_autoptr (DemainsThread) thread = demains_thread_new (demains_page_get_project (DEMAINS_PAGE (self)));

  self->whole_orphans |= 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "demains-orphan"));
  show_orphans (self, thread);
  gtk_widget_child_focus (GTK_WIDGET (self->orphans), GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
create_more_button (DemainsOverviewPage *self, DemainsOrphan orphan, guint n)
{
  /* Translators: a button that shows so many cards more */
  g_autofree char *label = g_strdup_printf (ngettext ("%u more", "%u more", n), n);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "demains-orphan", GUINT_TO_POINTER (orphan));
  g_signal_connect_object (button, "clicked", G_CALLBACK (more_cb), self, G_CONNECT_DEFAULT);

  return button;
}

static GtkWidget *
create_orphan_row (DemainsOverviewPage *self, DemainsOrphan orphan, GPtrArray *records)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (demains_orphan_to_text (orphan));
  GtkWidget *pills = adw_wrap_box_new ();
  guint n = (self->whole_orphans & (1u << orphan)) != 0 ? records->len : MIN (records->len, MOST_ORPHANS);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "caption");
  gtk_widget_add_css_class (heading, "dimmed");
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (pills), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (pills), 6);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *pill = g_object_new (DEMAINS_TYPE_LINK_PILL, "record", records->pdata[i], NULL);

      g_signal_connect_object (pill, "jump", G_CALLBACK (orphan_cb), self, G_CONNECT_DEFAULT);
      adw_wrap_box_append (ADW_WRAP_BOX (pills), pill);
    }
  if (n < records->len)
    adw_wrap_box_append (ADW_WRAP_BOX (pills), create_more_button (self, orphan, records->len - n));
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), pills);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

static void
show_orphans (DemainsOverviewPage *self, DemainsThread *thread)
{
  for (guint i = 0; i < self->orphan_rows->len; i++)
    adw_preferences_group_remove (self->orphans, self->orphan_rows->pdata[i]);
  g_ptr_array_set_size (self->orphan_rows, 0);

  for (DemainsOrphan orphan = 0; orphan < DEMAINS_N_ORPHANS; orphan++)
    {
      g_autoptr (GPtrArray) records = demains_thread_list_orphans (thread, orphan);
      GtkWidget *row;

      if (records->len == 0)
        continue;
      row = create_orphan_row (self, orphan, records);
      adw_preferences_group_add (self->orphans, row);
      g_ptr_array_add (self->orphan_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->orphans), self->orphan_rows->len > 0);
}

static void
show_cards (DemainsOverviewPage *self)
{
  DemainsDeliverableCard *cards[] = { self->vision, self->detail, self->film };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    demains_deliverable_card_show (cards[i], demains_page_get_project (DEMAINS_PAGE (self)),
                                   get_deliverable (self, cards[i]));
}

/* Nothing that may hold the keyboard is made anew here: people move sliders. */
static void
changed_cb (DemainsOverviewPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  clock_cb (self);
  show_cards (self);
  for (guint i = 0; i < self->position_rows->len; i++)
    demains_position_row_refresh (self->position_rows->pdata[i]);
}

static void
show_all (DemainsOverviewPage *self)
{
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (self));
  g_autoptr (DemainsThread) thread = demains_thread_new (demains_session_get_project (session));

  clock_cb (self);
  show_cards (self);
  demains_thread_view_show (self->thread_view, session, thread);
  show_orphans (self, thread);
  for (guint i = 0; i < self->position_rows->len; i++)
    demains_position_row_refresh (self->position_rows->pdata[i]);
}

static void
narrow_cb (DemainsOverviewPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->cards),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/* Undo and redo, which may be asked for here, change the thread as well. */
static void
stepped_cb (DemainsOverviewPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
}

static void
demains_overview_page_map (GtkWidget *widget)
{
  show_all (DEMAINS_OVERVIEW_PAGE (widget));

  GTK_WIDGET_CLASS (demains_overview_page_parent_class)->map (widget);
}

static void
demains_overview_page_constructed (GObject *object)
{
  DemainsOverviewPage *self = DEMAINS_OVERVIEW_PAGE (object);
  DemainsProject *project = demains_page_get_project (DEMAINS_PAGE (self));

  G_OBJECT_CLASS (demains_overview_page_parent_class)->constructed (object);

  demains_field_row_set_editable (self->pitch, !demains_project_get_read_only (project));
  gtk_widget_set_visible (self->finish, !demains_project_get_read_only (project));
  demains_field_row_set_record (self->pitch, demains_project_get_root (project));
  for (const DemainsChoice *slider = demains_stances_get_sliders (); slider->key != NULL; slider++)
    {
      GtkWidget *row = demains_position_row_new (project, slider->key);

      adw_preferences_group_add (self->positions, row);
      g_ptr_array_add (self->position_rows, row);
    }
  g_signal_connect_object (project, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::can-redo", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::narrow", G_CALLBACK (narrow_cb), self, G_CONNECT_DEFAULT);
  self->clock = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
}

static void
demains_overview_page_dispose (GObject *object)
{
  DemainsOverviewPage *self = DEMAINS_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_pointer (&self->position_rows, g_ptr_array_unref);
  g_clear_pointer (&self->orphan_rows, g_ptr_array_unref);
  demains_bin_dispose_template (object, DEMAINS_TYPE_OVERVIEW_PAGE);

  G_OBJECT_CLASS (demains_overview_page_parent_class)->dispose (object);
}

static void
demains_overview_page_class_init (DemainsOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = demains_overview_page_constructed;
  object_class->dispose = demains_overview_page_dispose;
  widget_class->map = demains_overview_page_map;

  g_type_ensure (DEMAINS_TYPE_DELIVERABLE_CARD);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  g_type_ensure (DEMAINS_TYPE_THREAD_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, pitch);
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, finish);
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, cards);
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, vision);
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, detail);
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, film);
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, thread_view);
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, orphans);
  gtk_widget_class_bind_template_child (widget_class, DemainsOverviewPage, positions);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
}

static void
demains_overview_page_init (DemainsOverviewPage *self)
{
  self->position_rows = g_ptr_array_new ();
  self->orphan_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
