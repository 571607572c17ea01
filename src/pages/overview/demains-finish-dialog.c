/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-finish-dialog.h"

#include "demains-draft-text.h"
#include "demains-needs.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* Of the field: the lines that an answer has room for; above and below them, in pixels. */
#define ANSWER_LINES 4
#define MARGINS 24

struct _DemainsFinishDialog
{
  AdwDialog parent_instance;

  DemainsSession *session;
  /* What is asked now, if anything is. */
  DemainsNeedState state;
  DemainsRecord *record;
  GHashTable *skipped;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkLabel *share;
  GtkLabel *question;
  GtkLabel *prompt;
  GtkTextView *view;
  GtkLabel *hint;
  AdwStatusPage *end;
  GtkWidget *aloud;
  GtkWidget *again;
  GtkWidget *draft;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (DemainsFinishDialog, demains_finish_dialog, ADW_TYPE_DIALOG)

static DemainsProject *
get_project (DemainsFinishDialog *self)
{
  return demains_session_get_project (self->session);
}

static char *
dup_text (DemainsFinishDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, TRUE));
}

static void
show_progress (DemainsFinishDialog *self)
{
  guint wanted;
  guint have = demains_needs_count (get_project (self), &wanted);
  /* Translators: how many things are there, of how many that are needed. */
  g_autofree char *progress = g_strdup_printf (_ ("%u of %u done"), have, wanted);

  adw_window_title_set_subtitle (self->title, progress);
}

/* What helps to fill in the field: an answer's own way in, the job that the
 * sentence is about, or what the table of kinds says. */
static const char *
get_prompt (DemainsFinishDialog *self)
{
  const DemainsKind *kind = demains_kind_get (self->state.need->kind);

  if (self->state.need->id == DEMAINS_NEED_ANSWERS)
    return demains_record_get_text (self->record, "prompt");
  if (g_strcmp0 (self->state.field, "purpose") == 0)
    return demains_record_get_title (self->record);

  return _ (kind->fields[demains_kind_find_field (kind, self->state.field)].hint);
}

/* A view that was not drawn yet does not know its own height. */
static int
measure_lines (DemainsFinishDialog *self, int n_lines)
{
  PangoFontMetrics *metrics
    = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self->view)), NULL, NULL);
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);

  return MARGINS + n_lines * height;
}

static void
show_need (DemainsFinishDialog *self)
{
  gboolean answer = self->state.need->id == DEMAINS_NEED_ANSWERS;
  g_autofree char *share = demains_need_to_share (&self->state);
  const char *prompt = get_prompt (self);

  gtk_label_set_label (self->share, share);
  gtk_label_set_label (self->question, demains_need_to_question (&self->state));
  gtk_label_set_label (self->prompt, prompt);
  gtk_widget_set_visible (GTK_WIDGET (self->prompt), *prompt != '\0');
  gtk_label_set_label (self->hint, answer ? _ ("A short sentence will do: five words or more. Ctrl+Enter goes on.")
                                          : _ ("Enter goes on."));
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, measure_lines (self, answer ? ANSWER_LINES : 1));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view),
                            self->record != NULL ? demains_record_get_text (self->record, self->state.field) : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->question), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, share, -1);
  gtk_stack_set_visible_child_name (self->stack, "need");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
set_suggested (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
show_end (DemainsFinishDialog *self)
{
  DemainsNeedState state;
  gboolean lacking = demains_needs_find_next_but (get_project (self), NULL, &state);
  gboolean can_draft = demains_draft_is_possible (get_project (self));

  adw_status_page_set_icon_name (self->end, lacking ? NULL : "object-select-symbolic");
  adw_status_page_set_title (self->end, lacking ? _ ("Something Is Still Lacking") : _ ("Everything Is There"));
  adw_status_page_set_description (self->end, lacking ? _ ("What was skipped can be filled in now or later.")
                                                      : _ ("Read it aloud once before you present it."));
  gtk_widget_set_visible (self->again, lacking);
  gtk_widget_set_visible (self->draft, can_draft);
  set_suggested (self->again, lacking);
  set_suggested (self->aloud, !lacking);
  gtk_stack_set_visible_child_name (self->stack, "end");
  gtk_widget_grab_focus (lacking ? self->again : self->aloud);
}

static void
advance (DemainsFinishDialog *self)
{
  gboolean asked = demains_needs_find_next_but (get_project (self), self->skipped, &self->state);

  if (!asked)
    self->state.next = NULL;
  g_set_object (&self->record, self->state.next);
  gtk_widget_set_visible (self->buttons, asked);
  show_progress (self);
  if (asked)
    show_need (self);
  else
    show_end (self);
}

static void
save (DemainsFinishDialog *self, const char *text)
{
  DemainsProject *project = get_project (self);
  g_autoptr (DemainsChange) change = NULL;

  if (self->record == NULL)
    {
      demains_project_add (project, self->state.need->kind, text, NULL);
      return;
    }
  /* It may have been deleted meanwhile, by an undo. */
  if (demains_project_find (project, demains_record_get_id (self->record)) == NULL)
    return;
  demains_project_end_typing (project);
  change = demains_change_new (DEMAINS_VERB_EDIT, self->record);
  demains_change_set_text (change, self->record, self->state.field, text);
  if (!demains_change_is_empty (change))
    demains_project_apply (project, change);
}

static void
go_to (DemainsFinishDialog *self, const char *page)
{
  g_autoptr (DemainsSession) session = g_object_ref (self->session);
  g_autofree char *key = g_strdup (page);

  adw_dialog_close (ADW_DIALOG (self));
  demains_session_set_page (session, key);
}

static void
next_cb (DemainsFinishDialog *self)
{
  g_autofree char *text = NULL;
  DemainsNeedState before = self->state;

  text = dup_text (self);
  if (*text != '\0')
    save (self, text);
  advance (self);
  /* The same thing is asked again: say why, or Enter seems to do nothing. */
  if (self->record != NULL && before.next == self->record && before.field == self->state.field)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->hint),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
skip_cb (DemainsFinishDialog *self)
{
  const char *key = self->record != NULL ? demains_record_get_id (self->record) : self->state.need->page;

  g_hash_table_add (self->skipped, g_strdup (key));
  /* A job that is skipped is not asked for under another name. */
  if (self->state.need->id != DEMAINS_NEED_ANSWERS && g_strcmp0 (self->state.field, "purpose") != 0)
    g_hash_table_add (self->skipped, g_strdup (self->state.need->page));
  advance (self);
}

static void
again_cb (DemainsFinishDialog *self)
{
  g_hash_table_remove_all (self->skipped);
  advance (self);
}

static void
aloud_cb (DemainsFinishDialog *self)
{
  go_to (self, "vision");
}

static void
draft_cb (DemainsFinishDialog *self)
{
  g_autoptr (DemainsSession) session = g_object_ref (self->session);
  guint written = demains_draft_write (get_project (self));
  g_autofree char *text = g_strdup_printf (
    ngettext ("A first draft is in %u empty section", "A first draft is in %u empty sections", written), written);

  go_to (self, "vision");
  if (written > 0)
    demains_session_toast_undo (session, text);
}

/* An answer has lines of its own, where Enter makes a new one. */
static gboolean
enter_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  DemainsFinishDialog *self = DEMAINS_FINISH_DIALOG (gtk_widget_get_ancestor (view, DEMAINS_TYPE_FINISH_DIALOG));

  if (self->state.need->id == DEMAINS_NEED_ANSWERS)
    return FALSE;
  next_cb (self);

  return TRUE;
}

static gboolean
control_enter_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  next_cb (DEMAINS_FINISH_DIALOG (gtk_widget_get_ancestor (view, DEMAINS_TYPE_FINISH_DIALOG)));

  return TRUE;
}

static void
demains_finish_dialog_closed (AdwDialog *dialog)
{
  DemainsFinishDialog *self = DEMAINS_FINISH_DIALOG (dialog);
  g_autofree char *text = dup_text (self);

  /* Nothing that was typed is lost; undo takes it back. */
  if (gtk_widget_get_visible (self->buttons) && *text != '\0')
    save (self, text);
}

static void
demains_finish_dialog_dispose (GObject *object)
{
  DemainsFinishDialog *self = DEMAINS_FINISH_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_FINISH_DIALOG);
  g_clear_object (&self->record);
  g_clear_object (&self->session);
  g_clear_pointer (&self->skipped, g_hash_table_unref);

  G_OBJECT_CLASS (demains_finish_dialog_parent_class)->dispose (object);
}

static void
demains_finish_dialog_class_init (DemainsFinishDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_finish_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = demains_finish_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-finish-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, share);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, question);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, prompt);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, view);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, end);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, aloud);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, again);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, draft);
  gtk_widget_class_bind_template_child (widget_class, DemainsFinishDialog, buttons);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, aloud_cb);
  gtk_widget_class_bind_template_callback (widget_class, draft_cb);
}

static void
add_key (GtkEventController *keys, guint keyval, GdkModifierType modifiers, GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers), gtk_callback_action_new (func, NULL, NULL)));
}

static void
demains_finish_dialog_init (DemainsFinishDialog *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the view takes them for a new line. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_Return, 0, enter_cb);
  add_key (keys, GDK_KEY_KP_Enter, 0, enter_cb);
  add_key (keys, GDK_KEY_Return, GDK_CONTROL_MASK, control_enter_cb);
  add_key (keys, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, control_enter_cb);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/**
 * demains_finish_dialog_new:
 * @session: what is open, and may be changed
 *
 * Returns: (transfer floating): a dialog that asks for what is still lacking
 */
AdwDialog *
demains_finish_dialog_new (DemainsSession *session)
{
  DemainsFinishDialog *self = g_object_new (DEMAINS_TYPE_FINISH_DIALOG, NULL);

  self->session = g_object_ref (session);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->view));
  advance (self);

  return ADW_DIALOG (self);
}
