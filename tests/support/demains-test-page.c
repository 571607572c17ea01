/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-page.h"

void
demains_test_page_open (DemainsTestPage *self, GType page_type, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".demains", NULL);
  g_autofree char *path = demains_test_path (file);

  self->project = demains_test_create (path);
  self->session = demains_session_new (self->project);
  self->page = g_object_new (page_type, "session", self->session, NULL);
  self->window
    = g_object_new (ADW_TYPE_WINDOW, "content", self->page, "default-width", 900, "default-height", 700, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  demains_page_set_visible_now (DEMAINS_PAGE (self->page), TRUE);
}

void
demains_test_page_close (DemainsTestPage *self)
{
  demains_page_set_visible_now (DEMAINS_PAGE (self->page), FALSE);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->session);
  demains_test_close (self->project);
}
