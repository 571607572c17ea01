/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-device-list.h"
#include "demains-recorder.h"
#include "demains-test.h"

G_BEGIN_DECLS

/* A project, all cameras and microphones of a session with PipeWire, and a recorder. */
typedef struct
{
  DemainsProject *project;
  DemainsDeviceList *cameras;
  DemainsDeviceList *microphones;
  DemainsRecorder *recorder;
} Studio;

void studio_set_up (Studio *self, gconstpointer data);
void studio_tear_down (Studio *self, gconstpointer data);

DemainsDevice *studio_find (DemainsDeviceList *list, const char *name);
DemainsDevice *studio_await (DemainsDeviceList *list, const char *name);

/* They film and listen until their process is killed, or their node destroyed. */
GPid studio_start_camera (const char *source, const char *name);
GPid studio_start_named_camera (const char *source, const char *node, const char *description);
void studio_start_microphone (const char *name);
GPid studio_spawn (const char *command);
void studio_kill (GPid pid);

/* A daemon of this session, such as "pipewire". */
void studio_kill_daemon (const char *name);

void studio_film (Studio *self, DemainsDevice *camera, DemainsDevice *microphone);
void studio_film_for (Studio *self, double seconds);
DemainsRecord *studio_stop (Studio *self, GError **error);
DemainsMedia *studio_get_media (Studio *self, DemainsRecord *take);

G_END_DECLS
