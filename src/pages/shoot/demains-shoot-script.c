/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shoot-script.h"

#include "demains-bin.h"
#include "demains-prompter-window.h"
#include "demains-scene-row.h"
#include "demains-scene-text.h"
#include "demains-script-text.h"
#include "demains-shoot-start.h"
#include "demains-text.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

struct _DemainsShootScript
{
  AdwBin parent_instance;

  DemainsSceneRow *scene_row;
  AdwComboRow *speech_row;
  AdwActionRow *consent_row;
  AdwExpanderRow *prompter_row;
  AdwSpinRow *pace_row;
  AdwSpinRow *size_row;
  AdwSwitchRow *mirrored_row;

  DemainsSession *session;
  DemainsPrompter *prompter;
  GSettings *settings;
  DemainsRecord *scene;
  GPtrArray *speeches;
  DemainsShootStart start;
  gboolean filming;
  gboolean waiting;
  gboolean showing;
};

enum
{
  PROP_SCENE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsShootScript, demains_shoot_script, ADW_TYPE_BIN)

static DemainsProject *
get_project (DemainsShootScript *self)
{
  return demains_session_get_project (self->session);
}

static DemainsRecordList *
get_scenes (DemainsShootScript *self)
{
  return demains_project_get_list (get_project (self), DEMAINS_KIND_SCENE);
}

static DemainsRecord *
get_speech (DemainsShootScript *self)
{
  guint index = adw_combo_row_get_selected (self->speech_row);

  return self->speeches != NULL && index < self->speeches->len ? self->speeches->pdata[index] : NULL;
}

/* What is on the prompter, and at which pace: a wanted length comes before it. */
static void
show_speech (DemainsShootScript *self)
{
  DemainsRecord *speech = get_speech (self);
  gboolean any = speech != NULL && demains_speech_count_words (speech) > 0;
  gint64 seconds = speech != NULL ? demains_speech_get_wanted_seconds (speech) : 0;

  self->showing = TRUE;
  g_object_set (self->prompter, "text", speech != NULL ? demains_record_get_text (speech, "text") : "",
                "words-per-minute",
                speech != NULL ? demains_speech_get_pace (speech) : DEMAINS_READING_WORDS_PER_MINUTE, "target",
                seconds * SECOND, NULL);
  if (speech != NULL)
    adw_spin_row_set_value (self->pace_row, demains_speech_get_pace (speech));
  gtk_widget_set_sensitive (GTK_WIDGET (self->pace_row),
                            speech != NULL && seconds == 0 && !demains_project_get_read_only (get_project (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->prompter),
                          any && adw_expander_row_get_enable_expansion (self->prompter_row));
  gtk_widget_set_visible (GTK_WIDGET (self->prompter_row), speech != NULL);
  self->showing = FALSE;
}

static void
show_consent (DemainsShootScript *self)
{
  g_autofree char *text = self->scene != NULL ? demains_scene_consent_to_text (get_project (self), self->scene) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->consent_row), text != NULL && *text != '\0');
  adw_action_row_set_subtitle (self->consent_row, text != NULL ? text : "");
}

/* What is filmed stays on the prompter to the end of the take. */
static void
list_speeches (DemainsShootScript *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = adw_combo_row_get_selected (self->speech_row);

  if (self->filming)
    return;

  self->showing = TRUE;
  g_clear_pointer (&self->speeches, g_ptr_array_unref);
  if (self->scene != NULL)
    self->speeches = demains_script_list_speeches (get_project (self), self->scene);
  /* What was rewritten begins with its first word, also once it is taken back. */
  demains_shoot_start_find (&self->start, self->speeches);
  for (guint i = 0; self->speeches != NULL && i < self->speeches->len; i++)
    gtk_string_list_take (names, demains_speech_to_text (self->speeches->pdata[i]));
  adw_combo_row_set_model (self->speech_row, G_LIST_MODEL (names));
  if (self->speeches != NULL && selected < self->speeches->len)
    adw_combo_row_set_selected (self->speech_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->speech_row), self->speeches != NULL && self->speeches->len > 0);
  self->showing = FALSE;
  show_speech (self);
}

/* Brings the text to where filming begins. */
static void
go_to_start (DemainsShootScript *self, gboolean playing)
{
  DemainsRecord *speech = demains_shoot_start_find (&self->start, self->speeches);
  gint64 position = speech != NULL ? demains_speech_get_word_time (speech, self->start.word) : 0;

  if (speech != NULL)
    adw_combo_row_set_selected (self->speech_row, self->start.speech);
  g_object_set (self->prompter, "playing", FALSE, "position", position, "playing", playing, NULL);
}

/* The one that is selected; a take is of one scene to its end, also where a merge took that away. */
static void
show_scene (DemainsShootScript *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (G_LIST_MODEL (get_scenes (self))) > 0);
  if (self->filming)
    return;

  if (g_set_object (&self->scene, demains_session_get_selected (self->session, DEMAINS_KIND_SCENE)))
    {
      demains_shoot_start_set (&self->start, NULL, 0, 0);
      adw_combo_row_set_selected (self->speech_row, 0);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCENE]);
    }
  list_speeches (self);
  show_consent (self);
}

static void
selection_changed_cb (DemainsShootScript *self, guint kind)
{
  if (kind == DEMAINS_KIND_SCENE)
    show_scene (self);
}

static void
speech_cb (DemainsShootScript *self)
{
  if (self->showing)
    return;
  if (!self->filming)
    demains_shoot_start_set (&self->start, self->speeches, adw_combo_row_get_selected (self->speech_row), 0);
  show_speech (self);
}

/* Who brings the text somewhere before filming wants to begin there, also the next time. */
static void
placed_cb (DemainsShootScript *self)
{
  gint64 position;

  if (self->filming)
    return;
  g_object_get (self->prompter, "position", &position, NULL);
  /* From its end it begins again. */
  if (position >= demains_prompter_get_duration (self->prompter))
    position = 0;
  demains_shoot_start_set (&self->start, self->speeches, adw_combo_row_get_selected (self->speech_row), position);
}

/* The speed stays with the speech. */
static void
pace_cb (DemainsShootScript *self)
{
  DemainsRecord *speech = get_speech (self);

  if (self->showing || speech == NULL)
    return;
  g_object_set (speech, "pace", (gint64)adw_spin_row_get_value (self->pace_row), NULL);
  g_object_set (self->prompter, "words-per-minute", demains_speech_get_pace (speech), NULL);
}

/* What is said may have been rewritten, but not while it is read; what is not seen is
 * looked at when it comes into sight. */
static void
changed_cb (DemainsShootScript *self)
{
  gboolean playing;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_consent (self);
  g_object_get (self->prompter, "playing", &playing, NULL);
  if (!playing)
    list_speeches (self);
}

/* The next speech, which is read, but not where filming begins. */
static void
ended_cb (DemainsShootScript *self)
{
  guint next = adw_combo_row_get_selected (self->speech_row) + 1;
  gboolean filming = self->filming;

  if (self->speeches == NULL || next >= self->speeches->len)
    return;
  /* As while filming: nobody chose to begin there. */
  self->filming = TRUE;
  adw_combo_row_set_selected (self->speech_row, next);
  self->filming = filming;
  g_object_set (self->prompter, "position", G_GINT64_CONSTANT (0), "playing", TRUE, NULL);
}

static void
own_screen_cb (DemainsShootScript *self)
{
  demains_prompter_window_show (self->prompter, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
demains_shoot_script_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (demains_shoot_script_parent_class)->map (widget);

  if (DEMAINS_SHOOT_SCRIPT (widget)->session != NULL)
    changed_cb (DEMAINS_SHOOT_SCRIPT (widget));
}

static void
demains_shoot_script_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  /* There is no other. */
  g_return_if_fail (prop_id == PROP_SCENE);

  g_value_set_object (value, DEMAINS_SHOOT_SCRIPT (object)->scene);
}

static void
demains_shoot_script_dispose (GObject *object)
{
  DemainsShootScript *self = DEMAINS_SHOOT_SCRIPT (object);

  self->showing = TRUE;
  g_clear_object (&self->scene);
  g_clear_pointer (&self->speeches, g_ptr_array_unref);
  demains_shoot_start_clear (&self->start);
  g_clear_object (&self->prompter);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SHOOT_SCRIPT);

  G_OBJECT_CLASS (demains_shoot_script_parent_class)->dispose (object);
}

static void
demains_shoot_script_class_init (DemainsShootScriptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_shoot_script_get_property;
  object_class->dispose = demains_shoot_script_dispose;
  widget_class->map = demains_shoot_script_map;

  properties[PROP_SCENE] = g_param_spec_object ("scene", NULL, NULL, DEMAINS_TYPE_RECORD,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_SCENE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-shoot-script.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsShootScript, scene_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootScript, speech_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootScript, consent_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootScript, prompter_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootScript, pace_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootScript, size_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootScript, mirrored_row);
  gtk_widget_class_bind_template_callback (widget_class, speech_cb);
  gtk_widget_class_bind_template_callback (widget_class, pace_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_screen_cb);
}

static void
demains_shoot_script_init (DemainsShootScript *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_settings (DemainsShootScript *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "prompter-shown", self->prompter_row, "enable-expansion", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "prompter-mirrored", self->mirrored_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "prompter-mirrored", self->prompter, "mirrored", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "prompter-text-scale", self->size_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "prompter-text-scale", self->prompter, "text-scale", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->prompter_row, "notify::enable-expansion", G_CALLBACK (show_speech), self,
                           G_CONNECT_SWAPPED);
}

/**
 * demains_shoot_script_set_up:
 * @self: what shows which scene is filmed; once
 * @session: whose scenes they are; the one that is selected is filmed
 * @prompter: where what is said is read
 */
void
demains_shoot_script_set_up (DemainsShootScript *self, DemainsSession *session, DemainsPrompter *prompter)
{
  DemainsProject *project;

  g_return_if_fail (DEMAINS_IS_SHOOT_SCRIPT (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->prompter = g_object_ref (prompter);
  project = get_project (self);
  bind_settings (self);
  demains_scene_row_set_session (self->scene_row, session);
  g_signal_connect_object (prompter, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prompter, "placed", G_CALLBACK (placed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_scenes (self), "items-changed", G_CALLBACK (show_scene), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (demains_project_get_list (project, DEMAINS_KIND_SPEECH), "items-changed",
                           G_CALLBACK (list_speeches), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (project, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_scene (self);
}

/**
 * demains_shoot_script_get_scene:
 * @self: what shows which scene is filmed
 *
 * Returns: (transfer none) (nullable): it
 */
DemainsRecord *
demains_shoot_script_get_scene (DemainsShootScript *self)
{
  g_return_val_if_fail (DEMAINS_IS_SHOOT_SCRIPT (self), NULL);

  return self->scene;
}

/**
 * demains_shoot_script_start_take:
 * @self: what shows which scene is filmed
 * @recorder: what films
 * @title: of the take
 * @error: as of demains_recorder_start()
 *
 * Begins a take of it, which knows with which word of which speech.
 *
 * Returns: whether it begins
 */
gboolean
demains_shoot_script_start_take (DemainsShootScript *self, DemainsRecorder *recorder, const char *title, GError **error)
{
  DemainsRecord *speech = demains_shoot_start_find (&self->start, self->speeches);
  DemainsTakeScript script = {
    .scene = self->scene != NULL ? demains_record_get_id (self->scene) : NULL,
    .speech = speech != NULL ? demains_record_get_id (speech) : NULL,
    .word = self->start.word,
  };

  return demains_recorder_start (recorder, title, &script, error);
}

/**
 * demains_shoot_script_next_scene:
 * @self: what shows which scene is filmed
 *
 * Returns: whether there is one after it, which is filmed next
 */
gboolean
demains_shoot_script_next_scene (DemainsShootScript *self)
{
  g_return_val_if_fail (DEMAINS_IS_SHOOT_SCRIPT (self), FALSE);

  return demains_scene_row_next (self->scene_row);
}

/**
 * demains_shoot_script_set_busy:
 * @self: what shows which scene is filmed
 * @busy: whether it is filmed, or about to be
 *
 * Meanwhile neither another scene nor another speech can be chosen; the prompter goes on to the next one by itself.
 */
void
demains_shoot_script_set_busy (DemainsShootScript *self, gboolean busy)
{
  g_return_if_fail (DEMAINS_IS_SHOOT_SCRIPT (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->scene_row), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->speech_row), !busy);
}

/**
 * demains_shoot_script_begin:
 * @self: what shows which scene is filmed
 *
 * Filming begins: so does the first speech, or what was chosen to begin with.
 */
void
demains_shoot_script_begin (DemainsShootScript *self)
{
  g_return_if_fail (DEMAINS_IS_SHOOT_SCRIPT (self));

  self->filming = TRUE;
  go_to_start (self, gtk_widget_get_visible (GTK_WIDGET (self->prompter)));
}

/**
 * demains_shoot_script_end:
 * @self: what shows which scene is filmed
 *
 * Filming ends: the text stands still, and is where it began, as it was written meanwhile.
 */
void
demains_shoot_script_end (DemainsShootScript *self)
{
  g_return_if_fail (DEMAINS_IS_SHOOT_SCRIPT (self));

  self->waiting = FALSE;
  go_to_start (self, FALSE);
  self->filming = FALSE;
  show_scene (self);
}

/**
 * demains_shoot_script_set_paused:
 * @self: what shows which scene is filmed
 * @paused: whether filming waits
 *
 * A text that runs stands still, and goes on from there with the film.
 */
void
demains_shoot_script_set_paused (DemainsShootScript *self, gboolean paused)
{
  gboolean playing;

  g_return_if_fail (DEMAINS_IS_SHOOT_SCRIPT (self));

  g_object_get (self->prompter, "playing", &playing, NULL);
  if (paused)
    self->waiting = playing;
  if (paused ? playing : self->waiting)
    g_object_set (self->prompter, "playing", !paused, NULL);
  if (!paused)
    self->waiting = FALSE;
}
