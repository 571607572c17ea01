/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"
#include "demains-kind.h"

G_BEGIN_DECLS

/* The format this program writes, kept as user_version. A new one comes with a
 * migration in demains-schema.c, a fixture of the old one in tests/fixtures and
 * a line in HACKING.md. */
#define DEMAINS_FORMAT_VERSION 8

gboolean demains_schema_create (DemainsDatabase *database, GError **error);
gboolean demains_schema_migrate (DemainsDatabase *database, GError **error);

/* What the first bytes of a file say, without SQLite. */
gboolean demains_schema_inspect (const char *path, gint64 *version, GError **error);

G_END_DECLS
