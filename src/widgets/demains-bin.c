/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-bin.h"

/**
 * demains_bin_dispose_template:
 * @bin: (type Adw.Bin): what is disposed
 * @type: the class whose template it is
 *
 * Takes the child out before the template does: AdwBin keeps a pointer to its
 * child, which would be left dangling.
 */
void
demains_bin_dispose_template (gpointer bin, GType type)
{
  adw_bin_set_child (ADW_BIN (bin), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (bin), type);
}
