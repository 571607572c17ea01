/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-page-file.h"

#include "demains-file-use.h"
#include "demains-project-error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct _DemainsPageFile
{
  int fd;
  int journal;
  gint64 size;
  guint page_size;
  guint32 n_pages;
  gboolean is_headed;
  guint8 header[100];

  /* Where a page as it was before the commit is in the journal. */
  GHashTable *before;
};

/* Offsets in the header of an SQLite file (§1.3). */
#define HEADER_PAGE_SIZE 16

/* Offsets in the head of a b-tree's page, and how many bytes may lie about in it (§1.6). */
#define HEAD_FIRST_FREE 1
#define HEAD_N_CELLS 3
#define HEAD_CONTENT 5
#define HEAD_FRAGMENTS 7
#define MOST_FRAGMENTS 60

static const char MAGIC[16] = "SQLite format 3";

/* The head of a rollback journal (§3). */
static const guint8 JOURNAL_MAGIC[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

#define JOURNAL_HEAD 28
#define JOURNAL_SUM_STEP 200

/* Page sizes to be tried where the file does not tell: ours first. */
static const guint PAGE_SIZES[] = { 16384, 4096, 65536, 32768, 8192, 2048, 1024, 512 };

/* About so many stretches as long as the largest page show whether a size is the right one. */
#define LARGEST_PAGE 65536
#define N_SAMPLES 512

/* How many other sizes' pages one of the header's size is worth. */
#define HEADER_VOTES 3

/* Two bytes, the higher first. */
static guint
get_short (const guint8 *bytes)
{
  return bytes[0] << 8 | bytes[1];
}

static gboolean
is_page_size (guint size)
{
  return size >= 512 && size <= LARGEST_PAGE && (size & (size - 1)) == 0;
}

static gboolean
read_at (int fd, gint64 offset, guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      ssize_t count = pread (fd, bytes, size, offset);

      if (count < 0 && errno == EINTR)
        continue;
      if (count <= 0)
        return FALSE;
      bytes += count;
      offset += count;
      size -= count;
    }

  return TRUE;
}

static int
open_file (const char *path, gint64 *size, GError **error)
{
  int code = DEMAINS_PROJECT_ERROR_FAILED;
  struct stat status;
  int fd;

  if (stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR,
                   S_ISDIR (status.st_mode) ? DEMAINS_PROJECT_ERROR_IS_FOLDER : DEMAINS_PROJECT_ERROR_NOT_A_PROJECT,
                   "%s is no file", path);
      return -1;
    }

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd >= 0 && fstat (fd, &status) == 0)
    {
      *size = status.st_size;
      return fd;
    }

  if (errno == ENOENT || errno == ENOTDIR)
    code = DEMAINS_PROJECT_ERROR_NOT_FOUND;
  else if (errno == EACCES || errno == EPERM)
    code = DEMAINS_PROJECT_ERROR_PERMISSION;
  else if (errno == EIO || errno == ENODEV || errno == ENXIO)
    code = DEMAINS_PROJECT_ERROR_GONE;
  g_set_error (error, DEMAINS_PROJECT_ERROR, code, "%s: %s", path, g_strerror (errno));
  if (fd >= 0)
    demains_file_close (fd);

  return -1;
}

/* The checksum of a page in the journal: every 200th byte from its end. */
static guint32
sum_page (const guint8 *bytes, guint size, guint32 sum)
{
  for (int i = (int)size - JOURNAL_SUM_STEP; i > 0; i -= JOURNAL_SUM_STEP)
    sum += bytes[i];

  return sum;
}

/* One part of the journal, from its head at @offset. What does not fit its
 * checksum is left out, nothing else is. Gives where the next part begins. */
static gint64
read_journal_part (DemainsPageFile *self, gint64 offset, gint64 size, guint sector, guint page_size)
{
  g_autofree guint8 *bytes = g_malloc (page_size + 8);
  guint8 head[JOURNAL_HEAD];
  gint64 place = offset + sector;
  gint64 room = (size - place) / (page_size + 8);
  guint32 count, nonce;

  if (!read_at (self->journal, offset, head, sizeof head) || memcmp (head, JOURNAL_MAGIC, sizeof JOURNAL_MAGIC) != 0)
    return size;
  count = demains_page_get_number (head + 8);
  nonce = demains_page_get_number (head + 12);
  for (gint64 i = 0; i < MIN ((gint64)count, room); i++, place += page_size + 8)
    {
      guint32 number;

      if (!read_at (self->journal, place, bytes, page_size + 8))
        continue;
      number = demains_page_get_number (bytes);
      if (number == 0 || g_hash_table_contains (self->before, GUINT_TO_POINTER (number))
          || sum_page (bytes + 4, page_size, nonce) != demains_page_get_number (bytes + 4 + page_size))
        continue;
      g_hash_table_insert (self->before, GUINT_TO_POINTER (number), g_memdup2 (&(gint64){ place + 4 }, sizeof place));
    }

  return offset + (place - offset + sector - 1) / sector * sector;
}

/* A journal with a head says that a commit was cut short. */
static guint
read_journal (DemainsPageFile *self, const char *path)
{
  g_autofree char *journal_path = g_strconcat (path, "-journal", NULL);
  guint8 head[JOURNAL_HEAD];
  gint64 offset = 0, size = 0;
  guint sector, page_size;

  self->journal = open_file (journal_path, &size, NULL);
  if (self->journal < 0 || !read_at (self->journal, 0, head, sizeof head)
      || memcmp (head, JOURNAL_MAGIC, sizeof JOURNAL_MAGIC) != 0)
    return 0;
  sector = demains_page_get_number (head + 20);
  page_size = demains_page_get_number (head + 24);
  if (!is_page_size (page_size) || sector < JOURNAL_HEAD || sector > 65536)
    return 0;

  while (offset + JOURNAL_HEAD <= size)
    offset = read_journal_part (self, offset, size, sector, page_size);

  return g_hash_table_size (self->before) > 0 ? page_size : 0;
}

/* What a b-tree's page says of itself (§1.6): film has many places that merely begin like one. */
static gboolean
is_well_formed (const DemainsPage *page)
{
  const guint8 *head = page->bytes + page->head;
  guint first_free = get_short (head + HEAD_FIRST_FREE);
  guint content = get_short (head + HEAD_CONTENT);

  if (content == 0)
    content = LARGEST_PAGE;
  if (content < page->first + 2 * page->n_cells || content > page->size || (page->n_cells == 0 && content != page->size)
      || (first_free != 0 && first_free < content) || head[HEAD_FRAGMENTS] > MOST_FRAGMENTS)
    return FALSE;

  for (guint i = 0; i < page->n_cells; i++)
    if (demains_page_get_cell (page, i) < content)
      return FALSE;

  return TRUE;
}

/* How many pages but the first, in some stretches of the file, are a b-tree's, if that is their size. The stretches are
 * the same for all sizes, so that none is held for more frequent where a larger part of the file was looked at. */
static guint
count_fitting (DemainsPageFile *self, guint page_size)
{
  const gint64 n_stretches = (self->size + LARGEST_PAGE - 1) / LARGEST_PAGE;
  const gint64 step = MAX (n_stretches / N_SAMPLES, 1);
  const guint n_each = LARGEST_PAGE / page_size;
  guint count = 0;

  self->page_size = page_size;
  self->n_pages = MIN ((self->size + page_size - 1) / page_size, G_MAXINT32);
  for (gint64 i = 0; i < n_stretches; i += step)
    for (guint j = i == 0 ? 1 : 0; j < n_each; j++)
      {
        g_autoptr (DemainsPage) page = demains_page_file_load (self, i * n_each + j + 1);

        count += page != NULL && is_well_formed (page);
      }

  return count;
}

/* The size that most pages have; one of the likely size is worth so many of others. */
static guint
find_commonest_size (DemainsPageFile *self, guint likely, guint votes)
{
  guint best = likely;
  guint most = count_fitting (self, likely) * votes;

  for (guint i = 0; i < G_N_ELEMENTS (PAGE_SIZES); i++)
    {
      guint count = PAGE_SIZES[i] != likely ? count_fitting (self, PAGE_SIZES[i]) : 0;

      if (count > most)
        best = PAGE_SIZES[i];
      most = MAX (count, most);
    }

  return best;
}

/* What the header says may be damaged; but many pages of a kind that no project has do not outvote a sound one. The
 * sums of a journal's pages prove its size. */
static void
find_page_size (DemainsPageFile *self, guint of_journal)
{
  guint of_header = get_short (self->header + HEADER_PAGE_SIZE);
  guint size = of_journal;

  if (of_header == 1)
    of_header = LARGEST_PAGE;
  self->is_headed = memcmp (self->header, MAGIC, sizeof MAGIC) == 0 && is_page_size (of_header);
  if (of_journal == 0)
    size = self->is_headed ? find_commonest_size (self, of_header, HEADER_VOTES)
                           : find_commonest_size (self, PAGE_SIZES[0], 1);

  self->page_size = size;
  self->n_pages = MIN ((self->size + size - 1) / size, G_MAXINT32);
}

/* Pages of the journal that a file cut short has no more. */
static void
count_pages_before (DemainsPageFile *self)
{
  guint32 most = MIN ((guint64)self->n_pages + g_hash_table_size (self->before), G_MAXINT32);
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, self->before);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    if (GPOINTER_TO_UINT (number) <= most)
      self->n_pages = MAX (self->n_pages, GPOINTER_TO_UINT (number));
}

/*
 * demains_page_file_open:
 * @path: a file, maybe damaged
 *
 * Returns: (transfer full): its pages, or %NULL where there are none to be read
 */
DemainsPageFile *
demains_page_file_open (const char *path, GError **error)
{
  g_autoptr (DemainsPageFile) self = g_new0 (DemainsPageFile, 1);
  guint of_journal;

  self->journal = -1;
  self->before = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->fd = open_file (path, &self->size, error);
  if (self->fd < 0)
    return NULL;
  if (self->size == 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EMPTY, "%s has no byte", path);
      return NULL;
    }

  of_journal = read_journal (self, path);
  self->page_size = PAGE_SIZES[0];
  self->n_pages = 1;
  if (of_journal != 0)
    self->page_size = of_journal;
  demains_page_file_read_start (self, 1, self->header, sizeof self->header);
  find_page_size (self, of_journal);
  count_pages_before (self);

  return g_steal_pointer (&self);
}

void
demains_page_file_close (DemainsPageFile *self)
{
  if (self->fd >= 0)
    demains_file_close (self->fd);
  if (self->journal >= 0)
    demains_file_close (self->journal);
  g_hash_table_unref (self->before);
  g_free (self);
}

guint
demains_page_file_get_page_size (DemainsPageFile *self)
{
  return self->page_size;
}

guint32
demains_page_file_get_n_pages (DemainsPageFile *self)
{
  return self->n_pages;
}

/* Whether the file begins as SQLite's do. */
gboolean
demains_page_file_is_headed (DemainsPageFile *self)
{
  return self->is_headed;
}

/* A number of four bytes in the file's header. */
guint32
demains_page_file_get_header_number (DemainsPageFile *self, guint offset)
{
  g_return_val_if_fail (offset + 4 <= sizeof self->header, 0);

  return demains_page_get_number (self->header + offset);
}

/*
 * demains_page_file_read_start:
 * @size: how many of the page's first bytes are wanted
 *
 * Returns: whether they could be read
 */
gboolean
demains_page_file_read_start (DemainsPageFile *self, guint32 number, guint8 *bytes, gsize size)
{
  const gint64 *place = g_hash_table_lookup (self->before, GUINT_TO_POINTER (number));

  if (number < 1 || number > self->n_pages)
    return FALSE;
  if (place != NULL)
    return read_at (self->journal, *place, bytes, size);

  return read_at (self->fd, (gint64)(number - 1) * self->page_size, bytes, size);
}

gboolean
demains_page_file_read (DemainsPageFile *self, guint32 number, guint8 *bytes)
{
  return demains_page_file_read_start (self, number, bytes, self->page_size);
}

/*
 * demains_page_file_load:
 * @number: of a page, from 1
 *
 * Returns: (transfer full) (nullable): the page where it is a b-tree's
 */
DemainsPage *
demains_page_file_load (DemainsPageFile *self, guint32 number)
{
  g_autoptr (DemainsPage) page = NULL;
  const guint8 *head;
  guint8 type = 0;

  if (!demains_page_file_read_start (self, number, &type, 1))
    return NULL;
  if (number > 1 && type != DEMAINS_PAGE_INDEX_INTERIOR && type != DEMAINS_PAGE_TABLE_INTERIOR
      && type != DEMAINS_PAGE_INDEX_LEAF && type != DEMAINS_PAGE_TABLE_LEAF)
    return NULL;

  page = g_malloc (sizeof *page + self->page_size);
  page->number = number;
  if (!demains_page_file_read (self, number, page->bytes))
    return NULL;
  page->head = number == 1 ? sizeof self->header : 0;
  head = page->bytes + page->head;
  page->type = head[0];
  page->n_cells = get_short (head + HEAD_N_CELLS);
  if (page->type != DEMAINS_PAGE_INDEX_INTERIOR && page->type != DEMAINS_PAGE_TABLE_INTERIOR
      && page->type != DEMAINS_PAGE_INDEX_LEAF && page->type != DEMAINS_PAGE_TABLE_LEAF)
    return NULL;

  page->size = self->page_size;
  page->first = page->head + (page->type <= DEMAINS_PAGE_TABLE_INTERIOR ? 12 : 8);
  if (page->first + 2 * page->n_cells > self->page_size)
    return NULL;

  return g_steal_pointer (&page);
}

/* Where a cell begins in the page, 0 for one that is not inside it. */
guint
demains_page_get_cell (const DemainsPage *page, guint index)
{
  guint offset = get_short (page->bytes + page->first + 2 * (gsize)index);

  return offset >= page->first + 2 * page->n_cells && offset + 4 <= page->size ? offset : 0;
}

/* Four bytes, the highest first. */
guint32
demains_page_get_number (const guint8 *bytes)
{
  return ((guint32)bytes[0] << 24) | ((guint32)bytes[1] << 16) | ((guint32)bytes[2] << 8) | bytes[3];
}
