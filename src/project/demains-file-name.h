/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the name of every project file ends in. */
#define DEMAINS_FILE_EXTENSION ".demains"

char *demains_file_name_dup_stem (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
