/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper.h"

#include "demains-job-sheet.h"
#include "demains-paper-private.h"
#include "demains-row-text.h"
#include "demains-wording.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

/* 12 mm: printers leave 10 at the most. */
#define MARGIN (12 / 25.4 * 72)
#define FOOTER_SIZE 9.0

static const DemainsPaperBox WHOLE_PAGE
  = { MARGIN, MARGIN, DEMAINS_PAPER_WIDTH - 2 * MARGIN, DEMAINS_PAPER_HEIGHT - 2 * MARGIN };

/* One a page is seen from across the room, four from across the table; no
 * letter is smaller than 9 points. */
static const DemainsPaperStyle WHOLE = { 30, 15, 10, 0, 5 };
static const DemainsPaperStyle HALF = { 22, 12.5, 9.5, 14, 3 };
static const DemainsPaperStyle QUARTER = { 15, 10.5, 9, 11, 4 };
static const DemainsPaperStyle SHEET = { 22, 10.5, 9.5, 0, 3 };

G_DEFINE_FINAL_TYPE (DemainsPaper, demains_paper, G_TYPE_OBJECT)

static gboolean
is_job_sheet (const DemainsPaper *self)
{
  return self->format == DEMAINS_PAPER_SHEETS && self->kind->id == DEMAINS_KIND_JOB;
}

static void
card_free (DemainsPaperCard *card)
{
  g_free (card->title);
  g_array_unref (card->entries);
  g_free (card->photo_id);
  g_clear_pointer (&card->photo, cairo_surface_destroy);
  g_free (card);
}

static void
entry_clear (DemainsPaperEntry *entry)
{
  g_free (entry->text);
  g_free (entry->mark);
}

static DemainsPaperCard *
add_card (DemainsPaper *self, guint number)
{
  DemainsPaperCard *card = g_new0 (DemainsPaperCard, 1);

  card->number = number;
  card->entries = g_array_new (FALSE, TRUE, sizeof (DemainsPaperEntry));
  g_array_set_clear_func (card->entries, (GDestroyNotify)entry_clear);
  g_ptr_array_add (self->cards, card);

  return card;
}

/* Returns: the field that names a photo, -1 where the kind has none */
static int
find_photo (const DemainsPaper *self)
{
  return demains_kind_find_field (self->kind, "photo");
}

static void
add_entry (DemainsPaper *self, DemainsPaperCard *card, DemainsRecord *record, guint index)
{
  DemainsPaperEntry entry
    = { .field = &self->kind->fields[index], .label = demains_field_get_label (&self->kind->fields[index]) };

  if (record != NULL)
    {
      GVariant *value = demains_record_get_value (record, index);

      /* The title is there already, a photo is shown, and a number that nobody set is none. */
      if (index == self->kind->title || (int)index == find_photo (self) || entry.field->type == DEMAINS_FIELD_RECORD
          || (entry.field->type == DEMAINS_FIELD_INTEGER && g_variant_get_int64 (value) == 0))
        return;
      entry.text = g_strstrip (demains_value_to_text (self->kind, index, value, self->project, NULL));
      if (*entry.text == '\0')
        {
          g_free (entry.text);
          return;
        }
    }
  g_array_append_val (card->entries, entry);
}

static void
add_entries (DemainsPaper *self, DemainsPaperCard *card, DemainsRecord *record)
{
  const char *const *fields = demains_paper_get_fields (self->kind->id);

  if (is_job_sheet (self))
    demains_paper_add_job (card->entries, self->project, record);
  else if (self->format == DEMAINS_PAPER_SHEETS)
    for (guint i = 0; i < self->kind->n_fields; i++)
      add_entry (self, card, record, i);
  else
    for (guint i = 0; fields[i] != NULL; i++)
      add_entry (self, card, record, demains_kind_find_field (self->kind, fields[i]));
}

static DemainsRecordList *
get_list (DemainsPaper *self)
{
  return demains_project_get_list (self->project, self->kind->id);
}

static const DemainsPaperStyle *
get_style (const DemainsPaper *self)
{
  if (self->per_page == 1)
    return self->format == DEMAINS_PAPER_CARDS ? &WHOLE : &SHEET;

  return self->per_page == 2 ? &HALF : &QUARTER;
}

/* Kind and number above, the group below; between them is the card's own room. */
static void
draw_frame (const DemainsPaper *self, const DemainsPaperCard *card, cairo_t *cr, DemainsPaperBox *box)
{
  const DemainsPaperStyle *style = get_style (self);
  g_autofree char *number = demains_number_to_text (card->number);
  const double head = style->text * 1.7;
  const double foot = FOOTER_SIZE * 1.8;
  DemainsPaperBox left = *box;
  DemainsPaperBox footer = *box;

  left.width -= 80;
  demains_paper_write_line (cr, number, style->text, TRUE, box, PANGO_ALIGN_RIGHT);
  demains_paper_write_line (cr, self->head, style->label, FALSE, &left, PANGO_ALIGN_LEFT);
  footer.y += box->height - foot * 0.75;
  demains_paper_write_line (cr, self->footer, FOOTER_SIZE, FALSE, &footer, PANGO_ALIGN_LEFT);
  box->y += head;
  box->height -= head + foot;
}

static void
draw_place (const DemainsPaper *self, const DemainsPaperCard *card, cairo_t *cr, const DemainsPaperBox *place)
{
  const DemainsPaperStyle *style = get_style (self);
  DemainsPaperBox box = { place->x + style->padding, place->y + style->padding, place->width - 2 * style->padding,
                          place->height - 2 * style->padding };

  cairo_save (cr);
  if (self->per_page > 1)
    {
      /* Where to cut. */
      cairo_set_line_width (cr, 0.7);
      cairo_rectangle (cr, place->x, place->y, place->width, place->height);
      cairo_stroke (cr);
    }
  /* Signs piled up by the dozen on one letter stay on their own card. */
  cairo_rectangle (cr, place->x + 1, place->y + 1, place->width - 2, place->height - 2);
  cairo_clip (cr);
  draw_frame (self, card, cr, &box);
  if (self->format == DEMAINS_PAPER_FORMS)
    demains_paper_draw_form (cr, card, style, &box);
  else
    demains_paper_draw_card (cr, card, style, &box, self->per_page < 4);
  cairo_restore (cr);
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
demains_paper_finalize (GObject *object)
{
  DemainsPaper *self = DEMAINS_PAPER (object);

  g_object_unref (self->project);
  g_free (self->head);
  g_free (self->footer);
  g_ptr_array_unref (self->cards);
  g_clear_pointer (&self->flow, demains_paper_flow_free);

  G_OBJECT_CLASS (demains_paper_parent_class)->finalize (object);
}

static void
demains_paper_class_init (DemainsPaperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_paper_finalize;
}

static void
demains_paper_init (DemainsPaper *self)
{
  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify)card_free);
}

/**
 * demains_paper_new:
 * @project: whose records
 * @kind: a kind that goes on paper; scenes for what goes on from page to page
 * @format: how they are shown
 * @per_page: 1, 2 or 4; 1 for what goes on from page to page
 *
 * Returns: (transfer full): a paper with nothing on it yet
 */
DemainsPaper *
demains_paper_new (DemainsProject *project, DemainsKindId kind, DemainsPaperFormat format, guint per_page)
{
  DemainsPaper *self;

  g_return_val_if_fail (demains_paper_has_kind (kind), NULL);
  g_return_val_if_fail (per_page == 1 || per_page == 2 || per_page == 4, NULL);
  g_return_val_if_fail (format < DEMAINS_PAPER_SHOTS || kind == DEMAINS_KIND_SCENE, NULL);

  self = g_object_new (DEMAINS_TYPE_PAPER, NULL);
  self->project = g_object_ref (project);
  self->kind = demains_kind_get (kind);
  self->format = format;
  self->per_page = per_page;
  self->head = is_job_sheet (self) ? demains_job_sheet_to_kind (project) : g_strdup (_ (self->kind->label));
  self->footer = demains_group_to_text (project);
  if (format == DEMAINS_PAPER_SHOTS || format == DEMAINS_PAPER_SPEECHES)
    self->flow = demains_paper_flow_new (project, format, self->footer);

  return self;
}

/**
 * demains_paper_add:
 * @self: a paper
 * @record: a record of its kind
 *
 * Puts the record on it as it is now, with its number: its place in the list, from 1.
 * Its photo comes by demains_paper_load_photos_async().
 */
void
demains_paper_add (DemainsPaper *self, DemainsRecord *record)
{
  DemainsPaperCard *card;
  guint index = 0;

  g_return_if_fail (demains_record_get_kind_id (record) == self->kind->id);

  demains_record_list_find (get_list (self), record, &index);
  if (self->flow != NULL)
    {
      demains_paper_flow_add (self->flow, record, index + 1);
      return;
    }
  card = add_card (self, index + 1);
  card->title = g_strdup (demains_record_get_title (record));
  if (find_photo (self) >= 0)
    card->photo_id = g_strdup (demains_record_get_text (record, "photo"));
  add_entries (self, card, record);
}

/**
 * demains_paper_add_all:
 * @self: a paper
 *
 * Puts all records of its kind on it.
 */
void
demains_paper_add_all (DemainsPaper *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_list (self))); i++)
    demains_paper_add (self, demains_record_list_get (get_list (self), i));
}

/**
 * demains_paper_add_forms:
 * @self: a paper
 * @n: how many
 *
 * Puts blank forms on it. Their numbers go on after the last record, so that they
 * are the numbers that the cards have once they are typed in in this order.
 */
void
demains_paper_add_forms (DemainsPaper *self, guint n)
{
  guint first = g_list_model_get_n_items (G_LIST_MODEL (get_list (self))) + 1;

  for (guint i = 0; i < n; i++)
    add_entries (self, add_card (self, first + i), NULL);
}

/**
 * demains_paper_get_n_pages:
 * @self: a paper
 *
 * Returns: how many pages it takes, 0 where nothing is on it
 */
guint
demains_paper_get_n_pages (const DemainsPaper *self)
{
  if (self->flow != NULL)
    return demains_paper_flow_get_n_pages (self->flow, &WHOLE_PAGE);

  return (self->cards->len + self->per_page - 1) / self->per_page;
}

/**
 * demains_paper_draw_page:
 * @self: a paper
 * @page: the number of a page, from 0
 * @cr: where; its units are points, its origin is the corner of an A4 page
 */
void
demains_paper_draw_page (const DemainsPaper *self, guint page, cairo_t *cr)
{
  const guint columns = self->per_page == 4 ? 2 : 1;
  const guint rows = self->per_page == 1 ? 1 : 2;
  const double width = (DEMAINS_PAPER_WIDTH - 2 * MARGIN) / columns;
  const double height = (DEMAINS_PAPER_HEIGHT - 2 * MARGIN) / rows;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (self->flow != NULL)
    demains_paper_flow_draw_page (self->flow, page, cr, &WHOLE_PAGE);
  for (guint i = 0; i < self->per_page && page * self->per_page + i < self->cards->len; i++)
    {
      DemainsPaperBox place = { MARGIN + i % columns * width, MARGIN + i / columns * height, width, height };

      draw_place (self, self->cards->pdata[page * self->per_page + i], cr, &place);
    }
  cairo_restore (cr);
}

/**
 * demains_paper_write_pdf:
 * @self: a paper
 * @path: (type filename): where
 * @error: a #GFileError
 *
 * Replaces what is there only when the whole of it is on the disk.
 *
 * Returns: whether it could
 */
gboolean
demains_paper_write_pdf (const DemainsPaper *self, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface
    = cairo_pdf_surface_create_for_stream (append_cb, bytes, DEMAINS_PAPER_WIDTH, DEMAINS_PAPER_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  /* What old printers read too, and without streams of objects. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->footer);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Demains");
  for (guint i = 0; i < demains_paper_get_n_pages (self); i++)
    {
      demains_paper_draw_page (self, i, cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, cairo_status_to_string (status));
      return FALSE;
    }

  return g_file_set_contents_full (path, (const char *)bytes->data, bytes->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, error);
}
