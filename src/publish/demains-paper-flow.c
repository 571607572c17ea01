/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"
#include "demains-scene-text.h"
#include "demains-script-text.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

#define HEAD_SIZE 11.0
#define FOOTER_SIZE 9.0

struct _DemainsPaperFlow
{
  DemainsProject *project;
  DemainsPaperFormat format;
  char *footer;
  GPtrArray *shots;
  GArray *starts; /* of pages; NULL until they are asked for */
};

static void
shot_free (DemainsPaperShot *shot)
{
  g_free (shot->title);
  g_free (shot->text);
  g_free (shot->who);
  g_free (shot->time);
  g_free (shot);
}

/* The lines of it that are not empty. */
static char *
join_lines (const char *const *lines, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (lines[i] != NULL && *lines[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[i]);

  return g_string_free (text, FALSE);
}

static char *
get_choice_label (DemainsRecord *record, const char *field)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  const char *label = demains_field_get_choice_label (&kind->fields[demains_kind_find_field (kind, field)],
                                                      demains_record_get_text (record, field));

  return g_strdup (label != NULL ? label : "");
}

static char *
describe_scene (DemainsProject *project, DemainsRecord *scene)
{
  g_autofree char *form = get_choice_label (scene, "form");
  const char *place = demains_record_get_text (scene, "place");
  g_autofree char *where
    = *form != '\0' && *place != '\0' ? g_strdup_printf ("%s · %s", form, place) : g_strconcat (form, place, NULL);
  g_autofree char *names = demains_scene_props_to_text (project, scene);
  g_autofree char *props = *names != '\0' ? g_strdup_printf (_ ("Props: %s"), names) : NULL;
  const char *const lines[] = { where, demains_record_get_text (scene, "seen"), props };

  return join_lines (lines, G_N_ELEMENTS (lines));
}

static void
add_scene (DemainsPaperFlow *self, DemainsRecord *scene, guint number)
{
  DemainsPaperShot *shot = g_new0 (DemainsPaperShot, 1);
  g_autofree char *who = demains_scene_who_to_text (self->project, scene);
  g_autofree char *agreement = demains_scene_agreement_to_text (self->project, scene);
  const char *const lines[] = { who, agreement };
  DemainsSceneTime time;

  demains_script_measure_scene (self->project, scene, &time);
  shot->scene = number;
  shot->title = demains_record_to_text (scene);
  shot->text = describe_scene (self->project, scene);
  shot->who = join_lines (lines, G_N_ELEMENTS (lines));
  shot->time = demains_scene_time_to_text (&time);
  g_ptr_array_add (self->shots, shot);
}

static void
add_speech (DemainsPaperFlow *self, DemainsRecord *speech, guint scene, guint part, const char *heading)
{
  DemainsPaperShot *shot = g_new0 (DemainsPaperShot, 1);
  DemainsRecord *member = demains_project_find (self->project, demains_record_get_text (speech, "member"));

  shot->scene = scene;
  shot->part = part;
  shot->title = demains_record_to_text (speech);
  shot->text = g_strstrip (g_strdup (demains_record_get_text (speech, "text")));
  shot->who = member != NULL ? demains_record_to_text (member) : g_strdup ("");
  shot->time = self->format == DEMAINS_PAPER_SHOTS ? demains_speech_time_to_text (speech) : g_strdup (heading);
  g_ptr_array_add (self->shots, shot);
}

static void
lay (DemainsPaperFlow *self, DemainsPaperCursor *cursor, cairo_t *cr, const DemainsPaperBox *box, gboolean draw)
{
  DemainsPaperBox rest = *box;

  rest.y += HEAD_SIZE * 2;
  rest.height -= HEAD_SIZE * 2 + FOOTER_SIZE * 2.5;
  if (self->format == DEMAINS_PAPER_SHOTS)
    demains_paper_lay_shots (self->shots, cursor, cr, &rest, draw);
  else
    demains_paper_lay_speeches (self->shots, cursor, cr, &rest, draw);
}

/* Text is laid out alike wherever it is drawn, so that pages that were broken here are
 * those that are printed. */
static void
break_pages (DemainsPaperFlow *self, const DemainsPaperBox *box)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  DemainsPaperCursor cursor = { 0 };

  self->starts = g_array_new (FALSE, FALSE, sizeof (DemainsPaperCursor));
  while (cursor.shot < self->shots->len)
    {
      g_array_append_val (self->starts, cursor);
      lay (self, &cursor, cr, box, FALSE);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* DemainsPaperFlow:
 * @project: whose scenes
 * @format: one that goes on from page to page
 * @footer: whose they are */
DemainsPaperFlow *
demains_paper_flow_new (DemainsProject *project, DemainsPaperFormat format, const char *footer)
{
  DemainsPaperFlow *self = g_new0 (DemainsPaperFlow, 1);

  self->project = g_object_ref (project);
  self->format = format;
  self->footer = g_strdup (footer);
  self->shots = g_ptr_array_new_with_free_func ((GDestroyNotify)shot_free);

  return self;
}

void
demains_paper_flow_free (DemainsPaperFlow *self)
{
  g_object_unref (self->project);
  g_free (self->footer);
  g_ptr_array_unref (self->shots);
  g_clear_pointer (&self->starts, g_array_unref);
  g_free (self);
}

/* The scene with @number and its speeches, as they are now. */
void
demains_paper_flow_add (DemainsPaperFlow *self, DemainsRecord *scene, guint number)
{
  g_autoptr (GPtrArray) speeches = demains_script_list_speeches (self->project, scene);
  g_autofree char *title = demains_record_to_text (scene);
  g_autofree char *heading = g_strdup_printf ("%u  %s", number, title);

  g_clear_pointer (&self->starts, g_array_unref);
  if (self->format == DEMAINS_PAPER_SHOTS)
    add_scene (self, scene, number);
  for (guint i = 0; i < speeches->len; i++)
    add_speech (self, speeches->pdata[i], number, i + 1, heading);
}

guint
demains_paper_flow_get_n_pages (DemainsPaperFlow *self, const DemainsPaperBox *box)
{
  if (self->starts == NULL)
    break_pages (self, box);

  return self->starts->len;
}

void
demains_paper_flow_draw_page (DemainsPaperFlow *self, guint page, cairo_t *cr, const DemainsPaperBox *box)
{
  guint n = demains_paper_flow_get_n_pages (self, box);
  const char *head = self->format == DEMAINS_PAPER_SHOTS ? _ ("Shot List") : _ ("Speeches to Read");
  g_autofree char *place = g_strdup_printf ("%u / %u", page + 1, n);
  DemainsPaperBox footer = *box;
  DemainsPaperCursor cursor;

  if (page >= n)
    return;

  cursor = g_array_index (self->starts, DemainsPaperCursor, page);
  footer.y += box->height - FOOTER_SIZE * 1.5;
  demains_paper_write_line (cr, head, HEAD_SIZE, TRUE, box, PANGO_ALIGN_LEFT);
  demains_paper_write_line (cr, place, HEAD_SIZE, FALSE, box, PANGO_ALIGN_RIGHT);
  demains_paper_write_line (cr, self->footer, FOOTER_SIZE, FALSE, &footer, PANGO_ALIGN_LEFT);
  lay (self, &cursor, cr, box, TRUE);
}
