/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PRESENTER (demains_presenter_get_type ())

/* Records for the wall, one at a time, in letters of a room's size: the one that
 * the session has selected, and by arrows, page keys, Space or the buttons its
 * neighbours in "model". What does not fit is scrolled through first.
 * Properties: "session", "kind" (name), "model" (GListModel of records),
 * "content" (a widget that shows "record"), "record" (read only), "narrow". */
G_DECLARE_FINAL_TYPE (DemainsPresenter, demains_presenter, DEMAINS, PRESENTER, AdwBin)

G_END_DECLS
