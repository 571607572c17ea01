/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-milestone-mark.h"

#include "demains-foresight-text.h"
#include "demains-wording.h"

struct _DemainsMilestoneMark
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsRecord *record;

  /* Where a drag would leave it; 0 for none. */
  gint64 preview;

  GtkLabel *years;
  GtkLabel *title;
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define LEAP 5

G_DEFINE_FINAL_TYPE (DemainsMilestoneMark, demains_milestone_mark, ADW_TYPE_BIN)

static void
set_class (DemainsMilestoneMark *self, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
show_selected (DemainsMilestoneMark *self)
{
  gboolean selected = demains_session_get_selected (self->session, DEMAINS_KIND_MILESTONE) == self->record;

  set_class (self, "selected", selected);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

static void
selection_changed_cb (DemainsMilestoneMark *self, guint kind)
{
  if (kind == DEMAINS_KIND_MILESTONE)
    show_selected (self);
}

static void
refresh (DemainsMilestoneMark *self)
{
  DemainsPathSpan span = demains_path_get_span (demains_session_get_project (self->session));
  gboolean avoided = demains_milestone_is_avoided (self->record);
  gboolean odd = FALSE;
  g_autofree char *title = demains_record_to_text (self->record);
  g_autofree char *name = demains_milestone_to_text (self->record, &span);
  g_autofree char *years = NULL;
  g_autofree char *line = NULL;

  if (self->preview != 0)
    years = g_strdup_printf ("%" G_GINT64_FORMAT, self->preview);
  else
    years = demains_milestone_years_to_text (self->record, &span, &odd);
  /* The same shapes as on the line. */
  line = g_strconcat (avoided ? "◆ " : "● ", odd ? "⚠ " : "", years, NULL);

  gtk_label_set_label (self->years, line);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), title);
  set_class (self, "avoid", avoided);
  set_class (self, "reach", !avoided);
  set_class (self, "odd", odd);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
shift (DemainsMilestoneMark *self, int years)
{
  DemainsProject *project = demains_session_get_project (self->session);
  DemainsPathSpan span = demains_path_get_span (project);
  gint64 year = demains_milestone_get_year (self->record);
  g_autofree char *text = NULL;

  if (demains_project_get_read_only (project))
    {
      demains_session_toast_read_only (self->session);
      return TRUE;
    }

  /* One that waits comes onto the line at its beginning. */
  demains_path_shift (project, self->record, year == 0 ? span.first : year + years);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, demains_milestone_get_year (self->record));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return TRUE;
}

static gboolean
shift_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return shift (DEMAINS_MILESTONE_MARK (widget), g_variant_get_int32 (arguments));
}

static gboolean
open_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  g_signal_emit (widget, signals[SIGNAL_OPENED], 0);

  return TRUE;
}

static gboolean
delete_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsMilestoneMark *self = DEMAINS_MILESTONE_MARK (widget);

  demains_milestone_delete (self->session, self->record);

  return TRUE;
}

static void
focus_enter_cb (DemainsMilestoneMark *self)
{
  demains_session_set_selected (self->session, DEMAINS_KIND_MILESTONE, self->record);
}

static void
demains_milestone_mark_dispose (GObject *object)
{
  DemainsMilestoneMark *self = DEMAINS_MILESTONE_MARK (object);

  g_clear_object (&self->session);
  g_clear_object (&self->record);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (demains_milestone_mark_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class, guint keyval, guint keypad, int direction)
{
  const guint keyvals[] = { keyval, keypad };

  for (guint i = 0; i < G_N_ELEMENTS (keyvals); i++)
    {
      gtk_widget_class_add_binding (widget_class, keyvals[i], 0, shift_cb, "i", direction);
      gtk_widget_class_add_binding (widget_class, keyvals[i], GDK_CONTROL_MASK, shift_cb, "i", direction * LEAP);
    }
}

static void
demains_milestone_mark_class_init (DemainsMilestoneMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const guint opening[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space };
  const guint deleting[] = { GDK_KEY_Delete, GDK_KEY_KP_Delete };

  G_OBJECT_CLASS (klass)->dispose = demains_milestone_mark_dispose;

  signals[SIGNAL_OPENED]
    = g_signal_new ("opened", DEMAINS_TYPE_MILESTONE_MARK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  add_keys (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1);
  add_keys (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1);
  for (guint i = 0; i < G_N_ELEMENTS (opening); i++)
    gtk_widget_class_add_binding (widget_class, opening[i], 0, open_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (deleting); i++)
    gtk_widget_class_add_binding (widget_class, deleting[i], 0, delete_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "milestone");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static GtkLabel *
create_label (int lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), lines > 1);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), lines);

  return GTK_LABEL (label);
}

static void
demains_milestone_mark_init (DemainsMilestoneMark *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->years = create_label (1);
  gtk_widget_add_css_class (GTK_WIDGET (self->years), "caption-heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->years), "numeric");
  self->title = create_label (4);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->years));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  adw_bin_set_child (ADW_BIN (self), box);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_enter_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * demains_milestone_mark_new:
 * @session: the window's session
 * @record: a milestone
 *
 * Returns: (transfer floating): its mark
 */
GtkWidget *
demains_milestone_mark_new (DemainsSession *session, DemainsRecord *record)
{
  DemainsMilestoneMark *self = g_object_new (DEMAINS_TYPE_MILESTONE_MARK, NULL);

  self->session = g_object_ref (session);
  self->record = g_object_ref (record);
  g_signal_connect_object (record, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_root (demains_session_get_project (session)), "notify::horizon",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
  show_selected (self);

  return GTK_WIDGET (self);
}

/**
 * demains_milestone_mark_get_record:
 * @self: a mark
 *
 * Returns: (transfer none): its milestone
 */
DemainsRecord *
demains_milestone_mark_get_record (DemainsMilestoneMark *self)
{
  g_return_val_if_fail (DEMAINS_IS_MILESTONE_MARK (self), NULL);

  return self->record;
}

/**
 * demains_milestone_mark_get_year:
 * @self: a mark
 *
 * Returns: the year to show it at, while it is dragged that below the pointer; 0 for none
 */
gint64
demains_milestone_mark_get_year (DemainsMilestoneMark *self)
{
  g_return_val_if_fail (DEMAINS_IS_MILESTONE_MARK (self), 0);

  return self->preview != 0 ? self->preview : demains_milestone_get_year (self->record);
}

/**
 * demains_milestone_mark_preview:
 * @self: a mark
 * @year: a year that it may be given, 0 for its own
 *
 * Shows it at another year without changing it.
 */
void
demains_milestone_mark_preview (DemainsMilestoneMark *self, gint64 year)
{
  g_return_if_fail (DEMAINS_IS_MILESTONE_MARK (self));

  self->preview = year;
  refresh (self);
}

/**
 * demains_milestone_delete:
 * @session: the window's session
 * @record: a milestone
 *
 * Deletes it, and offers to take that back.
 */
void
demains_milestone_delete (DemainsSession *session, DemainsRecord *record)
{
  if (demains_project_get_read_only (demains_session_get_project (session)))
    {
      demains_session_toast_read_only (session);
      return;
    }

  demains_session_set_selected (session, DEMAINS_KIND_MILESTONE, NULL);
  demains_session_remove (session, record);
}
