/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-passage.h"

#include "demains-project-private.h"

#include <string.h>

static gboolean
is_mention_from (DemainsRecord *link, DemainsRecord *section)
{
  return g_str_equal (demains_record_get_text (link, "type"), "mentions")
         && g_str_equal (demains_record_get_text (link, "source"), demains_record_get_id (section));
}

static DemainsRecord *
find_mention (DemainsProject *self, DemainsRecord *section, DemainsRecord *target)
{
  DemainsRecordList *links = self->lists[DEMAINS_KIND_LINK];

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (links)); i++)
    {
      DemainsRecord *link = demains_record_list_get (links, i);

      if (is_mention_from (link, section)
          && g_str_equal (demains_record_get_text (link, "target"), demains_record_get_id (target)))
        return link;
    }

  return NULL;
}

static DemainsRecord *
create_record (DemainsProject *self, DemainsKindId kind)
{
  DemainsRecord *record = demains_record_new (kind);
  g_autofree char *position = demains_project_make_position (self, kind, NULL);

  demains_record_put_position (record, position);

  return record;
}

/* Its marks may have been moved to another section with the words. */
static void
unmark_everywhere (DemainsProject *self, DemainsChange *change, const char *token)
{
  DemainsRecordList *sections = self->lists[DEMAINS_KIND_SECTION];

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sections)); i++)
    {
      DemainsRecord *section = demains_record_list_get (sections, i);
      const char *text = demains_record_get_text (section, "text");
      g_autofree char *without = NULL;

      if (strstr (text, token) == NULL)
        continue;
      without = demains_passage_remove (text, token);
      demains_change_set_text (change, section, "text", without);
    }
}

/**
 * demains_record_get_token:
 * @self: a link or a remark
 *
 * Returns: (transfer none): what stands for it in a text
 */
const char *
demains_record_get_token (DemainsRecord *self)
{
  const char *id = demains_record_get_id (self);
  gsize length = strlen (id);

  return id + length - MIN (length, DEMAINS_PASSAGE_TOKEN_LENGTH);
}

/**
 * demains_project_find_token:
 * @token: what stands in a text
 *
 * Returns: (transfer none) (nullable): the link or remark that it stands for; %NULL
 *   for a lost one
 */
DemainsRecord *
demains_project_find_token (DemainsProject *self, const char *token)
{
  static const DemainsKindId kinds[] = { DEMAINS_KIND_LINK, DEMAINS_KIND_REMARK };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lists[kinds[k]])); i++)
      {
        DemainsRecord *record = demains_record_list_get (self->lists[kinds[k]], i);

        if (g_str_equal (demains_record_get_token (record), token))
          return record;
      }

  return NULL;
}

/**
 * demains_project_find_mentioned:
 * @token: what stands in a text
 *
 * Returns: (transfer none) (nullable): what its words lead to: the target of the
 *   link, or the remark; %NULL where that is lost
 */
DemainsRecord *
demains_project_find_mentioned (DemainsProject *self, const char *token)
{
  DemainsRecord *record = demains_project_find_token (self, token);

  if (record != NULL && demains_record_get_kind_id (record) == DEMAINS_KIND_LINK)
    return demains_project_find (self, demains_record_get_text (record, "target"));

  return record;
}

/**
 * demains_project_has_passage:
 * @record: a link or a remark
 *
 * Returns: whether it has a place in the text of a section
 */
gboolean
demains_project_has_passage (DemainsProject *self, DemainsRecord *record)
{
  DemainsRecordList *sections = self->lists[DEMAINS_KIND_SECTION];

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sections)); i++)
    if (demains_passage_has (demains_record_get_text (demains_record_list_get (sections, i), "text"),
                             demains_record_get_token (record)))
      return TRUE;

  return FALSE;
}

/**
 * demains_project_list_marked:
 * @section: a section
 *
 * Returns: (transfer container) (element-type DemainsRecord): the remarks about its
 *   text, then its mentions whose passage
 *   or target is lost
 */
GPtrArray *
demains_project_list_marked (DemainsProject *self, DemainsRecord *section)
{
  GPtrArray *marked = g_ptr_array_new ();
  DemainsRecordList *remarks = self->lists[DEMAINS_KIND_REMARK];
  DemainsRecordList *links = self->lists[DEMAINS_KIND_LINK];

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (remarks)); i++)
    {
      DemainsRecord *remark = demains_record_list_get (remarks, i);

      if (g_str_equal (demains_record_get_text (remark, "section"), demains_record_get_id (section)))
        g_ptr_array_add (marked, remark);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (links)); i++)
    {
      DemainsRecord *link = demains_record_list_get (links, i);

      if (is_mention_from (link, section)
          && (!demains_project_has_passage (self, link)
              || demains_project_find (self, demains_record_get_text (link, "target")) == NULL))
        g_ptr_array_add (marked, link);
    }

  return marked;
}

/**
 * demains_project_mention:
 * @section: a section
 * @start: first byte of a passage of its text
 * @end: the byte after it
 * @words: (nullable): what comes in its place, %NULL to leave its words
 * @target: what the passage leads to
 *
 * Links a passage, in one step. Where the section mentions @target already, the
 * passages share the link.
 *
 * Returns: (transfer none) (nullable): the link, %NULL where there can be none
 */
DemainsRecord *
demains_project_mention (DemainsProject *self, DemainsRecord *section, guint start, guint end, const char *words,
                         DemainsRecord *target)
{
  g_autoptr (DemainsRecord) created = NULL;
  g_autofree char *text = NULL;
  g_autoptr (DemainsChange) change = NULL;
  DemainsRecord *link = find_mention (self, section, target);

  demains_project_end_typing (self);
  if (link == NULL)
    link = created = create_record (self, DEMAINS_KIND_LINK);
  text = demains_passage_link (demains_record_get_text (section, "text"), start, end, words,
                               demains_record_get_token (link));
  if (text == NULL)
    return NULL;

  change = demains_change_new (DEMAINS_VERB_LINK, section);
  if (created != NULL)
    {
      g_object_set (created, "type", "mentions", "source", demains_record_get_id (section), "target",
                    demains_record_get_id (target), NULL);
      demains_change_add (change, created);
    }
  demains_change_set_text (change, section, "text", text);
  demains_project_apply (self, change);

  return demains_project_find (self, demains_record_get_id (link));
}

/**
 * demains_project_add_remark:
 * @section: a section
 * @start: first byte of the passage it is about
 * @end: the byte after it, where the flag goes
 * @type: kind of remark: "disagreement", "note" or "check"
 *
 * Nobody's name is kept. The remark keeps the words of the passage, for the day
 * when they are written otherwise.
 *
 * Returns: (transfer none) (nullable): the remark, %NULL where there can be none
 */
DemainsRecord *
demains_project_add_remark (DemainsProject *self, DemainsRecord *section, guint start, guint end, const char *type)
{
  g_autoptr (DemainsRecord) remark = create_record (self, DEMAINS_KIND_REMARK);
  g_autoptr (DemainsChange) change = NULL;
  g_autofree char *text = NULL;
  g_autofree char *passage = NULL;
  g_autofree char *quote = NULL;
  const char *old = demains_record_get_text (section, "text");

  demains_project_end_typing (self);
  passage = g_strndup (old + start, end - start);
  quote = demains_passage_strip (passage);
  text = demains_passage_flag (old, end, demains_record_get_token (remark));
  if (text == NULL)
    return NULL;

  g_object_set (remark, "type", type, "quote", quote, "section", demains_record_get_id (section), NULL);
  change = demains_change_new (DEMAINS_VERB_ADD, remark);
  demains_change_add (change, remark);
  demains_change_set_text (change, section, "text", text);
  demains_project_apply (self, change);

  return demains_project_find (self, demains_record_get_id (remark));
}

/**
 * demains_project_remove_marked:
 * @record: a link or a remark
 *
 * Takes it away, and its marks from the texts, in one step. The words stay.
 */
void
demains_project_remove_marked (DemainsProject *self, DemainsRecord *record)
{
  gboolean link = demains_record_get_kind_id (record) == DEMAINS_KIND_LINK;
  DemainsRecord *source = link ? demains_project_find (self, demains_record_get_text (record, "source")) : NULL;
  g_autoptr (DemainsChange) change = NULL;

  demains_project_end_typing (self);
  change
    = demains_change_new (source != NULL ? DEMAINS_VERB_UNLINK : DEMAINS_VERB_DELETE, source != NULL ? source : record);
  unmark_everywhere (self, change, demains_record_get_token (record));
  demains_change_remove (change, record);
  demains_project_apply (self, change);
}

/**
 * demains_project_remove_token:
 * @section: where it is seen
 * @token: what stands in a text
 *
 * Takes away what it stands for; where nothing is left of that, the marks alone.
 */
void
demains_project_remove_token (DemainsProject *self, DemainsRecord *section, const char *token)
{
  DemainsRecord *record = demains_project_find_token (self, token);
  g_autoptr (DemainsChange) change = NULL;

  if (record != NULL)
    {
      demains_project_remove_marked (self, record);
      return;
    }

  demains_project_end_typing (self);
  change = demains_change_new (DEMAINS_VERB_UNLINK, section);
  unmark_everywhere (self, change, token);
  demains_project_apply (self, change);
}
