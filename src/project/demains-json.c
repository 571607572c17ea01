/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-json.h"

#include "demains-project-private.h"
#include "demains-backup-table.h"
#include "demains-position.h"
#include "demains-raw-record.h"
#include "demains-uuid.h"

#include <json-glib/json-glib.h>

/* One object with an array a kind, named as the kind in the plural. Every field is
 * there, also those that this program did not know when it read them. Films stay
 * in the project file; their takes and clips are here. */

#define FORMAT "demains"
#define DATA_VERSION 1

static const char *const OWN_MEMBERS[] = { "format", "version", NULL };

static JsonObject *
record_to_object (DemainsRecord *record)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", demains_record_get_id (record));
  json_object_set_string_member (object, "position", demains_record_get_position (record));
  json_object_set_int_member (object, "created", demains_record_get_created (record));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      GVariant *value = demains_record_get_value (record, i);

      if (demains_field_is_text (&kind->fields[i]))
        json_object_set_string_member (object, kind->fields[i].name, g_variant_get_string (value, NULL));
      else
        json_object_set_int_member (object, kind->fields[i].name, g_variant_get_int64 (value));
    }
  demains_raw_record_add_members (object, demains_record_get_extra (record));

  return object;
}

/* Adds an element of an array of the outermost object; takes @node over. A text
 * has no line break of its own in JSON, so all of them are the generator's. */
static void
append_element (GString *json, gboolean first, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  g_string_append (json, first ? "\n    " : ",\n    ");
  for (const char *line = text, *end; line != NULL; line = end != NULL ? end + 1 : NULL)
    {
      end = strchr (line, '\n');
      g_string_append_len (json, line, end != NULL ? end + 1 - line : (gssize)strlen (line));
      if (end != NULL)
        g_string_append (json, "    ");
    }
  json_node_unref (node);
}

/* One array: the records of a kind that is known, then those that are kept as they
 * came. */
static void
append_array (GString *json, const char *name, DemainsRecordList *list, GPtrArray *kept)
{
  g_autoptr (JsonNode) name_node = json_node_init_string (json_node_alloc (), name);
  g_autofree char *quoted = json_to_string (name_node, FALSE);
  gboolean first = TRUE;

  g_string_append_printf (json, ",\n  %s : [", quoted);
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      JsonNode *node = json_node_new (JSON_NODE_OBJECT);

      json_node_take_object (node, record_to_object (demains_record_list_get (list, i)));
      append_element (json, first, node);
      first = FALSE;
    }
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      JsonNode *node = json_from_string (((DemainsUnknownRecord *)kept->pdata[i])->json, NULL);

      if (node == NULL)
        continue;
      append_element (json, first, node);
      first = FALSE;
    }
  g_string_append (json, first ? "]" : "\n  ]");
}

/* Array's name → its records among those that are kept as they came. */
static GHashTable *
sort_by_array (GPtrArray *records, GPtrArray *names)
{
  GHashTable *arrays = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < records->len; i++)
    {
      DemainsUnknownRecord *record = records->pdata[i];
      GPtrArray *array = g_hash_table_lookup (arrays, record->kind);

      if (array == NULL)
        {
          array = g_ptr_array_new ();
          g_hash_table_insert (arrays, record->kind, array);
          g_ptr_array_add (names, record->kind);
        }
      g_ptr_array_add (array, record);
    }

  return arrays;
}

/* @lists: (nullable): a list a kind */
static char *
make_json (DemainsRecordList **lists, GPtrArray *kept)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) arrays = sort_by_array (kept, names);
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\n  \"format\" : \"%s\",\n  \"version\" : %d", FORMAT, DATA_VERSION);
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    {
      g_autofree char *name = demains_kind_dup_array_name (demains_kind_get (i)->name);

      append_array (json, name, lists != NULL ? lists[i] : NULL, g_hash_table_lookup (arrays, name));
    }
  g_ptr_array_sort_values (names, (GCompareFunc)strcmp);
  for (guint i = 0; i < names->len; i++)
    if (demains_kind_find_array (names->pdata[i]) == NULL && !g_strv_contains (OWN_MEMBERS, names->pdata[i]))
      append_array (json, names->pdata[i], NULL, g_hash_table_lookup (arrays, names->pdata[i]));
  g_string_append (json, "\n}");

  return g_string_free (json, FALSE);
}

static GVariant *
node_to_value (JsonNode *node, const DemainsField *field)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (demains_field_is_text (field))
    return json_node_get_value_type (node) == G_TYPE_STRING ? g_variant_new_string (json_node_get_string (node)) : NULL;

  return json_node_get_value_type (node) == G_TYPE_INT64 ? g_variant_new_int64 (json_node_get_int (node)) : NULL;
}

static char *
dup_extra (JsonObject *object, const DemainsKind *kind)
{
  static const char *const own[] = { "id", "position", "created", NULL };
  g_autoptr (JsonObject) extra = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &member))
    if (!g_strv_contains (own, name) && demains_kind_find_field (kind, name) < 0)
      json_object_set_member (extra, name, json_node_copy (member));
  if (json_object_get_size (extra) == 0)
    return g_strdup ("");
  json_node_set_object (node, extra);

  return json_to_string (node, FALSE);
}

/* The text of a member, "" where it is something else, or NULL without one. */
static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *member = json_object_get_member (object, name);

  if (member == NULL)
    return NULL;

  return JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING
           ? json_node_get_string (member)
           : "";
}

/* A record as the file says it, or NULL with an error that names the place. One
 * that says no position has "" for it. */
static DemainsRecord *
object_to_record (JsonObject *object, const DemainsKind *kind, GError **error)
{
  const char *id = get_text (object, "id");
  const char *position = get_text (object, "position");
  JsonNode *created = json_object_get_member (object, "created");
  g_autoptr (DemainsRecord) record = NULL;
  g_autofree char *extra = NULL;

  if (!demains_uuid_is_valid (id))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "a %s has no valid id", kind->name);
      return NULL;
    }
  if (position != NULL && !demains_position_is_valid (position))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "%s %s has no valid position",
                   kind->name, id);
      return NULL;
    }

  record = demains_record_new_full (
    kind->id, id, position,
    created != NULL && JSON_NODE_HOLDS_VALUE (created) ? json_node_get_int (created) : g_get_real_time (), 0);
  if (position == NULL)
    demains_record_put_position (record, "");
  extra = dup_extra (object, kind);
  demains_record_put_extra (record, extra);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      JsonNode *member = json_object_get_member (object, kind->fields[i].name);
      g_autoptr (GVariant) value = NULL;

      if (member == NULL)
        continue;
      value = node_to_value (member, &kind->fields[i]);
      if (value == NULL)
        {
          g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "%s %s: “%s” has the wrong type",
                       kind->name, id, kind->fields[i].name);
          return NULL;
        }
      g_variant_ref_sink (value);
      demains_record_put_value (record, i, value);
    }

  return g_steal_pointer (&record);
}

/* Adds to @change what makes the project's record like @record. */
static gboolean
add_record (DemainsProject *self, DemainsChange *change, DemainsRecord *record, GError **error)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  DemainsRecord *old = demains_project_find (self, demains_record_get_id (record));

  if (old == NULL && kind->id == DEMAINS_KIND_PROJECT)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "the data are of another project");
      return FALSE;
    }
  if (old == NULL)
    {
      demains_change_add (change, record);
      return TRUE;
    }
  if (demains_record_get_kind (old) != kind)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "%s is a %s here",
                   demains_record_get_id (record), demains_record_get_kind (old)->name);
      return FALSE;
    }

  if (strcmp (demains_record_get_position (old), demains_record_get_position (record)) != 0)
    demains_change_move (change, old, demains_record_get_position (record));
  for (guint i = 0; i < kind->n_fields; i++)
    demains_change_set (change, old, kind->fields[i].name, demains_record_get_value (record, i));

  return TRUE;
}

/* The records of an array; NULL with an error when one makes no sense. */
static GPtrArray *
read_array (JsonNode *node, const DemainsKind *kind, GHashTable *seen, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  if (array == NULL)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "“%ss” is not an array", kind->name);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      DemainsRecord *record = NULL;

      if (JSON_NODE_HOLDS_OBJECT (element))
        record = object_to_record (json_node_get_object (element), kind, error);
      else
        g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "a %s is not an object", kind->name);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
      if (!g_hash_table_add (seen, g_strdup (demains_record_get_id (record))))
        {
          g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "%s is there twice",
                       demains_record_get_id (record));
          return NULL;
        }
    }

  return g_steal_pointer (&records);
}

static const char *
get_later (const char *one, const char *other)
{
  return strcmp (one, other) > 0 ? one : other;
}

/* The position at the end of a list, behind what is there and what comes. */
static char *
dup_last_position (DemainsRecordList *list, GPtrArray *records)
{
  const char *last = "";

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    last = get_later (last, demains_record_get_position (demains_record_list_get (list, i)));
  for (guint i = 0; i < records->len; i++)
    last = get_later (last, demains_record_get_position (records->pdata[i]));

  return *last != '\0' ? g_strdup (last) : NULL;
}

/* A record that is there already stays where it is unless a place is said; a new
 * one that says none, or one that is taken, comes at the end, as somebody who
 * copies an entry by hand expects. */
static void
settle_positions (DemainsProject *self, DemainsRecordList *list, GPtrArray *records)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *last = dup_last_position (list, records);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_hash_table_add (taken, g_strdup (demains_record_get_position (demains_record_list_get (list, i))));

  for (guint i = 0; i < records->len; i++)
    {
      DemainsRecord *record = records->pdata[i];
      DemainsRecord *old = demains_project_find (self, demains_record_get_id (record));
      const char *position = demains_record_get_position (record);
      g_autofree char *end = NULL;

      if (old != NULL && *position == '\0')
        demains_record_put_position (record, demains_record_get_position (old));
      if (old != NULL || (*position != '\0' && g_hash_table_add (taken, g_strdup (position))))
        continue;
      end = demains_position_between (last, NULL);
      demains_record_put_position (record, end);
      g_set_str (&last, end);
    }
}

static gboolean
add_array (DemainsProject *self, DemainsChange *change, JsonNode *node, const DemainsKind *kind, GHashTable *seen,
           GError **error)
{
  g_autoptr (GPtrArray) records = read_array (node, kind, seen, error);

  if (records == NULL)
    return FALSE;

  settle_positions (self, self->lists[kind->id], records);
  for (guint i = 0; i < records->len; i++)
    if (!add_record (self, change, records->pdata[i], error))
      return FALSE;

  return TRUE;
}

static JsonNode *
parse (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (!json_parser_load_from_data (parser, json, length, &problem))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "%s", problem->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (root), "format", NULL), FORMAT)
           != 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "not the data of a project");
      return NULL;
    }

  return json_node_ref (root);
}

gboolean
demains_project_keep_unknown_cb (DemainsDatabase *database, gpointer data, GError **error)
{
  GPtrArray *records = data;

  for (guint i = 0; i < records->len; i++)
    {
      const DemainsUnknownRecord *record = records->pdata[i];
      sqlite3_stmt *statement = demains_database_prepare (
        database, "INSERT OR REPLACE INTO unknown_record (kind, id, json) VALUES (?, ?, ?)", error);

      if (statement == NULL)
        return FALSE;
      demains_statement_bind_text (statement, 1, record->kind);
      demains_statement_bind_text (statement, 2, record->id);
      demains_statement_bind_text (statement, 3, record->json);
      if (!demains_database_run (database, statement, error))
        return FALSE;
    }

  return TRUE;
}

static DemainsUnknownRecord *
unknown_record_new (const char *kind, JsonNode *node)
{
  DemainsUnknownRecord *record = g_new0 (DemainsUnknownRecord, 1);

  record->kind = g_strdup (kind);
  record->json = json_to_string (node, FALSE);
  record->id = g_strdup (json_object_get_string_member_with_default (json_node_get_object (node), "id", ""));
  if (*record->id == '\0')
    g_set_str (&record->id, record->json);

  return record;
}

static gboolean
is_same_unknown (gconstpointer one, gconstpointer other)
{
  const DemainsUnknownRecord *a = one, *b = other;

  return strcmp (a->kind, b->kind) == 0 && strcmp (a->id, b->id) == 0;
}

static guint
hash_unknown (gconstpointer record)
{
  return g_str_hash (((const DemainsUnknownRecord *)record)->id);
}

/* In the file the last of an id takes the place of the others; so it does here. */
static void
replace_unknown (GPtrArray *records, GPtrArray *kept)
{
  g_autoptr (GHashTable) coming = g_hash_table_new (hash_unknown, is_same_unknown);

  for (guint i = kept->len; i > 0; i--)
    if (g_hash_table_contains (coming, kept->pdata[i - 1]))
      g_ptr_array_remove_index (kept, i - 1);
    else
      g_hash_table_add (coming, kept->pdata[i - 1]);
  for (guint i = records->len; i > 0; i--)
    if (g_hash_table_contains (coming, records->pdata[i - 1]))
      g_ptr_array_remove_index (records, i - 1);
}

/* Kinds of a newer program are kept as they are. */
static void
keep_unknown (DemainsProject *self, const char *name, JsonNode *node)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_unknown_record_free);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;
      g_ptr_array_add (kept, unknown_record_new (name, element));
    }
  replace_unknown (self->unknown, kept);
  for (guint i = 0; i < kept->len; i++)
    g_ptr_array_add (self->unknown, demains_unknown_record_copy (kept->pdata[i]));
  demains_store_write (self->store, demains_project_keep_unknown_cb, g_steal_pointer (&kept),
                       (GDestroyNotify)g_ptr_array_unref, NULL);
}

/**
 * demains_project_to_json:
 *
 * Returns: (transfer full): all records as JSON, indented
 */
char *
demains_project_to_json (DemainsProject *self)
{
  demains_project_end_typing (self);

  return make_json (self->lists, self->unknown);
}

static gpointer
load_backup_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = demains_backup_table_load (database, error);

  if (records != NULL && records->len > 0)
    return make_json (NULL, records);
  if (records != NULL)
    g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING, "the file never was of an older format");

  return NULL;
}

/**
 * demains_project_load_backup_async:
 *
 * Reads the records as they were before the file was last brought to a newer format.
 */
void
demains_project_load_backup_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_project_load_backup_async);
  demains_project_read (self, load_backup_cb, g_free, task);
}

/**
 * demains_project_load_backup_finish:
 *
 * Returns: (transfer full): JSON as demains_project_to_json() makes it, or %NULL;
 *   %DEMAINS_PROJECT_ERROR_NOTHING for a file that was made in its format
 */
char *
demains_project_load_backup_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * demains_project_import_json:
 * @json: what demains_project_to_json() made, maybe changed
 * @length: bytes of @json, or -1
 *
 * Adds the records that are new and brings the others to what @json says, in one
 * step that can be undone. Records that @json does not name stay. Nothing is
 * changed when any part of it makes no sense.
 */
gboolean
demains_project_import_json (DemainsProject *self, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = parse (json, length, error);
  g_autoptr (DemainsChange) change = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (root == NULL)
    return FALSE;
  if (self->read_only || self->store == NULL)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_READ_ONLY, "the project is read only");
      return FALSE;
    }

  demains_project_end_typing (self);
  change = demains_change_new (DEMAINS_VERB_IMPORT, demains_project_get_root (self));
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &member))
    {
      const DemainsKind *kind = demains_kind_find_array (name);

      if (kind != NULL && !add_array (self, change, member, kind, seen, error))
        return FALSE;
    }

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &member))
    if (demains_kind_find_array (name) == NULL)
      keep_unknown (self, name, member);
  demains_project_apply (self, change);

  return TRUE;
}

/**
 * demains_json_dup_root:
 * @json: what demains_project_to_json() made
 * @length: bytes of @json, or -1
 *
 * Returns: (transfer full): the record of kind project that it holds, to make a
 *   new file from
 */
DemainsRecord *
demains_json_dup_root (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = parse (json, length, error);
  DemainsRecord *record;
  JsonNode *projects;
  JsonArray *array;

  if (root == NULL)
    return NULL;
  projects = json_object_get_member (json_node_get_object (root), "projects");
  array = projects != NULL && JSON_NODE_HOLDS_ARRAY (projects) ? json_node_get_array (projects) : NULL;
  if (array == NULL || json_array_get_length (array) != 1
      || !JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0)))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID, "the data do not hold one project");
      return NULL;
    }

  record = object_to_record (json_array_get_object_element (array, 0), demains_kind_get (DEMAINS_KIND_PROJECT), error);
  if (record != NULL && *demains_record_get_position (record) == '\0')
    demains_record_put_position (record, "a0");

  return record;
}
