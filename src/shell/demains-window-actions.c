/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-window-private.h"

#include <glib/gi18n.h>

#include "demains-group-dialog.h"
#include "demains-merge-dialog.h"
#include "demains-page-table.h"
#include "demains-paper-fields.h"
#include "demains-print-dialog.h"
#include "demains-programme-dialog.h"
#include "demains-search-dialog.h"
#include "demains-space-dialog.h"
#include "demains-typing-dialog.h"
#include "demains-wording.h"
#include "demains-workshop.h"

/* Steps that are seen from across a table, up to three times the size. */
static const double TEXT_SCALES[] = { 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0 };

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_session_undo (demains_window_get_session (DEMAINS_WINDOW (widget)));
}

static void
redo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_session_redo (demains_window_get_session (DEMAINS_WINDOW (widget)));
}

static void
go_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_session_go_back (demains_window_get_session (DEMAINS_WINDOW (widget)));
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (demains_search_dialog_new (demains_window_get_session (DEMAINS_WINDOW (widget))), widget);
}

static void
group_details_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsSession *session = demains_window_get_session (DEMAINS_WINDOW (widget));

  if (demains_workshop_is (demains_session_get_project (session)))
    gtk_widget_activate_action (widget, "win.show-page", "s", "workshop");
  else
    adw_dialog_present (demains_group_dialog_new (session), widget);
}

static void
programme_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (demains_programme_dialog_new (demains_window_get_project (DEMAINS_WINDOW (widget))), widget);
}

static void
show_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *key = g_variant_get_string (parameter, NULL);

  if (!demains_page_table_has (demains_window_get_project (DEMAINS_WINDOW (widget)), key))
    return;

  demains_session_set_page (demains_window_get_session (DEMAINS_WINDOW (widget)), key);
  demains_window_show_content (DEMAINS_WINDOW (widget));
}

static void
toggle_sidebar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_window_toggle_sidebar (DEMAINS_WINDOW (widget));
}

static void
focus_mode_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsSession *session = demains_window_get_session (DEMAINS_WINDOW (widget));
  gboolean focus_mode;

  g_object_get (session, "focus-mode", &focus_mode, NULL);
  g_object_set (session, "focus-mode", !focus_mode, NULL);
}

static void
leave_focus_mode_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_object_set (demains_window_get_session (DEMAINS_WINDOW (widget)), "focus-mode", FALSE, NULL);
}

/* To the wall with the page, or back from there; the room sees nothing else then. */
static void
present_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsPage *page = demains_window_get_page (DEMAINS_WINDOW (widget));
  gboolean presenting;

  g_object_get (page, "presenting", &presenting, NULL);
  g_object_set (page, "presenting", !presenting, NULL);
  g_object_set (demains_window_get_session (DEMAINS_WINDOW (widget)), "focus-mode", !presenting, NULL);
}

static void
set_text_scale (DemainsWindow *self, double scale)
{
  g_settings_set_double (demains_window_get_settings (self), "text-scale", scale);
}

static void
text_larger_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  double scale = g_settings_get_double (demains_window_get_settings (DEMAINS_WINDOW (widget)), "text-scale");

  for (guint i = 0; i < G_N_ELEMENTS (TEXT_SCALES); i++)
    if (TEXT_SCALES[i] > scale + 0.001)
      {
        set_text_scale (DEMAINS_WINDOW (widget), TEXT_SCALES[i]);
        return;
      }
}

static void
text_smaller_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  double scale = g_settings_get_double (demains_window_get_settings (DEMAINS_WINDOW (widget)), "text-scale");

  for (guint i = G_N_ELEMENTS (TEXT_SCALES); i > 0; i--)
    if (TEXT_SCALES[i - 1] < scale - 0.001)
      {
        set_text_scale (DEMAINS_WINDOW (widget), TEXT_SCALES[i - 1]);
        return;
      }
}

static void
text_normal_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_text_scale (DEMAINS_WINDOW (widget), 1.0);
}

static void
merge_copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_merge_dialog_choose (demains_window_get_session (DEMAINS_WINDOW (widget)), widget);
}

static void
free_space_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsSession *session = demains_window_get_session (DEMAINS_WINDOW (widget));

  if (demains_project_get_read_only (demains_session_get_project (session)))
    demains_session_toast_read_only (session);
  else
    adw_dialog_present (demains_space_dialog_new (session), widget);
}

/* What the visible page is about, else what comes first. */
static DemainsKindId
get_paper_kind (DemainsSession *session)
{
  const DemainsPageInfo *page = demains_page_table_find (demains_session_get_page (session));

  return page != NULL && demains_paper_has_kind (page->counted) ? page->counted : demains_paper_get_kind (0);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsSession *session = demains_window_get_session (DEMAINS_WINDOW (widget));

  adw_dialog_present (demains_print_dialog_new (session, get_paper_kind (session)), widget);
}

static void
type_cards_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DemainsSession *session = demains_window_get_session (DEMAINS_WINDOW (widget));

  if (demains_project_get_read_only (demains_session_get_project (session)))
    demains_session_toast_read_only (session);
  else
    adw_dialog_present (demains_typing_dialog_new (session, get_paper_kind (session)), widget);
}

static void
save_copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_window_copy_choose (DEMAINS_WINDOW (widget), FALSE);
}

static void
save_nameless_copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_window_copy_ask_nameless (DEMAINS_WINDOW (widget));
}

static void
edit_here_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_window_banner_edit_here (DEMAINS_WINDOW (widget));
}

void
demains_window_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "win.go-back", NULL, go_back_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.group-details", NULL, group_details_cb);
  gtk_widget_class_install_action (widget_class, "win.programme", NULL, programme_cb);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_cb);
  gtk_widget_class_install_action (widget_class, "win.focus-mode", NULL, focus_mode_cb);
  gtk_widget_class_install_action (widget_class, "win.leave-focus-mode", NULL, leave_focus_mode_cb);
  gtk_widget_class_install_action (widget_class, "win.present", NULL, present_cb);
  gtk_widget_class_install_action (widget_class, "win.text-larger", NULL, text_larger_cb);
  gtk_widget_class_install_action (widget_class, "win.text-smaller", NULL, text_smaller_cb);
  gtk_widget_class_install_action (widget_class, "win.text-normal", NULL, text_normal_cb);
  gtk_widget_class_install_action (widget_class, "win.save-copy", NULL, save_copy_cb);
  gtk_widget_class_install_action (widget_class, "win.save-nameless-copy", NULL, save_nameless_copy_cb);
  gtk_widget_class_install_action (widget_class, "win.merge-copy", NULL, merge_copy_cb);
  gtk_widget_class_install_action (widget_class, "win.edit-here", NULL, edit_here_cb);
  gtk_widget_class_install_action (widget_class, "win.free-space", NULL, free_space_cb);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "win.type-cards", NULL, type_cards_cb);
}

void
demains_window_actions_update (DemainsWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  DemainsProject *project = demains_window_get_project (self);
  DemainsPage *page = demains_window_get_page (self);
  /* What is filmed must not be taken back under the camera. */
  gboolean may_step
    = !demains_project_get_read_only (project) && !demains_session_get_filming (demains_window_get_session (self));
  gboolean can_undo, can_redo, focus_mode, can_go_back;

  g_object_get (project, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  g_object_get (demains_window_get_session (self), "focus-mode", &focus_mode, "can-go-back", &can_go_back, NULL);
  gtk_widget_action_set_enabled (widget, "win.go-back", can_go_back);
  gtk_widget_action_set_enabled (widget, "win.undo", can_undo && may_step);
  gtk_widget_action_set_enabled (widget, "win.redo", can_redo && may_step);
  gtk_widget_action_set_enabled (widget, "win.leave-focus-mode", focus_mode);
  gtk_widget_action_set_enabled (widget, "win.present", page != NULL && DEMAINS_PAGE_GET_CLASS (page)->can_present);
  gtk_widget_action_set_enabled (widget, "win.edit-here", demains_project_get_owner_gone (project));
}
