/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pangocairo.h>

#include "demains-paper.h"

G_BEGIN_DECLS

/* The side of a square to tick, in points. */
#define DEMAINS_PAPER_SQUARE 9.0

/* A line or so of a card: what is asked, and what was answered; on a sheet also
 * the heading of the section that begins with it, what of the text stands in a
 * column of its own before a tab (the widest of it), and whether it leads. */
typedef struct
{
  const DemainsField *field;
  const char *label;
  char *text;
  const char *heading;
  char *mark;
  gboolean leads;
} DemainsPaperEntry;

/* One card, sheet or form as it was when it was given to the paper; the photo that is
 * named there once it was loaded. */
typedef struct
{
  guint number;
  char *title;
  GArray *entries;
  char *photo_id;
  cairo_surface_t *photo;
} DemainsPaperCard;

/* Sizes in points, by how many share a page. */
typedef struct
{
  double title;
  double text;
  double label;
  double padding;
  guint title_lines;
} DemainsPaperStyle;

/* A place on the page, in points. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} DemainsPaperBox;

/* demains-paper-text.c: text that never leaves its place. */
PangoLayout *demains_paper_layout_new (cairo_t *cr, const char *text, double size, gboolean bold, double width,
                                       double height);
double demains_paper_layout_get_height (PangoLayout *layout);
void demains_paper_layout_set_column (PangoLayout *layout, double width);
void demains_paper_layout_fit (PangoLayout *layout, double height);
void demains_paper_layout_show (PangoLayout *layout, cairo_t *cr, double x, double y);
double demains_paper_write_line (cairo_t *cr, const char *text, double size, gboolean bold, const DemainsPaperBox *box,
                                 PangoAlignment alignment);
void demains_paper_draw_square (cairo_t *cr, double x, double y);
void demains_paper_draw_dots (cairo_t *cr, double x, double y, double width);

/* demains-paper-sheet.c: a job's sheet, as it is on the screen. */
void demains_paper_add_job (GArray *entries, DemainsProject *project, DemainsRecord *job);

/* A scene, or one of its speeches (@part, from 1), as it was when it was given to the paper. */
typedef struct
{
  guint scene;
  guint part;
  char *title;
  char *text;
  char *who;
  char *time;
} DemainsPaperShot;

/* Where a page begins: a shot, and of a speech that goes on from the page before it, its line. */
typedef struct
{
  guint shot;
  int line;
} DemainsPaperCursor;

/* demains-paper-flow.c: what goes on from page to page. */
typedef struct _DemainsPaperFlow DemainsPaperFlow;

DemainsPaperFlow *demains_paper_flow_new (DemainsProject *project, DemainsPaperFormat format,
                                          const char *footer) G_GNUC_WARN_UNUSED_RESULT;
void demains_paper_flow_free (DemainsPaperFlow *self);
void demains_paper_flow_add (DemainsPaperFlow *self, DemainsRecord *scene, guint number);
guint demains_paper_flow_get_n_pages (DemainsPaperFlow *self, const DemainsPaperBox *box);
void demains_paper_flow_draw_page (DemainsPaperFlow *self, guint page, cairo_t *cr, const DemainsPaperBox *box);

/* Each lays a page that begins at @cursor and leaves that at the next one; where @draw is
 * not said it only measures. */
void demains_paper_lay_shots (GPtrArray *shots, DemainsPaperCursor *cursor, cairo_t *cr, const DemainsPaperBox *box,
                              gboolean draw);
void demains_paper_lay_speeches (GPtrArray *shots, DemainsPaperCursor *cursor, cairo_t *cr, const DemainsPaperBox *box,
                                 gboolean draw);

/* demains-paper-photo.c: the photo of a card. */
cairo_surface_t *demains_paper_photo_new (GBytes *jpeg);
DemainsPaperBox demains_paper_photo_fit (cairo_surface_t *photo, const DemainsPaperBox *room);
void demains_paper_photo_draw (cairo_surface_t *photo, cairo_t *cr, const DemainsPaperBox *place);

/* What fills a place: a card that is written, and one to write on. */
void demains_paper_draw_card (cairo_t *cr, const DemainsPaperCard *card, const DemainsPaperStyle *style,
                              const DemainsPaperBox *box, gboolean columns);
void demains_paper_draw_form (cairo_t *cr, const DemainsPaperCard *card, const DemainsPaperStyle *style,
                              const DemainsPaperBox *box);

struct _DemainsPaper
{
  GObject parent_instance;

  DemainsProject *project;
  const DemainsKind *kind;
  DemainsPaperFormat format;
  guint per_page;
  char *head;
  char *footer;
  GPtrArray *cards;
  DemainsPaperFlow *flow; /* of a format that goes on from page to page, instead of cards */
};

G_END_DECLS
