/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-deliverable-card.h"

#include "demains-bin.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsDeliverableCard
{
  AdwBin parent_instance;

  char *title;

  GtkBox *lines;
  GtkButton *next;
  GtkWidget *complete;
};

typedef enum
{
  PROP_TITLE = 1,
} DemainsDeliverableCardProperty;

#define N_PROPS (PROP_TITLE + 1)

enum
{
  SIGNAL_NEXT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsDeliverableCard, demains_deliverable_card, ADW_TYPE_BIN)

static void
next_cb (DemainsDeliverableCard *self)
{
  g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

/* A line of its own for each need: a mark, and how much there is of it. */
static void
add_line (DemainsDeliverableCard *self, const DemainsNeedState *state)
{
  g_autofree char *text = demains_need_to_text (state);
  gboolean met = state->have >= state->wanted;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_image_new_from_icon_name (met ? "object-select-symbolic" : "content-loading-symbolic");
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  met ? _ ("There") : _ ("Still lacking"), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->lines, line);
}

static void
demains_deliverable_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsDeliverableCardProperty)prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, DEMAINS_DELIVERABLE_CARD (object)->title);
      break;
    }
}

static void
demains_deliverable_card_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((DemainsDeliverableCardProperty)prop_id)
    {
    case PROP_TITLE:
      if (g_set_str (&DEMAINS_DELIVERABLE_CARD (object)->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
demains_deliverable_card_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_DELIVERABLE_CARD);

  G_OBJECT_CLASS (demains_deliverable_card_parent_class)->dispose (object);
}

static void
demains_deliverable_card_finalize (GObject *object)
{
  g_free (DEMAINS_DELIVERABLE_CARD (object)->title);

  G_OBJECT_CLASS (demains_deliverable_card_parent_class)->finalize (object);
}

static void
demains_deliverable_card_class_init (DemainsDeliverableCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_deliverable_card_get_property;
  object_class->set_property = demains_deliverable_card_set_property;
  object_class->dispose = demains_deliverable_card_dispose;
  object_class->finalize = demains_deliverable_card_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_NEXT]
    = g_signal_new ("next", DEMAINS_TYPE_DELIVERABLE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-deliverable-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsDeliverableCard, lines);
  gtk_widget_class_bind_template_child (widget_class, DemainsDeliverableCard, next);
  gtk_widget_class_bind_template_child (widget_class, DemainsDeliverableCard, complete);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
demains_deliverable_card_init (DemainsDeliverableCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_deliverable_card_show:
 * @self: a card
 * @project: a project
 * @deliverable: what the card is about
 *
 * Shows what there is of it now.
 */
void
demains_deliverable_card_show (DemainsDeliverableCard *self, DemainsProject *project, DemainsDeliverable deliverable)
{
  DemainsNeedState state;
  GtkWidget *line;
  gboolean lacking;

  g_return_if_fail (DEMAINS_IS_DELIVERABLE_CARD (self));

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);
  for (DemainsNeedId need = 0; need < DEMAINS_N_NEEDS; need++)
    {
      demains_needs_look (project, need, &state);
      if (state.need->deliverable == deliverable)
        add_line (self, &state);
    }

  lacking = demains_needs_find_next_of (project, deliverable, &state);
  if (lacking)
    gtk_button_set_label (self->next, demains_need_to_action (&state));
  gtk_widget_set_visible (GTK_WIDGET (self->next), lacking && !demains_project_get_read_only (project));
  gtk_widget_set_visible (self->complete, !lacking);
}
