/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The pages of an SQLite file whose bytes cannot be trusted, read without SQLite
 * and never written: as they were before a commit that was cut short, where a
 * journal beside the file says so. */

typedef struct _DemainsPageFile DemainsPageFile;

/* What a b-tree's page says that it is (sqlite.org/fileformat2.html §1.6). */
typedef enum
{
  DEMAINS_PAGE_INDEX_INTERIOR = 2,
  DEMAINS_PAGE_TABLE_INTERIOR = 5,
  DEMAINS_PAGE_INDEX_LEAF = 10,
  DEMAINS_PAGE_TABLE_LEAF = 13,
} DemainsPageType;

/**
 * DemainsPage:
 * @number: from 1
 * @type: what it is
 * @size: how many bytes it has
 * @head: offset of its head, 100 on the first page
 * @first: offset of the list of its cells
 * @n_cells: how many cells it has
 *
 * A b-tree's page whose head makes sense; its cells need not.
 */
typedef struct
{
  guint32 number;
  DemainsPageType type;
  guint size;
  guint head;
  guint first;
  guint n_cells;
  guint8 bytes[];
} DemainsPage;

DemainsPageFile *demains_page_file_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_page_file_close (DemainsPageFile *self);

guint demains_page_file_get_page_size (DemainsPageFile *self);
guint32 demains_page_file_get_n_pages (DemainsPageFile *self);
gboolean demains_page_file_is_headed (DemainsPageFile *self);
guint32 demains_page_file_get_header_number (DemainsPageFile *self, guint offset);

gboolean demains_page_file_read (DemainsPageFile *self, guint32 number, guint8 *bytes);
gboolean demains_page_file_read_start (DemainsPageFile *self, guint32 number, guint8 *bytes, gsize size);
DemainsPage *demains_page_file_load (DemainsPageFile *self, guint32 number) G_GNUC_WARN_UNUSED_RESULT;
guint demains_page_get_cell (const DemainsPage *page, guint index);
guint32 demains_page_get_number (const guint8 *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPageFile, demains_page_file_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPage, g_free)

G_END_DECLS
