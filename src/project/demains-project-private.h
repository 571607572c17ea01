/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change-private.h"
#include "demains-checkout.h"
#include "demains-history.h"
#include "demains-link-index.h"
#include "demains-media-private.h"
#include "demains-project.h"
#include "demains-record-list-private.h"
#include "demains-record-private.h"
#include "demains-search-index.h"
#include "demains-store.h"

G_BEGIN_DECLS

/* Typing that is on the screen and not yet on its way to the disk. */
typedef struct
{
  DemainsRecord *record;
  guint field;
  GVariant *committed;
  guint source;
  gint64 step;
  gint64 step_started;
  gint64 last_key;
} DemainsTyping;

/* A record of a kind that this program does not know. */
typedef struct
{
  char *kind;
  char *id;
  char *json;
} DemainsUnknownRecord;

DemainsUnknownRecord *demains_unknown_record_copy (const DemainsUnknownRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void demains_unknown_record_free (DemainsUnknownRecord *self);

struct _DemainsProject
{
  GObject parent_instance;

  /* What people call it, and what is open: another file where it is checked out. */
  char *path;
  char *file;
  gboolean read_only;
  GError *obstacle;

  /* Who else writes it, for a project that is read only for that reason. */
  DemainsOwner *owner;
  gboolean owner_gone;
  gint64 owner_seen;
  guint watch_source;
  int watch_fd;

  /* Where the file is, and what makes it itself whatever path leads to it. */
  DemainsPlaceFlags place;
  dev_t device;
  ino_t inode;

  DemainsSaveState save_state;
  GError *store_error;
  gboolean kept;
  DemainsStore *store;
  GPtrArray *close_tasks;

  /* Why the file does not hold all that the models do, whether that could not be
   * mended, and how many changes there were, now and when it was last tried. */
  GError *refusal;
  gboolean refusal_stands;
  guint64 n_commits;
  guint64 n_mended;
  gboolean mending;

  DemainsRecordList *lists[DEMAINS_N_KINDS];
  GHashTable *alive;
  GHashTable *known;
  GHashTable *media;
  GPtrArray *unknown;
  DemainsLinkIndex *links;
  DemainsSearchIndex *search;

  GListStore *versions;

  /* All steps in their order; the stacks point into them. */
  GPtrArray *steps;
  GPtrArray *undo;
  GPtrArray *redo;
  GHashTable *recent;
  gint64 next_step;

  DemainsTyping typing;

  /* For a document that a portal shows: how many writes were on the disk when it was
   * last checked in, and why that failed. */
  DemainsCheckout *checkout;
  guint64 n_checked_in;
  gboolean checking_in;
  GError *check_in_error;
  gint64 check_in_took;
  guint check_in_source;
};

extern const DemainsRecordOwner demains_project_record_owner;

/* demains-project.c */
void demains_project_update_save_state (DemainsProject *self);
void demains_project_advance (DemainsProject *self);
void demains_project_notify_history (DemainsProject *self);
void demains_project_read (DemainsProject *self, DemainsStoreRead read, GDestroyNotify free_result, GTask *task);
void demains_project_do (DemainsProject *self, DemainsStoreRead work, GDestroyNotify free_result, GTask *task);

/* demains-project-owner.c */
void demains_project_watch_owner (DemainsProject *self, DemainsOwner *owner);
void demains_project_stop_watching (DemainsProject *self);
void demains_project_find_out_owner (DemainsProject *self);
void demains_project_notify_owner (DemainsProject *self);

/* demains-project-checkout.c */
gboolean demains_project_is_checked_in (DemainsProject *self);
const char *demains_project_get_document (DemainsProject *self);
void demains_project_queue_check_in (DemainsProject *self);
void demains_project_check_in (DemainsProject *self);
void demains_project_stop (DemainsProject *self, GTask *task);

/* demains-project-copy.c */
void demains_project_copy_async (DemainsProject *self, const char *path, DemainsCheckout *checkout,
                                 DemainsOperation *operation, GAsyncReadyCallback callback, gpointer user_data);

/* demains-mend.c */
void demains_project_take_refusal (DemainsProject *self, const GError *refusal);
void demains_project_mend (DemainsProject *self);
void demains_project_leave (DemainsProject *self);

/* demains-project-open.c */
void demains_project_create_from_async (const char *path, DemainsChange *birth, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *demains_unknown_records_load (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_unknown_records_read (DemainsDatabase *database, const char *query,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* demains-json.c */
gboolean demains_project_keep_unknown_cb (DemainsDatabase *database, gpointer records, GError **error);

/* demains-project-edit.c */
void demains_project_edit_record (gpointer owner, DemainsRecord *record, guint field, GVariant *value);
void demains_project_show_record (DemainsProject *self, DemainsRecord *record);
void demains_project_commit (DemainsProject *self, DemainsChange *change);
void demains_project_apply_through (DemainsProject *self, DemainsChange *change, DemainsStoreWrite write, gpointer data,
                                    GDestroyNotify free_data, GTask *task);
gboolean demains_project_commit_cb (DemainsDatabase *database, gpointer change, GError **error);

/* demains-project-verbs.c */
char *demains_project_make_position (DemainsProject *self, DemainsKindId kind, DemainsRecord *after);

/* demains-history.c */
void demains_project_take_steps (DemainsProject *self, GPtrArray *steps);
void demains_project_note_step (DemainsProject *self, DemainsChange *change);
void demains_project_discard (DemainsProject *self, DemainsRecord *record);

G_END_DECLS
