/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SESSION (demains_session_get_type ())

/* What is open and selected in one window: the project, the page, each page's
 * selected record. Property "project" (construct only), "page" (key of the
 * visible page), "text-scale" (of contents, apart from the interface), "focus-mode",
 * "recording" (the page that films sets it: the window then keeps the computer awake), "finishing"
 * (it sets that too: the end of a take is on its way to the disk, and the window waits for it).
 * Pages speak to the window through it, never to each other:
 * signals "show-toast" (AdwToast), "reveal" (DemainsRecord, const char *field),
 * "selection-changed" (guint kind), "operation-added" (DemainsOperation), "settle" (whoever
 * holds back what people did makes a step of it now). */
G_DECLARE_FINAL_TYPE (DemainsSession, demains_session, DEMAINS, SESSION, GObject)

DemainsSession *demains_session_new (DemainsProject *project);

DemainsProject *demains_session_get_project (DemainsSession *self);
const char *demains_session_get_page (DemainsSession *self);
void demains_session_set_page (DemainsSession *self, const char *page);

/* The page that shows records of a kind, such as "vision" for sections. */
const char *demains_session_get_page_for_kind (DemainsKindId kind);

/* The selected record of a kind, kept while the window lives and remembered
 * between runs; NULL for none. Notified as "selection-changed" (kind). */
DemainsRecord *demains_session_get_selected (DemainsSession *self, DemainsKindId kind);
void demains_session_set_selected (DemainsSession *self, DemainsKindId kind, DemainsRecord *record);

/* Shows the page and place of @record (search, undo, links). @field may be NULL. */
void demains_session_reveal (DemainsSession *self, DemainsRecord *record, const char *field);

/* One step of the history, shown where it happened. */
void demains_session_jump (DemainsSession *self, DemainsRecord *from, DemainsRecord *to);
void demains_session_go_back (DemainsSession *self);
void demains_session_settle (DemainsSession *self);
gboolean demains_session_get_filming (DemainsSession *self);
void demains_session_undo (DemainsSession *self);
void demains_session_redo (DemainsSession *self);

void demains_session_toast (DemainsSession *self, const char *text);
/* Says @text with an Undo button; used after a deletion. */
void demains_session_toast_undo (DemainsSession *self, const char *text);
/* Deletes @record, and offers to take that back. */
void demains_session_remove (DemainsSession *self, DemainsRecord *record);
void demains_session_remove_row (DemainsSession *self, DemainsRecord *record, GtkWidget *row);
void demains_session_toast_error (DemainsSession *self, const GError *error, const char *path);

/* Why the project cannot be changed here. */
void demains_session_toast_read_only (DemainsSession *self);

/* Long work that the window shows with progress and Cancel until it ends. */
void demains_session_add_operation (DemainsSession *self, DemainsOperation *operation);

G_END_DECLS
