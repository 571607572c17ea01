/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-import-report.h"
#include "demains-project.h"

G_BEGIN_DECLS

/* Brings the file of a video or of a photo into a project: its bytes as they are, and
 * a copy in the house profile, in which a photo stands for some seconds. The take is in
 * the list from the start and grows. */
void demains_import_video_async (DemainsProject *project, const char *path, DemainsOperation *operation,
                                 GAsyncReadyCallback callback, gpointer user_data);
DemainsRecord *demains_import_video_finish (GAsyncResult *result, DemainsImportReport *report,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
