/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-vision-page.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-markdown-view.h"
#include "demains-read-aloud.h"
#include "demains-section-column.h"
#include "demains-text.h"
#include "demains-vision-spelling.h"
#include "demains-wording.h"

struct _DemainsVisionPage
{
  DemainsPage parent_instance;

  gboolean check_spelling;
  int words_per_minute;
  DemainsRecordList *list;

  GtkStack *stack;
  DemainsSectionColumn *column;
  DemainsReadAloud *aloud;
  GtkWidget *foot;
  GtkLabel *total;
  GtkPopover *outline_popover;
  GtkListBox *outline_list;
};

typedef enum
{
  PROP_CHECK_SPELLING = 1,
  PROP_WORDS_PER_MINUTE,
} DemainsVisionPageProperty;

#define N_PROPS (PROP_WORDS_PER_MINUTE + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsVisionPage, demains_vision_page, DEMAINS_TYPE_PAGE)

static void
show_total (DemainsVisionPage *self)
{
  guint words = demains_section_column_get_words (self->column);
  g_autofree char *count = demains_words_to_text (words, 0);
  g_autofree char *aloud = demains_reading_to_text (demains_text_get_reading_seconds (words, self->words_per_minute));
  /* Translators: "312 words · 2 min 24 aloud" */
  g_autofree char *total = g_strdup_printf (_ ("%s · %s"), count, aloud);

  gtk_label_set_label (self->total, total);
}

static void
words_changed_cb (DemainsVisionPage *self)
{
  show_total (self);
}

static void
update_spelling (DemainsVisionPage *self)
{
  DemainsProject *project = demains_page_get_project (DEMAINS_PAGE (self));
  g_autoptr (SpellingChecker) checker = NULL;

  if (self->check_spelling && !demains_project_get_read_only (project))
    checker = demains_vision_spelling_create (demains_record_get_text (demains_project_get_root (project), "language"));
  g_object_set (self->column, "spell-checker", checker, NULL);
}

static void
sections_changed_cb (DemainsVisionPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "sections");
}

static gboolean
question_to_label (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_autoptr (DemainsRecord) section = DEMAINS_RECORD (g_binding_dup_source (binding));

  g_value_take_string (to, demains_record_to_text (section));

  return TRUE;
}

static GtkWidget *
create_outline_row (gpointer item, gpointer user_data)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 42,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_WORD, NULL);

  g_object_bind_property_full (item, "question", label, "label", G_BINDING_SYNC_CREATE, question_to_label, NULL, NULL,
                               NULL);

  return label;
}

static void
outline_activated_cb (DemainsVisionPage *self, GtkListBoxRow *row)
{
  DemainsRecord *section = demains_record_list_get (self->list, gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->outline_popover);
  demains_section_column_reveal (self->column, section, "text");
}

static void
add_section_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsVisionPage *self = DEMAINS_VISION_PAGE (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  DemainsRecord *last = n > 0 ? demains_record_list_get (self->list, n - 1) : NULL;
  DemainsRecord *section
    = demains_project_add (demains_page_get_project (DEMAINS_PAGE (self)), DEMAINS_KIND_SECTION, "", last);

  demains_section_column_reveal (self->column, section, "question");
}

static void
toggle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (DEMAINS_IS_MARKDOWN_VIEW (focus) && gtk_widget_is_ancestor (focus, widget))
    demains_markdown_view_toggle (DEMAINS_MARKDOWN_VIEW (focus),
                                  g_str_equal (name, "vision.bold") ? DEMAINS_SPAN_STRONG : DEMAINS_SPAN_EMPHASIS);
}

static void
read_aloud_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsVisionPage *self = DEMAINS_VISION_PAGE (widget);
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (self));

  /* Labels take the keyboard only where they are seen. */
  gtk_stack_set_visible_child_name (self->stack, "aloud");
  if (demains_read_aloud_start (self->aloud, demains_session_get_project (session), self->words_per_minute))
    return;

  sections_changed_cb (self);
  demains_session_toast (session, _ ("Nothing is written yet that could be read"));
}

static void
aloud_ended_cb (DemainsVisionPage *self)
{
  sections_changed_cb (self);
  demains_section_column_reveal (
    self->column, demains_session_get_selected (demains_page_get_session (DEMAINS_PAGE (self)), DEMAINS_KIND_SECTION),
    "text");
}

static void
demains_vision_page_shown (DemainsPage *page)
{
  DemainsRecord *section = demains_session_get_selected (demains_page_get_session (page), DEMAINS_KIND_SECTION);

  demains_section_column_reveal (DEMAINS_VISION_PAGE (page)->column, section, "text");
}

static void
demains_vision_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  demains_section_column_reveal (DEMAINS_VISION_PAGE (page)->column, record, field);
}

static void
demains_vision_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsVisionPage *self = DEMAINS_VISION_PAGE (object);

  switch ((DemainsVisionPageProperty)prop_id)
    {
    case PROP_CHECK_SPELLING:
      g_value_set_boolean (value, self->check_spelling);
      break;
    case PROP_WORDS_PER_MINUTE:
      g_value_set_int (value, self->words_per_minute);
      break;
    }
}

static void
demains_vision_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsVisionPage *self = DEMAINS_VISION_PAGE (object);

  switch ((DemainsVisionPageProperty)prop_id)
    {
    case PROP_CHECK_SPELLING:
      self->check_spelling = g_value_get_boolean (value);
      update_spelling (self);
      break;
    case PROP_WORDS_PER_MINUTE:
      self->words_per_minute = g_value_get_int (value);
      show_total (self);
      break;
    }
}

static void
demains_vision_page_constructed (GObject *object)
{
  DemainsVisionPage *self = DEMAINS_VISION_PAGE (object);
  DemainsProject *project = demains_page_get_project (DEMAINS_PAGE (self));
  DemainsSession *session = demains_page_get_session (DEMAINS_PAGE (self));

  G_OBJECT_CLASS (demains_vision_page_parent_class)->constructed (object);

  self->list = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  gtk_list_box_bind_model (self->outline_list, G_LIST_MODEL (self->list), create_outline_row, NULL, NULL);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_root (project), "notify::language", G_CALLBACK (update_spelling), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (session, "focus-mode", self->foot, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vision.add-section", !demains_project_get_read_only (project));
  sections_changed_cb (self);
  update_spelling (self);
  show_total (self);
}

static void
demains_vision_page_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_VISION_PAGE);

  G_OBJECT_CLASS (demains_vision_page_parent_class)->dispose (object);
}

static void
demains_vision_page_class_init (DemainsVisionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_vision_page_get_property;
  object_class->set_property = demains_vision_page_set_property;
  object_class->constructed = demains_vision_page_constructed;
  object_class->dispose = demains_vision_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->shown = demains_vision_page_shown;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_vision_page_reveal;

  properties[PROP_CHECK_SPELLING]
    = g_param_spec_boolean ("check-spelling", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WORDS_PER_MINUTE]
    = g_param_spec_int ("words-per-minute", NULL, NULL, 1, G_MAXINT, DEMAINS_READING_WORDS_PER_MINUTE,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "vision.add-section", NULL, add_section_cb);
  gtk_widget_class_install_action (widget_class, "vision.bold", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "vision.italic", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "vision.read-aloud", NULL, read_aloud_cb);

  g_type_ensure (DEMAINS_TYPE_READ_ALOUD);
  g_type_ensure (DEMAINS_TYPE_SECTION_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-vision-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsVisionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsVisionPage, column);
  gtk_widget_class_bind_template_child (widget_class, DemainsVisionPage, aloud);
  gtk_widget_class_bind_template_child (widget_class, DemainsVisionPage, foot);
  gtk_widget_class_bind_template_child (widget_class, DemainsVisionPage, total);
  gtk_widget_class_bind_template_child (widget_class, DemainsVisionPage, outline_popover);
  gtk_widget_class_bind_template_child (widget_class, DemainsVisionPage, outline_list);
  gtk_widget_class_bind_template_callback (widget_class, aloud_ended_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
}

static void
demains_vision_page_init (DemainsVisionPage *self)
{
  self->check_spelling = TRUE;
  self->words_per_minute = DEMAINS_READING_WORDS_PER_MINUTE;
  gtk_widget_init_template (GTK_WIDGET (self));
}
