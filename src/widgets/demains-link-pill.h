/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-record.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_LINK_PILL (demains_link_pill_get_type ())

/* A linked record: one button goes there, another unlinks it. Properties:
 * "record" (construct only), "editable". Signals "jump", "unlink". */
G_DECLARE_FINAL_TYPE (DemainsLinkPill, demains_link_pill, DEMAINS, LINK_PILL, AdwBin)

DemainsRecord *demains_link_pill_get_record (DemainsLinkPill *self);

G_END_DECLS
