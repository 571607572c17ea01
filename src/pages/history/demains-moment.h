/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-version.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MOMENT (demains_moment_get_type ())

/* A moment that people can go back to: now, a version, or the last step before
 * a long break. Property "text": title and time ("Before lunch · 12:05"). */
G_DECLARE_FINAL_TYPE (DemainsMoment, demains_moment, DEMAINS, MOMENT, GObject)

const char *demains_moment_get_title (DemainsMoment *self);
const char *demains_moment_get_when (DemainsMoment *self);
gint64 demains_moment_get_step (DemainsMoment *self);
gboolean demains_moment_get_named (DemainsMoment *self);
gboolean demains_moment_is_now (DemainsMoment *self);
gboolean demains_moment_equal (DemainsMoment *a, DemainsMoment *b);

GPtrArray *demains_moment_list (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
