/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-read-aloud.h"

#include "demains-bin.h"
#include "demains-text.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* Milliseconds between two looks at the clock, which shows seconds. */
#define TICK 200

/* How faint the paragraphs are that are not being read. */
#define OTHER_OPACITY 0.4

struct _DemainsReadAloud
{
  AdwBin parent_instance;

  GPtrArray *headings; /* of each paragraph, the question it answers */
  GPtrArray *texts;    /* the paragraphs */
  guint current;
  guint expected; /* seconds, for all */
  gint64 elapsed; /* microseconds, up to the last start */
  gint64 started; /* when the clock was last started, 0 while it stands */
  guint tick_source;

  GtkScrolledWindow *scrolled;
  GtkLabel *heading;
  GtkBox *paragraphs;
  GtkLabel *clock;
  GtkLabel *place;
  GtkButton *pause;
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsReadAloud, demains_read_aloud, ADW_TYPE_BIN)

static const char *
get_heading (DemainsReadAloud *self, guint index)
{
  return index < self->headings->len ? self->headings->pdata[index] : NULL;
}

static void
show_clock (DemainsReadAloud *self)
{
  gint64 elapsed = demains_read_aloud_get_elapsed (self) / G_USEC_PER_SEC;
  gboolean late = elapsed > self->expected;
  g_autofree char *now = demains_duration_to_text (elapsed * 1000000000);
  g_autofree char *all = demains_duration_to_text ((gint64)self->expected * 1000000000);
  /* Translators: a clock; the time that went by, and the time that reading aloud was to take, which is over */
  g_autofree char *text = g_strdup_printf (late ? _ ("%s of %s, longer than planned") : _ ("%s of %s"), now, all);

  gtk_label_set_label (self->clock, text);
  if (late)
    gtk_widget_add_css_class (GTK_WIDGET (self->clock), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->clock), "warning");
}

static gboolean
tick_cb (gpointer user_data)
{
  show_clock (user_data);

  return G_SOURCE_CONTINUE;
}

static void
set_running (DemainsReadAloud *self, gboolean running)
{
  gint64 now = g_get_monotonic_time ();

  if (self->started != 0)
    self->elapsed += now - self->started;
  self->started = running ? now : 0;
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (running)
    self->tick_source = g_timeout_add (TICK, tick_cb, self);
  gtk_button_set_icon_name (self->pause, running ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause), running ? _ ("Pause (Space)") : _ ("Go On (Space)"));
  show_clock (self);
}

/* A label that is not to be selected takes no keyboard, what is round it does. */
static GtkWidget *
create_paragraph (const char *text)
{
  GtkWidget *paragraph
    = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_PARAGRAPH, "focusable", TRUE, NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "demains-aloud");
  adw_bin_set_child (ADW_BIN (paragraph), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (paragraph), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  return paragraph;
}

static void
show_current (DemainsReadAloud *self)
{
  const char *heading = get_heading (self, self->current);
  g_autofree char *place = NULL;
  GtkWidget *child, *reading = NULL;
  guint first = self->current;

  /* One copy of the heading is shared by all paragraphs of a section. */
  while (first > 0 && get_heading (self, first - 1) == heading)
    first--;
  gtk_label_set_label (self->heading, heading);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->paragraphs))) != NULL)
    gtk_box_remove (self->paragraphs, child);
  for (guint i = first; get_heading (self, i) == heading && i < self->texts->len; i++)
    {
      child = create_paragraph (self->texts->pdata[i]);
      gtk_widget_set_opacity (child, i == self->current ? 1 : OTHER_OPACITY);
      gtk_box_append (self->paragraphs, child);
      if (i == self->current)
        reading = child;
    }

  /* Translators: a place in a text, as in “3 of 12” */
  place = g_strdup_printf (_ ("Paragraph %u of %u"), self->current + 1, self->texts->len);
  gtk_label_set_label (self->place, place);
  /* The viewport scrolls to what has the keyboard; a screen reader reads it. */
  if (reading != NULL)
    gtk_widget_grab_focus (reading);
}

static void
go (DemainsReadAloud *self, int steps)
{
  int next = (int)self->current + steps;

  if (next < 0 || next >= (int)self->texts->len)
    return;

  self->current = next;
  show_current (self);
}

static void
end_cb (DemainsReadAloud *self)
{
  demains_read_aloud_stop (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
pause_cb (DemainsReadAloud *self)
{
  set_running (self, self->started == 0);
}

static void
back_cb (DemainsReadAloud *self)
{
  go (self, -1);
}

static void
on_cb (DemainsReadAloud *self)
{
  go (self, 1);
}

static gboolean
key_cb (DemainsReadAloud *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      pause_cb (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_Down:
    case GDK_KEY_Page_Down:
      go (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
    case GDK_KEY_Page_Up:
      go (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      end_cb (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Paragraphs of one section have one heading, by its address. */
static void
add_section (DemainsReadAloud *self, char *heading, const char *markdown)
{
  g_autofree char *plain = demains_text_to_plain (markdown);
  g_auto (GStrv) paragraphs = g_strsplit (plain, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (*g_strstrip (paragraphs[i]) != '\0')
      {
        g_ptr_array_add (self->headings, g_ref_string_acquire (heading));
        g_ptr_array_add (self->texts, g_strdup (paragraphs[i]));
      }
}

static void
demains_read_aloud_dispose (GObject *object)
{
  DemainsReadAloud *self = DEMAINS_READ_ALOUD (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  demains_bin_dispose_template (self, DEMAINS_TYPE_READ_ALOUD);

  G_OBJECT_CLASS (demains_read_aloud_parent_class)->dispose (object);
}

static void
demains_read_aloud_finalize (GObject *object)
{
  DemainsReadAloud *self = DEMAINS_READ_ALOUD (object);

  g_ptr_array_unref (self->headings);
  g_ptr_array_unref (self->texts);

  G_OBJECT_CLASS (demains_read_aloud_parent_class)->finalize (object);
}

static void
demains_read_aloud_class_init (DemainsReadAloudClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_read_aloud_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_read_aloud_finalize;

  signals[SIGNAL_ENDED]
    = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-read-aloud.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsReadAloud, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DemainsReadAloud, heading);
  gtk_widget_class_bind_template_child (widget_class, DemainsReadAloud, paragraphs);
  gtk_widget_class_bind_template_child (widget_class, DemainsReadAloud, clock);
  gtk_widget_class_bind_template_child (widget_class, DemainsReadAloud, place);
  gtk_widget_class_bind_template_child (widget_class, DemainsReadAloud, pause);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cb);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
}

static void
demains_read_aloud_init (DemainsReadAloud *self)
{
  self->headings = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ref_string_release);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_read_aloud_start:
 * @self: a reader
 * @project: whose vision is read: its line, then its sections that have a text
 * @words_per_minute: the reader's speed
 *
 * Returns: whether there is something to read
 */
gboolean
demains_read_aloud_start (DemainsReadAloud *self, DemainsProject *project, int words_per_minute)
{
  DemainsRecordList *sections = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  g_autoptr (GRefString) pitch = g_ref_string_new (_ ("In one line"));
  guint words = 0;

  g_return_val_if_fail (DEMAINS_IS_READ_ALOUD (self), FALSE);

  g_ptr_array_set_size (self->headings, 0);
  g_ptr_array_set_size (self->texts, 0);
  add_section (self, pitch, demains_record_get_text (demains_project_get_root (project), "pitch"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sections)); i++)
    {
      DemainsRecord *section = demains_record_list_get (sections, i);
      g_autofree char *title = demains_record_to_text (section);
      g_autoptr (GRefString) heading = g_ref_string_new (title);

      add_section (self, heading, demains_record_get_text (section, "text"));
    }
  if (self->texts->len == 0)
    return FALSE;

  for (guint i = 0; i < self->texts->len; i++)
    words += demains_text_count_words (self->texts->pdata[i]);
  self->expected = demains_text_get_reading_seconds (words, words_per_minute);
  self->current = 0;
  self->elapsed = self->started = 0;
  show_current (self);
  set_running (self, TRUE);

  return TRUE;
}

/**
 * demains_read_aloud_stop:
 * @self: a reader
 *
 * Stops the clock.
 */
void
demains_read_aloud_stop (DemainsReadAloud *self)
{
  g_return_if_fail (DEMAINS_IS_READ_ALOUD (self));

  set_running (self, FALSE);
}

/**
 * demains_read_aloud_get_elapsed:
 * @self: a reader
 *
 * Returns: what the clock shows, in microseconds
 */
gint64
demains_read_aloud_get_elapsed (DemainsReadAloud *self)
{
  g_return_val_if_fail (DEMAINS_IS_READ_ALOUD (self), 0);

  return self->elapsed + (self->started != 0 ? g_get_monotonic_time () - self->started : 0);
}
