/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk as slow or as broken as wanted, under whatever SQLite opens from the
 * start of it on. */

/* The thread that calls this must never be seen by the disk. */
void demains_disk_fault_start (void);
void demains_disk_fault_stop (void);

/* How often it was, and how often others were. */
guint demains_disk_fault_get_main_calls (void);
guint demains_disk_fault_get_calls (void);

/* Each write and each sync takes so long from now on. */
void demains_disk_fault_set_delay (guint milliseconds);

/* Files that are open in the folder answer no more, for good, and no other can be
 * opened there, until the disk is plugged in again. */
void demains_disk_fault_pull (const char *folder);
void demains_disk_fault_plug (void);

/* Pulled at the very end of the next commit there: it is on the disk, and nobody is
 * told so. */
void demains_disk_fault_pull_at_commit (const char *folder);

/* Nothing can be written any more in the folder; NULL for nowhere. */
void demains_disk_fault_freeze (const char *folder);

G_END_DECLS
