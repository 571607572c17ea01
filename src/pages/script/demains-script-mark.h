/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-part.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SCRIPT_MARK (demains_script_mark_get_type ())

/* The last line of a card of the script: of a scene how long it takes and who is to be
 * asked, of a member what they agree to. */
G_DECLARE_FINAL_TYPE (DemainsScriptMark, demains_script_mark, DEMAINS, SCRIPT_MARK, DemainsRecordPart)

G_END_DECLS
