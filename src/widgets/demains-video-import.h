/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

void demains_video_import_choose (GtkWidget *parent, DemainsSession *session);
void demains_video_import_files (DemainsSession *session, GListModel *files);
void demains_video_import_accept_drops (GtkWidget *widget, DemainsSession *session);

G_END_DECLS
