/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-comparison-row.h"

struct _DemainsComparisonRow
{
  GObject parent_instance;

  DemainsKindId kind;
  char *question;
  char *key;
  guint n_groups;
  guint n_open;
};

typedef enum
{
  PROP_QUESTION = 1,
  PROP_N_GROUPS,
  PROP_N_OPEN,
} Property;

static GParamSpec *properties[PROP_N_OPEN + 1];

G_DEFINE_FINAL_TYPE (DemainsComparisonRow, demains_comparison_row, G_TYPE_OBJECT)

/* Two groups ask the same although one typed a plain space, a straight
 * apostrophe or capitals: only letters and digits count. */
static char *
fold_question (const char *question)
{
  g_autofree char *normal = g_utf8_normalize (question, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));

  return g_string_free (key, FALSE);
}

static void
demains_comparison_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DemainsComparisonRow *self = DEMAINS_COMPARISON_ROW (object);

  switch ((Property)property_id)
    {
    case PROP_QUESTION:
      g_value_set_string (value, self->question);
      break;
    case PROP_N_GROUPS:
      g_value_set_uint (value, self->n_groups);
      break;
    case PROP_N_OPEN:
      g_value_set_uint (value, self->n_open);
      break;
    }
}

static void
demains_comparison_row_finalize (GObject *object)
{
  DemainsComparisonRow *self = DEMAINS_COMPARISON_ROW (object);

  g_free (self->question);
  g_free (self->key);

  G_OBJECT_CLASS (demains_comparison_row_parent_class)->finalize (object);
}

static void
demains_comparison_row_class_init (DemainsComparisonRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = demains_comparison_row_get_property;
  object_class->finalize = demains_comparison_row_finalize;

  properties[PROP_QUESTION]
    = g_param_spec_string ("question", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_GROUPS]
    = g_param_spec_uint ("n-groups", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_OPEN]
    = g_param_spec_uint ("n-open", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
demains_comparison_row_init (DemainsComparisonRow *self)
{
}

/**
 * demains_comparison_row_new:
 * @kind: of the records that are compared
 * @question: the guiding question of sections, "" otherwise
 *
 * Returns: (transfer full): a row
 */
DemainsComparisonRow *
demains_comparison_row_new (DemainsKindId kind, const char *question)
{
  DemainsComparisonRow *self = g_object_new (DEMAINS_TYPE_COMPARISON_ROW, NULL);

  self->kind = kind;
  self->question = g_strdup (question);
  self->key = fold_question (question);

  return self;
}

/**
 * demains_comparison_row_get_kind:
 * @self: a row
 *
 * Returns: the kind of the records that are compared
 */
DemainsKindId
demains_comparison_row_get_kind (DemainsComparisonRow *self)
{
  return self->kind;
}

/**
 * demains_comparison_row_get_question:
 * @self: a row
 *
 * Returns: (transfer none): the guiding question as the first group that has it
 *   words it, "" for the lists
 */
const char *
demains_comparison_row_get_question (DemainsComparisonRow *self)
{
  return self->question;
}

/**
 * demains_comparison_row_get_n_groups:
 * @self: a row
 *
 * Returns: how many groups have this question, or something in this list
 */
guint
demains_comparison_row_get_n_groups (DemainsComparisonRow *self)
{
  return self->n_groups;
}

/**
 * demains_comparison_row_get_n_open:
 * @self: a row
 *
 * Returns: how many groups could be opened
 */
guint
demains_comparison_row_get_n_open (DemainsComparisonRow *self)
{
  return self->n_open;
}

/**
 * demains_comparison_row_set_counts:
 * @self: a row
 * @n_groups: how many groups have it
 * @n_open: how many groups could be opened
 *
 * For the comparison, which counts them.
 */
void
demains_comparison_row_set_counts (DemainsComparisonRow *self, guint n_groups, guint n_open)
{
  gboolean other_groups = self->n_groups != n_groups;
  gboolean other_open = self->n_open != n_open;

  self->n_groups = n_groups;
  self->n_open = n_open;
  if (other_groups)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_GROUPS]);
  if (other_open)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_OPEN]);
}

/**
 * demains_comparison_row_matches:
 * @self: a row
 * @record: a record of any group
 *
 * Questions match by their text, whatever their capitals, spaces and marks.
 *
 * Returns: whether it belongs to this row
 */
gboolean
demains_comparison_row_matches (DemainsComparisonRow *self, DemainsRecord *record)
{
  g_autofree char *key = NULL;

  if (demains_record_get_kind_id (record) != self->kind)
    return FALSE;
  if (self->kind != DEMAINS_KIND_SECTION)
    return TRUE;

  key = fold_question (demains_record_get_text (record, "question"));
  return g_str_equal (key, self->key);
}

/**
 * demains_comparison_row_list_records:
 * @self: a row
 * @group: one column
 *
 * Returns: (transfer container) (element-type DemainsRecord): what the group has
 *   on it, in its own order; empty where it says nothing or is not open
 */
GPtrArray *
demains_comparison_row_list_records (DemainsComparisonRow *self, DemainsComparisonGroup *group)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  DemainsProject *project = demains_comparison_group_get_project (group);
  GListModel *list;

  if (project == NULL)
    return records;

  list = G_LIST_MODEL (demains_project_get_list (project, self->kind));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DemainsRecord) record = g_list_model_get_item (list, i);

      if (demains_comparison_row_matches (self, record))
        g_ptr_array_add (records, g_steal_pointer (&record));
    }

  return records;
}
