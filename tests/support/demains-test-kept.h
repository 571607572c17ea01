/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* Work that is kept on this computer while its stick is away. */

guint demains_test_count_kept (void);
GPtrArray *demains_test_list_kept (const char *project);

/* Closes a project that its file does not take. */
void demains_test_give_up (DemainsProject *project);

/* All that was kept of a project goes back into it. */
void demains_test_bring_back (const char *path);

G_END_DECLS
