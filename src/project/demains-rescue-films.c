/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-rescue-private.h"

#include "demains-matroska.h"
#include "demains-media-table.h"

/* How a Matroska cluster begins (RFC 9559 §5.1.3). */
#define IS_CLUSTER "(SELECT substr(bytes, 1, 4) = x'1f43b675' FROM chunk WHERE media = ?1 ORDER BY number LIMIT 1)"

/* The takes that have no film of a role, in the order in which they were begun. */
#define HOMELESS_TAKE                                                                                                  \
  "SELECT id FROM take WHERE id NOT IN (SELECT take FROM media WHERE role = ?1) ORDER BY created, id"

/* More films than this do not lose their rows at once. */
#define MOST_FILMS "1000"

/* A stretch this long between two chunks is none: sound and pictures end apart. */
#define TOLERANCE (G_GINT64_CONSTANT (20) * 1000 * 1000)

typedef struct
{
  DemainsDatabase *database;
  const DemainsRescueEvidence *evidence;
  DemainsRescue *rescue;

  /* The takes that are no longer whole, by their ids. */
  GHashTable *takes;
} Films;

static DemainsRescuedTake *
find_take (Films *self, const char *id)
{
  sqlite3_stmt *statement;
  DemainsRescuedTake *take = g_hash_table_lookup (self->takes, id);

  if (take != NULL)
    return take;

  take = g_new0 (DemainsRescuedTake, 1);
  take->id = g_strdup (id);
  take->gaps = g_array_new (FALSE, FALSE, sizeof (DemainsRescueGap));
  statement = demains_database_prepare (self->database,
                                        "SELECT title FROM take WHERE id = ?1"
                                        " UNION ALL SELECT title FROM prop WHERE photo = ?1",
                                        NULL);
  demains_statement_bind_text (statement, 1, id);
  if (demains_database_next (self->database, statement, NULL))
    {
      take->title = g_strdup (demains_statement_get_text (statement, 0));
      sqlite3_reset (statement);
    }
  g_ptr_array_add (self->rescue->takes, take);
  g_hash_table_insert (self->takes, take->id, take);

  return take;
}

/* The header that the first chunks of a film carry with them; else that of
 * another take, which the same camera and encoder made as a rule. */
static GBytes *
find_header (DemainsDatabase *database, gint64 media, GError **error)
{
  GBytes *header = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (database, "SELECT bytes FROM chunk WHERE media = ? ORDER BY number LIMIT 2", error);

  sqlite3_bind_int64 (statement, 1, media);
  while (header == NULL && demains_database_next (database, statement, error))
    {
      g_autoptr (GBytes) chunk = demains_statement_dup_bytes (statement, 0);

      header = demains_matroska_find_header (chunk);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  if (header != NULL || (error != NULL && *error != NULL))
    return header;

  statement = demains_database_prepare (
    database, "SELECT header FROM media WHERE role = 'take' AND length(header) > 0 LIMIT 1", error);
  if (!demains_database_next (database, statement, error))
    return NULL;
  header = demains_statement_dup_bytes (statement, 0);
  sqlite3_reset (statement);

  return header;
}

/* How a JPEG begins (ITU-T T.81 §B.1.1.3: SOI, and the first byte of a marker). */
#define IS_JPEG "(SELECT substr(bytes, 1, 3) = x'ffd8ff' FROM chunk WHERE media = ?1 ORDER BY number LIMIT 1)"

/* A JPEG is the photo of the first prop that has none. */
static gboolean
guess_photo (DemainsDatabase *database, gint64 media, char **take, char **role)
{
  sqlite3_stmt *statement = demains_database_prepare (
    database,
    "SELECT photo FROM prop WHERE photo <> '' AND photo NOT IN (SELECT take FROM media) AND " IS_JPEG
    " ORDER BY created, id LIMIT 1",
    NULL);

  sqlite3_bind_int64 (statement, 1, media);
  if (!demains_database_next (database, statement, NULL))
    return FALSE;
  *take = g_strdup (demains_statement_get_text (statement, 0));
  *role = g_strdup (demains_media_role_to_name (DEMAINS_MEDIA_PHOTO));
  sqlite3_reset (statement);

  return TRUE;
}

/* Whose film this was, where the table's index does not say: the film of the
 * first take that has none. */
static gboolean
guess_owner (DemainsDatabase *database, gint64 media, char **take, char **role)
{
  sqlite3_stmt *statement = demains_database_prepare (database, "SELECT " IS_CLUSTER, NULL);

  sqlite3_bind_int64 (statement, 1, media);
  if (!demains_database_next (database, statement, NULL))
    return FALSE;
  *role = g_strdup (sqlite3_column_int (statement, 0) ? "take" : "original");
  sqlite3_reset (statement);

  statement = demains_database_prepare (database, HOMELESS_TAKE " LIMIT 1", NULL);
  demains_statement_bind_text (statement, 1, *role);
  if (!demains_database_next (database, statement, NULL))
    return FALSE;
  *take = g_strdup (demains_statement_get_text (statement, 0));
  sqlite3_reset (statement);

  return TRUE;
}

static gboolean
insert_media (DemainsDatabase *database, gint64 media, const char *take, DemainsMediaRole role, GBytes *header,
              GError **error)
{
  DemainsMediaInfo info = { 0 };
  g_autofree char *sql = NULL;

  if (role == DEMAINS_MEDIA_TAKE)
    demains_matroska_read_info (header, &info);
  if (!demains_media_table_begin (database, take, role, &info, header, error))
    return FALSE;
  sql = g_strdup_printf ("UPDATE media SET id = %" G_GINT64_FORMAT ", complete = 1 WHERE id = last_insert_rowid()",
                         media);

  return demains_database_exec (database, sql, error);
}

/* Gives the chunks of a lost row of the media table their row again; without a
 * header nobody could read them. */
static gboolean
adopt_chunks (DemainsDatabase *database, const DemainsRescueEvidence *evidence, gint64 media, GError **error)
{
  const DemainsRescueOwner *owner = g_hash_table_lookup (evidence->films, &media);
  g_autofree char *take = owner != NULL ? g_strdup (owner->take) : NULL;
  g_autofree char *role = owner != NULL ? g_strdup (owner->role) : NULL;
  g_autoptr (DemainsMediaRow) film = NULL;
  g_autoptr (GBytes) header = NULL;
  g_autoptr (GError) problem = NULL;

  if (owner == NULL && !guess_photo (database, media, &take, &role) && !guess_owner (database, media, &take, &role))
    return TRUE;
  film = demains_media_table_find (database, take, demains_media_role_from_name (role), NULL);
  if (film != NULL)
    return TRUE;
  if (demains_media_role_from_name (role) != DEMAINS_MEDIA_TAKE)
    {
      header = g_bytes_new (NULL, 0);
      return insert_media (database, media, take, demains_media_role_from_name (role), header, error);
    }

  header = find_header (database, media, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return header == NULL || insert_media (database, media, take, DEMAINS_MEDIA_TAKE, header, error);
}

static gboolean
adopt_all (DemainsDatabase *database, const DemainsRescueEvidence *evidence, GError **error)
{
  g_autoptr (GArray) orphans = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (
    database,
    "SELECT DISTINCT media FROM chunk WHERE media NOT IN (SELECT id FROM media) ORDER BY media LIMIT " MOST_FILMS,
    &problem);

  while (demains_database_next (database, statement, &problem))
    {
      gint64 media = sqlite3_column_int64 (statement, 0);

      g_array_append_val (orphans, media);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  for (guint i = 0; i < orphans->len; i++)
    if (!adopt_chunks (database, evidence, g_array_index (orphans, gint64, i), error))
      return FALSE;

  return TRUE;
}

static void
note_gap (Films *self, const DemainsMediaRow *media, gint64 start, gint64 stop)
{
  DemainsRescuedTake *take = find_take (self, media->take);
  DemainsRescueGap gap = { start, MAX (stop, start) };

  if (media->role == DEMAINS_MEDIA_PHOTO)
    take->photo = TRUE;
  else if (media->role == DEMAINS_MEDIA_ORIGINAL)
    take->original = TRUE;
  else
    g_array_append_val (take->gaps, gap);
}

/* Finds what is missing of a film, and writes what there is into its row. */
static gboolean
measure (Films *self, const DemainsMediaRow *media, GError **error)
{
  DemainsDatabase *database = self->database;
  g_autoptr (GError) problem = NULL;
  gint64 next = 0, size = 0, end = 0;
  sqlite3_stmt *statement = demains_database_prepare (
    database, "SELECT number, start, stop, size FROM chunk INDEXED BY chunk_map WHERE media = ? ORDER BY number",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, media->id);
  while (demains_database_next (database, statement, &problem))
    {
      gint64 number = sqlite3_column_int64 (statement, 0);

      if (number != next)
        note_gap (self, media, end, sqlite3_column_int64 (statement, 1));
      next = number < G_MAXINT64 ? number + 1 : number;
      end = MAX (end, sqlite3_column_int64 (statement, 2));
      size += sqlite3_column_int64 (statement, 3);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (media->chunks > next || (media->duration > end + TOLERANCE && media->role == DEMAINS_MEDIA_TAKE))
    note_gap (self, media, end, media->duration);

  statement
    = demains_database_prepare (database, "UPDATE media SET chunks = ?, size = ?, duration = ? WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, next);
  sqlite3_bind_int64 (statement, 2, size);
  sqlite3_bind_int64 (statement, 3, end);
  sqlite3_bind_int64 (statement, 4, media->id);

  return demains_database_run (database, statement, error);
}

static gboolean
measure_all (Films *self, GError **error)
{
  DemainsDatabase *database = self->database;
  g_autoptr (GPtrArray) films = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_media_row_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (database, "SELECT take, role FROM media ORDER BY id", &problem);

  while (demains_database_next (database, statement, &problem))
    {
      DemainsMediaRole role = demains_media_role_from_name (demains_statement_get_text (statement, 1));
      DemainsMediaRow *film
        = demains_media_table_find (database, demains_statement_get_text (statement, 0), role, &problem);

      if (film == NULL)
        break;
      g_ptr_array_add (films, film);
    }
  for (guint i = 0; problem == NULL && i < films->len; i++)
    measure (self, films->pdata[i], &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Film without a header is of no use to anybody; what is lost of it is all of it.
 * The take then has a film without a picture, so that its clips are empty ones. */
static gboolean
drop_orphans (Films *self, GError **error)
{
  GHashTableIter iter;
  DemainsRescueOwner *owner;

  g_hash_table_iter_init (&iter, self->evidence->films);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&owner))
    {
      DemainsMediaRole role = demains_media_role_from_name (owner->role);
      g_autoptr (DemainsMediaRow) film = demains_media_table_find (self->database, owner->take, role, NULL);
      DemainsMediaRow lost = { .take = owner->take, .role = role };
      const DemainsMediaInfo info = { 0 };
      g_autoptr (GBytes) header = g_bytes_new (NULL, 0);

      if (film != NULL)
        continue;
      note_gap (self, &lost, 0, G_MAXINT64);
      if (role == DEMAINS_MEDIA_TAKE
          && !demains_media_table_begin (self->database, owner->take, role, &info, header, error))
        return FALSE;
    }

  return demains_database_exec (self->database, "DELETE FROM chunk WHERE media NOT IN (SELECT id FROM media)", error);
}

/*
 * demains_rescue_mend_films:
 *
 * Gives each film that lost its row in the media table a new one, and finds what
 * is missing of each. Called when the records are in order.
 */
gboolean
demains_rescue_mend_films (DemainsDatabase *database, const DemainsRescueEvidence *evidence, DemainsRescue *rescue,
                           GError **error)
{
  g_autoptr (GHashTable) takes = g_hash_table_new (g_str_hash, g_str_equal);
  Films films = { database, evidence, rescue, takes };

  return (!evidence->films_damaged || adopt_all (database, evidence, error)) && measure_all (&films, error)
         && drop_orphans (&films, error);
}
