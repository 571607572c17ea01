/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

static void load_next (GTask *task, guint number);

static DemainsPaperCard *
get_card (GTask *task, guint number)
{
  DemainsPaper *self = g_task_get_source_object (task);

  return number < self->cards->len ? self->cards->pdata[number] : NULL;
}

/* Which card the photo that is being loaded is of. */
static guint
get_number (GTask *task)
{
  return GPOINTER_TO_UINT (g_task_get_task_data (task));
}

static void
decode_thread (GTask *task, gpointer source_object, gpointer jpeg, GCancellable *cancellable)
{
  g_task_return_pointer (task, demains_paper_photo_new (jpeg), (GDestroyNotify)cairo_surface_destroy);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;

  get_card (task, get_number (task))->photo = g_task_propagate_pointer (G_TASK (result), NULL);
  load_next (task, get_number (task) + 1);
}

/* One that is missing, damaged or not readable now is left out. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GBytes *jpeg = demains_project_load_photo_finish (DEMAINS_PROJECT (source), result, NULL);
  g_autoptr (GTask) decoding = NULL;

  if (jpeg == NULL)
    {
      load_next (task, get_number (task) + 1);
      return;
    }
  decoding = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), decoded_cb, task);
  g_task_set_source_tag (decoding, loaded_cb);
  g_task_set_task_data (decoding, jpeg, (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (decoding, decode_thread);
}

/* One after the other, from card @number on: so only one is in memory in its full size. */
static void
load_next (GTask *task, guint number)
{
  DemainsPaper *self = g_task_get_source_object (task);
  DemainsPaperCard *card;

  while ((card = get_card (task, number)) != NULL
         && (card->photo != NULL || card->photo_id == NULL || *card->photo_id == '\0'))
    number++;
  if (card == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      /* Where it was cancelled, that is what is told. */
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, GUINT_TO_POINTER (number), NULL);
  demains_project_load_photo_async (self->project, card->photo_id, g_task_get_cancellable (task), loaded_cb, task);
}

/**
 * demains_paper_load_photos_async:
 * @self: a paper
 * @cancellable: (nullable): stops it
 * @callback: what is told when they are there
 * @user_data: for @callback
 *
 * Loads the photos of what is on it; until then it is drawn without them. Read and
 * decoded in threads. One that is missing or damaged is left out.
 */
void
demains_paper_load_photos_async (DemainsPaper *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_paper_load_photos_async);
  load_next (task, 0);
}

/**
 * demains_paper_load_photos_finish:
 * @self: a paper
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all that can be shown are there
 */
gboolean
demains_paper_load_photos_finish (DemainsPaper *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
