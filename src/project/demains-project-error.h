/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DEMAINS_PROJECT_ERROR (demains_project_error_quark ())

/**
 * DemainsProjectError:
 * @DEMAINS_PROJECT_ERROR_NOT_FOUND: there is no such file
 * @DEMAINS_PROJECT_ERROR_NOT_A_PROJECT: the file is something else
 * @DEMAINS_PROJECT_ERROR_EMPTY: the file has no byte
 * @DEMAINS_PROJECT_ERROR_DAMAGED: a project, but cut short or overwritten
 * @DEMAINS_PROJECT_ERROR_NEWER: the format is newer than this program
 * @DEMAINS_PROJECT_ERROR_OLDER: the format is older, and the disk too full to bring the file to this one
 * @DEMAINS_PROJECT_ERROR_PERMISSION: the file or folder may not be read or written
 * @DEMAINS_PROJECT_ERROR_READ_ONLY: the project is open read only
 * @DEMAINS_PROJECT_ERROR_NO_SPACE: the disk is full
 * @DEMAINS_PROJECT_ERROR_TOO_LARGE: the file may not become larger where it is
 * @DEMAINS_PROJECT_ERROR_GONE: the disk or stick does not answer any more
 * @DEMAINS_PROJECT_ERROR_IN_USE: another program or window writes the file
 * @DEMAINS_PROJECT_ERROR_TAKEN_OVER: another program or computer writes the file that was ours
 * @DEMAINS_PROJECT_ERROR_CHANGED: the file is another one than when it was checked out
 * @DEMAINS_PROJECT_ERROR_EXISTS: a file of that name is already there
 * @DEMAINS_PROJECT_ERROR_IS_FOLDER: a folder, not a file
 * @DEMAINS_PROJECT_ERROR_INVALID: an argument or imported value makes no sense
 * @DEMAINS_PROJECT_ERROR_NOTHING: nothing to undo or redo, no such record
 * @DEMAINS_PROJECT_ERROR_REFUSED: the file takes something for good no more
 * @DEMAINS_PROJECT_ERROR_OTHER_PROJECT: two files that are no copies of one project
 * @DEMAINS_PROJECT_ERROR_SAME_FILE: a file that was to be merged with itself
 * @DEMAINS_PROJECT_ERROR_PARTED: the file was changed elsewhere while it was away
 * @DEMAINS_PROJECT_ERROR_FAILED: anything else
 *
 * What can go wrong with a project file. The message of such an error is for
 * the log; the sentence a person reads is made by demains_error_to_text().
 */
typedef enum
{
  DEMAINS_PROJECT_ERROR_NOT_FOUND,
  DEMAINS_PROJECT_ERROR_NOT_A_PROJECT,
  DEMAINS_PROJECT_ERROR_EMPTY,
  DEMAINS_PROJECT_ERROR_DAMAGED,
  DEMAINS_PROJECT_ERROR_NEWER,
  DEMAINS_PROJECT_ERROR_OLDER,
  DEMAINS_PROJECT_ERROR_PERMISSION,
  DEMAINS_PROJECT_ERROR_READ_ONLY,
  DEMAINS_PROJECT_ERROR_NO_SPACE,
  DEMAINS_PROJECT_ERROR_TOO_LARGE,
  DEMAINS_PROJECT_ERROR_GONE,
  DEMAINS_PROJECT_ERROR_IN_USE,
  DEMAINS_PROJECT_ERROR_TAKEN_OVER,
  DEMAINS_PROJECT_ERROR_CHANGED,
  DEMAINS_PROJECT_ERROR_EXISTS,
  DEMAINS_PROJECT_ERROR_IS_FOLDER,
  DEMAINS_PROJECT_ERROR_INVALID,
  DEMAINS_PROJECT_ERROR_NOTHING,
  DEMAINS_PROJECT_ERROR_REFUSED,
  DEMAINS_PROJECT_ERROR_OTHER_PROJECT,
  DEMAINS_PROJECT_ERROR_SAME_FILE,
  DEMAINS_PROJECT_ERROR_PARTED,
  DEMAINS_PROJECT_ERROR_FAILED,
} DemainsProjectError;

GQuark demains_project_error_quark (void);

G_END_DECLS
