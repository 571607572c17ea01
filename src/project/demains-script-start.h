/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsScriptForm:
 * @DEMAINS_SCRIPT_BULLETIN: the news of one evening
 * @DEMAINS_SCRIPT_PORTRAIT: one person at work
 * @DEMAINS_SCRIPT_DAY: a day in five shots
 *
 * Forms of film that groups who never filmed have made in two hours.
 */
typedef enum
{
  DEMAINS_SCRIPT_BULLETIN,
  DEMAINS_SCRIPT_PORTRAIT,
  DEMAINS_SCRIPT_DAY,
  DEMAINS_N_SCRIPT_FORMS,
} DemainsScriptForm;

const char *demains_script_form_get_key (DemainsScriptForm form);
DemainsRecord *demains_script_start (DemainsProject *project, DemainsScriptForm form);

G_END_DECLS
