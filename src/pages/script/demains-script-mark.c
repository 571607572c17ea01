/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script-mark.h"

#include "demains-bin.h"
#include "demains-script-text.h"

struct _DemainsScriptMark
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  char *summary;

  GtkLabel *time;
  GtkWidget *consent_box;
  GtkLabel *consent;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
  PROP_SUMMARY,
} DemainsScriptMarkProperty;

#define N_PROPS (PROP_SUMMARY + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsScriptMark, demains_script_mark, ADW_TYPE_BIN)

static char *
describe_time (DemainsScriptMark *self, DemainsProject *project)
{
  DemainsSceneTime time;

  if (demains_record_get_kind_id (self->record) != DEMAINS_KIND_SCENE)
    return demains_member_consent_to_text (self->record);
  demains_script_measure_scene (project, self->record, &time);

  return demains_scene_time_to_text (&time);
}

static void
refresh (DemainsScriptMark *self)
{
  DemainsProject *project;
  g_autofree char *time = NULL;
  g_autofree char *consent = NULL;
  g_autofree char *summary = NULL;

  if (self->record == NULL || self->session == NULL)
    return;

  project = demains_session_get_project (self->session);
  time = describe_time (self, project);
  consent = demains_record_get_kind_id (self->record) == DEMAINS_KIND_SCENE
              ? demains_scene_consent_to_text (project, self->record)
              : g_strdup ("");
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->consent, consent);
  gtk_widget_set_visible (self->consent_box, *consent != '\0');

  summary = *consent != '\0' ? g_strdup_printf ("%s, %s", time, consent) : g_steal_pointer (&time);
  if (g_set_str (&self->summary, summary))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
set_record (DemainsScriptMark *self, DemainsRecord *record)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, refresh, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

/* What is said in a scene, and by whom, is in other records: any change may be about it. */
static void
set_session (DemainsScriptMark *self, DemainsSession *session)
{
  if (g_set_object (&self->session, session) && session != NULL)
    g_signal_connect_object (demains_session_get_project (session), "changed", G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
}

static void
demains_script_mark_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsScriptMark *self = DEMAINS_SCRIPT_MARK (object);

  switch ((DemainsScriptMarkProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    }
}

static void
demains_script_mark_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsScriptMark *self = DEMAINS_SCRIPT_MARK (object);

  switch ((DemainsScriptMarkProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_RECORD:
      set_record (self, g_value_get_object (value));
      break;
    case PROP_SUMMARY:
      g_assert_not_reached ();
    }

  g_object_notify_by_pspec (object, pspec);
  refresh (self);
}

static void
demains_script_mark_dispose (GObject *object)
{
  DemainsScriptMark *self = DEMAINS_SCRIPT_MARK (object);

  set_record (self, NULL);
  g_clear_object (&self->session);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SCRIPT_MARK);

  G_OBJECT_CLASS (demains_script_mark_parent_class)->dispose (object);
}

static void
demains_script_mark_finalize (GObject *object)
{
  g_free (DEMAINS_SCRIPT_MARK (object)->summary);

  G_OBJECT_CLASS (demains_script_mark_parent_class)->finalize (object);
}

static void
demains_script_mark_class_init (DemainsScriptMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_script_mark_get_property;
  object_class->set_property = demains_script_mark_set_property;
  object_class->dispose = demains_script_mark_dispose;
  object_class->finalize = demains_script_mark_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-script-mark.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptMark, time);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptMark, consent_box);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptMark, consent);
}

static void
demains_script_mark_init (DemainsScriptMark *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
