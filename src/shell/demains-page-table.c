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
#include "demains-shoot-page.h"
#include "demains-vision-page.h"

#define DESCRIBE NC_ ("sidebar", "Describe")
#define FILM NC_ ("sidebar", "Film")

/* Every screen of a group's window, in the order of the sidebar. */
static const DemainsPageInfo PAGES[] = {
  { "vision", N_ ("Vision"), "demains-vision-symbolic", DESCRIBE, DEMAINS_N_KINDS, demains_vision_page_get_type },
  { "functions", N_ ("Functions"), "demains-functions-symbolic", DESCRIBE, DEMAINS_KIND_FUNCTION,
    demains_functions_page_get_type },
  { "jobs", N_ ("Jobs"), "demains-jobs-symbolic", DESCRIBE, DEMAINS_KIND_JOB, demains_jobs_page_get_type },
  { "shoot", N_ ("Shoot"), "demains-shoot-symbolic", FILM, DEMAINS_N_KINDS, demains_shoot_page_get_type },
  { "film", N_ ("Film"), "demains-film-symbolic", FILM, DEMAINS_N_KINDS, demains_film_page_get_type },
  { "history", N_ ("History"), "demains-history-symbolic", NULL, DEMAINS_N_KINDS, demains_history_page_get_type },
  { "decide", N_ ("To Decide"), "demains-compare-symbolic", NULL, DEMAINS_N_KINDS, demains_decide_page_get_type },
  { NULL },
};

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
