/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-record-choice.h"

#include "demains-wording.h"

struct _DemainsRecordChoice
{
  GObject parent_instance;

  DemainsProject *project;
  DemainsRecordList *records;
  GtkDropDown *drop_down;
  char *none;
  DemainsRecord *record;
  char *field;

  /* The ids that go with the rows; the first is "" for none. */
  GStrv ids;
  GStrv titles;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (DemainsRecordChoice, demains_record_choice, G_TYPE_OBJECT)

/* One that is there no more is shown as none, and kept until another is chosen. */
static void
show_selected (DemainsRecordChoice *self)
{
  const char *id = self->record != NULL ? demains_record_get_text (self->record, self->field) : "";
  guint selected = 0;

  for (guint i = 0; self->ids[i] != NULL; i++)
    if (g_str_equal (self->ids[i], id))
      selected = i;

  self->showing = TRUE;
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->showing = FALSE;
}

static void
refresh (DemainsRecordChoice *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) new_titles = NULL;
  DemainsRecord *record;

  g_strv_builder_add (ids, "");
  g_strv_builder_add (titles, self->none);
  for (guint i = 0; (record = demains_record_list_get (self->records, i)) != NULL; i++)
    {
      g_strv_builder_add (ids, demains_record_get_id (record));
      g_strv_builder_take (titles, demains_record_to_text (record));
    }

  g_strfreev (self->ids);
  self->ids = g_strv_builder_end (ids);
  new_titles = g_strv_builder_end (titles);
  if (self->titles == NULL || !g_strv_equal ((const char *const *)new_titles, (const char *const *)self->titles))
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *)new_titles);

      g_strfreev (self->titles);
      self->titles = g_steal_pointer (&new_titles);
      self->showing = TRUE;
      gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (list));
      self->showing = FALSE;
    }
  show_selected (self);
}

static void
selected_cb (DemainsRecordChoice *self)
{
  g_autofree char *id = g_strdup (self->ids[gtk_drop_down_get_selected (self->drop_down)]);
  g_autoptr (DemainsChange) change = NULL;

  if (self->showing || self->record == NULL || g_str_equal (id, demains_record_get_text (self->record, self->field)))
    return;

  /* What was typed is committed, and with that the list made anew. */
  demains_project_end_typing (self->project);
  change = demains_change_new (DEMAINS_VERB_EDIT, self->record);
  demains_change_set_text (change, self->record, self->field, id);
  demains_project_apply (self->project, change);
}

static void
demains_record_choice_dispose (GObject *object)
{
  DemainsRecordChoice *self = DEMAINS_RECORD_CHOICE (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, show_selected, self);
  g_clear_object (&self->record);
  g_clear_object (&self->records);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_record_choice_parent_class)->dispose (object);
}

static void
demains_record_choice_finalize (GObject *object)
{
  DemainsRecordChoice *self = DEMAINS_RECORD_CHOICE (object);

  g_free (self->none);
  g_free (self->field);
  g_strfreev (self->ids);
  g_strfreev (self->titles);

  G_OBJECT_CLASS (demains_record_choice_parent_class)->finalize (object);
}

static void
demains_record_choice_class_init (DemainsRecordChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_record_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_record_choice_finalize;
}

static void
demains_record_choice_init (DemainsRecordChoice *self)
{
}

/**
 * demains_record_choice_new:
 * @project: a project
 * @drop_down: where it is chosen; it must stay as long as the choice
 * @kind: of the records to choose from
 * @none: what it is called when none of them is chosen
 *
 * Returns: (transfer full): a choice for no record yet
 */
DemainsRecordChoice *
demains_record_choice_new (DemainsProject *project, GtkDropDown *drop_down, DemainsKindId kind, const char *none)
{
  DemainsRecordChoice *self = g_object_new (DEMAINS_TYPE_RECORD_CHOICE, NULL);

  self->project = g_object_ref (project);
  self->records = g_object_ref (demains_project_get_list (project, kind));
  self->drop_down = drop_down;
  self->none = g_strdup (none);
  refresh (self);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records, "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  /* A record may have another name. */
  g_signal_connect_object (project, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * demains_record_choice_set_record:
 * @self: a choice
 * @record: (nullable): the record whose field it is
 * @field: the name of that field
 */
void
demains_record_choice_set_record (DemainsRecordChoice *self, DemainsRecord *record, const char *field)
{
  g_return_if_fail (DEMAINS_IS_RECORD_CHOICE (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, show_selected, self);
  g_set_object (&self->record, record);
  g_set_str (&self->field, field);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  show_selected (self);
}
