/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

/* Adds the tokenizer "demains" to a connection: words without case and accents,
 * ligatures opened, elisions split off and dropped, stems by Snowball. */
int demains_tokenizer_register (sqlite3 *handle);
