/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_TEXT_SCROLLER (demains_text_scroller_get_type ())

/* Shows a text view as high as its text is, so that the page scrolls and not the
 * text; what is very long scrolls by itself. Properties: "text" (the view),
 * "limit" (pixels above which a text scrolls by itself) and "scrolled-height"
 * (pixels that it then has). */
G_DECLARE_FINAL_TYPE (DemainsTextScroller, demains_text_scroller, DEMAINS, TEXT_SCROLLER, AdwBin)

G_END_DECLS
