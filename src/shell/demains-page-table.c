/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-page-table.h"

#include <glib/gi18n.h>

#include "demains-decide-page.h"
#include "demains-film-page.h"
#include "demains-functions-page.h"
#include "demains-history-page.h"
#include "demains-jobs-page.h"
#include "demains-overview-page.h"
#include "demains-path-page.h"
#include "demains-script-page.h"
#include "demains-shoot-page.h"
#include "demains-signals-page.h"
#include "demains-vision-page.h"
#include "demains-workshop-page.h"
#include "demains-workshop.h"
#include "demains-whatif-page.h"

#define IMAGINE NC_ ("sidebar", "Imagine")
#define DESCRIBE NC_ ("sidebar", "Describe")
#define FILM NC_ ("sidebar", "Film")

/* Every screen of a group's window, in the order of the sidebar. */
static const DemainsPageInfo PAGES[] = {
  { "workshop", N_ ("Workshop"), "demains-workshop-symbolic", NULL, DEMAINS_N_KINDS, demains_workshop_page_get_type },
  { "overview", N_ ("Overview"), "view-grid-symbolic", NULL, DEMAINS_N_KINDS, demains_overview_page_get_type },
  { "signals", N_ ("Signals"), "demains-signals-symbolic", IMAGINE, DEMAINS_KIND_SIGNAL,
    demains_signals_page_get_type },
  { "what-if", N_ ("What If"), "demains-whatif-symbolic", IMAGINE, DEMAINS_KIND_HYPOTHESIS,
    demains_whatif_page_get_type },
  { "vision", N_ ("Vision"), "demains-vision-symbolic", DESCRIBE, DEMAINS_N_KINDS, demains_vision_page_get_type },
  { "functions", N_ ("Functions"), "demains-functions-symbolic", DESCRIBE, DEMAINS_KIND_FUNCTION,
    demains_functions_page_get_type },
  { "jobs", N_ ("Jobs"), "demains-jobs-symbolic", DESCRIBE, DEMAINS_KIND_JOB, demains_jobs_page_get_type },
  { "path", N_ ("Path"), "demains-path-symbolic", DESCRIBE, DEMAINS_KIND_MILESTONE, demains_path_page_get_type },
  { "script", N_ ("Script"), "demains-script-symbolic", FILM, DEMAINS_KIND_SCENE, demains_script_page_get_type },
  { "shoot", N_ ("Shoot"), "demains-shoot-symbolic", FILM, DEMAINS_N_KINDS, demains_shoot_page_get_type },
  { "film", N_ ("Film"), "demains-film-symbolic", FILM, DEMAINS_N_KINDS, demains_film_page_get_type },
  { "history", N_ ("History"), "demains-history-symbolic", NULL, DEMAINS_N_KINDS, demains_history_page_get_type },
  { "decide", N_ ("To Decide"), "demains-compare-symbolic", NULL, DEMAINS_N_KINDS, demains_decide_page_get_type },
  { NULL },
};

/* Those that a workshop's file has; the first is a workshop's alone. */
static const char *const WORKSHOP_PAGES[] = { "workshop", "signals", "vision", "history", "decide", NULL };

/**
 * demains_page_table_get:
 * @n_pages: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_pages): the screens of a group's
 *   window
 */
const DemainsPageInfo *
demains_page_table_get (guint *n_pages)
{
  *n_pages = G_N_ELEMENTS (PAGES) - 1;

  return PAGES;
}

/**
 * demains_page_table_find:
 * @key: the key of a page
 *
 * Returns: (transfer none) (nullable): its row, %NULL where there is none
 */
const DemainsPageInfo *
demains_page_table_find (const char *key)
{
  for (const DemainsPageInfo *info = PAGES; info->key != NULL; info++)
    if (g_strcmp0 (info->key, key) == 0)
      return info;

  return NULL;
}

/**
 * demains_page_table_has:
 * @project: a project
 * @key: the key of a page
 *
 * Returns: whether the window of @project has that page: a group's has all but
 *   the workshop, a workshop's has those that prepare the groups' work
 */
gboolean
demains_page_table_has (DemainsProject *project, const char *key)
{
  if (demains_page_table_find (key) == NULL)
    return FALSE;

  return demains_workshop_is (project) ? g_strv_contains (WORKSHOP_PAGES, key) : !g_str_equal (key, WORKSHOP_PAGES[0]);
}

/**
 * demains_page_table_create:
 * @info: a row of the table
 * @session: what the page shows
 *
 * Returns: (transfer floating): a new page
 */
DemainsPage *
demains_page_table_create (const DemainsPageInfo *info, DemainsSession *session)
{
  return g_object_new (info->get_type (), "session", session, "key", info->key, "title", _ (info->title), "icon-name",
                       info->icon_name, NULL);
}
