/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-countdown.h"

#include "demains-bin.h"
#include "demains-history.h"
#include "demains-page-table.h"
#include "demains-programme.h"
#include "demains-wording.h"

/* A minute that is told is at most this old. */
#define SECONDS_BETWEEN_LOOKS 30

struct _DemainsCountdown
{
  AdwBin parent_instance;

  DemainsSession *session;
  guint timeout;

  /* The slot that ran when it was last looked, and the last step before it. */
  char *running;
  gint64 step;
  char *screen;

  GtkWidget *button;
  GtkLabel *title;
  GtkLabel *left;
};

typedef enum
{
  PROP_SESSION = 1,
} DemainsCountdownProperty;

#define N_PROPS (PROP_SESSION + 1)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsCountdown, demains_countdown, ADW_TYPE_BIN)

static gint64
get_last_step (DemainsCountdown *self)
{
  const DemainsStep *step = demains_project_peek_undo (demains_session_get_project (self->session));

  return step != NULL ? step->number : 0;
}

/* What the group had at the end of a slot can be found again by the slot's name. */
static void
slot_changed (DemainsCountdown *self, DemainsRecord *slot)
{
  DemainsProject *project = demains_session_get_project (self->session);
  DemainsRecord *ended = self->running != NULL ? demains_project_find (project, self->running) : NULL;

  if (ended != NULL && !demains_project_get_read_only (project))
    {
      demains_project_end_typing (project);
      if (get_last_step (self) != self->step)
        demains_project_add_version (project, DEMAINS_VERSION_SLOT, demains_record_get_title (ended));
    }
  g_set_str (&self->running, slot != NULL ? demains_record_get_id (slot) : NULL);
  self->step = get_last_step (self);
}

static void
show_moment (DemainsCountdown *self, const DemainsProgrammeMoment *moment)
{
  DemainsRecord *slot = moment->slot != NULL ? moment->slot : moment->next;
  g_autofree char *left = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), slot != NULL);
  if (slot == NULL)
    return;

  title = demains_record_to_text (slot);
  left = moment->slot != NULL ? demains_time_left_to_text (moment->minutes_left)
                              : demains_slot_start_to_text (demains_record_get_number (slot, "start"));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->left, left);
  gtk_widget_set_tooltip_text (self->button, demains_record_get_text (slot, "goal"));
  g_set_str (&self->screen, demains_record_get_text (slot, "screen"));
}

static void
look_now (DemainsCountdown *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  demains_countdown_look (self, now);
}

static gboolean
timeout_cb (gpointer user_data)
{
  look_now (user_data);

  return G_SOURCE_CONTINUE;
}

static void
clicked_cb (DemainsCountdown *self)
{
  if (self->screen == NULL || demains_page_table_find (self->screen) == NULL)
    return;

  demains_session_set_page (self->session, self->screen);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
set_session (DemainsCountdown *self, DemainsSession *session)
{
  if (!g_set_object (&self->session, session) || session == NULL)
    return;

  self->step = get_last_step (self);
  /* The programme may have been edited, here or by an undo. */
  g_signal_connect_object (demains_session_get_project (session), "changed", G_CALLBACK (look_now), self,
                           G_CONNECT_SWAPPED);
  look_now (self);
  if (self->timeout == 0)
    self->timeout = g_timeout_add_seconds (SECONDS_BETWEEN_LOOKS, timeout_cb, self);
}

static void
demains_countdown_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsCountdownProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, DEMAINS_COUNTDOWN (object)->session);
      break;
    }
}

static void
demains_countdown_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((DemainsCountdownProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (DEMAINS_COUNTDOWN (object), g_value_get_object (value));
      break;
    }
}

static void
demains_countdown_dispose (GObject *object)
{
  DemainsCountdown *self = DEMAINS_COUNTDOWN (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (demains_session_get_project (self->session), look_now, self);
  g_clear_object (&self->session);
  demains_bin_dispose_template (object, DEMAINS_TYPE_COUNTDOWN);

  G_OBJECT_CLASS (demains_countdown_parent_class)->dispose (object);
}

static void
demains_countdown_finalize (GObject *object)
{
  DemainsCountdown *self = DEMAINS_COUNTDOWN (object);

  g_free (self->running);
  g_free (self->screen);

  G_OBJECT_CLASS (demains_countdown_parent_class)->finalize (object);
}

static void
demains_countdown_class_init (DemainsCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_countdown_get_property;
  object_class->set_property = demains_countdown_set_property;
  object_class->dispose = demains_countdown_dispose;
  object_class->finalize = demains_countdown_finalize;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ACTIVATED]
    = g_signal_new ("activated", DEMAINS_TYPE_COUNTDOWN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-countdown.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsCountdown, button);
  gtk_widget_class_bind_template_child (widget_class, DemainsCountdown, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsCountdown, left);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
demains_countdown_init (DemainsCountdown *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_countdown_look:
 * @self: a countdown
 * @now: what time it is
 *
 * Shows what the programme says of @now. It does so by itself twice a minute.
 */
void
demains_countdown_look (DemainsCountdown *self, GDateTime *now)
{
  DemainsProgrammeMoment moment;

  g_return_if_fail (DEMAINS_IS_COUNTDOWN (self));

  demains_programme_look (demains_session_get_project (self->session), now, &moment);
  if (g_strcmp0 (self->running, moment.slot != NULL ? demains_record_get_id (moment.slot) : NULL) != 0)
    slot_changed (self, moment.slot);
  show_moment (self, &moment);
}
