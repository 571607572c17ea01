/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-parting.h"

#include "demains-history.h"
#include "demains-merge.h"
#include "demains-merged-table.h"
#include "demains-past.h"
#include "demains-project-error.h"

/* Two copies, each with its own history. */
typedef struct
{
  DemainsDatabase *databases[2];
  const char *names[2];
} Sides;

/* For each side the last of its changes that the other has too: at @last of the
 * other, by its own history or, where @merged, by what it merged too. */
static gboolean
find_known (const Sides *self, guint side, gint64 last, gboolean merged, gint64 *change, GError **error)
{
  DemainsDatabase *journal = self->databases[side];
  DemainsDatabase *other = self->databases[!side];
  g_autoptr (GHashTable) changes = merged ? demains_merged_table_load (other, last, error) : NULL;

  return (changes != NULL || !merged) && demains_merged_table_find_last_known (journal, other, changes, change, error);
}

/* Whether a side, as it was after the last change that the other knows, had what
 * the other had when the two last met. */
static gboolean
find_inclusion (const Sides *self, guint side, const gint64 known[2], gboolean *includes, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT step FROM change WHERE id = %" G_GINT64_FORMAT, known[side]);
  gint64 step, change;

  if (!demains_database_get_number (self->databases[side], sql, &step, error)
      || !find_known (self, !side, step, TRUE, &change, error))
    return FALSE;
  *includes = change >= known[!side];

  return TRUE;
}

static gboolean
read_moments (const Sides *self, const gint64 changes[2], GHashTable *rows[2], GError **error)
{
  rows[0] = demains_past_read_change (self->databases[0], changes[0], error);
  rows[1] = rows[0] != NULL ? demains_past_read_change (self->databases[1], changes[1], error) : NULL;

  return rows[1] != NULL;
}

static void
clear_moments (GHashTable *rows[2])
{
  g_clear_pointer (&rows[0], g_hash_table_unref);
  g_clear_pointer (&rows[1], g_hash_table_unref);
}

/* Both histories have a moment that is in the other copy too, and neither moment
 * is in the other: then the two together are what both have. */
static GHashTable *
join_moments (const Sides *self, const gint64 shared[2], const gint64 known[2], GError **error)
{
  GHashTable *rows[2] = { NULL, NULL };
  g_autoptr (GHashTable) parting = NULL;
  GHashTable *result = NULL;

  if (read_moments (self, shared, rows, error))
    parting = demains_merge_find_common (rows[0], rows[1]);
  clear_moments (rows);
  if (parting != NULL && read_moments (self, known, rows, error))
    result = demains_merge_rows (parting, &(DemainsMergeSide){ self->names[0], rows[0] },
                                 &(DemainsMergeSide){ self->names[1], rows[1] });
  clear_moments (rows);

  return result;
}

/* What both had in common last: where their histories part, or what was merged since. */
static GHashTable *
read_common (const Sides *self, const gint64 shared[2], GError **error)
{
  GHashTable *rows[2] = { NULL, NULL };
  GHashTable *common = NULL;
  gboolean includes[2];
  gint64 known[2];

  for (guint i = 0; i < 2; i++)
    if (!find_known (self, i, DEMAINS_STEP_NOW, TRUE, &known[i], error))
      return NULL;
  if (known[0] == shared[0] && known[1] == shared[1])
    {
      if (read_moments (self, shared, rows, error))
        common = demains_merge_find_common (rows[0], rows[1]);
      clear_moments (rows);
      return common;
    }

  for (guint i = 0; i < 2; i++)
    if (!find_inclusion (self, i, known, &includes[i], error))
      return NULL;
  if (includes[0])
    return demains_past_read_change (self->databases[0], known[0], error);
  if (includes[1])
    return demains_past_read_change (self->databases[1], known[1], error);

  return join_moments (self, shared, known, error);
}

/**
 * demains_parting_read:
 * @one: a connection to one copy
 * @other: a connection to another
 * @one_name: what people call the one
 * @other_name: what people call the other
 * @parted: (out): when their histories parted, in microseconds since 1970, or 0
 *
 * Reads what two copies had in common last. Without a history that can be
 * followed that is nothing: then nothing is taken as deleted and what differs
 * collides, which loses nothing.
 *
 * Returns: (transfer full) (element-type utf8 DemainsRow): all records of that moment
 */
GHashTable *
demains_parting_read (DemainsDatabase *one, DemainsDatabase *other, const char *one_name, const char *other_name,
                      gint64 *parted, GError **error)
{
  const Sides self = { { one, other }, { one_name, other_name } };
  g_autoptr (GError) problem = NULL;
  g_autofree char *sql = NULL;
  GHashTable *base = NULL;
  gint64 shared[2];

  for (guint i = 0; i < 2; i++)
    if (!find_known (&self, i, DEMAINS_STEP_NOW, FALSE, &shared[i], error))
      return NULL;
  sql = g_strdup_printf ("SELECT time FROM change WHERE id = %" G_GINT64_FORMAT, shared[0]);
  if (!demains_database_get_number (one, sql, parted, error))
    return NULL;

  if (shared[0] != 0 && shared[1] != 0)
    base = read_common (&self, shared, &problem);
  if (base == NULL
      && (problem == NULL || g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED)))
    base = g_hash_table_new (g_str_hash, g_str_equal);
  if (base == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return base;
}
