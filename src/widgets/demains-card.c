/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-card.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-record-drag.h"
#include "demains-wording.h"

struct _DemainsCard
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  char *subtitle_field;
  char *linked_kind;
  GType mark_type;
  char *summary;

  GListModel *linked;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *count;
  GtkBox *texts;
  GtkWidget *mark;
  GtkWidget *above;
  GtkWidget *below;
  DemainsRecordDrop *drop;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
  PROP_SUBTITLE_FIELD,
  PROP_LINKED_KIND,
  PROP_MARK_TYPE,
  PROP_SUMMARY,
} DemainsCardProperty;

#define N_PROPS (PROP_SUMMARY + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsCard, demains_card, ADW_TYPE_BIN)

static char *
describe_count (DemainsCard *self)
{
  const DemainsKind *kind = demains_kind_find (self->linked_kind);
  guint n = self->linked != NULL ? g_list_model_get_n_items (self->linked) : 0;

  if (n == 0 || kind == NULL)
    return g_strdup ("");
  if (kind->id == DEMAINS_KIND_JOB)
    /* Translators: how many jobs a function is linked with */
    return g_strdup_printf (ngettext ("%u job", "%u jobs", n), n);
  if (kind->id == DEMAINS_KIND_FUNCTION)
    /* Translators: how many functions a job is linked with */
    return g_strdup_printf (ngettext ("%u function", "%u functions", n), n);
  if (kind->id == DEMAINS_KIND_HYPOTHESIS)
    /* Translators: how many hypotheses a signal is linked with */
    return g_strdup_printf (ngettext ("%u hypothesis", "%u hypotheses", n), n);
  if (kind->id == DEMAINS_KIND_QUESTION)
    /* Translators: how many questions a hypothesis raises */
    return g_strdup_printf (ngettext ("%u question", "%u questions", n), n);

  if (kind->id == DEMAINS_KIND_SCENE)
    /* Translators: how many scenes show a job */
    return g_strdup_printf (ngettext ("%u scene", "%u scenes", n), n);

  return g_strdup_printf ("%u", n);
}

static char *
join (const char *title, const char *more)
{
  if (more == NULL || *more == '\0')
    return g_strdup (title);

  /* Translators: what a screen reader says of a card: its title, then what it is linked with or marked as */
  return g_strdup_printf (_ ("%s, %s"), title, more);
}

/* Its title, how many it is linked with, its marks. */
static char *
describe (DemainsCard *self, const char *title, const char *count)
{
  g_autofree char *counted = join (title, count);
  g_autofree char *marks = NULL;

  if (self->mark != NULL)
    g_object_get (self->mark, "summary", &marks, NULL);

  return join (counted, marks);
}

static void
refresh (DemainsCard *self)
{
  g_autofree char *title = NULL;
  g_autofree char *count = NULL;
  g_autofree char *summary = NULL;
  const char *subtitle = "";

  if (self->record == NULL)
    return;

  title = demains_record_to_text (self->record);
  count = describe_count (self);
  if (self->subtitle_field != NULL)
    subtitle = demains_record_get_text (self->record, self->subtitle_field);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), *subtitle != '\0');
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), *count != '\0');

  summary = describe (self, title, count);
  if (g_set_str (&self->summary, summary))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
set_linked (DemainsCard *self, GListModel *linked)
{
  if (self->linked != NULL)
    g_signal_handlers_disconnect_by_func (self->linked, refresh, self);
  g_set_object (&self->linked, linked);
  if (linked != NULL)
    g_signal_connect_object (linked, "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

static void
watch_linked (DemainsCard *self)
{
  const DemainsKind *kind = demains_kind_find (self->linked_kind);
  g_autoptr (GListModel) linked = NULL;

  if (self->session != NULL && self->record != NULL && kind != NULL)
    linked = demains_project_list_linked (demains_session_get_project (self->session), self->record, kind->id);
  set_linked (self, linked);
}

static void
set_mark_type (DemainsCard *self, GType type)
{
  self->mark_type = type;
  if (type == G_TYPE_NONE || self->mark != NULL)
    return;

  self->mark = g_object_new (type, "session", self->session, "record", self->record, NULL);
  gtk_box_append (self->texts, self->mark);
  /* The marks say a second line more. */
  gtk_label_set_lines (self->subtitle, 1);
}

static void
set_record (DemainsCard *self, DemainsRecord *record)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, refresh, self);
  g_set_object (&self->record, record);
  if (self->mark != NULL)
    g_object_set (self->mark, "record", record, NULL);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, DemainsCard *self)
{
  return demains_record_drag_prepare (source, GTK_WIDGET (self), x, y, demains_session_get_project (self->session),
                                      self->record);
}

static void
demains_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsCard *self = DEMAINS_CARD (object);

  switch ((DemainsCardProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_SUBTITLE_FIELD:
      g_value_set_string (value, self->subtitle_field);
      break;
    case PROP_LINKED_KIND:
      g_value_set_string (value, self->linked_kind);
      break;
    case PROP_MARK_TYPE:
      g_value_set_gtype (value, self->mark_type);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    }
}

static void
demains_card_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsCard *self = DEMAINS_CARD (object);

  switch ((DemainsCardProperty)prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_RECORD:
      set_record (self, g_value_get_object (value));
      break;
    case PROP_SUBTITLE_FIELD:
      g_set_str (&self->subtitle_field, g_value_get_string (value));
      break;
    case PROP_LINKED_KIND:
      g_set_str (&self->linked_kind, g_value_get_string (value));
      break;
    case PROP_MARK_TYPE:
      set_mark_type (self, g_value_get_gtype (value));
      break;
    case PROP_SUMMARY:
      g_assert_not_reached ();
    }

  demains_record_drop_set (self->drop, self->session != NULL ? demains_session_get_project (self->session) : NULL,
                           self->session != NULL ? self->record : NULL);
  watch_linked (self);
  refresh (self);
}

static void
demains_card_dispose (GObject *object)
{
  DemainsCard *self = DEMAINS_CARD (object);

  if (self->drop != NULL)
    demains_record_drop_set (g_steal_pointer (&self->drop), NULL, NULL);
  set_linked (self, NULL);
  set_record (self, NULL);
  g_clear_object (&self->session);
  demains_bin_dispose_template (self, DEMAINS_TYPE_CARD);

  G_OBJECT_CLASS (demains_card_parent_class)->dispose (object);
}

static void
demains_card_finalize (GObject *object)
{
  DemainsCard *self = DEMAINS_CARD (object);

  g_free (self->subtitle_field);
  g_free (self->linked_kind);
  g_free (self->summary);

  G_OBJECT_CLASS (demains_card_parent_class)->finalize (object);
}

static void
demains_card_class_init (DemainsCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_card_get_property;
  object_class->set_property = demains_card_set_property;
  object_class->dispose = demains_card_dispose;
  object_class->finalize = demains_card_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  properties[PROP_SUBTITLE_FIELD] = g_param_spec_string ("subtitle-field", NULL, NULL, NULL, flags);
  properties[PROP_LINKED_KIND] = g_param_spec_string ("linked-kind", NULL, NULL, NULL, flags);
  properties[PROP_MARK_TYPE] = g_param_spec_gtype ("mark-type", NULL, NULL, G_TYPE_NONE, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsCard, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, DemainsCard, count);
  gtk_widget_class_bind_template_child (widget_class, DemainsCard, texts);
  gtk_widget_class_bind_template_child (widget_class, DemainsCard, above);
  gtk_widget_class_bind_template_child (widget_class, DemainsCard, below);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
}

static void
demains_card_init (DemainsCard *self)
{
  self->mark_type = G_TYPE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drop = demains_record_drop_new (GTK_WIDGET (self), self->above, self->below);
}
