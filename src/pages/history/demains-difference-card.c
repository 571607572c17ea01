/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-difference-card.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-difference-markup.h"
#include "demains-thumbnail.h"
#include "demains-wording.h"

struct _DemainsDifferenceCard
{
  AdwBin parent_instance;

  GtkLabel *heading;
  DemainsThumbnail *thumbnail;
  GtkLabel *title;
  GtkLabel *fate;
  GtkButton *restore;
  GtkBox *fields;

  DemainsRecordDifference *difference;
};

enum
{
  SIGNAL_RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsDifferenceCard, demains_difference_card, ADW_TYPE_BIN)

/* The names of the screens that show them. */
static const char *const HEADINGS[] = {
  [DEMAINS_KIND_PROJECT] = N_ ("Group Details"),
  [DEMAINS_KIND_SIGNAL] = N_ ("Signals"),
  [DEMAINS_KIND_HYPOTHESIS] = N_ ("What If"),
  [DEMAINS_KIND_CONSEQUENCE] = N_ ("What If"),
  [DEMAINS_KIND_QUESTION] = N_ ("What If"),
  [DEMAINS_KIND_SECTION] = N_ ("Vision"),
  [DEMAINS_KIND_REMARK] = N_ ("Vision"),
  [DEMAINS_KIND_MISSION] = N_ ("Functions"),
  [DEMAINS_KIND_FUNCTION] = N_ ("Functions"),
  [DEMAINS_KIND_WAY] = N_ ("Functions"),
  [DEMAINS_KIND_JOB] = N_ ("Jobs"),
  [DEMAINS_KIND_MILESTONE] = N_ ("Path"),
  [DEMAINS_KIND_STANCE] = N_ ("Positions"),
  [DEMAINS_KIND_SLOT] = N_ ("Programme"),
  [DEMAINS_KIND_MEMBER] = N_ ("Members"),
  [DEMAINS_KIND_THEME] = N_ ("Workshop"),
  [DEMAINS_KIND_TEAM] = N_ ("Workshop"),
  [DEMAINS_KIND_SCENE] = N_ ("Script"),
  [DEMAINS_KIND_SPEECH] = N_ ("Script"),
  [DEMAINS_KIND_PROP] = N_ ("Props"),
  [DEMAINS_KIND_TAKE] = N_ ("Takes"),
  [DEMAINS_KIND_CLIP] = N_ ("Film"),
  [DEMAINS_KIND_LINK] = N_ ("Links"),
  [DEMAINS_KIND_COLLISION] = N_ ("Collisions"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (HEADINGS) == DEMAINS_N_KINDS);

static void
restore_cb (DemainsDifferenceCard *self)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0);
}

static void
append_field (DemainsDifferenceCard *self, DemainsProject *project, guint field)
{
  const DemainsKind *kind = demains_kind_get (demains_record_difference_get_row (self->difference)->kind);
  GArray *spans = demains_record_difference_get_spans (self->difference, field);
  g_autofree char *before = demains_record_difference_dup_value (self->difference, field, FALSE, project);
  g_autofree char *after = demains_record_difference_dup_value (self->difference, field, TRUE, project);
  gboolean whole = demains_record_difference_get_before (self->difference) == NULL
                   || demains_record_difference_get_after (self->difference) == NULL;
  GtkWidget *label = gtk_label_new (demains_field_get_label (&kind->fields[field]));
  GtkWidget *value = gtk_label_new (NULL);
  g_autofree char *markup = NULL;
  g_autofree char *speech = NULL;

  if (spans != NULL)
    {
      markup = demains_difference_markup_from_words (spans);
      speech = demains_difference_speech_from_words (spans);
    }
  else if (whole)
    {
      speech = g_strconcat (before, after, NULL);
      markup = g_markup_escape_text (speech, -1);
    }
  else
    {
      markup = demains_difference_markup_from_values (before, after);
      speech = demains_difference_speech_from_values (before, after);
    }

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_label_set_markup (GTK_LABEL (value), markup);
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_LABEL, speech, -1);
  gtk_box_append (self->fields, label);
  gtk_box_append (self->fields, value);
}

static void
show_fields (DemainsDifferenceCard *self, DemainsProject *project)
{
  const DemainsKind *kind = demains_kind_get (demains_record_difference_get_row (self->difference)->kind);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_box_remove (self->fields, child);
  for (guint i = 0; i < kind->n_fields; i++)
    if (demains_record_difference_has_field (self->difference, i))
      append_field (self, project, i);
}

/* A take that is brought back has no film any more. */
static void
append_freed (DemainsDifferenceCard *self, DemainsMedia *media)
{
  g_autofree char *text = demains_freed_to_text (demains_media_get_freed (media));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (self->fields, label);
}

/* Of a take, and of the take that a clip is cut from. */
static void
show_thumbnail (DemainsDifferenceCard *self, DemainsProject *project)
{
  const DemainsRow *row = demains_record_difference_get_row (self->difference);
  const char *take = NULL;
  DemainsMedia *media;

  if (row->kind == DEMAINS_KIND_TAKE)
    take = row->id;
  else if (row->kind == DEMAINS_KIND_CLIP)
    take = g_variant_get_string (row->values[demains_kind_get (row->kind)->title], NULL);
  media = take != NULL ? demains_project_find_media (project, take) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->thumbnail), take != NULL && *take != '\0');
  demains_thumbnail_set_bytes (self->thumbnail, media != NULL ? demains_media_get_thumbnail (media) : NULL);
  if (media != NULL && demains_media_get_freed (media) != 0)
    append_freed (self, media);
}

/* Whether all that @row names is there: a link joins nothing without its ends, but a take
 * may be of no scene. */
static gboolean
has_others (const DemainsRow *row, DemainsProject *project)
{
  const DemainsKind *kind = demains_kind_get (row->kind);

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].type == DEMAINS_FIELD_RECORD && *g_variant_get_string (row->values[i], NULL) != '\0'
        && demains_project_find (project, g_variant_get_string (row->values[i], NULL)) == NULL)
      return FALSE;

  return TRUE;
}

static void
show_restore (DemainsDifferenceCard *self, DemainsProject *project, const DemainsRow *then)
{
  const DemainsRow *row = demains_record_difference_get_row (self->difference);
  gboolean there = demains_project_find (project, row->id) != NULL;
  gboolean complete = then == NULL || has_others (then, project);

  gtk_widget_set_visible (GTK_WIDGET (self->restore),
                          !demains_project_get_read_only (project) && (there || then != NULL));
  gtk_button_set_label (self->restore, then == NULL ? _ ("Delete") : there ? _ ("Restore") : _ ("Bring Back"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore), complete);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->restore),
                               complete ? NULL : _ ("First bring back what this belongs to"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->restore), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_label (self->title), -1);
}

static void
demains_difference_card_dispose (GObject *object)
{
  g_clear_object (&DEMAINS_DIFFERENCE_CARD (object)->difference);
  demains_bin_dispose_template (object, DEMAINS_TYPE_DIFFERENCE_CARD);

  G_OBJECT_CLASS (demains_difference_card_parent_class)->dispose (object);
}

static void
demains_difference_card_class_init (DemainsDifferenceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_difference_card_dispose;

  signals[SIGNAL_RESTORE]
    = g_signal_new ("restore", DEMAINS_TYPE_DIFFERENCE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DEMAINS_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-difference-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsDifferenceCard, heading);
  gtk_widget_class_bind_template_child (widget_class, DemainsDifferenceCard, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, DemainsDifferenceCard, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsDifferenceCard, fate);
  gtk_widget_class_bind_template_child (widget_class, DemainsDifferenceCard, restore);
  gtk_widget_class_bind_template_child (widget_class, DemainsDifferenceCard, fields);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
demains_difference_card_init (DemainsDifferenceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_difference_card_new:
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
GtkWidget *
demains_difference_card_new (void)
{
  return g_object_new (DEMAINS_TYPE_DIFFERENCE_CARD, NULL);
}

/**
 * demains_difference_card_show:
 * @self: a card
 * @difference: what to show
 * @project: the project that was compared
 * @restore_after: whether the button brings the second moment back, else the first
 */
void
demains_difference_card_show (DemainsDifferenceCard *self, DemainsRecordDifference *difference, DemainsProject *project,
                              gboolean restore_after)
{
  g_autofree char *title = demains_record_difference_dup_title (difference, project);

  g_return_if_fail (DEMAINS_IS_DIFFERENCE_CARD (self));

  g_set_object (&self->difference, difference);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), demains_record_difference_get_first (difference));
  gtk_label_set_label (self->heading, _ (HEADINGS[demains_record_difference_get_row (difference)->kind]));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->fate, demains_record_difference_get_fate (difference));
  show_fields (self, project);
  show_thumbnail (self, project);
  show_restore (self, project,
                restore_after ? demains_record_difference_get_after (difference)
                              : demains_record_difference_get_before (difference));
}

/**
 * demains_difference_card_get_difference:
 * @self: a card
 *
 * Returns: (transfer none): what it shows
 */
DemainsRecordDifference *
demains_difference_card_get_difference (DemainsDifferenceCard *self)
{
  return self->difference;
}
