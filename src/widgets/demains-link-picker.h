/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_LINK_PICKER (demains_link_picker_get_type ())

/* Finds the record to link with "record": type to filter, Enter links the first,
 * a name that nothing has yet offers to create it. Properties: "session",
 * "record", "kind" (name of the kind at the other end). */
G_DECLARE_FINAL_TYPE (DemainsLinkPicker, demains_link_picker, DEMAINS, LINK_PICKER, GtkPopover)

G_END_DECLS
