/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"
#include "demains-take-editor.h"

G_BEGIN_DECLS

/* What is done to the film on its page, and said of it. */

void demains_film_verbs_add (DemainsSession *session, DemainsTakeEditor *editor);
void demains_film_verbs_split (DemainsSession *session, DemainsTakeEditor *editor, DemainsRecord *clip);
void demains_film_verbs_trim_silence (DemainsSession *session, DemainsTakeEditor *editor);
void demains_film_verbs_make_first_cut (DemainsSession *session);
DemainsRecord *demains_film_verbs_add_card (DemainsSession *session, DemainsRecord *chosen);
void demains_film_verbs_remove (DemainsSession *session, DemainsRecord *clip);

G_END_DECLS
