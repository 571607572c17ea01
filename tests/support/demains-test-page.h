/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"
#include "demains-test.h"

G_BEGIN_DECLS

/* A page on the screen, with a French project of its own. */
typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *window;
  GtkWidget *page;
} DemainsTestPage;

void demains_test_page_open (DemainsTestPage *self, GType page_type, const char *name);
void demains_test_page_close (DemainsTestPage *self);

G_END_DECLS
