/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_JOBS_PAGE (demains_jobs_page_get_type ())

/* The page "jobs": the jobs of 2050, one card and one sheet a job. */
G_DECLARE_FINAL_TYPE (DemainsJobsPage, demains_jobs_page, DEMAINS, JOBS_PAGE, DemainsPage)

G_END_DECLS
