/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SPEECH_SHEET (demains_speech_sheet_get_type ())

/* One speech of a scene, to write and to time. Properties: "session", "record"
 * (construct only) and "number" (of the speech in its scene, from 1). */
G_DECLARE_FINAL_TYPE (DemainsSpeechSheet, demains_speech_sheet, DEMAINS, SPEECH_SHEET, AdwPreferencesGroup)

DemainsRecord *demains_speech_sheet_get_record (DemainsSpeechSheet *self);
void demains_speech_sheet_go_to (DemainsSpeechSheet *self, const char *field);

G_END_DECLS
