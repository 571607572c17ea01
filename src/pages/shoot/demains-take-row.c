/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-take-row.h"

#include <glib/gi18n.h>

#include "demains-loudness.h"
#include "demains-take-details.h"
#include "demains-thumbnail.h"
#include "demains-wording.h"

#define MOST_STARS G_GINT64_CONSTANT (3)

struct _DemainsTakeRow
{
  GtkListBoxRow parent_instance;

  DemainsThumbnail *thumbnail;
  GtkEditableLabel *title;
  GtkLabel *facts;
  GtkLabel *note;
  GtkButton *rating;
  GtkMenuButton *details;

  DemainsSession *session;
  DemainsRecord *take;
  DemainsMedia *media;
  DemainsLoudness loudness;
  gboolean judged;
};

G_DEFINE_FINAL_TYPE (DemainsTakeRow, demains_take_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_origin (DemainsTakeRow *self)
{
  const DemainsKind *kind = demains_record_get_kind (self->take);
  const DemainsField *field = &kind->fields[demains_kind_find_field (kind, "origin")];

  return demains_field_get_choice_label (field, demains_record_get_text (self->take, "origin"));
}

static guint
get_rating (DemainsTakeRow *self)
{
  return CLAMP (demains_record_get_number (self->take, "rating"), 0, MOST_STARS);
}

/* How good it is, in stars that fill up; also in words, for who does not see them. */
static void
show_rating (DemainsTakeRow *self, gboolean writable)
{
  static const char *const stars[] = { "☆☆☆", "★☆☆", "★★☆", "★★★" };
  guint rating = get_rating (self);
  g_autofree char *text = g_strdup_printf (ngettext ("%u star of 3", "%u stars of 3", rating), rating);

  gtk_button_set_label (self->rating, stars[rating]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rating), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "take.rate", writable);
}

/* Which one of the takes of its scene it is, as they were filmed. */
static guint
get_number (DemainsTakeRow *self, DemainsRecord *scene)
{
  DemainsRecordList *takes = demains_project_get_list (demains_session_get_project (self->session), DEMAINS_KIND_TAKE);
  DemainsRecord *take;
  guint number = 0;

  for (guint i = 0; (take = demains_record_list_get (takes, i)) != NULL; i++)
    {
      if (g_strcmp0 (demains_record_get_text (take, "scene"), demains_record_get_id (scene)) == 0)
        number++;
      if (take == self->take)
        break;
    }

  return number;
}

/* "0′41″ · Camera", the scene that it belongs to, and its number there. */
static char *
describe (DemainsTakeRow *self)
{
  DemainsProject *project = demains_session_get_project (self->session);
  DemainsRecord *scene = demains_project_find (project, demains_record_get_text (self->take, "scene"));
  g_autofree char *length
    = demains_duration_to_text (self->media != NULL ? demains_media_get_duration (self->media) : 0);
  g_autofree char *title = NULL;
  g_autofree char *number = NULL;
  /* Translators: how long a take is and where it comes from: "0′41″ · Camera". */
  g_autofree char *facts = g_strdup_printf (_ ("%s · %s"), length, get_origin (self));

  if (scene == NULL)
    return g_steal_pointer (&facts);

  title = demains_record_to_text (scene);
  number = demains_number_to_text (get_number (self, scene));

  /* Translators: facts about a take, its scene, which take of that scene: "0′41″ · Camera · The street, no. 2". */
  return g_strdup_printf (_ ("%s · %s, %s"), facts, title, number);
}

/* What was wrong with its sound, for who chooses among the takes. */
static const char *
get_sound_text (DemainsTakeRow *self)
{
  switch (self->loudness)
    {
    case DEMAINS_LOUDNESS_NONE:
      return _ ("No sound was heard");
    case DEMAINS_LOUDNESS_LOW:
      return _ ("Sound very quiet");
    case DEMAINS_LOUDNESS_HIGH:
      return _ ("Too loud in places");
    default:
      return "";
    }
}

static void
show_note (DemainsTakeRow *self)
{
  const char *note = demains_record_get_text (self->take, "note");
  const char *sound = get_sound_text (self);
  g_autofree char *both = *note != '\0' && *sound != '\0' ? g_strdup_printf (_ ("%s · %s"), sound, note) : NULL;
  const char *text = both != NULL ? both : *sound != '\0' ? sound : note;

  g_autofree char *name = g_strdup_printf ("%s, %s%s%s", demains_record_get_title (self->take),
                                           gtk_label_get_text (self->facts), *text != '\0' ? ", " : "", text);

  gtk_label_set_text (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *text != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
peaks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsTakeRow) self = user_data;
  g_autoptr (GBytes) peaks = demains_project_load_peaks_finish (DEMAINS_PROJECT (source), result, NULL);

  if (peaks == NULL || self->take == NULL)
    return;
  self->loudness = demains_loudness_judge_take (peaks);
  show_note (self);
}

/* Once, as soon as all of it is there. What was measured while it was filmed is enough. */
static void
judge_sound (DemainsTakeRow *self)
{
  if (self->judged || self->media == NULL || !demains_media_get_complete (self->media))
    return;

  self->judged = TRUE;
  if (*demains_media_get_info (self->media)->audio_codec == '\0')
    self->loudness = DEMAINS_LOUDNESS_NONE;
  else
    demains_project_load_peaks_async (demains_session_get_project (self->session), demains_record_get_id (self->take),
                                      NULL, peaks_cb, g_object_ref (self));
}

/* One that is filmed stays until it is whole. */
static void
update_delete (DemainsTakeRow *self)
{
  gboolean growing
    = self->media != NULL && demains_media_get_freed (self->media) == 0 && !demains_media_get_complete (self->media);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "take.delete",
                                 !demains_project_get_read_only (demains_session_get_project (self->session))
                                   && !(growing && demains_session_get_filming (self->session)));
}

static void
show_facts (DemainsTakeRow *self)
{
  gint64 freed = self->media != NULL ? demains_media_get_freed (self->media) : 0;
  gboolean writable = !demains_project_get_read_only (demains_session_get_project (self->session));
  g_autofree char *text = freed != 0 ? demains_freed_to_text (freed) : describe (self);

  gtk_label_set_text (self->facts, text);
  judge_sound (self);
  show_note (self);
  show_rating (self, writable);
  gtk_editable_set_editable (GTK_EDITABLE (self->title), writable);
  update_delete (self);
}

static void
play_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  demains_take_row_play (DEMAINS_TAKE_ROW (widget));
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_editable_label_start_editing (DEMAINS_TAKE_ROW (widget)->title);
}

/* One star more each time, and after the last none. */
static void
rate_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsTakeRow *self = DEMAINS_TAKE_ROW (widget);

  g_object_set (self->take, "rating", (get_rating (self) + 1) % (MOST_STARS + 1), NULL);
}

static void
details_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_menu_button_popup (DEMAINS_TAKE_ROW (widget)->details);
}

static void
create_details_cb (GtkMenuButton *button, gpointer user_data)
{
  DemainsTakeRow *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button,
                                 demains_take_details_new (demains_session_get_project (self->session), self->take));
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsTakeRow *self = DEMAINS_TAKE_ROW (widget);

  demains_session_remove (self->session, self->take);
}

static void
demains_take_row_dispose (GObject *object)
{
  DemainsTakeRow *self = DEMAINS_TAKE_ROW (object);

  g_clear_object (&self->media);
  g_clear_object (&self->take);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_TAKE_ROW);

  G_OBJECT_CLASS (demains_take_row_parent_class)->dispose (object);
}

static void
demains_take_row_class_init (DemainsTakeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_take_row_dispose;

  g_type_ensure (DEMAINS_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-take-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeRow, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeRow, facts);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeRow, note);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeRow, rating);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeRow, details);

  gtk_widget_class_install_action (widget_class, "take.play", NULL, play_cb);
  gtk_widget_class_install_action (widget_class, "take.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "take.rate", NULL, rate_cb);
  gtk_widget_class_install_action (widget_class, "take.details", NULL, details_cb);
  gtk_widget_class_install_action (widget_class, "take.delete", NULL, delete_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "take.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "take.delete", NULL);
}

static void
demains_take_row_init (DemainsTakeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->details, create_details_cb, self, NULL);
}

/**
 * demains_take_row_new:
 * @session: a session
 * @take: a take of its project
 *
 * Returns: (transfer floating): a row that follows the take
 */
GtkWidget *
demains_take_row_new (DemainsSession *session, DemainsRecord *take)
{
  DemainsTakeRow *self = g_object_new (DEMAINS_TYPE_TAKE_ROW, NULL);
  DemainsProject *project = demains_session_get_project (session);
  DemainsMedia *media = demains_project_find_media (project, demains_record_get_id (take));

  self->session = g_object_ref (session);
  self->take = g_object_ref (take);
  g_object_bind_property (take, "title", self->title, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (take, "notify", G_CALLBACK (show_facts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::recording", G_CALLBACK (update_delete), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::finishing", G_CALLBACK (update_delete), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::read-only", G_CALLBACK (show_facts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "changed", G_CALLBACK (show_facts), self, G_CONNECT_SWAPPED);
  if (media != NULL)
    {
      self->media = g_object_ref (media);
      g_object_bind_property (media, "thumbnail", self->thumbnail, "bytes", G_BINDING_SYNC_CREATE);
      g_signal_connect_object (media, "notify", G_CALLBACK (show_facts), self, G_CONNECT_SWAPPED);
    }
  show_facts (self);

  return GTK_WIDGET (self);
}

/**
 * demains_take_row_get_take:
 * @self: a row
 *
 * Returns: (transfer none): its take
 */
DemainsRecord *
demains_take_row_get_take (DemainsTakeRow *self)
{
  g_return_val_if_fail (DEMAINS_IS_TAKE_ROW (self), NULL);

  return self->take;
}

/**
 * demains_take_row_play:
 * @self: a row
 *
 * Shows the take where it can be played and cut.
 */
void
demains_take_row_play (DemainsTakeRow *self)
{
  g_return_if_fail (DEMAINS_IS_TAKE_ROW (self));

  demains_session_set_selected (self->session, DEMAINS_KIND_CLIP, NULL);
  demains_session_set_selected (self->session, DEMAINS_KIND_TAKE, self->take);
  demains_session_set_page (self->session, "film");
}
