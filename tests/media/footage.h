/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-import-report.h"
#include "demains-test.h"

G_BEGIN_DECLS

/* Footage whose every frame says its number in black and white. Its sound beeps during
 * each frame that begins a second, or has a tone of its own in each frame. */
typedef enum
{
  FOOTAGE_SILENT,
  FOOTAGE_BEEPS,
  FOOTAGE_TONES,
} FootageSound;

void footage_make (const char *path, guint frames, FootageSound sound);
GstBuffer *footage_make_picture (guint number);
int footage_read_number (GstBuffer *picture);

/* Waits until all has gone through a pipeline that plays, and closes it. */
void footage_finish (GstElement *pipeline);

/* What is taken of each picture or piece of sound of a video, in order, as elements
 * of so many bytes; @caps say what it is converted to. */
typedef void (*FootageTake) (GArray *array, GstBuffer *buffer, gpointer data);
GArray *footage_read (const char *uri, const char *caps, guint element, FootageTake take, gpointer data);

/* Every frame's number in a video, in order (ints). */
GArray *footage_read_numbers (const char *uri);
/* All its sound, at 48 kHz, one channel (gint16). */
GArray *footage_read_sound (const char *uri);

/* Which of so many tones, that follow each other from frame to frame, is heard in the middle of a frame. */
#define FOOTAGE_N_TONES 40
guint footage_find_tone (const gint16 *samples);

/* Runs a program; asserts that it ends well. Returns what it printed. */
char *footage_run (const char *first, ...) G_GNUC_NULL_TERMINATED;

DemainsRecord *footage_import (DemainsProject *project, const char *path, DemainsImportReport *report, GError **error);
void footage_add_clip (DemainsProject *project, DemainsRecord *take, gint64 in_point, gint64 out_point);
char *footage_get_uri (DemainsProject *project, DemainsRecord *take);

G_END_DECLS
