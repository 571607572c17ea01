/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-part.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SIGNAL_MARK (demains_signal_mark_get_type ())

/* What a signal's card shows below its text: whether it is to be checked, where
 * it comes from, how it is sorted. */
G_DECLARE_FINAL_TYPE (DemainsSignalMark, demains_signal_mark, DEMAINS, SIGNAL_MARK, DemainsRecordPart)

G_END_DECLS
