/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-private.h"

#include "demains-consequence-tree.h"
#include "demains-position.h"
#include "demains-script.h"

#include <glib/gi18n.h>

/* What people do to records, each a change of its own made of
 * demains_project_apply(). */

/* A position after @after, or at the end. */
char *
demains_project_make_position (DemainsProject *self, DemainsKindId kind, DemainsRecord *after)
{
  DemainsRecordList *list = self->lists[kind];
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint index = n - 1;
  DemainsRecord *next;

  if (n == 0)
    return demains_position_between (NULL, NULL);
  if (after != NULL)
    demains_record_list_find (list, after, &index);
  next = demains_record_list_get (list, index + 1);

  return demains_position_between (demains_record_get_position (demains_record_list_get (list, index)),
                                   next != NULL ? demains_record_get_position (next) : NULL);
}

static DemainsRecord *
create_record (DemainsProject *self, DemainsKindId kind, const char *title)
{
  DemainsRecord *record = demains_record_new (kind);
  g_autofree char *position = demains_project_make_position (self, kind, NULL);

  demains_record_put_position (record, position);
  if (title != NULL)
    g_object_set (record, demains_kind_get (kind)->fields[demains_kind_get (kind)->title].name, title, NULL);

  return record;
}

/**
 * demains_project_add:
 * @kind: what kind of record
 * @title: (nullable): its title
 * @after: (nullable): the record it comes after; %NULL for the end of the list
 *
 * Returns: (transfer none) (nullable): the new record, %NULL in a project that is read only
 */
DemainsRecord *
demains_project_add (DemainsProject *self, DemainsKindId kind, const char *title, DemainsRecord *after)
{
  g_autoptr (DemainsRecord) record = demains_record_new (kind);

  if (title != NULL)
    g_object_set (record, demains_kind_get (kind)->fields[demains_kind_get (kind)->title].name, title, NULL);

  return demains_project_add_record (self, record, after);
}

/**
 * demains_project_add_record:
 * @record: a new record whose fields are filled, in no project yet
 * @after: (nullable): the record it comes after; %NULL for the end of the list
 *
 * As demains_project_add(), for what begins with more than a title.
 *
 * Returns: (transfer none) (nullable): @record, now of the project; %NULL in a project that is read only
 */
DemainsRecord *
demains_project_add_record (DemainsProject *self, DemainsRecord *record, DemainsRecord *after)
{
  g_autofree char *position = demains_project_make_position (self, demains_record_get_kind_id (record), after);
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_ADD, record);

  demains_record_put_position (record, position);
  demains_change_add (change, record);
  demains_project_apply (self, change);

  return demains_project_find (self, demains_record_get_id (record));
}

/**
 * demains_project_remove:
 * @record: a record of the project
 *
 * Links to it stay, as lost links; undo brings it back with them. Consequences
 * that follow from it, and what is said in a scene, go too, for they have no place
 * without it.
 */
void
demains_project_remove (DemainsProject *self, DemainsRecord *record)
{
  DemainsKindId kind = demains_record_get_kind_id (record);
  g_autoptr (GPtrArray) below = NULL;
  g_autoptr (DemainsChange) change = NULL;

  demains_project_end_typing (self);
  change = demains_change_new (DEMAINS_VERB_DELETE, record);
  if (kind == DEMAINS_KIND_HYPOTHESIS || kind == DEMAINS_KIND_CONSEQUENCE)
    below = demains_consequence_list_below (self, record);
  else if (kind == DEMAINS_KIND_SCENE)
    below = demains_script_list_speeches (self, record);
  /* The outermost first, so that undo brings back each after what it follows from. */
  for (guint i = below != NULL ? below->len : 0; i > 0; i--)
    demains_change_remove (change, below->pdata[i - 1]);
  demains_change_remove (change, record);
  demains_project_apply (self, change);
}

static void
add_link (DemainsProject *self, DemainsChange *change, const char *source, const char *target)
{
  g_autoptr (DemainsRecord) link = demains_record_new (DEMAINS_KIND_LINK);
  g_autofree char *position = demains_project_make_position (self, DEMAINS_KIND_LINK, NULL);

  demains_record_put_position (link, position);
  g_object_set (link, "type", "leads-to", "source", source, "target", target, NULL);
  demains_change_add (change, link);
}

/**
 * demains_project_duplicate:
 * @record: a record of the project
 *
 * Makes a copy right after it, with the same links.
 *
 * Returns: (transfer none) (nullable): the copy
 */
DemainsRecord *
demains_project_duplicate (DemainsProject *self, DemainsRecord *record)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  DemainsRecordList *links = self->lists[DEMAINS_KIND_LINK];
  g_autoptr (DemainsRecord) copy = demains_record_new (kind->id);
  g_autofree char *position = demains_project_make_position (self, kind->id, record);
  g_autoptr (DemainsChange) change = NULL;

  demains_project_end_typing (self);
  demains_record_put_position (copy, position);
  demains_record_put_extra (copy, demains_record_get_extra (record));
  for (guint i = 0; i < kind->n_fields; i++)
    demains_record_put_value (copy, i, demains_record_get_value (record, i));
  if (kind->fields[kind->title].type == DEMAINS_FIELD_LINE)
    {
      /* Translators: the title of a copy; %s is the title of the original. */
      g_autofree char *title = g_strdup_printf (_ ("%s (copy)"), demains_record_get_title (record));

      g_object_set (copy, kind->fields[kind->title].name, title, NULL);
    }

  change = demains_change_new (DEMAINS_VERB_DUPLICATE, record);
  demains_change_add (change, copy);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (links)); i++)
    {
      DemainsRecord *link = demains_record_list_get (links, i);
      const char *source = demains_record_get_text (link, "source");
      const char *target = demains_record_get_text (link, "target");

      if (strcmp (source, demains_record_get_id (record)) == 0)
        add_link (self, change, demains_record_get_id (copy), target);
      else if (strcmp (target, demains_record_get_id (record)) == 0)
        add_link (self, change, source, demains_record_get_id (copy));
    }
  demains_project_apply (self, change);

  return demains_project_find (self, demains_record_get_id (copy));
}

/**
 * demains_project_move:
 * @record: a record of the project
 * @index: where it is to be in its list afterwards
 */
void
demains_project_move (DemainsProject *self, DemainsRecord *record, guint index)
{
  DemainsRecordList *list = self->lists[demains_record_get_kind_id (record)];
  DemainsRecord *before, *after;
  g_autofree char *position = NULL;
  g_autoptr (DemainsChange) change = NULL;
  guint from;

  if (!demains_record_list_find (list, record, &from) || from == index)
    return;

  demains_project_end_typing (self);
  before = demains_record_list_get (list, index > from ? index : index - 1);
  after = demains_record_list_get (list, index > from ? index + 1 : index);
  position = demains_position_between (before != NULL ? demains_record_get_position (before) : NULL,
                                       after != NULL ? demains_record_get_position (after) : NULL);
  change = demains_change_new (DEMAINS_VERB_MOVE, record);
  demains_change_move (change, record, position);
  demains_project_apply (self, change);
}

/**
 * demains_project_link:
 * @source: what leads to the other
 * @target: what it leads to
 *
 * Nothing when the two are linked already.
 */
void
demains_project_link (DemainsProject *self, DemainsRecord *source, DemainsRecord *target)
{
  const char *source_id = demains_record_get_id (source);
  const char *target_id = demains_record_get_id (target);
  g_autoptr (DemainsChange) change = NULL;

  if (source == target || demains_link_index_find_link (self->links, source_id, target_id) != NULL)
    return;

  change = demains_change_new (DEMAINS_VERB_LINK, source);
  add_link (self, change, source_id, target_id);
  demains_project_apply (self, change);
}

/**
 * demains_project_add_linked:
 * @kind: what kind of record
 * @title: its title
 * @other: a record to link it with
 *
 * Adds a record to the end of its list and links it with @other, in one step.
 * The link leads the way of the thread, from the kind that comes first.
 *
 * Returns: (transfer none) (nullable): the new record, %NULL in a project that is read only
 */
DemainsRecord *
demains_project_add_linked (DemainsProject *self, DemainsKindId kind, const char *title, DemainsRecord *other)
{
  g_autoptr (DemainsRecord) record = create_record (self, kind, title);
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_ADD, record);
  gboolean leads = kind < demains_record_get_kind_id (other);

  demains_change_add (change, record);
  add_link (self, change, demains_record_get_id (leads ? record : other),
            demains_record_get_id (leads ? other : record));
  demains_project_apply (self, change);

  return demains_project_find (self, demains_record_get_id (record));
}

/**
 * demains_project_unlink:
 * @one: a record
 * @other: another
 *
 * Takes the link between the two away, whichever way it points.
 */
void
demains_project_unlink (DemainsProject *self, DemainsRecord *one, DemainsRecord *other)
{
  DemainsRecord *link
    = demains_link_index_find_link (self->links, demains_record_get_id (one), demains_record_get_id (other));
  g_autoptr (DemainsChange) change = NULL;

  if (link == NULL)
    return;

  change = demains_change_new (DEMAINS_VERB_UNLINK, one);
  demains_change_remove (change, link);
  demains_project_apply (self, change);
}
