/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-nameless.h"

#include "demains-project-private.h"
#include "demains-record-table.h"
#include "demains-recovery.h"

/* The fields that are there to name somebody: who brought it, who makes it, who speaks it. */
static const char *const NAMING_FIELDS[] = { "by", "maker", "member" };

static gboolean
names_somebody (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (NAMING_FIELDS); i++)
    if (g_str_equal (field, NAMING_FIELDS[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_member (DemainsProject *project, const char *id)
{
  DemainsRecord *record = demains_project_find (project, id);

  return record != NULL && demains_record_get_kind_id (record) == DEMAINS_KIND_MEMBER;
}

/* A member; who is seen in a scene; two copies' different names of somebody. */
static gboolean
goes (DemainsProject *project, const DemainsRow *row)
{
  switch (row->kind)
    {
    case DEMAINS_KIND_MEMBER:
      return TRUE;
    case DEMAINS_KIND_LINK:
      return is_member (project, demains_row_get_text (row, "source"))
             || is_member (project, demains_row_get_text (row, "target"));
    case DEMAINS_KIND_COLLISION:
      /* That of a record that is gone may be about a member: nothing says so any more. */
      return demains_project_find (project, demains_row_get_text (row, "record")) == NULL
             || is_member (project, demains_row_get_text (row, "record"))
             || names_somebody (demains_row_get_text (row, "field"));
    default:
      return FALSE;
    }
}

/* The row without those fields, and without what only a newer program could tell. */
static DemainsRow *
strip (DemainsRow *row)
{
  const DemainsKind *kind = demains_kind_get (row->kind);

  g_set_str (&row->extra, "");
  for (guint i = 0; i < kind->n_fields; i++)
    if (names_somebody (kind->fields[i].name))
      {
        g_variant_unref (row->values[i]);
        row->values[i] = g_variant_ref_sink (g_variant_new_string (""));
      }

  return row;
}

/**
 * demains_nameless_list_rows:
 * @project: a project
 *
 * Returns: (transfer full) (element-type DemainsRow): its records without members, their
 *   consents, and who did what; free text is as it was written
 */
GPtrArray *
demains_nameless_list_rows (DemainsProject *project)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_row_unref);

  for (guint kind = 0; kind < DEMAINS_N_KINDS; kind++)
    {
      DemainsRecordList *list = demains_project_get_list (project, kind);
      DemainsRecord *record;

      for (guint i = 0; list != NULL && (record = demains_record_list_get (list, i)) != NULL; i++)
        {
          g_autoptr (DemainsRow) row = demains_record_to_row (record);

          if (!goes (project, row))
            g_ptr_array_add (rows, strip (demains_row_copy (row)));
        }
    }

  return rows;
}

static gboolean
add_rows (DemainsDatabase *target, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const DemainsRow *row = rows->pdata[i];
      g_autoptr (DemainsEdit) edit = demains_edit_new (DEMAINS_EDIT_ADD, row->kind, row->id);

      edit->after = demains_row_to_variant (row);
      if (!demains_record_table_apply (target, edit, row->modified, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * demains_nameless_lay:
 * @target: a connection to an empty file
 * @from: a connection to the project
 * @rows: (element-type DemainsRow): what demains_nameless_list_rows() listed
 *
 * Makes a project of them. It is built anew, not copied and cleared, for what was deleted
 * from a file is still in its free pages; it has no history, for names are in there. Its one
 * change says where it was taken from, so that it can be merged: nothing is taken as
 * deleted then.
 */
gboolean
demains_nameless_lay (DemainsDatabase *target, DemainsDatabase *from, GPtrArray *rows, GError **error)
{
  g_autofree char *last = demains_recovery_dup_last_change (from, error);

  if (last == NULL || !demains_recovery_lay (target, "", last, error) || !demains_database_begin (target, error))
    return FALSE;

  return demains_database_end (target, add_rows (target, rows, error), error);
}

/**
 * demains_nameless_find_films:
 * @target: a connection to what demains_nameless_lay() made
 * @from: a connection to the project
 * @rows: (element-type DemainsRow): the records in @target
 *
 * Returns: (transfer full): a copy of their films, which has not begun; %NULL with an error
 */
DemainsMediaCopy *
demains_nameless_find_films (DemainsDatabase *target, DemainsDatabase *from, GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) takes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    demains_media_copy_want (takes, rows->pdata[i]);

  return demains_media_copy_new (from, target, takes, error);
}
