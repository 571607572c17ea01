/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* For the dispose of a subclass of AdwBin that has a template, in place of
 * gtk_widget_dispose_template(). */
void demains_bin_dispose_template (gpointer bin, GType type);

G_END_DECLS
