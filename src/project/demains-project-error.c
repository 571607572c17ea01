/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-error.h"

/**
 * demains_project_error_quark:
 *
 * Returns: the domain of errors of project files
 */
G_DEFINE_QUARK (demains-project-error-quark, demains_project_error)
