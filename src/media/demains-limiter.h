/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Turns down what is too loud in a sound whose peaks are known, before and after it as well, so
 * that no wave is bent. */

#define DEMAINS_LIMITER_PEAKS_PER_SECOND 150

GArray *demains_limiter_find (GArray *peaks, double ceiling) G_GNUC_WARN_UNUSED_RESULT;
double demains_limiter_get (GArray *factors, double place);

G_END_DECLS
