/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How fast encoders are on this machine, kept in the user's cache from one run to
 * the next: a key file, a group a machine, since home folders travel. What
 * another version of GStreamer said is forgotten. */

double demains_encoder_memory_get (const char *encoder);
void demains_encoder_memory_set (const char *encoder, double speed);

G_END_DECLS
