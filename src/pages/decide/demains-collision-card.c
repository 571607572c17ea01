/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-collision-card.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-difference-markup.h"
#include "demains-passage.h"
#include "demains-row-text.h"
#include "demains-word-difference.h"
#include "demains-wording.h"

/* Enough to know the passage by. */
#define WORDS_AROUND 14

/* Of a whole record: enough to know it by. */
#define MOST_FIELDS 4

struct _DemainsCollisionCard
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *subject;
  GtkBox *sides;
  GtkLabel *one_from;
  GtkLabel *one;
  GtkButton *keep_one;
  GtkLabel *other_from;
  GtkLabel *other;
  GtkButton *keep_other;
  GtkWidget *keep_both;

  DemainsProject *project;
  DemainsRecord *collision;
  gboolean narrow;
};

typedef enum
{
  PROP_NARROW = 1,
} DemainsCollisionCardProperty;

#define N_PROPS (PROP_NARROW + 1)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_SHOW_WHERE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsCollisionCard, demains_collision_card, ADW_TYPE_BIN)

/* Two texts, compared in a thread. */
typedef struct
{
  char *one;
  char *other;
  GArray *spans;
} Comparison;

static void
comparison_free (Comparison *self)
{
  g_clear_pointer (&self->spans, g_array_unref);
  g_free (self->one);
  g_free (self->other);
  g_free (self);
}

static void
show_value (GtkLabel *label, const char *markup, const char *speech)
{
  gboolean empty = *speech == '\0';

  if (empty)
    gtk_label_set_label (label, C_ ("a field's value", "Empty"));
  else
    gtk_label_set_markup (label, markup);
  if (empty)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dimmed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  empty ? C_ ("a field's value", "Empty") : speech, -1);
}

static void
show_plain (GtkLabel *label, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  show_value (label, escaped, text);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsCollisionCard) self = DEMAINS_COLLISION_CARD (user_data);
  Comparison *comparison = g_task_get_task_data (G_TASK (result));

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *markup = demains_difference_markup_from_side (comparison->spans, i == 1);
      g_autofree char *speech = demains_difference_speech_from_side (comparison->spans, i == 1);

      show_value (i == 0 ? self->one : self->other, markup, speech);
    }
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Comparison *comparison = data;

  comparison->spans = demains_word_difference_find (comparison->one, comparison->other, WORDS_AROUND);
  g_task_return_boolean (task, TRUE);
}

static void
compare_texts (DemainsCollisionCard *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, compared_cb, g_object_ref (self));
  Comparison *comparison = g_new0 (Comparison, 1);

  comparison->one = demains_passage_strip (demains_record_get_text (self->collision, "one"));
  comparison->other = demains_passage_strip (demains_record_get_text (self->collision, "other"));
  g_task_set_source_tag (task, compare_texts);
  g_task_set_task_data (task, comparison, (GDestroyNotify)comparison_free);
  g_task_run_in_thread (task, compare_thread);
}

static void
show_values (DemainsCollisionCard *self, DemainsRecord *record, const DemainsField *field)
{
  const DemainsKind *kind = demains_record_get_kind (record);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GVariant) value
        = demains_collision_dup_value (field, demains_record_get_text (self->collision, i == 0 ? "one" : "other"));
      g_autofree char *text
        = demains_value_to_text (kind, demains_kind_find_field (kind, field->name), value, self->project, NULL);

      show_plain (i == 0 ? self->one : self->other, text);
    }
}

/* What the record that one copy deleted says in the other. */
static char *
describe_record (DemainsCollisionCard *self, DemainsRecord *record)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < kind->n_fields && n < MOST_FIELDS; i++)
    {
      GVariant *value = demains_record_get_value (record, i);
      g_autoptr (GVariant) initial = demains_field_dup_initial (&kind->fields[i]);
      g_autofree char *said = NULL;

      if (i == kind->title || g_variant_equal (value, initial))
        continue;
      said = demains_value_to_text (kind, i, value, self->project, NULL);
      /* Translators: the name of a field and what it says. */
      g_string_append_printf (text, n++ > 0 ? "\n%s: %s" : "%s: %s", demains_field_get_label (&kind->fields[i]), said);
    }

  return g_string_free (text, FALSE);
}

static void
show_deletion (DemainsCollisionCard *self, DemainsRecord *record)
{
  g_autofree char *said = describe_record (self, record);

  for (guint i = 0; i < 2; i++)
    {
      gboolean deleted = *demains_record_get_text (self->collision, i == 0 ? "one" : "other") == '\0';
      GtkButton *button = i == 0 ? self->keep_one : self->keep_other;

      if (deleted)
        show_plain (i == 0 ? self->one : self->other, C_ ("fate", "Deleted"));
      else
        show_plain (i == 0 ? self->one : self->other, *said != '\0' ? said : demains_record_get_title (record));
      gtk_button_set_label (button, deleted ? _ ("Delete It") : _ ("Keep It"));
    }
}

static void
describe_button (GtkWidget *button, const char *title, const char *from)
{
  g_autofree char *text = from != NULL ? g_strdup_printf ("%s, %s", title, from) : g_strdup (title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show (DemainsCollisionCard *self)
{
  DemainsRecord *record = demains_project_find (self->project, demains_record_get_text (self->collision, "record"));
  const DemainsField *field = demains_collision_get_field (self->project, self->collision);
  const char *title = demains_record_get_title (self->collision);
  const char *one_from = demains_record_get_text (self->collision, "one_from");
  const char *other_from = demains_record_get_text (self->collision, "other_from");
  gboolean writable = !demains_project_get_read_only (self->project);
  g_autofree char *subject = NULL;

  if (record == NULL)
    return;

  subject = g_strdup_printf ("%s · %s", _ (demains_record_get_kind (record)->label),
                             field != NULL ? demains_field_get_label (field) : _ ("Deleted in one copy"));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subject, subject);
  gtk_label_set_label (self->one_from, one_from);
  gtk_label_set_label (self->other_from, other_from);
  if (field == NULL)
    show_deletion (self, record);
  else if (field->type <= DEMAINS_FIELD_TEXT)
    compare_texts (self);
  else
    show_values (self, record, field);
  gtk_widget_set_visible (self->keep_both, writable && field != NULL && field->type == DEMAINS_FIELD_TEXT);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_one), writable);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_other), writable);
  describe_button (GTK_WIDGET (self->keep_one), title, one_from);
  describe_button (GTK_WIDGET (self->keep_other), title, other_from);
  describe_button (self->keep_both, title, NULL);
}

static void
choose_one_cb (DemainsCollisionCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, DEMAINS_COLLISION_ONE);
}

static void
choose_other_cb (DemainsCollisionCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, DEMAINS_COLLISION_OTHER);
}

static void
choose_both_cb (DemainsCollisionCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, DEMAINS_COLLISION_BOTH);
}

static void
show_where_cb (DemainsCollisionCard *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_WHERE], 0);
}

static gboolean
demains_collision_card_grab_focus (GtkWidget *widget)
{
  DemainsCollisionCard *self = DEMAINS_COLLISION_CARD (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->keep_one));
}

static void
demains_collision_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsCollisionCardProperty)id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, DEMAINS_COLLISION_CARD (object)->narrow);
      break;
    }
}

static void
demains_collision_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DemainsCollisionCard *self = DEMAINS_COLLISION_CARD (object);

  switch ((DemainsCollisionCardProperty)id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides),
                                      self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_homogeneous (self->sides, !self->narrow);
      break;
    }
}

static void
demains_collision_card_dispose (GObject *object)
{
  DemainsCollisionCard *self = DEMAINS_COLLISION_CARD (object);

  demains_bin_dispose_template (object, DEMAINS_TYPE_COLLISION_CARD);
  g_clear_object (&self->collision);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_collision_card_parent_class)->dispose (object);
}

static void
demains_collision_card_class_init (DemainsCollisionCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_collision_card_get_property;
  object_class->set_property = demains_collision_card_set_property;
  object_class->dispose = demains_collision_card_dispose;
  widget_class->grab_focus = demains_collision_card_grab_focus;

  properties[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", DEMAINS_TYPE_COLLISION_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_SHOW_WHERE]
    = g_signal_new ("show-where", DEMAINS_TYPE_COLLISION_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-collision-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, subject);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, sides);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, one_from);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, one);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, keep_one);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, other_from);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, other);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, keep_other);
  gtk_widget_class_bind_template_child (widget_class, DemainsCollisionCard, keep_both);
  gtk_widget_class_bind_template_callback (widget_class, choose_one_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_other_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_both_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_where_cb);
}

static void
demains_collision_card_init (DemainsCollisionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_collision_card_new:
 * @project: a project
 * @collision: one of its collisions
 *
 * Returns: (transfer floating): a card with both sides of it
 */
GtkWidget *
demains_collision_card_new (DemainsProject *project, DemainsRecord *collision)
{
  DemainsCollisionCard *self = g_object_new (DEMAINS_TYPE_COLLISION_CARD, NULL);

  self->project = g_object_ref (project);
  self->collision = g_object_ref (collision);
  show (self);

  return GTK_WIDGET (self);
}

/**
 * demains_collision_card_get_collision:
 * @self: a card
 *
 * Returns: (transfer none): what it shows
 */
DemainsRecord *
demains_collision_card_get_collision (DemainsCollisionCard *self)
{
  return self->collision;
}
