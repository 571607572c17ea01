/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-cue.h"

G_BEGIN_DECLS

/* Cues as the files that other players read. */
char *demains_caption_file_write_vtt (GPtrArray *cues) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_caption_file_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *demains_caption_file_write_srt (GPtrArray *cues) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
