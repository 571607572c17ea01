/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-section-view.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-marked-list.h"
#include "demains-markdown-view.h"
#include "demains-question-view.h"
#include "demains-record-drag.h"
#include "demains-section-links.h"
#include "demains-text-scroller.h"
#include "demains-text.h"
#include "demains-wording.h"

/* Milliseconds from a key to the count. */
#define COUNT_DELAY 150

struct _DemainsSectionView
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsRecord *section;
  SpellingChecker *spell_checker;
  gboolean narrow;
  gboolean focus_mode;
  guint words;
  guint count_source;
  DemainsSectionLinks *links;

  GtkWidget *above;
  GtkWidget *below;
  GtkBox *heading;
  DemainsQuestionView *question;
  GtkLabel *question_hint;
  GtkBox *progress;
  GtkLabel *count;
  GtkProgressBar *bar;
  GtkWidget *handle;
  GtkWidget *menu;
  DemainsMarkdownView *text;
  GtkLabel *prompt;
  DemainsMarkedList *marked;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_SECTION,
  PROP_SPELL_CHECKER,
  PROP_NARROW,
  PROP_FOCUS_MODE,
  PROP_WORDS,
} DemainsSectionViewProperty;

#define N_PROPS (PROP_WORDS + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSectionView, demains_section_view, ADW_TYPE_BIN)

static DemainsProject *
get_project (DemainsSectionView *self)
{
  return demains_session_get_project (self->session);
}

static void
show_progress (DemainsSectionView *self)
{
  gint64 target = MAX (demains_record_get_number (self->section, "word_target"), 0);
  g_autofree char *count = demains_words_to_text (self->words, target);

  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), target > 0);
  gtk_progress_bar_set_fraction (self->bar, target > 0 ? MIN (1.0, (double)self->words / target) : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, count, -1);
}

static void
count_words (DemainsSectionView *self)
{
  guint words = demains_text_count_words (demains_markdown_view_get_text (self->text));

  if (words != self->words)
    {
      self->words = words;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
    }
  show_progress (self);
}

static gboolean
count_cb (gpointer user_data)
{
  DemainsSectionView *self = user_data;

  self->count_source = 0;
  count_words (self);
  demains_marked_list_look_again (self->marked);

  return G_SOURCE_REMOVE;
}

static void
name_parts (DemainsSectionView *self)
{
  g_autofree char *question = demains_record_to_text (self->section);
  /* Translators: for screen readers; %s is a section's guiding question */
  g_autofree char *text = g_strdup_printf (_ ("Text of: %s"), question);
  /* Translators: for screen readers; %s is a section's guiding question */
  g_autofree char *menu = g_strdup_printf (_ ("More about: %s"), question);
  /* Translators: for screen readers; %s is a section's guiding question */
  g_autofree char *bar = g_strdup_printf (_ ("Words of: %s"), question);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, gtk_label_get_label (self->prompt), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, bar, -1);
}

static void
record_changed_cb (DemainsSectionView *self)
{
  const char *question = demains_record_get_text (self->section, "question");

  /* Unseen, the label still gives the heading the height of a label: a text view
   * has none before it is drawn. */
  gtk_label_set_label (self->question_hint, *question != '\0' ? question : _ ("Guiding question"));
  gtk_widget_set_opacity (GTK_WIDGET (self->question_hint), *question != '\0' ? 0 : 1);
  gtk_label_set_label (self->prompt, demains_record_get_text (self->section, "prompt"));
  name_parts (self);
  show_progress (self);
}

static void
text_changed_cb (DemainsSectionView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->prompt), *demains_markdown_view_get_text (self->text) == '\0');
  g_clear_handle_id (&self->count_source, g_source_remove);
  self->count_source = g_timeout_add (COUNT_DELAY, count_cb, self);
}

static void
question_finished_cb (DemainsSectionView *self)
{
  demains_section_view_focus (self, "text");
}

static void
focus_entered_cb (DemainsSectionView *self)
{
  demains_session_set_selected (self->session, DEMAINS_KIND_SECTION, self->section);
}

static void
focus_left_cb (DemainsSectionView *self)
{
  demains_project_end_typing (get_project (self));
}

static GdkContentProvider *
drag_prepare_cb (DemainsSectionView *self, double x, double y, GtkDragSource *source)
{
  return demains_record_drag_prepare (source, GTK_WIDGET (self), gtk_widget_get_width (GTK_WIDGET (self)), 0,
                                      get_project (self), self->section);
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_section_view_focus (DEMAINS_SECTION_VIEW (widget), "question");
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsSectionView *self = DEMAINS_SECTION_VIEW (widget);
  DemainsRecordList *list = demains_project_get_list (get_project (self), DEMAINS_KIND_SECTION);
  guint index;

  if (!demains_record_list_find (list, self->section, &index))
    return;

  demains_project_move (get_project (self), self->section, g_str_has_suffix (name, "up") ? index - 1 : index + 1);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsSectionView *self = DEMAINS_SECTION_VIEW (widget);
  g_autoptr (DemainsSession) session = g_object_ref (self->session);

  demains_project_remove (get_project (self), self->section);
  demains_session_toast_undo (session, _ ("Section deleted"));
}

static void
link_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_section_links_pick (DEMAINS_SECTION_VIEW (widget)->links);
}

static void
remark_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_section_links_remark (DEMAINS_SECTION_VIEW (widget)->links, g_variant_get_string (parameter, NULL));
}

static void
marked_opened_cb (DemainsSectionView *self, const char *token, GtkWidget *row)
{
  demains_section_links_open (self->links, token, row);
}

static void
set_narrow (DemainsSectionView *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->heading),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->progress),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (self->heading, narrow ? 3 : 12);
  gtk_box_set_spacing (self->progress, narrow ? 9 : 3);
}

static void
set_focus_mode (DemainsSectionView *self, gboolean focus_mode)
{
  self->focus_mode = focus_mode;
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !focus_mode);
  gtk_widget_set_visible (self->handle, !focus_mode);
  gtk_widget_set_visible (self->menu, !focus_mode);
}

static void
demains_section_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSectionView *self = DEMAINS_SECTION_VIEW (object);

  switch ((DemainsSectionViewProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SECTION:
      g_value_set_object (value, self->section);
      break;
    case PROP_SPELL_CHECKER:
      g_value_set_object (value, self->spell_checker);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_FOCUS_MODE:
      g_value_set_boolean (value, self->focus_mode);
      break;
    case PROP_WORDS:
      g_value_set_uint (value, self->words);
      break;
    }
}

static void
demains_section_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSectionView *self = DEMAINS_SECTION_VIEW (object);

  switch ((DemainsSectionViewProperty)prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_SECTION:
      self->section = g_value_dup_object (value);
      break;
    case PROP_SPELL_CHECKER:
      g_set_object (&self->spell_checker, g_value_get_object (value));
      demains_markdown_view_set_spell_checker (self->text, self->spell_checker);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_FOCUS_MODE:
      set_focus_mode (self, g_value_get_boolean (value));
      break;
    case PROP_WORDS:
      g_assert_not_reached ();
    }
}

static void
demains_section_view_constructed (GObject *object)
{
  DemainsSectionView *self = DEMAINS_SECTION_VIEW (object);
  static const char *const shown[] = { "notify::question", "notify::prompt", "notify::word-target" };
  const GBindingFlags flags = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  DemainsProject *project = get_project (self);
  GtkTextBuffer *question = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->question));

  G_OBJECT_CLASS (demains_section_view_parent_class)->constructed (object);

  g_object_bind_property (self->section, "question", question, "text", flags);
  g_object_bind_property (self->section, "text", self->text, "text", flags);
  g_object_bind_property (project, "read-only", self->question, "editable",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (project, "read-only", self->text, "editable",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_connect_object (self->section, shown[i], G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
  self->links = demains_section_links_new (self->session, self->section, GTK_WIDGET (self), self->text);
  demains_marked_list_set_section (self->marked, project, self->section);
  demains_record_drop_set (demains_record_drop_new (GTK_WIDGET (self), self->above, self->below), project,
                           self->section);
  set_narrow (self, FALSE);
  count_words (self);
  record_changed_cb (self);
}

static void
demains_section_view_dispose (GObject *object)
{
  DemainsSectionView *self = DEMAINS_SECTION_VIEW (object);

  g_clear_handle_id (&self->count_source, g_source_remove);
  if (self->links != NULL)
    g_object_run_dispose (G_OBJECT (self->links));
  g_clear_object (&self->links);
  demains_bin_dispose_template (self, DEMAINS_TYPE_SECTION_VIEW);
  g_clear_object (&self->spell_checker);
  g_clear_object (&self->section);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_section_view_parent_class)->dispose (object);
}

static void
demains_section_view_class_init (DemainsSectionViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_section_view_get_property;
  object_class->set_property = demains_section_view_set_property;
  object_class->constructed = demains_section_view_constructed;
  object_class->dispose = demains_section_view_dispose;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_SECTION]
    = g_param_spec_object ("section", NULL, NULL, DEMAINS_TYPE_RECORD, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_SPELL_CHECKER] = g_param_spec_object ("spell-checker", NULL, NULL, SPELLING_TYPE_CHECKER, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_FOCUS_MODE] = g_param_spec_boolean ("focus-mode", NULL, NULL, FALSE, flags);
  properties[PROP_WORDS] = g_param_spec_uint ("words", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "section.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "section.move-up", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "section.move-down", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "section.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "section.link", NULL, link_cb);
  gtk_widget_class_install_action (widget_class, "section.remark", "s", remark_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "section.link", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "section.remark",
                                       "s", "disagreement");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "section.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "section.move-down", NULL);

  g_type_ensure (DEMAINS_TYPE_MARKDOWN_VIEW);
  g_type_ensure (DEMAINS_TYPE_MARKED_LIST);
  g_type_ensure (DEMAINS_TYPE_QUESTION_VIEW);
  g_type_ensure (DEMAINS_TYPE_TEXT_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-section-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, above);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, below);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, heading);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, question);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, question_hint);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, progress);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, count);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, bar);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, handle);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, menu);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, text);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, prompt);
  gtk_widget_class_bind_template_child (widget_class, DemainsSectionView, marked);
  gtk_widget_class_bind_template_callback (widget_class, focus_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_finished_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, marked_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
}

static void
demains_section_view_init (DemainsSectionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (self->handle, "grab");
}

/**
 * demains_section_view_new:
 * @session: what is open
 * @section: a record of kind %DEMAINS_KIND_SECTION
 *
 * Returns: (transfer floating): a view of it
 */
DemainsSectionView *
demains_section_view_new (DemainsSession *session, DemainsRecord *section)
{
  return g_object_new (DEMAINS_TYPE_SECTION_VIEW, "session", session, "section", section, NULL);
}

/**
 * demains_section_view_get_section:
 * @self: a section's view
 *
 * Returns: (transfer none): the section
 */
DemainsRecord *
demains_section_view_get_section (DemainsSectionView *self)
{
  g_return_val_if_fail (DEMAINS_IS_SECTION_VIEW (self), NULL);

  return self->section;
}

/**
 * demains_section_view_get_words:
 * @self: a section's view
 *
 * Returns: the words of its text when they were last counted
 */
guint
demains_section_view_get_words (DemainsSectionView *self)
{
  g_return_val_if_fail (DEMAINS_IS_SECTION_VIEW (self), 0);

  return self->words;
}

/**
 * demains_section_view_set_place:
 * @self: a section's view
 * @first: whether no section is before it
 * @last: whether none is after it
 */
void
demains_section_view_set_place (DemainsSectionView *self, gboolean first, gboolean last)
{
  static const char *const changing[] = { "section.rename", "section.delete", "section.link", "section.remark" };
  gboolean writable;

  g_return_if_fail (DEMAINS_IS_SECTION_VIEW (self));

  writable = !demains_project_get_read_only (get_project (self));
  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changing[i], writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "section.move-up", writable && !first);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "section.move-down", writable && !last);
}

/**
 * demains_section_view_focus:
 * @self: a section's view
 * @field: (nullable): "question" or "text"; %NULL for the text, unless the
 *   keyboard is in this section already
 *
 * Puts the keyboard there.
 */
void
demains_section_view_focus (DemainsSectionView *self, const char *field)
{
  g_return_if_fail (DEMAINS_IS_SECTION_VIEW (self));

  if (field == NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    return;

  if (g_strcmp0 (field, "question") == 0)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->question));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_select_range (buffer, &start, &end);
      gtk_widget_grab_focus (GTK_WIDGET (self->question));
    }
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
