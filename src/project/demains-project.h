/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change.h"
#include "demains-media-writer.h"
#include "demains-operation.h"
#include "demains-owner.h"
#include "demains-place.h"
#include "demains-project-error.h"
#include "demains-record-list.h"

G_BEGIN_DECLS

/**
 * DemainsOpenFlags:
 * @DEMAINS_OPEN_WRITE: take the file for writing; where that cannot be, it is
 *     opened read only and demains_project_get_obstacle() says why
 * @DEMAINS_OPEN_READ_ONLY: never write
 * @DEMAINS_OPEN_REQUIRE_WRITE: fail where writing is not possible
 */
typedef enum
{
  DEMAINS_OPEN_WRITE,
  DEMAINS_OPEN_READ_ONLY,
  DEMAINS_OPEN_REQUIRE_WRITE,
} DemainsOpenMode;

/**
 * DemainsSaveState:
 * @DEMAINS_SAVE_SAVED: all that is on the screen is on the disk
 * @DEMAINS_SAVE_SAVING: some of it is on its way
 * @DEMAINS_SAVE_CHECKING_IN: all of it is on this computer, and on its way to the file,
 *     which is where a portal shows it
 * @DEMAINS_SAVE_FAILED: the last try failed; it is tried again
 * @DEMAINS_SAVE_KEPT: the same, but it is on this computer, in a recovery file
 * @DEMAINS_SAVE_READ_ONLY: nothing is written
 */
typedef enum
{
  DEMAINS_SAVE_SAVED,
  DEMAINS_SAVE_SAVING,
  DEMAINS_SAVE_CHECKING_IN,
  DEMAINS_SAVE_FAILED,
  DEMAINS_SAVE_KEPT,
  DEMAINS_SAVE_READ_ONLY,
} DemainsSaveState;

/**
 * DemainsTakeScript:
 * @scene: (nullable): id of the scene that a take films
 * @speech: (nullable): id of the speech that is said first, as the prompter shows it
 * @word: how many of its words are left out
 */
typedef struct
{
  const char *scene;
  const char *speech;
  guint word;
} DemainsTakeScript;

void demains_take_script_set (DemainsTakeScript *self, const DemainsTakeScript *other);

#define DEMAINS_TYPE_SAVE_STATE (demains_save_state_get_type ())
GType demains_save_state_get_type (void);

#define DEMAINS_TYPE_PROJECT (demains_project_get_type ())

/* One group's project: its records in lists, its history, its films. Lives on
 * the main thread and never waits for the disk. Properties (all notified):
 * "path", "read-only", "save-state", "can-undo", "can-redo", "owner-gone" (also
 * when the owner's name became known). Signal "changed": records were changed, and
 * the models show it; of what is typed, when it becomes a change. */
G_DECLARE_FINAL_TYPE (DemainsProject, demains_project, DEMAINS, PROJECT, GObject)

/* Opening and closing */
void demains_project_create_async (const char *path, const char *group, const char *theme, const char *language,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void demains_project_create_bare_async (const char *path, DemainsRecord *root, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
void demains_project_open_async (const char *path, DemainsOpenMode mode, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
void demains_project_take_over_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
DemainsProject *demains_project_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_project_close_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_project_close_finish (DemainsProject *self, GAsyncResult *result, GError **error);
void demains_project_give_up_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_project_give_up_finish (DemainsProject *self, GAsyncResult *result, GError **error);
void demains_project_save_copy_async (DemainsProject *self, const char *path, DemainsOperation *operation,
                                      GAsyncReadyCallback callback, gpointer user_data);
void demains_project_save_nameless_copy_async (DemainsProject *self, const char *path, DemainsOperation *operation,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_project_save_copy_finish (DemainsProject *self, GAsyncResult *result, GError **error);

/* What it is */
const char *demains_project_get_path (DemainsProject *self);
const char *demains_project_get_file (DemainsProject *self);
gboolean demains_project_get_read_only (DemainsProject *self);
const GError *demains_project_get_obstacle (DemainsProject *self);
const DemainsOwner *demains_project_get_owner (DemainsProject *self);
gboolean demains_project_get_owner_gone (DemainsProject *self);
DemainsPlaceFlags demains_project_get_place (DemainsProject *self);
gboolean demains_project_has_same_file (DemainsProject *self, DemainsProject *other);
DemainsSaveState demains_project_get_save_state (DemainsProject *self);
const GError *demains_project_get_save_error (DemainsProject *self);
DemainsRecord *demains_project_get_root (DemainsProject *self);

/* Records */
DemainsRecordList *demains_project_get_list (DemainsProject *self, DemainsKindId kind);
DemainsRecord *demains_project_find (DemainsProject *self, const char *id);
DemainsMedia *demains_project_find_media (DemainsProject *self, const char *take_id);
GListModel *demains_project_list_linked (DemainsProject *self, DemainsRecord *record, DemainsKindId kind);

/* Changing: the models show it at once, the store's thread commits it */
void demains_project_apply (DemainsProject *self, DemainsChange *change);
void demains_project_flush_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_project_flush_finish (DemainsProject *self, GAsyncResult *result, GError **error);
DemainsRecord *demains_project_add (DemainsProject *self, DemainsKindId kind, const char *title, DemainsRecord *after);
DemainsRecord *demains_project_add_record (DemainsProject *self, DemainsRecord *record, DemainsRecord *after);
void demains_project_remove (DemainsProject *self, DemainsRecord *record);
DemainsRecord *demains_project_duplicate (DemainsProject *self, DemainsRecord *record);
void demains_project_move (DemainsProject *self, DemainsRecord *record, guint index);
void demains_project_link (DemainsProject *self, DemainsRecord *source, DemainsRecord *target);
DemainsRecord *demains_project_add_linked (DemainsProject *self, DemainsKindId kind, const char *title,
                                           DemainsRecord *other);
void demains_project_unlink (DemainsProject *self, DemainsRecord *one, DemainsRecord *other);
void demains_project_end_typing (DemainsProject *self);

/* Films */
DemainsMediaWriter *demains_project_start_take (DemainsProject *self, DemainsVerb verb, const char *title,
                                                const char *source) G_GNUC_WARN_UNUSED_RESULT;
DemainsMediaWriter *demains_project_start_take_of_script (DemainsProject *self, DemainsVerb verb, const char *title,
                                                          const char *source, const DemainsTakeScript *script);
void demains_project_discard_take (DemainsProject *self, DemainsRecord *take);
DemainsMediaWriter *demains_project_start_original (DemainsProject *self,
                                                    const char *take_id) G_GNUC_WARN_UNUSED_RESULT;
char *demains_project_add_photo (DemainsProject *self, GBytes *jpeg, int width, int height) G_GNUC_WARN_UNUSED_RESULT;
void demains_project_load_photo_async (DemainsProject *self, const char *photo, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GBytes *demains_project_load_photo_finish (DemainsProject *self, GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_project_load_stills_async (DemainsProject *self, const char *take_id, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *demains_project_load_stills_finish (DemainsProject *self, GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_project_load_peaks_async (DemainsProject *self, const char *take_id, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GBytes *demains_project_load_peaks_finish (DemainsProject *self, GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
