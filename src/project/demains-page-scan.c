/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-page-scan.h"

struct _DemainsPageScan
{
  DemainsPageFile *file;
  guint page_size;
  guint32 n_pages;
  guint8 *marks;
  guint32 n_marked;

  /* The payload of the cell at hand. */
  GByteArray *payload;
  GArray *chain;

  /* Bytes that may still be read for nothing. */
  gint64 patience;
};

/* What is known of a page. */
enum
{
  MARK_ROWS = 1,
  MARK_OVERFLOW = 2,
  MARK_FREE = 4,
};

/* A tree over all pages that there can be is not so high. */
#define HIGHEST_TREE 20

/* More holes than this are as good as one. */
#define MOST_HOLES 256

/* What it takes to see that a page is none, in bytes that could be read instead. */
#define PRICE_OF_NOTHING 256

/* So many bytes may be read for nothing in a tree, besides all of the file's once. */
#define LEAST_PATIENCE (32 * 1024 * 1024)

/* As long as a value in a project may be (demains-database.c). */
#define LONGEST_PAYLOAD (128 * 1024 * 1024)

/* Offsets in the file's header and in a page's head (sqlite.org/fileformat2.html §1.3, §1.6). */
#define HEADER_FIRST_FREE_PAGE 32
#define HEAD_LAST_CHILD 8

typedef struct
{
  DemainsPageScan *scan;
  const DemainsCellVisitor *visitor;
  DemainsTree *tree;
  gboolean index;
  guint leaf_depth;
  gboolean stopped;
} Walk;

/* A number of one to nine bytes, seven bits each (§1.6). FALSE where it does not end. */
static gboolean
read_varint (const guint8 **cursor, const guint8 *end, guint64 *number)
{
  *number = 0;
  for (guint i = 0; i < 9 && *cursor < end; i++)
    {
      guint8 byte = *(*cursor)++;

      if (i == 8)
        {
          *number = *number << 8 | byte;
          return TRUE;
        }
      *number = *number << 7 | (byte & 0x7f);
      if (byte < 0x80)
        return TRUE;
    }

  return FALSE;
}

static gsize
get_size_of_type (guint64 serial)
{
  static const guint8 sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0 };

  return serial < G_N_ELEMENTS (sizes) ? sizes[serial] : MIN ((serial - 12) / 2, G_MAXINT32);
}

static DemainsCellType
get_type (guint64 serial)
{
  if (serial == 0)
    return DEMAINS_CELL_NULL;
  if (serial == 7)
    return DEMAINS_CELL_REAL;
  if (serial < 12)
    return DEMAINS_CELL_INTEGER;

  return serial % 2 == 0 ? DEMAINS_CELL_BLOB : DEMAINS_CELL_TEXT;
}

/* The types and sizes of a record's values (§2.1), which must come to all of its
 * bytes; with its bytes also the values. */
static gboolean
read_record (DemainsCell *cell, const guint8 *bytes, gsize known, gsize size)
{
  const guint8 *cursor = bytes;
  guint64 head_size, serial;
  guint64 place;

  if (!read_varint (&cursor, bytes + known, &head_size) || head_size > known)
    return FALSE;

  place = head_size;
  cell->n_values = 0;
  while (cursor < bytes + head_size)
    {
      DemainsCellValue *value = &cell->values[cell->n_values];
      gsize length;

      if (cell->n_values == DEMAINS_CELL_MAX_VALUES || !read_varint (&cursor, bytes + head_size, &serial)
          || serial == 10 || serial == 11)
        return FALSE;
      length = get_size_of_type (serial);
      if (length > size - place)
        return FALSE;
      *value = (DemainsCellValue){ .type = get_type (serial), .size = length };
      if (value->type == DEMAINS_CELL_INTEGER)
        value->integer = serial == 9;
      if (known == size && value->type >= DEMAINS_CELL_TEXT)
        value->bytes = bytes + place;
      else if (place + length <= known && value->type == DEMAINS_CELL_INTEGER && length > 0)
        {
          gint64 number = (gint8)bytes[place];

          for (gsize i = 1; i < length; i++)
            number = (gint64)((guint64)number << 8 | bytes[place + i]);
          value->integer = number;
        }
      place += length;
      cell->n_values++;
    }

  return place == size && cursor == bytes + head_size;
}

/* How many of a payload's bytes are in the page itself (§1.6). */
static gsize
get_local_size (guint page_size, DemainsPageType type, gsize size)
{
  gsize most = type == DEMAINS_PAGE_TABLE_LEAF ? page_size - 35 : (page_size - 12) * 64 / 255 - 23;
  gsize least = (page_size - 12) * 32 / 255 - 23;
  gsize local;

  if (size <= most)
    return size;
  local = least + (size - least) % (page_size - 4);

  return local <= most ? local : least;
}

/* Gathers what of a payload is on other pages. None of them may be another's:
 * only so does a chain end that leads in a circle. */
static gboolean
read_overflow (DemainsPageScan *self, guint32 next, gsize size)
{
  g_autofree guint8 *bytes = g_malloc (self->page_size);

  g_array_set_size (self->chain, 0);
  while (self->payload->len < size)
    {
      gsize count = MIN (size - self->payload->len, self->page_size - 4);

      self->patience -= self->page_size;
      if (self->patience < 0 || next < 2 || next > self->n_pages
          || (self->marks[next - 1] & (MARK_ROWS | MARK_OVERFLOW)) != 0
          || !demains_page_file_read_start (self->file, next, bytes, 4 + count))
        return FALSE;
      g_array_append_val (self->chain, next);
      g_byte_array_append (self->payload, bytes + 4, count);
      next = demains_page_get_number (bytes);
    }

  return next == 0;
}

static void
mark (DemainsPageScan *self, guint32 number, guint8 what)
{
  if (self->marks[number - 1] == 0)
    self->n_marked++;
  self->marks[number - 1] |= what;
}

/* What was read for a cell that is kept is nobody else's, and cost no patience. */
static void
keep_overflow (DemainsPageScan *self)
{
  for (guint i = 0; i < self->chain->len; i++)
    mark (self, g_array_index (self->chain, guint32, i), MARK_OVERFLOW);
  self->patience += (gint64)self->chain->len * self->page_size;
  g_array_set_size (self->chain, 0);
}

static DemainsCellVerdict
visit_cell (DemainsPageScan *self, const DemainsPage *page, guint offset, const DemainsCellVisitor *visitor)
{
  const guint8 *end = page->bytes + page->size;
  const guint8 *cursor = page->bytes + offset;
  DemainsCell cell = { 0 };
  guint64 size, rowid = 0;
  gsize local;
  DemainsCellVerdict verdict;

  if (offset == 0)
    return DEMAINS_CELL_DROP;
  if (page->type == DEMAINS_PAGE_INDEX_INTERIOR)
    cursor += 4;
  if (!read_varint (&cursor, end, &size) || size > LONGEST_PAYLOAD || size / (self->page_size - 4) > self->n_pages
      || (page->type == DEMAINS_PAGE_TABLE_LEAF && !read_varint (&cursor, end, &rowid)))
    return DEMAINS_CELL_DROP;

  local = get_local_size (page->size, page->type, size);
  if (local + (local < size ? 4 : 0) > (gsize)(end - cursor))
    return DEMAINS_CELL_DROP;
  cell.rowid = (gint64)rowid;
  g_array_set_size (self->chain, 0);
  if (!read_record (&cell, cursor, local, size) || !visitor->fits (&cell, visitor->user_data))
    return DEMAINS_CELL_DROP;
  if (local < size)
    {
      g_byte_array_set_size (self->payload, 0);
      g_byte_array_append (self->payload, cursor, local);
      if (!read_overflow (self, demains_page_get_number (cursor + local), size)
          || !read_record (&cell, self->payload->data, size, size))
        return DEMAINS_CELL_DROP;
    }

  verdict = visitor->take (&cell, visitor->user_data);
  if (verdict == DEMAINS_CELL_KEEP)
    keep_overflow (self);

  return verdict;
}

/* Visits the cells of a page. Gives how many were kept, and in @lost how many not. */
static guint
visit_page (DemainsPageScan *self, const DemainsPage *page, const DemainsCellVisitor *visitor, guint *lost,
            gboolean *stopped)
{
  guint kept = 0;

  for (guint i = 0; i < page->n_cells && !*stopped; i++)
    switch (visit_cell (self, page, demains_page_get_cell (page, i), visitor))
      {
      case DEMAINS_CELL_KEEP:
        kept++;
        break;
      case DEMAINS_CELL_DROP:
        (*lost)++;
        break;
      case DEMAINS_CELL_STOP:
        *stopped = TRUE;
        break;
      }

  return kept;
}

/* One page more that cannot be read; holes side by side are one. */
static void
add_hole (Walk *walk, guint depth, gint64 first, gint64 last)
{
  GArray *holes = walk->tree->holes;
  DemainsTreeHole *before = holes->len > 0 ? &g_array_index (holes, DemainsTreeHole, holes->len - 1) : NULL;
  DemainsTreeHole hole = { first, last, depth };

  walk->tree->n_lost++;
  if (before != NULL && ((before->depth == depth && before->last == first) || holes->len == MOST_HOLES))
    before->last = MAX (before->last, last);
  else
    g_array_append_val (holes, hole);
}

static guint walk_page (Walk *walk, guint32 number, guint depth, gint64 first, gint64 last);

static guint
walk_children (Walk *walk, const DemainsPage *page, guint depth, gint64 first, gint64 last)
{
  gint64 from = first;
  guint kept = 0;

  for (guint i = 0; i < page->n_cells && !walk->stopped; i++)
    {
      guint offset = demains_page_get_cell (page, i);
      const guint8 *cursor = page->bytes + offset + 4;
      guint64 key = 0;
      gint64 to = last;

      if (offset == 0 || (!walk->index && !read_varint (&cursor, page->bytes + page->size, &key)))
        {
          walk->tree->n_lost++;
          continue;
        }
      if (!walk->index && (gint64)key >= from && (gint64)key <= last)
        to = (gint64)key;
      kept += walk_page (walk, demains_page_get_number (page->bytes + offset), depth + 1, from, to);
      from = to;
    }
  if (!walk->stopped)
    kept
      += walk_page (walk, demains_page_get_number (page->bytes + page->head + HEAD_LAST_CHILD), depth + 1, from, last);

  return kept;
}

/* Gives how many cells were kept on the page and below it. A page none of whose
 * cells fits is somebody else's and left for him. */
static guint
walk_page (Walk *walk, guint32 number, guint depth, gint64 first, gint64 last)
{
  DemainsPageScan *self = walk->scan;
  g_autoptr (DemainsPage) page = NULL;
  gboolean leaf, taken;
  guint kept = 0, lost = 0;

  if (number >= 1 && number <= self->n_pages && depth < HIGHEST_TREE && self->marks[number - 1] == 0
      && self->patience > 0)
    page = demains_page_file_load (self->file, number);
  taken = page != NULL
          && walk->index == (page->type == DEMAINS_PAGE_INDEX_LEAF || page->type == DEMAINS_PAGE_INDEX_INTERIOR);
  if (!taken)
    {
      self->patience -= page != NULL ? page->size : PRICE_OF_NOTHING;
      add_hole (walk, depth, first, last);
      return 0;
    }

  leaf = page->type == DEMAINS_PAGE_TABLE_LEAF || page->type == DEMAINS_PAGE_INDEX_LEAF;
  mark (self, number, MARK_ROWS);
  if (leaf || walk->index)
    kept = visit_page (self, page, walk->visitor, &lost, &walk->stopped);
  if (kept == 0 && lost > 0)
    {
      self->marks[number - 1] = 0;
      self->n_marked--;
      self->patience -= page->size;
      add_hole (walk, depth, first, last);
      return 0;
    }

  walk->tree->n_lost += lost;
  if (leaf)
    walk->leaf_depth = depth;
  else
    kept += walk_children (walk, page, depth, first, last);

  return kept;
}

/* In place of a lost leaf there is none to be found elsewhere. */
static void
drop_leaf_holes (Walk *walk)
{
  GArray *holes = walk->tree->holes;

  for (guint i = holes->len; i > 0; i--)
    if (walk->leaf_depth > 0 && g_array_index (holes, DemainsTreeHole, i - 1).depth >= walk->leaf_depth)
      g_array_remove_index (holes, i - 1);
}

DemainsPageScan *
demains_page_scan_new (DemainsPageFile *file)
{
  DemainsPageScan *self = g_new0 (DemainsPageScan, 1);

  self->file = file;
  self->page_size = demains_page_file_get_page_size (file);
  self->n_pages = demains_page_file_get_n_pages (file);
  self->marks = g_malloc0 (self->n_pages);
  self->payload = g_byte_array_new ();
  self->chain = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
demains_page_scan_free (DemainsPageScan *self)
{
  g_free (self->marks);
  g_byte_array_unref (self->payload);
  g_array_unref (self->chain);
  g_free (self);
}

/*
 * demains_page_scan_tree:
 * @root: the number of its root
 * @index: whether it is an index
 * @visitor: who is shown its cells
 * @tree: what became of it
 *
 * Visits all cells of a tree that can be reached; each page once, whatever the
 * trees say.
 *
 * Returns: %FALSE when the visitor stopped it
 */
gboolean
demains_page_scan_tree (DemainsPageScan *self, guint32 root, gboolean index, const DemainsCellVisitor *visitor,
                        DemainsTree *tree)
{
  Walk walk = { .scan = self, .visitor = visitor, .tree = tree, .index = index };

  self->patience = (gint64)self->n_pages * self->page_size + LEAST_PATIENCE;
  tree->n_lost = 0;
  tree->holes = g_array_new (FALSE, FALSE, sizeof (DemainsTreeHole));
  walk_page (&walk, root, 0, G_MININT64, G_MAXINT64);
  drop_leaf_holes (&walk);

  return !walk.stopped;
}

/*
 * demains_page_scan_rest:
 * @visitor: who is shown the cells
 *
 * Visits the cells of the tables' leaves that no tree has led to.
 *
 * Returns: %FALSE when the visitor stopped it
 */
gboolean
demains_page_scan_rest (DemainsPageScan *self, const DemainsCellVisitor *visitor)
{
  gboolean stopped = FALSE;

  self->patience = (gint64)self->n_pages * self->page_size + LEAST_PATIENCE;
  for (guint32 number = 2; number <= self->n_pages && !stopped; number++)
    {
      g_autoptr (DemainsPage) page = NULL;
      guint lost = 0;

      if (self->marks[number - 1] != 0)
        continue;
      page = demains_page_file_load (self->file, number);
      if (page != NULL && page->type == DEMAINS_PAGE_TABLE_LEAF
          && visit_page (self, page, visitor, &lost, &stopped) > 0)
        mark (self, number, MARK_ROWS);
    }

  return !stopped;
}

/* Takes the pages that the file says are free out of what is left (§1.5). Called
 * when the trees have been read: a page that one leads to is not free. */
void
demains_page_scan_mark_free (DemainsPageScan *self)
{
  guint32 trunk = demains_page_file_get_header_number (self->file, HEADER_FIRST_FREE_PAGE);
  g_autofree guint8 *bytes = g_malloc (self->page_size);

  if (!demains_page_file_is_headed (self->file))
    return;

  while (trunk >= 2 && trunk <= self->n_pages && self->marks[trunk - 1] == 0
         && demains_page_file_read (self->file, trunk, bytes))
    {
      guint32 count = demains_page_get_number (bytes + 4);

      if (count > self->page_size / 4 - 2)
        return;
      mark (self, trunk, MARK_FREE);
      for (guint32 i = 0; i < count; i++)
        {
          guint32 number = demains_page_get_number (bytes + 8 + 4 * (gsize)i);

          if (number >= 2 && number <= self->n_pages && self->marks[number - 1] == 0)
            mark (self, number, MARK_FREE);
        }
      trunk = demains_page_get_number (bytes);
    }
}

/* The share of the pages that somebody has claimed. */
double
demains_page_scan_get_progress (DemainsPageScan *self)
{
  return (double)self->n_marked / MAX (self->n_pages, 1);
}

/* Whether a row may be on a page that the tree does not lead to any more. */
gboolean
demains_tree_has_hole_at (const DemainsTree *self, gint64 rowid)
{
  for (guint i = 0; self->holes != NULL && i < self->holes->len; i++)
    {
      const DemainsTreeHole *hole = &g_array_index (self->holes, DemainsTreeHole, i);

      if ((rowid > hole->first || hole->first == G_MININT64) && rowid <= hole->last)
        return TRUE;
    }

  return FALSE;
}

void
demains_tree_clear (DemainsTree *self)
{
  g_clear_pointer (&self->holes, g_array_unref);
}
