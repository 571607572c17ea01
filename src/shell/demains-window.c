/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-window-private.h"

#include <glib/gi18n.h>

#include "demains-awake.h"
#include "demains-history.h"
#include "demains-operation-area.h"
#include "demains-page-table.h"
#include "demains-sidebar.h"
#include "demains-toast.h"
#include "demains-wording.h"
#include "demains-workshop.h"

struct _DemainsWindow
{
  AdwApplicationWindow parent_instance;

  DemainsSession *session;
  GSettings *settings;
  DemainsStateFile *views;
  gboolean narrow;
  gboolean sidebar_hidden;
  gboolean was_fullscreen;
  DemainsAwake *awake;
  DemainsPage *visible_page;

  AdwToastOverlay *toast_overlay;
  AdwToast *focus_toast; /* says how to leave focus mode, weak */
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *sidebar_page;
  AdwNavigationPage *content_page;
  AdwToolbarView *toolbar_view;
  DemainsSidebar *sidebar;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *present_button;
  AdwBanner *banner;
  GtkStack *stack;
  GtkWidget *leave_focus_button;
  DemainsOperationArea *operations;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
  PROP_VIEWS,
  PROP_NARROW,
} DemainsWindowProperty;

#define N_PROPS (PROP_NARROW + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsWindow, demains_window, ADW_TYPE_APPLICATION_WINDOW)

static DemainsProject *
get_project (DemainsWindow *self)
{
  return demains_session_get_project (self->session);
}

static gboolean
get_focus_mode (DemainsWindow *self)
{
  gboolean focus_mode;

  g_object_get (self->session, "focus-mode", &focus_mode, NULL);

  return focus_mode;
}

/* The page of @key, made when it is first seen: a camera page costs something. */
static DemainsPage *
get_page (DemainsWindow *self, const char *key)
{
  /* What a page wants to know of them, it has a property of that name for. */
  static const char *const preferences[] = { "check-spelling", "words-per-minute" };
  const DemainsPageInfo *info = demains_page_table_find (key);
  DemainsPage *page;

  if (info == NULL)
    return NULL;

  page = DEMAINS_PAGE (gtk_stack_get_child_by_name (self->stack, key));
  if (page == NULL)
    {
      page = demains_page_table_create (info, self->session);
      g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
      for (guint i = 0; i < G_N_ELEMENTS (preferences); i++)
        if (g_object_class_find_property (G_OBJECT_GET_CLASS (page), preferences[i]) != NULL)
          g_settings_bind (self->settings, preferences[i], page, preferences[i], G_SETTINGS_BIND_GET);
      gtk_stack_add_named (self->stack, GTK_WIDGET (page), key);
    }

  return page;
}

static void
update_layout (DemainsWindow *self)
{
  gboolean focus_mode;

  /* The breakpoint speaks once more when the window goes. */
  if (self->session == NULL)
    return;

  focus_mode = get_focus_mode (self);
  if (focus_mode)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  adw_navigation_split_view_set_collapsed (self->split_view, self->narrow || self->sidebar_hidden || focus_mode);
  adw_toolbar_view_set_reveal_top_bars (self->toolbar_view, !focus_mode);
  gtk_widget_set_visible (self->leave_focus_button, focus_mode);
  /* Where there is no room for it the menu has it. */
  gtk_widget_set_visible (self->present_button, !self->narrow && self->visible_page != NULL
                                                  && DEMAINS_PAGE_GET_CLASS (self->visible_page)->can_present);
}

static void
update_page (DemainsWindow *self)
{
  const char *key = demains_session_get_page (self->session);
  DemainsPage *page = demains_page_table_has (get_project (self), key) ? get_page (self, key) : NULL;
  g_autofree char *title = NULL;

  if (page == NULL || page == self->visible_page)
    return;

  if (self->visible_page != NULL)
    {
      g_object_set (self->visible_page, "presenting", FALSE, NULL);
      demains_page_set_visible_now (self->visible_page, FALSE);
    }
  self->visible_page = page;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  g_object_get (page, "title", &title, NULL);
  adw_navigation_page_set_title (self->content_page, title);
  demains_page_set_visible_now (page, TRUE);
  demains_window_actions_update (self);
  update_layout (self);
}

static void
update_steps (DemainsWindow *self)
{
  DemainsProject *project = get_project (self);
  g_autofree char *undo = demains_undo_to_text (demains_project_peek_undo (project));
  g_autofree char *redo = demains_redo_to_text (demains_project_peek_redo (project));

  gtk_widget_set_tooltip_text (self->undo_button, undo);
  gtk_widget_set_tooltip_text (self->redo_button, redo);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, undo, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->redo_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, redo, -1);
  demains_window_actions_update (self);
}

static void
update_awake (DemainsWindow *self)
{
  DemainsSaveState state = demains_project_get_save_state (get_project (self));
  gboolean recording, finishing;

  g_object_get (self->session, "recording", &recording, "finishing", &finishing, NULL);
  demains_awake_set (self->awake,
                     state == DEMAINS_SAVE_SAVING || state == DEMAINS_SAVE_CHECKING_IN || state == DEMAINS_SAVE_FAILED
                       || finishing || demains_operation_area_get_busy (self->operations),
                     recording);
}

static void
filming_cb (DemainsWindow *self)
{
  update_awake (self);
  demains_window_actions_update (self);
}

static void
save_state_cb (DemainsWindow *self)
{
  update_steps (self);
  demains_window_banner_update (self, self->banner);
  update_awake (self);
}

static void
group_changed_cb (DemainsWindow *self)
{
  g_autofree char *group = demains_record_to_text (demains_project_get_root (get_project (self)));

  gtk_window_set_title (GTK_WINDOW (self), group);
  adw_navigation_page_set_title (self->sidebar_page, group);
}

/* What is shown to the room says so itself, and has its foot where a toast would be. */
static void
say_how_to_leave (DemainsWindow *self)
{
  g_autoptr (AdwToast) toast = NULL;
  gboolean presenting = FALSE;

  if (self->visible_page != NULL)
    g_object_get (self->visible_page, "presenting", &presenting, NULL);
  if (presenting)
    return;

  toast = demains_toast_new (_ ("Esc or F11 to leave"));
  g_set_weak_pointer (&self->focus_toast, toast);
  adw_toast_overlay_add_toast (self->toast_overlay, g_steal_pointer (&toast));
}

static void
focus_mode_cb (DemainsWindow *self)
{
  gboolean focus_mode = get_focus_mode (self);

  if (focus_mode)
    {
      say_how_to_leave (self);
      self->was_fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));
      gtk_window_fullscreen (GTK_WINDOW (self));
    }
  else
    {
      if (self->visible_page != NULL)
        g_object_set (self->visible_page, "presenting", FALSE, NULL);
      if (self->focus_toast != NULL)
        adw_toast_dismiss (self->focus_toast);
      if (!self->was_fullscreen)
        gtk_window_unfullscreen (GTK_WINDOW (self));
    }

  update_layout (self);
  demains_window_actions_update (self);
}

static void
show_toast_cb (DemainsWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toast_overlay, g_object_ref (toast));
}

static void
reveal_cb (DemainsWindow *self, DemainsRecord *record, const char *field)
{
  if (demains_session_get_page_for_kind (demains_record_get_kind_id (record)) != NULL)
    {
      adw_navigation_split_view_set_show_content (self->split_view, TRUE);
      if (self->visible_page != NULL)
        demains_page_reveal (self->visible_page, record, field);
    }
  else if (field != NULL && demains_workshop_is (get_project (self)))
    {
      demains_session_set_page (self->session, "workshop");
      demains_page_reveal (self->visible_page, record, field);
    }
  /* The group itself has no page. Someone who asks for one of its fields gets
   * its details; someone who undoes a new name sees it in the sidebar. */
  else if (field != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.group-details", NULL);
}

static void
operation_added_cb (DemainsWindow *self, DemainsOperation *operation)
{
  demains_operation_area_add (self->operations, operation);
}

static void
sidebar_activated_cb (DemainsWindow *self)
{
  demains_window_show_content (self);
}

static gboolean
close_request_cb (DemainsWindow *self)
{
  return demains_window_closing_request (self);
}

static void
connect_session (DemainsWindow *self)
{
  DemainsProject *project = get_project (self);

  g_signal_connect_object (self->session, "notify::page", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::focus-mode", G_CALLBACK (focus_mode_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::can-go-back", G_CALLBACK (demains_window_actions_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::recording", G_CALLBACK (filming_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::finishing", G_CALLBACK (filming_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "show-toast", G_CALLBACK (show_toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "operation-added", G_CALLBACK (operation_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->operations, "notify::busy", G_CALLBACK (update_awake), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (project, "notify::save-state", G_CALLBACK (save_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::can-undo", G_CALLBACK (update_steps), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::can-redo", G_CALLBACK (update_steps), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::owner-gone", G_CALLBACK (save_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_root (project), "notify", G_CALLBACK (group_changed_cb), self,
                           G_CONNECT_SWAPPED);

  g_settings_bind (self->settings, "text-scale", self->session, "text-scale", G_SETTINGS_BIND_DEFAULT);
}

static void
demains_window_constructed (GObject *object)
{
  DemainsWindow *self = DEMAINS_WINDOW (object);

  G_OBJECT_CLASS (demains_window_parent_class)->constructed (object);

  connect_session (self);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  demains_window_view_restore (self, self->views);
  group_changed_cb (self);
  save_state_cb (self);
  update_page (self);
  update_layout (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
demains_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsWindow *self = DEMAINS_WINDOW (object);

  switch ((DemainsWindowProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_VIEWS:
      g_value_set_object (value, self->views);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    }
}

static void
demains_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsWindow *self = DEMAINS_WINDOW (object);

  switch ((DemainsWindowProperty)prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_VIEWS:
      self->views = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          if (self->narrow)
            gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
          else
            gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
          update_layout (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    }
}

static void
demains_window_dispose (GObject *object)
{
  DemainsWindow *self = DEMAINS_WINDOW (object);

  self->visible_page = NULL;
  g_clear_weak_pointer (&self->focus_toast);
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_WINDOW);
  g_clear_pointer (&self->awake, demains_awake_free);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->views);

  G_OBJECT_CLASS (demains_window_parent_class)->dispose (object);
}

static void
demains_window_class_init (DemainsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = demains_window_constructed;
  object_class->get_property = demains_window_get_property;
  object_class->set_property = demains_window_set_property;
  object_class->dispose = demains_window_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, given);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, given);
  properties[PROP_VIEWS] = g_param_spec_object ("views", NULL, NULL, DEMAINS_TYPE_STATE_FILE, given);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  demains_window_actions_install (widget_class);

  g_type_ensure (DEMAINS_TYPE_SIDEBAR);
  g_type_ensure (DEMAINS_TYPE_OPERATION_AREA);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, sidebar_page);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, present_button);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, leave_focus_button);
  gtk_widget_class_bind_template_child (widget_class, DemainsWindow, operations);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
}

static void
demains_window_init (DemainsWindow *self)
{
  self->awake = demains_awake_new (GTK_WINDOW (self));
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
demains_window_get_sidebar_hidden (DemainsWindow *self)
{
  return self->sidebar_hidden;
}

void
demains_window_set_sidebar_hidden (DemainsWindow *self, gboolean hidden)
{
  self->sidebar_hidden = hidden;
  update_layout (self);
}

DemainsPage *
demains_window_get_page (DemainsWindow *self)
{
  return self->visible_page;
}

gboolean
demains_window_get_busy (DemainsWindow *self)
{
  gboolean recording;

  g_object_get (self->session, "recording", &recording, NULL);

  return recording || demains_operation_area_get_busy (self->operations);
}

void
demains_window_stop_work (DemainsWindow *self)
{
  demains_operation_area_cancel_all (self->operations);
  /* A page that goes out of sight turns its camera off and keeps the take. */
  if (self->visible_page != NULL)
    demains_page_set_visible_now (self->visible_page, FALSE);
}

void
demains_window_finish_closing (DemainsWindow *self)
{
  if (self->visible_page != NULL)
    demains_page_set_visible_now (self->visible_page, FALSE);
  if (!gtk_window_is_fullscreen (GTK_WINDOW (self)))
    {
      int width, height;

      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
    }
  demains_window_view_remember (self, self->views);
  gtk_window_destroy (GTK_WINDOW (self));
}

/**
 * demains_window_new:
 * @application: the application
 * @project: an open project
 * @settings: the program's settings
 * @views: how the windows of projects were left
 *
 * Returns: (transfer none): a window on @project, as it was left
 */
DemainsWindow *
demains_window_new (GtkApplication *application, DemainsProject *project, GSettings *settings, DemainsStateFile *views)
{
  g_autoptr (DemainsSession) session = demains_session_new (project);

  return g_object_new (DEMAINS_TYPE_WINDOW, "application", application, "session", session, "settings", settings,
                       "views", views, NULL);
}

/**
 * demains_window_get_project:
 * @self: a window
 *
 * Returns: (transfer none): its project
 */
DemainsProject *
demains_window_get_project (DemainsWindow *self)
{
  g_return_val_if_fail (DEMAINS_IS_WINDOW (self), NULL);

  return get_project (self);
}

/**
 * demains_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none): what is open and selected in it
 */
DemainsSession *
demains_window_get_session (DemainsWindow *self)
{
  g_return_val_if_fail (DEMAINS_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * demains_window_get_settings:
 * @self: a window
 *
 * Returns: (transfer none): the program's settings
 */
GSettings *
demains_window_get_settings (DemainsWindow *self)
{
  g_return_val_if_fail (DEMAINS_IS_WINDOW (self), NULL);

  return self->settings;
}

/**
 * demains_window_start_writing:
 * @self: the window of a new project
 *
 * Puts the keyboard into the text of the first section, or in a workshop into
 * what is to be said of it next.
 */
void
demains_window_start_writing (DemainsWindow *self)
{
  g_autoptr (DemainsRecord) first = NULL;

  g_return_if_fail (DEMAINS_IS_WINDOW (self));

  if (demains_workshop_is (get_project (self)))
    {
      demains_session_reveal (self->session, demains_project_get_root (get_project (self)), "place");
      return;
    }

  first = g_list_model_get_item (G_LIST_MODEL (demains_project_get_list (get_project (self), DEMAINS_KIND_SECTION)), 0);
  if (first != NULL)
    demains_session_reveal (self->session, first, "text");
}

/**
 * demains_window_show_content:
 * @self: a window
 *
 * Where there is no room for sidebar and page, shows the page.
 */
void
demains_window_show_content (DemainsWindow *self)
{
  g_return_if_fail (DEMAINS_IS_WINDOW (self));

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/**
 * demains_window_toggle_sidebar:
 * @self: a window
 *
 * Shows the sidebar beside the page or hides it; where there is no room for
 * both, turns to the sidebar or back.
 */
void
demains_window_toggle_sidebar (DemainsWindow *self)
{
  g_return_if_fail (DEMAINS_IS_WINDOW (self));

  if (self->narrow)
    adw_navigation_split_view_set_show_content (self->split_view,
                                                !adw_navigation_split_view_get_show_content (self->split_view));
  else
    demains_window_set_sidebar_hidden (self, !self->sidebar_hidden);
}
