/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shoot-page.h"

#include <glib/gi18n.h>

#include "demains-battery-label.h"
#include "demains-device-choice.h"
#include "demains-media-error.h"
#include "demains-page-keys.h"
#include "demains-recorder.h"
#include "demains-shoot-controls.h"
#include "demains-shoot-script.h"
#include "demains-shoot-sound.h"
#include "demains-take-list.h"
#include "demains-take-watch.h"
#include "demains-trouble.h"
#include "demains-video-import.h"
#include "demains-video-view.h"
#include "demains-wording.h"

struct _DemainsShootPage
{
  DemainsPage parent_instance;

  AdwBanner *banner;
  GtkStack *stack;
  DemainsVideoView *preview;
  AdwStatusPage *trouble;
  GtkWidget *retry;
  DemainsShootControls *buttons;
  GtkLabel *paused;
  DemainsBatteryLabel *battery;
  DemainsShootSound *sound;
  AdwComboRow *camera_row;
  AdwComboRow *microphone_row;
  AdwComboRow *countdown_row;
  DemainsShootCountdown *countdown;
  DemainsTakeList *takes;
  DemainsPrompter *prompter;
  DemainsShootScript *script;

  DemainsRecorder *recorder;
  DemainsTakeWatch *watch;
  DemainsDeviceList *cameras;
  DemainsDeviceList *microphones;
  DemainsDeviceChoice *camera;
  DemainsDeviceChoice *microphone;
  DemainsStrain strain_read;
  GSettings *settings;
  gboolean visible_now;
  gboolean offered;
  gboolean again;
};

G_DEFINE_FINAL_TYPE (DemainsShootPage, demains_shoot_page, DEMAINS_TYPE_PAGE)

/* The full stop is what a presentation remote sends to make the screen black; on a French
 * keyboard it is the semicolon's key with Shift, and that key alone is enough. */
static const DemainsPageKey EAGER_KEYS[] = {
  { "space", "shoot.record" },    { "Escape", "shoot.cancel" }, { "period", "shoot.pause" }, { "a", "shoot.again" },
  { "semicolon", "shoot.pause" }, { "n", "shoot.next-scene" },  { "e", "shoot.details" },    { "r", "shoot.rate" },
};

/* Where there is no prompter to be seen they do what they do elsewhere. */
static const DemainsPageKey PROMPTER_KEYS[] = {
  { "p", "prompter.toggle" },     { "Left", "prompter.back" },    { "Right", "prompter.on" },
  { "Page_Up", "prompter.back" }, { "Page_Down", "prompter.on" },
};

static const char *const ACTIONS[] = {
  "shoot.record", "shoot.cancel", "shoot.pause", "shoot.rate",       "shoot.details",
  "shoot.import", "shoot.retry",  "shoot.again", "shoot.next-scene",
};

static DemainsSession *
get_session (DemainsShootPage *self)
{
  return demains_page_get_session (DEMAINS_PAGE (self));
}

static gboolean
can_film (DemainsShootPage *self)
{
  return !demains_project_get_read_only (demains_page_get_project (DEMAINS_PAGE (self)))
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "preview") == 0;
}

/* As soon as there is a picture the keyboard is on Record, once a visit. */
static void
update_actions (DemainsShootPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !demains_project_get_read_only (demains_page_get_project (DEMAINS_PAGE (self)));
  gboolean recording = demains_recorder_get_recording (self->recorder);
  gboolean counting = demains_shoot_countdown_get_running (self->countdown);
  gboolean ready = can_film (self);

  gtk_widget_action_set_enabled (widget, "shoot.record", recording || ready);
  gtk_widget_action_set_enabled (widget, "shoot.again", recording || ready);
  gtk_widget_action_set_enabled (widget, "shoot.pause", recording);
  gtk_widget_action_set_enabled (widget, "shoot.cancel", counting || self->again);
  gtk_widget_action_set_enabled (widget, "shoot.next-scene", !recording && !counting);
  if (ready && !self->offered && gtk_widget_get_focus_child (widget) != NULL)
    self->offered = gtk_widget_grab_focus (demains_shoot_controls_get_record (self->buttons));
  gtk_widget_action_set_enabled (widget, "shoot.import", writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->camera_row), !recording && !counting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->microphone_row), !recording && !counting);
  demains_shoot_script_set_busy (self->script, recording || counting);
}

/* It says what is wrong, or else that filming is hard here, until somebody has read that. */
static void
show_banner (DemainsShootPage *self, const char *wrong)
{
  DemainsStrain strain = demains_recorder_get_strain (self->recorder);
  g_autofree char *hard = demains_strain_to_text (strain, demains_recorder_get_n_lost (self->recorder));
  const char *text = wrong == NULL && strain > self->strain_read ? hard : wrong;

  adw_banner_set_revealed (self->banner, text != NULL);
  adw_banner_set_title (self->banner, text != NULL ? text : "");
}

/* What is seen in place of the picture, and said in place of the sound level,
 * follows from the devices and from what the recorder says. */
static void
show_state (DemainsShootPage *self)
{
  const GError *error = demains_recorder_get_error (self->recorder);
  DemainsTrouble trouble = demains_trouble_judge (self->cameras, error);
  g_autofree char *text
    = demains_trouble_dup_text (self->cameras, error, _ ("Plug in a camera, or bring in videos filmed with a phone."));
  gboolean seeing;

  g_object_get (self->recorder, "seeing", &seeing, NULL);
  if (trouble == DEMAINS_TROUBLE_CAMERA)
    {
      gtk_widget_set_visible (self->retry, demains_device_choice_get_device (self->camera) != NULL
                                             || demains_trouble_is_refusal (self->cameras));
      adw_status_page_set_title (self->trouble, demains_trouble_get_title (self->cameras, error));
      adw_status_page_set_description (self->trouble, text);
    }
  show_banner (self, trouble == DEMAINS_TROUBLE_OTHER ? text : NULL);

  if (trouble == DEMAINS_TROUBLE_CAMERA)
    gtk_stack_set_visible_child_name (self->stack, "trouble");
  else
    gtk_stack_set_visible_child_name (self->stack, seeing ? "preview" : "looking");
  if (!can_film (self))
    demains_shoot_countdown_cancel (self->countdown);

  update_actions (self);
}

static void
camera_on (DemainsShootPage *self)
{
  if (demains_recorder_get_recording (self->recorder))
    return;

  demains_recorder_set_camera (self->recorder, demains_device_choice_get_device (self->camera));
  demains_recorder_set_microphone (self->recorder, demains_device_choice_get_device (self->microphone));
  if (self->visible_now && demains_device_choice_get_device (self->camera) != NULL)
    demains_recorder_start_preview (self->recorder);
  else
    demains_recorder_stop_preview (self->recorder);
  show_state (self);
}

/* As soon as who is filmed is ready. */
static void
try_again (DemainsShootPage *self)
{
  demains_device_list_start (self->cameras);
  camera_on (self);
}

static void
start (DemainsShootPage *self)
{
  demains_shoot_countdown_start (self->countdown, demains_shoot_countdown_get_seconds (self->settings));
}

static void
counted_cb (DemainsShootPage *self)
{
  g_autofree char *title = demains_take_title_propose (demains_page_get_project (DEMAINS_PAGE (self)));
  g_autoptr (GError) error = NULL;

  if (!demains_shoot_script_start_take (self->script, self->recorder, title, &error))
    demains_session_toast_error (get_session (self), error, NULL);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsShootPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = demains_recorder_stop_finish (DEMAINS_RECORDER (source), result, &error);
  gboolean again;

  /* Closed in the meantime. */
  if (self->recorder == NULL)
    return;

  if (take == NULL)
    demains_session_toast_error (get_session (self), error, NULL);
  else
    demains_session_set_selected (get_session (self), DEMAINS_KIND_TAKE, take);

  again = self->again;
  self->again = FALSE;
  camera_on (self);
  if (again && can_film (self) && !demains_recorder_get_recording (self->recorder)
      && !demains_shoot_countdown_get_running (self->countdown))
    start (self);
}

static void
stop (DemainsShootPage *self)
{
  demains_recorder_stop_async (self->recorder, stopped_cb, g_object_ref (self));
}

/* The take that is filmed is kept, and the scene begins anew. */
static void
film_again (DemainsShootPage *self)
{
  self->again = demains_recorder_get_recording (self->recorder);
  if (self->again)
    stop (self);
  else if (!demains_shoot_countdown_get_running (self->countdown))
    start (self);
}

/* Returns: whether there was a countdown, or a scene to be filmed again once its take is whole */
static gboolean
call_off (DemainsShootPage *self)
{
  gboolean pending = self->again || demains_shoot_countdown_get_running (self->countdown);

  self->again = FALSE;
  demains_shoot_countdown_cancel (self->countdown);
  update_actions (self);

  return pending;
}

static void
next_scene (DemainsShootPage *self)
{
  if (!demains_shoot_script_next_scene (self->script))
    demains_session_toast (get_session (self), _ ("This was the last scene."));
}

static void
paused_cb (DemainsShootPage *self)
{
  gboolean paused = demains_recorder_get_paused (self->recorder);

  gtk_widget_set_visible (GTK_WIDGET (self->paused), paused);
  if (demains_recorder_get_recording (self->recorder))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), paused ? _ ("Paused") : _ ("Filming goes on"),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static gboolean
position_cb (DemainsShootPage *self, GtkWidget *prompter, GdkRectangle *place, GtkOverlay *overlay)
{
  if (!DEMAINS_IS_PROMPTER (prompter))
    return FALSE;
  demains_shoot_countdown_place (self->countdown, prompter, place);

  return TRUE;
}

/* Who chose a scene films it next, with Space. The list gives the keyboard back first. */
static void
scene_cb (DemainsShootPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  demains_take_list_set_scene (self->takes, demains_shoot_script_get_scene (self->script));
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->script)))
    demains_shoot_controls_offer_record (self->buttons);
}

static void
banner_closed_cb (DemainsShootPage *self)
{
  self->strain_read = demains_recorder_get_strain (self->recorder);
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsShootPage *self = DEMAINS_SHOOT_PAGE (widget);

  if (g_str_equal (name, "shoot.import"))
    demains_video_import_choose (widget, get_session (self));
  else if (g_str_equal (name, "shoot.retry"))
    try_again (self);
  else if (g_str_equal (name, "shoot.again"))
    film_again (self);
  else if (g_str_equal (name, "shoot.next-scene"))
    next_scene (self);
  else if (g_str_equal (name, "shoot.rate"))
    demains_take_list_act (self->takes, demains_recorder_get_take (self->recorder), "take.rate");
  else if (g_str_equal (name, "shoot.details"))
    demains_take_list_act (self->takes, demains_recorder_get_take (self->recorder), "take.details");
  else if (g_str_equal (name, "shoot.pause"))
    demains_recorder_set_paused (self->recorder, !demains_recorder_get_paused (self->recorder));
  else if (call_off (self) || g_str_equal (name, "shoot.cancel"))
    return;
  else if (demains_recorder_get_recording (self->recorder))
    stop (self);
  else
    start (self);
}

static void
demains_shoot_page_shown (DemainsPage *page)
{
  DemainsShootPage *self = DEMAINS_SHOOT_PAGE (page);

  self->visible_now = TRUE;
  self->offered = FALSE;
  demains_battery_label_watch (self->battery, DEMAINS_BATTERY_FOLDER);
  demains_device_list_start (self->cameras);
  demains_device_list_start (self->microphones);
  camera_on (self);
}

static void
demains_shoot_page_hidden (DemainsPage *page)
{
  DemainsShootPage *self = DEMAINS_SHOOT_PAGE (page);

  self->visible_now = FALSE;
  demains_battery_label_stop (self->battery);
  call_off (self);
  if (demains_recorder_get_recording (self->recorder))
    {
      stop (self);
      demains_session_toast (get_session (self), _ ("Filming ended when you left this screen. The take is kept."));
    }
  else
    demains_recorder_stop_preview (self->recorder);
}

static void
demains_shoot_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  demains_take_list_scroll_to (DEMAINS_SHOOT_PAGE (page)->takes, record);
}

static void
watch_recorder (DemainsShootPage *self)
{
  self->watch = demains_take_watch_new (self->recorder, get_session (self), self->script);
  g_signal_connect_object (self->recorder, "notify::seeing", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recorder, "notify::recording", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recorder, "notify::paused", G_CALLBACK (paused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recorder, "notify::strain", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recorder, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
}

static void
watch_devices (DemainsShootPage *self)
{
  self->cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  self->microphones = demains_device_list_new (DEMAINS_DEVICE_MICROPHONE);
  self->camera = demains_device_choice_new (self->cameras, self->camera_row, self->settings, "camera", _ ("No camera"));
  self->microphone = demains_device_choice_new (self->microphones, self->microphone_row, self->settings, "microphone",
                                                _ ("No microphone"));

  g_signal_connect_object (self->cameras, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "notify::device", G_CALLBACK (camera_on), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->microphone, "notify::device", G_CALLBACK (camera_on), self, G_CONNECT_SWAPPED);
}

static void
demains_shoot_page_constructed (GObject *object)
{
  DemainsShootPage *self = DEMAINS_SHOOT_PAGE (object);
  DemainsProject *project;

  G_OBJECT_CLASS (demains_shoot_page_parent_class)->constructed (object);

  project = demains_page_get_project (DEMAINS_PAGE (self));
  self->settings = g_settings_new (APPLICATION_ID);
  demains_shoot_countdown_bind_row (self->countdown_row, self->settings);
  self->recorder = demains_recorder_new (project, demains_video_view_get_sink (self->preview));
  demains_take_list_set_session (self->takes, get_session (self));
  demains_shoot_script_set_up (self->script, get_session (self), self->prompter);
  demains_take_list_set_scene (self->takes, demains_shoot_script_get_scene (self->script));
  g_signal_connect_object (self->script, "notify::scene", G_CALLBACK (scene_cb), self, G_CONNECT_SWAPPED);
  demains_shoot_controls_set_up (self->buttons, self->recorder, self->countdown, get_session (self));
  watch_recorder (self);
  watch_devices (self);
  demains_shoot_sound_set_up (self->sound, self->recorder, self->microphones, self->microphone);
  g_signal_connect_object (project, "notify::read-only", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  demains_video_import_accept_drops (GTK_WIDGET (self), get_session (self));
  demains_page_add_eager_keys (GTK_WIDGET (self), EAGER_KEYS, G_N_ELEMENTS (EAGER_KEYS),
                               demains_shoot_controls_get_record (self->buttons));
  demains_page_add_eager_keys (GTK_WIDGET (self->prompter), PROMPTER_KEYS, G_N_ELEMENTS (PROMPTER_KEYS), NULL);
  show_state (self);
}

static void
demains_shoot_page_dispose (GObject *object)
{
  DemainsShootPage *self = DEMAINS_SHOOT_PAGE (object);

  if (self->recorder != NULL)
    demains_recorder_stop_preview (self->recorder);
  g_clear_object (&self->watch);
  g_clear_object (&self->recorder);
  g_clear_object (&self->camera);
  g_clear_object (&self->microphone);
  g_clear_object (&self->cameras);
  g_clear_object (&self->microphones);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_SHOOT_PAGE);

  G_OBJECT_CLASS (demains_shoot_page_parent_class)->dispose (object);
}

static void
demains_shoot_page_class_init (DemainsShootPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DemainsPageClass *page_class = DEMAINS_PAGE_CLASS (klass);

  object_class->constructed = demains_shoot_page_constructed;
  object_class->dispose = demains_shoot_page_dispose;
  page_class->shown = demains_shoot_page_shown;
  page_class->hidden = demains_shoot_page_hidden;
  page_class->reveal = demains_shoot_page_reveal;

  g_type_ensure (DEMAINS_TYPE_BATTERY_LABEL);
  g_type_ensure (DEMAINS_TYPE_PROMPTER);
  g_type_ensure (DEMAINS_TYPE_SHOOT_CONTROLS);
  g_type_ensure (DEMAINS_TYPE_SHOOT_COUNTDOWN);
  g_type_ensure (DEMAINS_TYPE_SHOOT_SCRIPT);
  g_type_ensure (DEMAINS_TYPE_SHOOT_SOUND);
  g_type_ensure (DEMAINS_TYPE_TAKE_LIST);
  g_type_ensure (DEMAINS_TYPE_VIDEO_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-shoot-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, banner);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, preview);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, retry);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, paused);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, battery);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, sound);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, camera_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, microphone_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, countdown_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, countdown);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, takes);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, prompter);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootPage, script);
  gtk_widget_class_bind_template_callback (widget_class, banner_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, position_cb);

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i], NULL, action_cb);
}

static void
demains_shoot_page_init (DemainsShootPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
