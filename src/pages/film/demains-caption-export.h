/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

void demains_caption_export_choose (GtkWidget *parent, DemainsSession *session);

G_END_DECLS
