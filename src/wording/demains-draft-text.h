/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* A first draft of the vision, made from the cards in the language of the project. */

gboolean demains_draft_is_possible (DemainsProject *project);
guint demains_draft_write (DemainsProject *project);

G_END_DECLS
