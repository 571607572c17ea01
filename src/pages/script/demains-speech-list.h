/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-part.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SPEECH_LIST (demains_speech_list_get_type ())

/* What is said in a scene: its speeches one below the other, and the field to add one.
 * Properties: "session", "record" (the scene). */
G_DECLARE_FINAL_TYPE (DemainsSpeechList, demains_speech_list, DEMAINS, SPEECH_LIST, DemainsRecordPart)

void demains_speech_list_go_to (DemainsSpeechList *self, DemainsRecord *speech, const char *field);

G_END_DECLS
