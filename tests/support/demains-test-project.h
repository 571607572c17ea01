/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-history.h"
#include "demains-project.h"

G_BEGIN_DECLS

DemainsProject *demains_test_project_new (void);
DemainsProject *demains_test_project_open (const char *path, DemainsOpenMode mode);
void demains_test_project_close (DemainsProject *project);
void demains_test_project_undo (DemainsProject *project);
void demains_test_project_redo (DemainsProject *project);
void demains_test_project_flush (DemainsProject *project);

G_END_DECLS
