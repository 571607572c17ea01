/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-shoot-script.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TAKE_WATCH (demains_take_watch_get_type ())

/* What goes with a take, however it begins and ends: the session knows that it is filmed, and then that its
 * end is on its way to the disk; the text moves for as long as there is film of it. */
G_DECLARE_FINAL_TYPE (DemainsTakeWatch, demains_take_watch, DEMAINS, TAKE_WATCH, GObject)

DemainsTakeWatch *demains_take_watch_new (DemainsRecorder *recorder, DemainsSession *session,
                                          DemainsShootScript *script);

G_END_DECLS
