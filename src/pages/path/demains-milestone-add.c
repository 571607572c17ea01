/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-milestone-add.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-number-row.h"

struct _DemainsMilestoneAdd
{
  AdwBin parent_instance;

  DemainsSession *session;
  char *lane;

  GtkEditable *entry;
  GtkEditable *year;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_LANE,
} DemainsMilestoneAddProperty;

#define N_PROPS (PROP_LANE + 1)

enum
{
  SIGNAL_ADDED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsMilestoneAdd, demains_milestone_add, ADW_TYPE_BIN)

static void
show_lane (DemainsMilestoneAdd *self)
{
  gboolean avoided = g_strcmp0 (self->lane, "avoid") == 0;
  const char *prompt = avoided ? _ ("To avoid…") : _ ("To reach…");
  const char *year = avoided ? _ ("Year of what is to be avoided") : _ ("Year of what is to be reached");

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), prompt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, prompt, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_PROPERTY_LABEL, year, -1);
}

static gboolean
read_year (DemainsMilestoneAdd *self, gint64 *year)
{
  gboolean sound = demains_number_parse (gtk_editable_get_text (self->year), year);

  if (sound)
    gtk_widget_remove_css_class (GTK_WIDGET (self->year), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->year), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_STATE_INVALID,
                               sound ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);

  return sound;
}

static void
year_changed_cb (DemainsMilestoneAdd *self)
{
  gint64 year;

  read_year (self, &year);
}

static void
add_cb (DemainsMilestoneAdd *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autoptr (DemainsRecord) milestone = NULL;
  DemainsRecord *added;
  gint64 year;

  if (*title == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }
  if (!read_year (self, &year))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->year));
      return;
    }

  milestone = demains_record_new (DEMAINS_KIND_MILESTONE);
  g_object_set (milestone, "title", title, "lane", self->lane, "year", year, NULL);
  added = demains_project_add_record (demains_session_get_project (self->session), milestone, NULL);
  if (added == NULL)
    return;

  gtk_editable_set_text (self->entry, "");
  gtk_editable_set_text (self->year, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  demains_session_set_selected (self->session, DEMAINS_KIND_MILESTONE, added);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, added);
}

static gboolean
demains_milestone_add_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_MILESTONE_ADD (widget)->entry));
}

static void
demains_milestone_add_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsMilestoneAdd *self = DEMAINS_MILESTONE_ADD (object);

  switch ((DemainsMilestoneAddProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_LANE:
      g_value_set_string (value, self->lane);
      break;
    }
}

static void
demains_milestone_add_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsMilestoneAdd *self = DEMAINS_MILESTONE_ADD (object);

  switch ((DemainsMilestoneAddProperty)prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_LANE:
      if (g_set_str (&self->lane, g_value_get_string (value)))
        show_lane (self);
      break;
    }
}

static void
demains_milestone_add_dispose (GObject *object)
{
  DemainsMilestoneAdd *self = DEMAINS_MILESTONE_ADD (object);

  g_clear_object (&self->session);
  demains_bin_dispose_template (self, DEMAINS_TYPE_MILESTONE_ADD);

  G_OBJECT_CLASS (demains_milestone_add_parent_class)->dispose (object);
}

static void
demains_milestone_add_finalize (GObject *object)
{
  g_free (DEMAINS_MILESTONE_ADD (object)->lane);

  G_OBJECT_CLASS (demains_milestone_add_parent_class)->finalize (object);
}

static void
demains_milestone_add_class_init (DemainsMilestoneAddClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_milestone_add_get_property;
  object_class->set_property = demains_milestone_add_set_property;
  object_class->dispose = demains_milestone_add_dispose;
  object_class->finalize = demains_milestone_add_finalize;
  widget_class->grab_focus = demains_milestone_add_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_LANE] = g_param_spec_string ("lane", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ADDED] = g_signal_new ("added", DEMAINS_TYPE_MILESTONE_ADD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, DEMAINS_TYPE_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-milestone-add.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsMilestoneAdd, entry);
  gtk_widget_class_bind_template_child (widget_class, DemainsMilestoneAdd, year);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_changed_cb);
}

static void
demains_milestone_add_init (DemainsMilestoneAdd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
