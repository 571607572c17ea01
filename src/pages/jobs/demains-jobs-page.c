/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-jobs-page.h"

#include "demains-bin.h"
#include "demains-cards-view.h"
#include "demains-choice-row.h"
#include "demains-field-row.h"
#include "demains-link-row.h"
#include "demains-page-keys.h"
#include "demains-part-row.h"
#include "demains-sheet-part.h"
#include "demains-sheet-view.h"
#include "demains-text-row.h"
#include "demains-thread-row.h"

struct _DemainsJobsPage
{
  DemainsPage parent_instance;

  gboolean sheet;

  DemainsCardsView *cards;
  GtkStack *stack;
  DemainsSheetView *sheet_view;
  GtkWidget *functions;
};

typedef enum
{
  PROP_SHEET = 1,
} DemainsJobsPageProperty;

#define N_PROPS (PROP_SHEET + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsJobsPage, demains_jobs_page, DEMAINS_TYPE_PAGE)

static GtkWidget *
get_focused (DemainsJobsPage *self, GType type)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack))
           ? gtk_widget_get_ancestor (focus, type)
           : NULL;
}

static void
show (DemainsJobsPage *self, gboolean sheet)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->stack), GTK_TYPE_SCROLLED_WINDOW);

  self->sheet = sheet;
  gtk_stack_set_visible_child_name (self->stack, sheet ? "sheet" : "editor");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHEET]);
}

/* To where @field is written; the functions that a job comes from are no field. */
static void
go_to_field (DemainsJobsPage *self, const char *field)
{
  DemainsRecord *record
    = demains_session_get_selected (demains_page_get_session (DEMAINS_PAGE (self)), DEMAINS_KIND_JOB);

  if (record == NULL)
    return;
  if (field != NULL)
    demains_cards_view_reveal (self->cards, record, field);
  else
    gtk_widget_child_focus (self->functions, GTK_DIR_TAB_FORWARD);
}

/* The keyboard stays at what it is at, in the one and in the other. */
static void
set_sheet (DemainsJobsPage *self, gboolean sheet)
{
  GtkWidget *row = get_focused (self, DEMAINS_TYPE_FIELD_ROW);
  GtkWidget *part = get_focused (self, DEMAINS_TYPE_SHEET_PART);
  DemainsRecord *record
    = demains_session_get_selected (demains_page_get_session (DEMAINS_PAGE (self)), DEMAINS_KIND_JOB);

  if (self->sheet == sheet)
    return;

  show (self, sheet);
  if (sheet && row != NULL)
    demains_sheet_view_focus (self->sheet_view, demains_field_row_get_field_name (DEMAINS_FIELD_ROW (row)));
  else if (part != NULL)
    go_to_field (self, demains_sheet_part_get_field (DEMAINS_SHEET_PART (part)));
  else if (sheet && record != NULL && !gtk_widget_get_mapped (GTK_WIDGET (self->stack)))
    {
      /* A narrow window shows the list. */
      demains_cards_view_reveal (self->cards, record, NULL);
      demains_sheet_view_focus (self->sheet_view, NULL);
    }
}

static void
opened_cb (DemainsJobsPage *self, const char *field)
{
  show (self, FALSE);
  go_to_field (self, field);
}

/* The next job that is named is one to fill in. */
static void
record_cb (DemainsJobsPage *self)
{
  g_autoptr (DemainsRecord) record = NULL;

  g_object_get (self->cards, "record", &record, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "jobs.sheet", record != NULL);
  if (record == NULL && self->sheet)
    show (self, FALSE);
}

static void
demains_jobs_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  DemainsJobsPage *self = DEMAINS_JOBS_PAGE (page);

  if (field != NULL && self->sheet)
    show (self, FALSE);
  demains_cards_view_reveal (self->cards, record, field);
}

static void
demains_jobs_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsJobsPageProperty)prop_id)
    {
    case PROP_SHEET:
      g_value_set_boolean (value, DEMAINS_JOBS_PAGE (object)->sheet);
      break;
    }
}

static void
demains_jobs_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((DemainsJobsPageProperty)prop_id)
    {
    case PROP_SHEET:
      set_sheet (DEMAINS_JOBS_PAGE (object), g_value_get_boolean (value));
      break;
    }
}

static void
demains_jobs_page_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_JOBS_PAGE);

  G_OBJECT_CLASS (demains_jobs_page_parent_class)->dispose (object);
}

static void
demains_jobs_page_class_init (DemainsJobsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_jobs_page_get_property;
  object_class->set_property = demains_jobs_page_set_property;
  object_class->dispose = demains_jobs_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_jobs_page_reveal;

  properties[PROP_SHEET] = g_param_spec_boolean ("sheet", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "jobs.sheet", "sheet");

  g_type_ensure (DEMAINS_TYPE_CARDS_VIEW);
  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_LINK_ROW);
  g_type_ensure (DEMAINS_TYPE_PART_ROW);
  g_type_ensure (DEMAINS_TYPE_SHEET_VIEW);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  g_type_ensure (DEMAINS_TYPE_THREAD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-jobs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsJobsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, DemainsJobsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsJobsPage, sheet_view);
  gtk_widget_class_bind_template_child (widget_class, DemainsJobsPage, functions);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
}

static void
demains_jobs_page_init (DemainsJobsPage *self)
{
  static const DemainsPageKey keys[] = { { "<Control><Shift>f", "jobs.sheet" } };

  gtk_widget_init_template (GTK_WIDGET (self));
  demains_page_add_keys (DEMAINS_PAGE (self), keys, G_N_ELEMENTS (keys));
  record_cb (self);
}
