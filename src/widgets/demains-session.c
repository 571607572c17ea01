/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-session.h"

#include <glib/gi18n.h>

#include "demains-history.h"
#include "demains-toast.h"
#include "demains-wording.h"

#define MAX_PLACES 50

/* Where one was before going elsewhere. */
typedef struct
{
  char *page;
  char *id;
} Place;

struct _DemainsSession
{
  GObject parent_instance;

  DemainsProject *project;
  char *page;
  double text_scale;
  gboolean focus_mode;
  gboolean recording;
  gboolean finishing;

  /* Ids, not records: a selection outlives a deletion that is undone. */
  char *selected[DEMAINS_N_KINDS];

  GQueue places;
};

typedef enum
{
  PROP_PROJECT = 1,
  PROP_PAGE,
  PROP_TEXT_SCALE,
  PROP_FOCUS_MODE,
  PROP_RECORDING,
  PROP_FINISHING,
  PROP_CAN_GO_BACK,
} DemainsSessionProperty;

#define N_PROPS (PROP_CAN_GO_BACK + 1)

enum
{
  SIGNAL_SHOW_TOAST,
  SIGNAL_REVEAL,
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_OPERATION_ADDED,
  SIGNAL_SETTLE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsSession, demains_session, G_TYPE_OBJECT)

static void
place_free (Place *place)
{
  g_free (place->page);
  g_free (place->id);
  g_free (place);
}

static void
emit_toast (DemainsSession *self, AdwToast *toast)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_TOAST], 0, toast);
}

/* The last step may be that the take was begun which is filmed now. */
static gboolean
is_held_up (DemainsSession *self)
{
  if (!demains_session_get_filming (self))
    return FALSE;
  demains_session_toast (self, self->recording
                                 ? _ ("Demains is filming")
                                 : _ ("The end of the take is still being saved: try again in a moment."));

  return TRUE;
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsSession) self = user_data;
  g_autoptr (DemainsRecord) touched = NULL;
  g_autoptr (GError) error = NULL;

  if (!demains_project_step_finish (self->project, result, &touched, &error))
    demains_session_toast_error (self, error, demains_project_get_path (self->project));
  /* The history shows it as well, and whoever takes back a restore stays there. */
  else if (touched != NULL && !g_str_equal (self->page, "history"))
    demains_session_reveal (self, touched, NULL);
}

static void
undo_clicked_cb (AdwToast *toast, gpointer user_data)
{
  DemainsSession *self = user_data;
  gint64 *number = g_object_get_data (G_OBJECT (toast), "demains-step");
  const DemainsStep *step;

  demains_session_settle (self);
  step = demains_project_peek_undo (self->project);
  /* The button means what the toast says, not whatever was done since. */
  if (number != NULL && step != NULL && step->number != *number)
    demains_session_toast (self, _ ("Other changes were made since. Undo them first."));
  else
    demains_session_undo (self);
}

static void
demains_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSession *self = DEMAINS_SESSION (object);

  switch ((DemainsSessionProperty)prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    case PROP_FOCUS_MODE:
      g_value_set_boolean (value, self->focus_mode);
      break;
    case PROP_RECORDING:
      g_value_set_boolean (value, self->recording);
      break;
    case PROP_FINISHING:
      g_value_set_boolean (value, self->finishing);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, self->places.length > 0);
      break;
    }
}

static void
demains_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSession *self = DEMAINS_SESSION (object);

  switch ((DemainsSessionProperty)prop_id)
    {
    case PROP_PROJECT:
      self->project = g_value_dup_object (value);
      break;
    case PROP_PAGE:
      demains_session_set_page (self, g_value_get_string (value));
      break;
    case PROP_TEXT_SCALE:
      if (self->text_scale != g_value_get_double (value))
        {
          self->text_scale = g_value_get_double (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_FOCUS_MODE:
      if (self->focus_mode != g_value_get_boolean (value))
        {
          self->focus_mode = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_RECORDING:
      if (self->recording != g_value_get_boolean (value))
        {
          self->recording = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_FINISHING:
      if (self->finishing != g_value_get_boolean (value))
        {
          self->finishing = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_CAN_GO_BACK:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
demains_session_dispose (GObject *object)
{
  DemainsSession *self = DEMAINS_SESSION (object);

  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_session_parent_class)->dispose (object);
}

static void
demains_session_finalize (GObject *object)
{
  DemainsSession *self = DEMAINS_SESSION (object);

  g_free (self->page);
  g_queue_clear_full (&self->places, (GDestroyNotify)place_free);
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    g_free (self->selected[i]);

  G_OBJECT_CLASS (demains_session_parent_class)->finalize (object);
}

static void
demains_session_class_init (DemainsSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_session_get_property;
  object_class->set_property = demains_session_set_property;
  object_class->dispose = demains_session_dispose;
  object_class->finalize = demains_session_finalize;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, DEMAINS_TYPE_PROJECT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "vision", flags);
  properties[PROP_TEXT_SCALE] = g_param_spec_double ("text-scale", NULL, NULL, 0.5, 4.0, 1.0, flags);
  properties[PROP_FOCUS_MODE] = g_param_spec_boolean ("focus-mode", NULL, NULL, FALSE, flags);
  properties[PROP_RECORDING] = g_param_spec_boolean ("recording", NULL, NULL, FALSE, flags);
  properties[PROP_FINISHING] = g_param_spec_boolean ("finishing", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_GO_BACK]
    = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SHOW_TOAST] = g_signal_new ("show-toast", DEMAINS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  signals[SIGNAL_REVEAL] = g_signal_new ("reveal", DEMAINS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, DEMAINS_TYPE_RECORD, G_TYPE_STRING);
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", DEMAINS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_OPERATION_ADDED] = g_signal_new ("operation-added", DEMAINS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                                  NULL, NULL, G_TYPE_NONE, 1, DEMAINS_TYPE_OPERATION);
  signals[SIGNAL_SETTLE]
    = g_signal_new ("settle", DEMAINS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_session_init (DemainsSession *self)
{
  self->page = g_strdup ("vision");
  self->text_scale = 1.0;
}

/**
 * demains_session_new:
 * @project: an open project
 *
 * Returns: (transfer full): a session that shows the vision, nothing selected
 */
DemainsSession *
demains_session_new (DemainsProject *project)
{
  return g_object_new (DEMAINS_TYPE_SESSION, "project", project, NULL);
}

/**
 * demains_session_get_project:
 * @self: a session
 *
 * Returns: (transfer none): the project that is open
 */
DemainsProject *
demains_session_get_project (DemainsSession *self)
{
  g_return_val_if_fail (DEMAINS_IS_SESSION (self), NULL);

  return self->project;
}

/**
 * demains_session_get_page:
 * @self: a session
 *
 * Returns: (transfer none): the key of the visible page, such as "vision"
 */
const char *
demains_session_get_page (DemainsSession *self)
{
  g_return_val_if_fail (DEMAINS_IS_SESSION (self), NULL);

  return self->page;
}

/**
 * demains_session_set_page:
 * @self: a session
 * @page: the key of a page
 *
 * Asks for another page. The window follows the property and ignores keys that
 * it has no page for.
 */
void
demains_session_set_page (DemainsSession *self, const char *page)
{
  g_return_if_fail (DEMAINS_IS_SESSION (self));
  g_return_if_fail (page != NULL);

  if (g_set_str (&self->page, page))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/**
 * demains_session_get_page_for_kind:
 * @kind: a kind of record
 *
 * Returns: (transfer none) (nullable): the key of the page that shows records
 *   of that kind, %NULL where none does
 */
const char *
demains_session_get_page_for_kind (DemainsKindId kind)
{
  switch (kind)
    {
    case DEMAINS_KIND_SIGNAL:
      return "signals";
    case DEMAINS_KIND_HYPOTHESIS:
    case DEMAINS_KIND_CONSEQUENCE:
    case DEMAINS_KIND_QUESTION:
      return "what-if";
    case DEMAINS_KIND_SECTION:
    case DEMAINS_KIND_REMARK:
      return "vision";
    case DEMAINS_KIND_MISSION:
    case DEMAINS_KIND_FUNCTION:
    case DEMAINS_KIND_WAY:
      return "functions";
    case DEMAINS_KIND_JOB:
      return "jobs";
    case DEMAINS_KIND_MILESTONE:
      return "path";
    case DEMAINS_KIND_STANCE:
    case DEMAINS_KIND_SLOT:
    case DEMAINS_KIND_MEMBER:
      return "overview";
    case DEMAINS_KIND_THEME:
    case DEMAINS_KIND_TEAM:
      return "workshop";
    case DEMAINS_KIND_SCENE:
    case DEMAINS_KIND_SPEECH:
    case DEMAINS_KIND_PROP:
      return "script";
    case DEMAINS_KIND_TAKE:
    case DEMAINS_KIND_CLIP:
      return "film";
    case DEMAINS_KIND_COLLISION:
      return "decide";
    case DEMAINS_KIND_PROJECT:
    case DEMAINS_KIND_LINK:
    case DEMAINS_N_KINDS:
      break;
    }

  return NULL;
}

/**
 * demains_session_get_selected:
 * @self: a session
 * @kind: a kind of record
 *
 * Returns: (transfer none) (nullable): the record of that kind that is
 *   selected, %NULL when there is none or it was deleted
 */
DemainsRecord *
demains_session_get_selected (DemainsSession *self, DemainsKindId kind)
{
  g_return_val_if_fail (DEMAINS_IS_SESSION (self), NULL);
  g_return_val_if_fail (kind < DEMAINS_N_KINDS, NULL);

  return self->selected[kind] != NULL ? demains_project_find (self->project, self->selected[kind]) : NULL;
}

/**
 * demains_session_set_selected:
 * @self: a session
 * @kind: a kind of record
 * @record: (nullable): the record to select, or %NULL for none
 *
 * Emits "selection-changed" when it changes.
 */
void
demains_session_set_selected (DemainsSession *self, DemainsKindId kind, DemainsRecord *record)
{
  g_return_if_fail (DEMAINS_IS_SESSION (self));
  g_return_if_fail (kind < DEMAINS_N_KINDS);

  if (g_set_str (&self->selected[kind], record != NULL ? demains_record_get_id (record) : NULL))
    g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0, (guint)kind);
}

/**
 * demains_session_reveal:
 * @self: a session
 * @record: what to show; for a link, the record that it starts from is shown
 * @field: (nullable): the name of the field to show
 *
 * Selects @record, goes to its page and emits "reveal", which the window hands
 * to that page.
 */
void
demains_session_reveal (DemainsSession *self, DemainsRecord *record, const char *field)
{
  DemainsKindId kind;
  const char *page;

  g_return_if_fail (DEMAINS_IS_SESSION (self));
  g_return_if_fail (DEMAINS_IS_RECORD (record));

  kind = demains_record_get_kind_id (record);
  if (kind == DEMAINS_KIND_LINK)
    {
      DemainsRecord *end = demains_project_find (self->project, demains_record_get_text (record, "source"));

      if (end != NULL)
        demains_session_reveal (self, end, NULL);
      return;
    }
  /* One that is decided is where it was about. */
  if (kind == DEMAINS_KIND_COLLISION && demains_project_find (self->project, demains_record_get_id (record)) == NULL)
    {
      DemainsRecord *about = demains_project_find (self->project, demains_record_get_text (record, "record"));
      const char *name = demains_record_get_text (record, "field");

      if (about != NULL)
        demains_session_reveal (self, about, *name != '\0' ? name : NULL);
      return;
    }

  page = demains_session_get_page_for_kind (kind);
  /* Takes are listed where they are filmed too: whoever is there stays there. */
  if (page != NULL && !(kind == DEMAINS_KIND_TAKE && g_str_equal (self->page, "shoot")))
    demains_session_set_page (self, page);

  if (demains_project_find (self->project, demains_record_get_id (record)) == NULL)
    return;

  demains_session_set_selected (self, kind, record);
  g_signal_emit (self, signals[SIGNAL_REVEAL], 0, record, field);
}

/**
 * demains_session_jump:
 * @self: a session
 * @from: (nullable): the record that the jump starts from, where it is one
 * @to: the record to go to
 *
 * Reveals @to and remembers the way back.
 */
void
demains_session_jump (DemainsSession *self, DemainsRecord *from, DemainsRecord *to)
{
  Place *place;

  g_return_if_fail (DEMAINS_IS_SESSION (self));

  place = g_new0 (Place, 1);
  place->page = g_strdup (self->page);
  place->id = from != NULL ? g_strdup (demains_record_get_id (from)) : NULL;
  g_queue_push_tail (&self->places, place);
  if (self->places.length > MAX_PLACES)
    place_free (g_queue_pop_head (&self->places));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_GO_BACK]);

  demains_session_reveal (self, to, NULL);
}

/**
 * demains_session_go_back:
 * @self: a session
 *
 * Goes to where the last jump that was not yet gone back over started from.
 */
void
demains_session_go_back (DemainsSession *self)
{
  Place *place;
  DemainsRecord *record;

  g_return_if_fail (DEMAINS_IS_SESSION (self));

  place = g_queue_pop_tail (&self->places);
  if (place == NULL)
    return;

  demains_session_set_page (self, place->page);
  record = place->id != NULL ? demains_project_find (self->project, place->id) : NULL;
  if (record != NULL)
    demains_session_reveal (self, record, NULL);
  place_free (place);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_GO_BACK]);
}

/**
 * demains_session_settle:
 * @self: a session
 *
 * What people did and a page still holds back, since more of it may follow, is a step of the history from now on.
 */
void
demains_session_settle (DemainsSession *self)
{
  g_return_if_fail (DEMAINS_IS_SESSION (self));

  g_signal_emit (self, signals[SIGNAL_SETTLE], 0);
}

/**
 * demains_session_get_filming:
 * @self: a session
 *
 * Returns: whether a take is filmed, or its end is on its way to the disk
 */
gboolean
demains_session_get_filming (DemainsSession *self)
{
  g_return_val_if_fail (DEMAINS_IS_SESSION (self), FALSE);

  return self->recording || self->finishing;
}

/**
 * demains_session_undo:
 * @self: a session
 *
 * Takes back the last step and shows what it touched; not while a take is filmed.
 */
void
demains_session_undo (DemainsSession *self)
{
  g_return_if_fail (DEMAINS_IS_SESSION (self));

  if (is_held_up (self))
    return;
  demains_session_settle (self);
  demains_project_undo_async (self->project, step_cb, g_object_ref (self));
}

/**
 * demains_session_redo:
 * @self: a session
 *
 * Does again what was undone last and shows what it touched; not while a take is filmed.
 */
void
demains_session_redo (DemainsSession *self)
{
  g_return_if_fail (DEMAINS_IS_SESSION (self));

  if (is_held_up (self))
    return;
  demains_session_settle (self);
  demains_project_redo_async (self->project, step_cb, g_object_ref (self));
}

/**
 * demains_session_toast:
 * @self: a session
 * @text: a short sentence without markup
 *
 * Says something that needs no answer.
 */
void
demains_session_toast (DemainsSession *self, const char *text)
{
  g_autoptr (AdwToast) toast = demains_toast_new (text);

  g_return_if_fail (DEMAINS_IS_SESSION (self));

  emit_toast (self, toast);
}

/**
 * demains_session_toast_undo:
 * @self: a session
 * @text: a short sentence about what was just done
 *
 * Says @text with a button that undoes the step just made.
 */
void
demains_session_toast_undo (DemainsSession *self, const char *text)
{
  g_autoptr (AdwToast) toast = demains_toast_new (text);
  const DemainsStep *step;

  g_return_if_fail (DEMAINS_IS_SESSION (self));

  step = demains_project_peek_undo (self->project);
  if (step != NULL)
    g_object_set_data_full (G_OBJECT (toast), "demains-step", g_memdup2 (&step->number, sizeof step->number), g_free);

  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self, G_CONNECT_DEFAULT);
  emit_toast (self, toast);
}

/**
 * demains_session_remove:
 * @self: a session whose project may be changed
 * @record: a record of it
 *
 * Deletes it, and offers to take that back. Who shows it may go with it.
 */
void
demains_session_remove (DemainsSession *self, DemainsRecord *record)
{
  g_autoptr (DemainsSession) kept = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (DEMAINS_IS_SESSION (self));

  kept = g_object_ref (self);
  title = demains_record_to_text (record);
  /* Translators: %s is the name of a function or job */
  text = g_strdup_printf (_ ("“%s” deleted"), title);
  demains_project_remove (kept->project, record);
  demains_session_toast_undo (kept, text);
}

/**
 * demains_session_remove_row:
 * @self: a session whose project may be changed
 * @record: a record of it
 * @row: what shows it in a list, and goes with it
 *
 * As demains_session_remove(), and takes the keyboard from @row to what comes next.
 */
void
demains_session_remove_row (DemainsSession *self, DemainsRecord *record, GtkWidget *row)
{
  gtk_widget_child_focus (gtk_widget_get_parent (gtk_widget_get_parent (row)), GTK_DIR_TAB_FORWARD);
  demains_session_remove (self, record);
}

/**
 * demains_session_toast_error:
 * @self: a session
 * @error: what went wrong
 * @path: (nullable): the file it is about
 *
 * Says what went wrong and what to do; stays until closed, and comes before
 * other toasts.
 */
void
demains_session_toast_error (DemainsSession *self, const GError *error, const char *path)
{
  g_autofree char *text = demains_error_to_text (error, path);
  g_autoptr (AdwToast) toast = demains_toast_new (text);

  g_return_if_fail (DEMAINS_IS_SESSION (self));

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  emit_toast (self, toast);
}

/**
 * demains_session_toast_read_only:
 * @self: a session on a project that is read only
 *
 * Says why what was asked for cannot be done here.
 */
void
demains_session_toast_read_only (DemainsSession *self)
{
  const GError *obstacle = demains_project_get_obstacle (self->project);
  g_autoptr (GError) error = NULL;

  if (obstacle == NULL)
    error = g_error_new (DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_READ_ONLY, "it is read only");
  demains_session_toast_error (self, obstacle != NULL ? obstacle : error, demains_project_get_path (self->project));
}

/**
 * demains_session_add_operation:
 * @self: a session
 * @operation: work that has begun
 *
 * Has the window show its progress, with Cancel, until it ends.
 */
void
demains_session_add_operation (DemainsSession *self, DemainsOperation *operation)
{
  g_return_if_fail (DEMAINS_IS_SESSION (self));
  g_return_if_fail (DEMAINS_IS_OPERATION (operation));

  g_signal_emit (self, signals[SIGNAL_OPERATION_ADDED], 0, operation);
}
