/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Gives up a reference that a thread held: what lives on the main thread also
 * ends there. */
static inline void
demains_release_on_main (gpointer object)
{
  g_idle_add_once (g_object_unref, object);
}

G_END_DECLS
