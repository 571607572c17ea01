/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-film.h"
#include "demains-session.h"

G_BEGIN_DECLS

char *demains_film_export_propose_stem (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;
char *demains_film_export_propose_name (DemainsProject *project, DemainsFilmWay way) G_GNUC_WARN_UNUSED_RESULT;
void demains_film_export_choose (GtkWidget *parent, DemainsSession *session, DemainsFilmWay way);
void demains_film_export_to (DemainsSession *session, const char *path, DemainsFilmWay way);
void demains_film_export_to_file (DemainsSession *session, GFile *file, DemainsFilmWay way);

G_END_DECLS
