/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-prompter.h"
#include "demains-recorder.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SHOOT_SCRIPT (demains_shoot_script_get_type ())

/* What is filmed now: the scene, which of its speeches is on the prompter, how fast. The
 * prompter goes from speech to speech by itself. Property: "scene" (read only). */
G_DECLARE_FINAL_TYPE (DemainsShootScript, demains_shoot_script, DEMAINS, SHOOT_SCRIPT, AdwBin)

void demains_shoot_script_set_up (DemainsShootScript *self, DemainsSession *session, DemainsPrompter *prompter);
DemainsRecord *demains_shoot_script_get_scene (DemainsShootScript *self);
gboolean demains_shoot_script_start_take (DemainsShootScript *self, DemainsRecorder *recorder, const char *title,
                                          GError **error);
gboolean demains_shoot_script_next_scene (DemainsShootScript *self);
void demains_shoot_script_set_busy (DemainsShootScript *self, gboolean busy);
void demains_shoot_script_begin (DemainsShootScript *self);
void demains_shoot_script_end (DemainsShootScript *self);
void demains_shoot_script_set_paused (DemainsShootScript *self, gboolean paused);

G_END_DECLS
