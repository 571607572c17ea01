/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "demains-paper-fields.h"
#include "demains-project.h"

G_BEGIN_DECLS

/* A4 upright, in points. */
#define DEMAINS_PAPER_WIDTH (210 / 25.4 * 72)
#define DEMAINS_PAPER_HEIGHT (297 / 25.4 * 72)

/* More blank forms than any workshop fills in are a slip of the finger: a hundred pages of four. */
#define DEMAINS_PAPER_MOST_FORMS 400

/**
 * DemainsPaperFormat:
 * @DEMAINS_PAPER_CARDS: what people read across a table
 * @DEMAINS_PAPER_SHEETS: every field that is filled in, smaller; a job's as a real job sheet is made
 * @DEMAINS_PAPER_FORMS: lines to write on
 * @DEMAINS_PAPER_SHOTS: scenes and their speeches as a table to tick and to write on while filming
 * @DEMAINS_PAPER_SPEECHES: what is said in scenes, in letters that are read standing up
 */
typedef enum
{
  DEMAINS_PAPER_CARDS,
  DEMAINS_PAPER_SHEETS,
  DEMAINS_PAPER_FORMS,
  DEMAINS_PAPER_SHOTS,
  DEMAINS_PAPER_SPEECHES,
} DemainsPaperFormat;

#define DEMAINS_TYPE_PAPER (demains_paper_get_type ())

G_DECLARE_FINAL_TYPE (DemainsPaper, demains_paper, DEMAINS, PAPER, GObject)

DemainsPaper *demains_paper_new (DemainsProject *project, DemainsKindId kind, DemainsPaperFormat format,
                                 guint per_page) G_GNUC_WARN_UNUSED_RESULT;

void demains_paper_add (DemainsPaper *self, DemainsRecord *record);
void demains_paper_add_all (DemainsPaper *self);
void demains_paper_add_forms (DemainsPaper *self, guint n);

void demains_paper_load_photos_async (DemainsPaper *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean demains_paper_load_photos_finish (DemainsPaper *self, GAsyncResult *result, GError **error);

guint demains_paper_get_n_pages (const DemainsPaper *self);
void demains_paper_draw_page (const DemainsPaper *self, guint page, cairo_t *cr);
gboolean demains_paper_write_pdf (const DemainsPaper *self, const char *path, GError **error);

G_END_DECLS
