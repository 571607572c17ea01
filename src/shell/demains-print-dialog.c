/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-print-dialog.h"

#include <glib/gi18n.h>

#include "demains-print.h"

typedef enum
{
  SCOPE_SHOTS,
  SCOPE_SPEECHES,
  SCOPE_ALL,
  SCOPE_SELECTED,
  SCOPE_FORMS,
} Scope;

static const guint PER_PAGE[] = { 1, 2, 4 };

struct _DemainsPrintDialog
{
  AdwDialog parent_instance;

  DemainsSession *session;
  DemainsPaper *paper;
  /* The photos of what is on it, until they are there; and whether it is printed then. */
  GCancellable *loading;
  gboolean print_wanted;

  /* What the rows of "what" stand for. */
  Scope scopes[5];
  gboolean filling;

  GtkWidget *print;
  AdwComboRow *kind_row;
  AdwComboRow *scope_row;
  AdwComboRow *per_page_row;
  GtkWidget *count_row;
  GtkDrawingArea *preview;
  AdwPreferencesGroup *preview_group;
};

G_DEFINE_FINAL_TYPE (DemainsPrintDialog, demains_print_dialog, ADW_TYPE_DIALOG)

static DemainsKindId
get_kind (DemainsPrintDialog *self)
{
  return demains_paper_get_kind (adw_combo_row_get_selected (self->kind_row));
}

static Scope
get_scope (DemainsPrintDialog *self)
{
  return self->scopes[adw_combo_row_get_selected (self->scope_row)];
}

/* What goes on from page to page has no cards on them. */
static guint
get_per_page (DemainsPrintDialog *self)
{
  Scope scope = get_scope (self);

  return scope == SCOPE_SHOTS || scope == SCOPE_SPEECHES ? 1
                                                         : PER_PAGE[adw_combo_row_get_selected (self->per_page_row)];
}

static DemainsPaperFormat
get_format (DemainsPrintDialog *self)
{
  switch (get_scope (self))
    {
    case SCOPE_SHOTS:
      return DEMAINS_PAPER_SHOTS;
    case SCOPE_SPEECHES:
      return DEMAINS_PAPER_SPEECHES;
    case SCOPE_FORMS:
      return DEMAINS_PAPER_FORMS;
    case SCOPE_ALL:
    case SCOPE_SELECTED:
      break;
    }

  /* A card that has the whole page is a sheet: there is room for every field. */
  return get_per_page (self) == 1 ? DEMAINS_PAPER_SHEETS : DEMAINS_PAPER_CARDS;
}

static DemainsPaper *
create_paper (DemainsPrintDialog *self)
{
  Scope scope = get_scope (self);
  DemainsPaper *paper = demains_paper_new (demains_session_get_project (self->session), get_kind (self),
                                           get_format (self), get_per_page (self));

  if (scope == SCOPE_FORMS)
    demains_paper_add_forms (paper, adw_spin_row_get_value (ADW_SPIN_ROW (self->count_row)));
  else if (scope == SCOPE_SELECTED)
    demains_paper_add (paper, demains_session_get_selected (self->session, get_kind (self)));
  else
    demains_paper_add_all (paper);

  return paper;
}

static void
stop_loading (DemainsPrintDialog *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
want_print (DemainsPrintDialog *self, gboolean wanted)
{
  self->print_wanted = wanted;
  gtk_widget_set_sensitive (self->print, !wanted);
}

static void
print (DemainsPrintDialog *self)
{
  g_autoptr (DemainsSession) session = g_object_ref (self->session);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  DemainsPaper *paper = g_object_ref (self->paper);

  /* Once, also when it is pressed while the dialog goes. */
  want_print (self, TRUE);
  adw_dialog_close (ADW_DIALOG (self));
  demains_print_run (paper, session, window);
}

/* Of a paper that is shown no more they were cancelled. */
static void
photos_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsPrintDialog) self = user_data;

  if (!demains_paper_load_photos_finish (DEMAINS_PAPER (source), result, NULL))
    return;
  g_clear_object (&self->loading);
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
  if (self->print_wanted)
    print (self);
}

static void
update_paper (DemainsPrintDialog *self)
{
  g_autofree char *pages = NULL;
  guint n;

  if (self->filling)
    return;

  stop_loading (self);
  want_print (self, FALSE);
  g_clear_object (&self->paper);
  self->paper = create_paper (self);
  self->loading = g_cancellable_new ();
  demains_paper_load_photos_async (self->paper, self->loading, photos_loaded_cb, g_object_ref (self));
  n = demains_paper_get_n_pages (self->paper);
  pages = g_strdup_printf (ngettext ("%u page", "%u pages", n), n);
  adw_preferences_group_set_title (self->preview_group, pages);
  gtk_widget_set_visible (self->count_row, get_scope (self) == SCOPE_FORMS);
  gtk_widget_set_visible (GTK_WIDGET (self->per_page_row), get_format (self) < DEMAINS_PAPER_SHOTS);
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
}

static gboolean
has_speeches (DemainsPrintDialog *self)
{
  DemainsProject *project = demains_session_get_project (self->session);

  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_SPEECH))) > 0;
}

/* What there is of the kind: all, the one that is selected, and always forms. */
static void
kind_selected_cb (DemainsPrintDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  DemainsRecord *selected;
  guint n;
  guint rows = 0;

  if (self->filling)
    return;
  n = g_list_model_get_n_items (
    G_LIST_MODEL (demains_project_get_list (demains_session_get_project (self->session), get_kind (self))));
  selected = demains_session_get_selected (self->session, get_kind (self));

  if (n > 0 && get_kind (self) == DEMAINS_KIND_SCENE)
    {
      gtk_string_list_append (labels, _ ("Shot list"));
      self->scopes[rows++] = SCOPE_SHOTS;
    }
  if (get_kind (self) == DEMAINS_KIND_SCENE && has_speeches (self))
    {
      gtk_string_list_append (labels, _ ("Speeches in big letters"));
      self->scopes[rows++] = SCOPE_SPEECHES;
    }
  if (n > 0)
    {
      /* Translators: what is printed: all cards; %u is how many there are */
      gtk_string_list_take (labels, g_strdup_printf (_ ("All (%u)"), n));
      self->scopes[rows++] = SCOPE_ALL;
    }
  if (selected != NULL)
    {
      /* Translators: what is printed: one card; %s is its title */
      gtk_string_list_take (labels, g_strdup_printf (_ ("Only “%s”"), demains_record_get_title (selected)));
      self->scopes[rows++] = SCOPE_SELECTED;
    }
  gtk_string_list_append (labels, _ ("Blank forms to write on"));
  self->scopes[rows++] = SCOPE_FORMS;

  self->filling = TRUE;
  adw_combo_row_set_model (self->scope_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->scope_row, 0);
  /* A job is read as a sheet, the others are laid out on a table. */
  adw_combo_row_set_selected (self->per_page_row, get_kind (self) == DEMAINS_KIND_JOB ? 0 : 2);
  self->filling = FALSE;
  update_paper (self);
}

static void
option_changed_cb (DemainsPrintDialog *self)
{
  update_paper (self);
}

static void
draw_preview (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  DemainsPrintDialog *self = user_data;
  double scale = MIN (width / DEMAINS_PAPER_WIDTH, height / DEMAINS_PAPER_HEIGHT);

  if (self->paper == NULL)
    return;

  cairo_translate (cr, (width - scale * DEMAINS_PAPER_WIDTH) / 2, 0);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, DEMAINS_PAPER_WIDTH, DEMAINS_PAPER_HEIGHT);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  demains_paper_draw_page (self->paper, 0, cr);
}

/* What is printed has its photos. */
static void
print_cb (DemainsPrintDialog *self)
{
  if (self->loading != NULL)
    want_print (self, TRUE);
  else
    print (self);
}

static void
cancel_cb (DemainsPrintDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
demains_print_dialog_closed (AdwDialog *dialog)
{
  stop_loading (DEMAINS_PRINT_DIALOG (dialog));
}

static void
demains_print_dialog_dispose (GObject *object)
{
  DemainsPrintDialog *self = DEMAINS_PRINT_DIALOG (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_PRINT_DIALOG);
  stop_loading (self);
  g_clear_object (&self->paper);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_print_dialog_parent_class)->dispose (object);
}

static void
demains_print_dialog_class_init (DemainsPrintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_print_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = demains_print_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsPrintDialog, print);
  gtk_widget_class_bind_template_child (widget_class, DemainsPrintDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsPrintDialog, scope_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsPrintDialog, per_page_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsPrintDialog, count_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsPrintDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, DemainsPrintDialog, preview_group);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
demains_print_dialog_init (DemainsPrintDialog *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->preview, draw_preview, self, NULL);
}

/**
 * demains_print_dialog_new:
 * @session: what is open
 * @kind: what is proposed first
 *
 * Returns: (transfer floating): a dialog that puts cards, sheets or forms on paper
 */
AdwDialog *
demains_print_dialog_new (DemainsSession *session, DemainsKindId kind)
{
  DemainsPrintDialog *self = g_object_new (DEMAINS_TYPE_PRINT_DIALOG, NULL);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  guint row = 0;

  self->session = g_object_ref (session);
  for (guint i = 0; demains_paper_get_kind (i) != DEMAINS_N_KINDS; i++)
    {
      gtk_string_list_append (kinds, _ (demains_kind_get (demains_paper_get_kind (i))->label));
      if (demains_paper_get_kind (i) == kind)
        row = i;
    }
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  adw_combo_row_set_selected (self->kind_row, row);
  self->filling = FALSE;
  kind_selected_cb (self);

  return ADW_DIALOG (self);
}
