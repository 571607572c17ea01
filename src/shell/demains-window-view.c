/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-page-table.h"
#include "demains-window-private.h"
#include "demains-workshop.h"

/* How each project's window was left, a group of keys a project, named by the
 * id of its root record: the file may be moved or renamed in between. */

static const char *
get_group (DemainsWindow *self)
{
  return demains_record_get_id (demains_project_get_root (demains_window_get_project (self)));
}

void
demains_window_view_restore (DemainsWindow *self, DemainsStateFile *views)
{
  GKeyFile *keys = demains_state_file_get_key_file (views);
  DemainsSession *session = demains_window_get_session (self);
  DemainsProject *project = demains_window_get_project (self);
  const char *group = get_group (self);
  g_autofree char *page = g_key_file_get_string (keys, group, "page", NULL);

  for (DemainsKindId kind = 0; kind < DEMAINS_N_KINDS; kind++)
    {
      g_autofree char *id = g_key_file_get_string (keys, group, demains_kind_get (kind)->name, NULL);
      DemainsRecord *record = id != NULL ? demains_project_find (project, id) : NULL;

      if (record != NULL && demains_record_get_kind_id (record) == kind)
        demains_session_set_selected (session, kind, record);
    }

  if (page != NULL && demains_page_table_has (project, page))
    demains_session_set_page (session, page);
  else if (demains_workshop_is (project))
    demains_session_set_page (session, "workshop");
  demains_window_set_sidebar_hidden (self, g_key_file_get_boolean (keys, group, "sidebar-hidden", NULL));
}

void
demains_window_view_remember (DemainsWindow *self, DemainsStateFile *views)
{
  GKeyFile *keys = demains_state_file_get_key_file (views);
  DemainsSession *session = demains_window_get_session (self);
  const char *group = get_group (self);

  if (!g_settings_get_boolean (demains_window_get_settings (self), "remember-recents"))
    return;

  g_key_file_remove_group (keys, group, NULL);
  g_key_file_set_string (keys, group, "page", demains_session_get_page (session));
  g_key_file_set_boolean (keys, group, "sidebar-hidden", demains_window_get_sidebar_hidden (self));
  for (DemainsKindId kind = 0; kind < DEMAINS_N_KINDS; kind++)
    {
      DemainsRecord *record = demains_session_get_selected (session, kind);

      if (record != NULL)
        g_key_file_set_string (keys, group, demains_kind_get (kind)->name, demains_record_get_id (record));
    }
  demains_state_file_write (views);
}

/* The same page, with the same records selected, in another window of the project. */
void
demains_window_view_copy (DemainsWindow *self, DemainsWindow *to)
{
  DemainsSession *session = demains_window_get_session (self);
  DemainsSession *other = demains_window_get_session (to);
  DemainsProject *project = demains_window_get_project (to);

  for (DemainsKindId kind = 0; kind < DEMAINS_N_KINDS; kind++)
    {
      DemainsRecord *selected = demains_session_get_selected (session, kind);
      DemainsRecord *record
        = selected != NULL ? demains_project_find (project, demains_record_get_id (selected)) : NULL;

      if (record != NULL)
        demains_session_set_selected (other, kind, record);
    }
  demains_session_set_page (other, demains_session_get_page (session));
  demains_window_set_sidebar_hidden (to, demains_window_get_sidebar_hidden (self));
}
