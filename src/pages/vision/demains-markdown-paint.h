/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-markdown-tags.h"

G_BEGIN_DECLS

void demains_markdown_paint (GtkTextView *view, DemainsMarkdownTags *tags, GtkSnapshot *snapshot);

G_END_DECLS
