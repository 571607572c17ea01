/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-quick-add.h"

#include "demains-bin.h"

struct _DemainsQuickAdd
{
  AdwBin parent_instance;

  DemainsSession *session;
  char *kind;
  char *prompt;
  char *second_field;
  char *second_prompt;

  GtkEditable *entry;
  GtkEditable *second;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_KIND,
  PROP_PROMPT,
  PROP_SECOND_FIELD,
  PROP_SECOND_PROMPT,
} DemainsQuickAddProperty;

#define N_PROPS (PROP_SECOND_PROMPT + 1)

enum
{
  SIGNAL_ADDED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsQuickAdd, demains_quick_add, ADW_TYPE_BIN)

static char *
take_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static DemainsRecord *
add_record (DemainsQuickAdd *self, DemainsKindId kind, const char *title, const char *more)
{
  DemainsProject *project = demains_session_get_project (self->session);
  DemainsRecord *after = demains_session_get_selected (self->session, kind);
  const DemainsKind *row = demains_kind_get (kind);
  g_autoptr (DemainsRecord) record = demains_record_new (kind);

  g_object_set (record, row->fields[row->title].name, title, NULL);
  if (*more != '\0')
    g_object_set (record, self->second_field, more, NULL);

  return demains_project_add_record (project, record, after);
}

static void
add_cb (DemainsQuickAdd *self)
{
  const DemainsKind *kind = demains_kind_find (self->kind);
  g_autofree char *title = take_text (self->entry);
  g_autofree char *more = take_text (self->second);
  DemainsRecord *record;

  /* Where only the second was filled in, the first is what is missing. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (*title == '\0' || kind == NULL || self->session == NULL)
    return;

  record = add_record (self, kind->id, title, more);
  gtk_editable_set_text (self->entry, "");
  gtk_editable_set_text (self->second, "");
  demains_session_set_selected (self->session, kind->id, record);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, record);
}

static gboolean
demains_quick_add_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_QUICK_ADD (widget)->entry));
}

static void
demains_quick_add_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsQuickAdd *self = DEMAINS_QUICK_ADD (object);

  switch ((DemainsQuickAddProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_PROMPT:
      g_value_set_string (value, self->prompt);
      break;
    case PROP_SECOND_FIELD:
      g_value_set_string (value, self->second_field);
      break;
    case PROP_SECOND_PROMPT:
      g_value_set_string (value, self->second_prompt);
      break;
    }
}

static void
demains_quick_add_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsQuickAdd *self = DEMAINS_QUICK_ADD (object);
  gboolean changed = FALSE;

  switch ((DemainsQuickAddProperty)prop_id)
    {
    case PROP_SESSION:
      changed = g_set_object (&self->session, g_value_get_object (value));
      if (changed && self->session != NULL)
        g_object_bind_property (demains_session_get_project (self->session), "read-only",
                                adw_bin_get_child (ADW_BIN (self)), "visible",
                                G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
      break;
    case PROP_KIND:
      changed = g_set_str (&self->kind, g_value_get_string (value));
      break;
    case PROP_PROMPT:
      changed = g_set_str (&self->prompt, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, self->prompt, -1);
      break;
    case PROP_SECOND_FIELD:
      changed = g_set_str (&self->second_field, g_value_get_string (value));
      gtk_widget_set_visible (GTK_WIDGET (self->second), self->second_field != NULL);
      break;
    case PROP_SECOND_PROMPT:
      changed = g_set_str (&self->second_prompt, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->second), GTK_ACCESSIBLE_PROPERTY_LABEL, self->second_prompt,
                                      -1);
      break;
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
demains_quick_add_dispose (GObject *object)
{
  DemainsQuickAdd *self = DEMAINS_QUICK_ADD (object);

  g_clear_object (&self->session);
  demains_bin_dispose_template (self, DEMAINS_TYPE_QUICK_ADD);

  G_OBJECT_CLASS (demains_quick_add_parent_class)->dispose (object);
}

static void
demains_quick_add_finalize (GObject *object)
{
  DemainsQuickAdd *self = DEMAINS_QUICK_ADD (object);

  g_free (self->kind);
  g_free (self->prompt);
  g_free (self->second_field);
  g_free (self->second_prompt);

  G_OBJECT_CLASS (demains_quick_add_parent_class)->finalize (object);
}

static void
demains_quick_add_class_init (DemainsQuickAddClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_quick_add_get_property;
  object_class->set_property = demains_quick_add_set_property;
  object_class->dispose = demains_quick_add_dispose;
  object_class->finalize = demains_quick_add_finalize;
  widget_class->grab_focus = demains_quick_add_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_PROMPT] = g_param_spec_string ("prompt", NULL, NULL, NULL, flags);
  properties[PROP_SECOND_FIELD] = g_param_spec_string ("second-field", NULL, NULL, NULL, flags);
  properties[PROP_SECOND_PROMPT] = g_param_spec_string ("second-prompt", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ADDED] = g_signal_new ("added", DEMAINS_TYPE_QUICK_ADD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, DEMAINS_TYPE_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-quick-add.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsQuickAdd, entry);
  gtk_widget_class_bind_template_child (widget_class, DemainsQuickAdd, second);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
demains_quick_add_init (DemainsQuickAdd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
