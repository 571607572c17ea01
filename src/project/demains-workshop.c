/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-workshop.h"

#include "demains-content.h"
#include "demains-position.h"
#include "demains-project-name.h"
#include "demains-project-private.h"

#include <stdio.h>

/* As many files of one name as are tried, in one folder. */
#define MAX_NUMBER 99

/* One group's project that is to be made: what it begins with, and its file's name. */
typedef struct
{
  DemainsMadeProject *made;
  DemainsChange *birth;
  char *name;
} Order;

typedef struct
{
  char *folder;
  DemainsOperation *operation;
  GPtrArray *orders;
  GPtrArray *made;
  guint index;
  guint number;
} Making;

static void make_next (GTask *task);

static void
made_free (DemainsMadeProject *made)
{
  g_free (made->group);
  g_free (made->path);
  g_clear_error (&made->error);
  g_free (made);
}

static void
order_free (Order *order)
{
  g_clear_pointer (&order->birth, demains_change_unref);
  g_free (order->name);
  g_free (order);
}

static void
making_free (Making *self)
{
  g_free (self->folder);
  g_clear_object (&self->operation);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->made, g_ptr_array_unref);
  g_free (self);
}

static void
add_records (DemainsChange *birth, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    demains_change_add (birth, records->pdata[i]);
}

/* A record of the new project's own, with what the workshop's says. */
static DemainsRecord *
copy_record (DemainsRecord *record)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  DemainsRecord *copy = demains_record_new (kind->id);

  demains_record_put_position (copy, demains_record_get_position (record));
  demains_record_put_extra (copy, demains_record_get_extra (record));
  for (guint i = 0; i < kind->n_fields; i++)
    demains_record_put_value (copy, i, demains_record_get_value (record, i));

  return copy;
}

static void
add_copies (DemainsProject *workshop, DemainsChange *birth, DemainsKindId kind)
{
  DemainsRecordList *list = demains_project_get_list (workshop, kind);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (DemainsRecord) copy = copy_record (demains_record_list_get (list, i));

      demains_change_add (birth, copy);
    }
}

/* The deck of @theme and what is for all. Its key says nothing in the group's
 * project unless the program knows it. */
static void
add_deck (DemainsProject *workshop, DemainsChange *birth, DemainsRecord *theme, const char *key)
{
  DemainsRecordList *list = demains_project_get_list (workshop, DEMAINS_KIND_SIGNAL);
  const char *name = theme != NULL ? demains_workshop_get_theme_name (theme) : "";

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      DemainsRecord *signal = demains_record_list_get (list, i);
      const char *deck = demains_record_get_text (signal, "theme");
      g_autoptr (DemainsRecord) copy = NULL;

      if (*deck != '\0' && !g_str_equal (deck, name))
        continue;
      copy = copy_record (signal);
      g_object_set (copy, "theme", *deck != '\0' ? key : "", NULL);
      demains_change_add (birth, copy);
    }
}

/* As ISO 8601 has it, or as it was typed where that is no date. */
static char *
dup_first_day (DemainsRecord *root)
{
  const char *text = demains_record_get_text (root, "first_day");
  g_autoptr (GDate) date = demains_workshop_parse_date (text);

  if (date == NULL)
    return g_strdup (text);

  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
}

static DemainsRecord *
create_root (DemainsProject *workshop, DemainsRecord *team, const char *key, const char *theme_title)
{
  DemainsRecord *root = demains_record_new (DEMAINS_KIND_PROJECT);
  DemainsRecord *from = demains_project_get_root (workshop);
  g_autofree char *first_day = dup_first_day (from);

  g_object_set (root, "group", demains_record_get_text (team, "name"), "theme", key, "theme-title", theme_title,
                "language", demains_record_get_text (from, "language"), "horizon",
                demains_record_get_number (from, "horizon"), "role", "group", "workshop",
                demains_record_get_text (from, "workshop"), "place", demains_record_get_text (from, "place"),
                "first-day", first_day, NULL);

  return root;
}

static Order *
create_order (DemainsProject *workshop, DemainsContent *content, DemainsRecord *team)
{
  DemainsRecord *theme = demains_project_find (workshop, demains_record_get_text (team, "theme"));
  const char *title = theme != NULL ? demains_record_get_text (theme, "title") : "";
  const char *key = theme != NULL ? demains_record_get_text (theme, "key") : "";
  g_autofree char *known = *key != '\0' ? demains_content_dup_theme_title (content, key) : NULL;
  const char *group = demains_record_get_text (team, "name");
  g_autoptr (DemainsRecord) root = NULL;
  Order *order = g_new0 (Order, 1);

  if (known == NULL)
    key = "";
  root = create_root (workshop, team, key, g_strcmp0 (known, title) != 0 ? title : "");
  order->birth = demains_change_new_full (DEMAINS_VERB_ADD, DEMAINS_KIND_PROJECT, group);
  demains_change_add (order->birth, root);
  add_copies (workshop, order->birth, DEMAINS_KIND_SECTION);
  add_copies (workshop, order->birth, DEMAINS_KIND_MISSION);
  add_copies (workshop, order->birth, DEMAINS_KIND_SLOT);
  add_deck (workshop, order->birth, theme, key);
  order->name = demains_project_name_suggest (group, title);
  order->made = g_new0 (DemainsMadeProject, 1);
  order->made->group = g_strdup (group);

  return order;
}

static void
advance (GTask *task)
{
  Making *self = g_task_get_task_data (task);

  self->index++;
  self->number = 1;
  if (self->operation != NULL)
    demains_operation_report_progress (self->operation, (double)self->index / self->orders->len);
  make_next (task);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  Order *order = self->orders->pdata[self->index];

  demains_project_close_finish (DEMAINS_PROJECT (source), result, &order->made->error);
  advance (task);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  Order *order = self->orders->pdata[self->index];
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsProject) project = demains_project_open_finish (result, &error);

  if (project != NULL)
    demains_project_close_async (project, closed_cb, g_object_ref (task));
  /* Nothing that exists is ever written over: the next number is tried. */
  else if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS) && self->number < MAX_NUMBER)
    {
      self->number++;
      make_next (task);
    }
  else
    {
      order->made->error = g_steal_pointer (&error);
      advance (task);
    }
}

/* What nobody tried is told as that; the operation says the first thing that went wrong. */
static void
finish (GTask *task)
{
  Making *self = g_task_get_task_data (task);
  const GError *first = NULL;

  for (guint i = 0; i < self->orders->len; i++)
    {
      DemainsMadeProject *made = self->made->pdata[i];

      if (i >= self->index)
        made->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled before its turn");
      if (first == NULL)
        first = made->error;
    }
  if (self->operation != NULL)
    demains_operation_finish (self->operation, first);
  g_task_return_pointer (task, g_ptr_array_ref (self->made), (GDestroyNotify)g_ptr_array_unref);
}

static void
make_next (GTask *task)
{
  Making *self = g_task_get_task_data (task);
  Order *order;
  g_autofree char *numbered = NULL;

  if (self->index == self->orders->len || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      finish (task);
      return;
    }

  order = self->orders->pdata[self->index];
  if (self->number > 1)
    numbered = demains_project_name_number (order->name, self->number);
  g_free (order->made->path);
  order->made->path = g_build_filename (self->folder, numbered != NULL ? numbered : order->name, NULL);
  demains_project_create_from_async (order->made->path, demains_change_ref (order->birth), NULL, created_cb,
                                     g_object_ref (task));
}

/**
 * demains_workshop_create_async:
 * @path: where the file is to be; nothing may be there
 * @title: of the workshop
 * @language: of the workshop and of its groups' projects
 *
 * Makes a workshop file with the default content: guiding questions, programme,
 * themes, and the decks of all of them. Answer it with demains_project_open_finish().
 */
void
demains_workshop_create_async (const char *path, const char *title, const char *language, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  static const DemainsKindId plain[] = { DEMAINS_KIND_SECTION, DEMAINS_KIND_MISSION, DEMAINS_KIND_SLOT };
  DemainsChange *birth = demains_change_new_full (DEMAINS_VERB_ADD, DEMAINS_KIND_PROJECT, title);
  g_autoptr (DemainsContent) content = demains_content_load (language);
  g_autoptr (DemainsRecord) root = demains_record_new (DEMAINS_KIND_PROJECT);
  const char *const *keys = demains_content_get_theme_keys (content);
  g_autofree char *position = NULL;
  g_autofree char *last_signal = NULL;

  g_object_set (root, "role", "workshop", "workshop", title, "language", language, NULL);
  demains_change_add (birth, root);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr (GPtrArray) records = demains_content_make_records (content, plain[i], NULL);

      add_records (birth, records);
    }

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (DemainsRecord) theme = demains_record_new (DEMAINS_KIND_THEME);
      g_autoptr (GPtrArray) deck = demains_content_make_records (content, DEMAINS_KIND_SIGNAL, keys[i]);
      g_autofree char *title_of_theme = demains_content_dup_theme_title (content, keys[i]);
      g_autofree char *before = g_steal_pointer (&position);

      position = demains_position_between (before, NULL);
      demains_record_put_position (theme, position);
      g_object_set (theme, "key", keys[i], "title", title_of_theme, NULL);
      demains_change_add (birth, theme);
      /* One deck after the other: each was placed as if it were the only one. */
      for (guint j = 0; j < deck->len; j++)
        {
          g_autofree char *last = g_steal_pointer (&last_signal);

          last_signal = demains_position_between (last, NULL);
          demains_record_put_position (deck->pdata[j], last_signal);
          g_object_set (deck->pdata[j], "theme", keys[i], NULL);
        }
      add_records (birth, deck);
    }

  demains_project_create_from_async (path, birth, cancellable, callback, user_data);
}

/**
 * demains_workshop_is:
 * @project: a project
 *
 * Returns: whether it is a workshop's file, not a group's
 */
gboolean
demains_workshop_is (DemainsProject *project)
{
  return g_str_equal (demains_record_get_text (demains_project_get_root (project), "role"), "workshop");
}

/**
 * demains_workshop_get_theme_name:
 * @theme: a record of kind theme
 *
 * Returns: (transfer none): what the field "theme" of signals calls it: its key,
 *   or its id where a facilitator added it
 */
const char *
demains_workshop_get_theme_name (DemainsRecord *theme)
{
  const char *key = demains_record_get_text (theme, "key");

  return *key != '\0' ? key : demains_record_get_id (theme);
}

/**
 * demains_workshop_parse_date:
 * @text: what stands for the first day
 *
 * Returns: (transfer full) (nullable): the day, %NULL where it is not one
 *   written as 2027-03-18 (ISO 8601) or as the French do, 18/03/2027
 */
GDate *
demains_workshop_parse_date (const char *text)
{
  guint year, month, day;
  char rest;

  if (sscanf (text, "%4u-%2u-%2u%c", &year, &month, &day, &rest) != 3
      && sscanf (text, "%2u/%2u/%4u%c", &day, &month, &year, &rest) != 3)
    return NULL;

  return g_date_valid_dmy (day, month, year) && year >= 1000 ? g_date_new_dmy (day, month, year) : NULL;
}

/**
 * demains_workshop_make_async:
 * @workshop: a project that is a workshop
 * @folder: (type filename): where the projects are to be
 * @operation: (nullable): told the progress and asked whether to go on; ended by this
 *
 * Makes a project for each group of @workshop as it is now, one file a group. A
 * name that is taken is numbered. Where one cannot be made, the others still
 * are; what was made stays when it is cancelled.
 */
void
demains_workshop_make_async (DemainsProject *workshop, const char *folder, DemainsOperation *operation,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GCancellable *cancellable = operation != NULL ? demains_operation_get_cancellable (operation) : NULL;
  g_autoptr (GTask) task = g_task_new (workshop, cancellable, callback, user_data);
  const char *language = demains_record_get_text (demains_project_get_root (workshop), "language");
  g_autoptr (DemainsContent) content = demains_content_load (language);
  DemainsRecordList *teams = demains_project_get_list (workshop, DEMAINS_KIND_TEAM);
  Making *self = g_new0 (Making, 1);

  g_task_set_source_tag (task, demains_workshop_make_async);
  g_task_set_check_cancellable (task, FALSE);
  demains_project_end_typing (workshop);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->operation = operation != NULL ? g_object_ref (operation) : NULL;
  self->orders = g_ptr_array_new_with_free_func ((GDestroyNotify)order_free);
  self->made = g_ptr_array_new_with_free_func ((GDestroyNotify)made_free);
  self->number = 1;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (teams)); i++)
    {
      Order *order = create_order (workshop, content, demains_record_list_get (teams, i));

      g_ptr_array_add (self->orders, order);
      g_ptr_array_add (self->made, order->made);
    }
  g_task_set_task_data (task, self, (GDestroyNotify)making_free);
  make_next (task);
}

/**
 * demains_workshop_make_finish:
 *
 * Returns: (transfer full) (element-type DemainsMadeProject): what became of
 *   each group's project, in the order of the groups
 */
GPtrArray *
demains_workshop_make_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
