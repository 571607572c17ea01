/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-battery.h"
#include "demains-cue.h"
#include "demains-device-list.h"
#include "demains-kept-work.h"
#include "demains-project-merge.h"
#include "demains-project-space.h"
#include "demains-film.h"
#include "demains-import-report.h"
#include "demains-needs.h"
#include "demains-rescue.h"
#include "demains-strain.h"
#include "demains-thread.h"
#include "demains-version.h"
#include "demains-workshop.h"

G_BEGIN_DECLS

/* Every sentence made from data, in the language of the interface: used by the
 * window and by demains-tool alike. */

char *demains_error_to_text (const GError *error, const char *path) G_GNUC_WARN_UNUSED_RESULT;
char *demains_kept_to_text (const GError *error, const char *path) G_GNUC_WARN_UNUSED_RESULT;
const char *demains_kept_to_line (const GError *error);
char *demains_kept_work_to_text (const DemainsKeptWork *work) G_GNUC_WARN_UNUSED_RESULT;
char *demains_step_to_text (const DemainsStep *step) G_GNUC_WARN_UNUSED_RESULT;
char *demains_undo_to_text (const DemainsStep *step) G_GNUC_WARN_UNUSED_RESULT;
char *demains_redo_to_text (const DemainsStep *step) G_GNUC_WARN_UNUSED_RESULT;
char *demains_difference_to_text (const DemainsDifferentRow *difference, GHashTable *rows) G_GNUC_WARN_UNUSED_RESULT;
char *demains_collision_to_text (const DemainsRow *collision, GHashTable *rows) G_GNUC_WARN_UNUSED_RESULT;
char *demains_parting_to_text (const DemainsMergeReport *report) G_GNUC_WARN_UNUSED_RESULT;
char *demains_merge_to_text (const char *name, const DemainsMergeReport *report) G_GNUC_WARN_UNUSED_RESULT;
char *demains_deleted_take_to_title (const DemainsDeletedTake *take) G_GNUC_WARN_UNUSED_RESULT;
char *demains_deleted_take_to_text (const DemainsDeletedTake *take) G_GNUC_WARN_UNUSED_RESULT;
char *demains_freed_to_text (gint64 time) G_GNUC_WARN_UNUSED_RESULT;
char *demains_version_to_text (DemainsVersion *version) G_GNUC_WARN_UNUSED_RESULT;
char *demains_moment_to_text (gint64 time) G_GNUC_WARN_UNUSED_RESULT;
char *demains_need_to_text (const DemainsNeedState *state) G_GNUC_WARN_UNUSED_RESULT;
const char *demains_need_to_action (const DemainsNeedState *state);
const char *demains_need_to_question (const DemainsNeedState *state);
char *demains_need_to_share (const DemainsNeedState *state) G_GNUC_WARN_UNUSED_RESULT;
char *demains_stance_to_end (const char *slider, gboolean right) G_GNUC_WARN_UNUSED_RESULT;
char *demains_stance_change_to_text (const char *slider, int before, int after) G_GNUC_WARN_UNUSED_RESULT;
const char *demains_orphan_to_text (DemainsOrphan orphan);
char *demains_time_left_to_text (int minutes) G_GNUC_WARN_UNUSED_RESULT;
char *demains_day_minute_to_text (gint64 minute) G_GNUC_WARN_UNUSED_RESULT;
char *demains_slot_start_to_text (gint64 minute) G_GNUC_WARN_UNUSED_RESULT;
char *demains_owner_to_text (const DemainsOwner *owner, gboolean gone) G_GNUC_WARN_UNUSED_RESULT;
char *demains_taken_over_to_text (const DemainsOwner *owner) G_GNUC_WARN_UNUSED_RESULT;
char *demains_duration_to_text (gint64 nanoseconds) G_GNUC_WARN_UNUSED_RESULT;
char *demains_timecode_to_text (gint64 nanoseconds) G_GNUC_WARN_UNUSED_RESULT;
char *demains_words_to_text (guint words, guint target) G_GNUC_WARN_UNUSED_RESULT;
char *demains_reading_to_text (guint seconds) G_GNUC_WARN_UNUSED_RESULT;
char *demains_number_to_text (guint number) G_GNUC_WARN_UNUSED_RESULT;
char *demains_size_to_text (gint64 bytes) G_GNUC_WARN_UNUSED_RESULT;
char *demains_room_to_text (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
char *demains_room_warning_to_text (gint64 seconds, gboolean by_file_size) G_GNUC_WARN_UNUSED_RESULT;
char *demains_strain_to_text (DemainsStrain strain, guint n_lost) G_GNUC_WARN_UNUSED_RESULT;
char *demains_device_to_text (DemainsDevice *device) G_GNUC_WARN_UNUSED_RESULT;
char *demains_battery_to_text (const DemainsBattery *battery) G_GNUC_WARN_UNUSED_RESULT;
char *demains_import_report_to_text (const DemainsImportReport *report) G_GNUC_WARN_UNUSED_RESULT;
char *demains_hasty_captions_to_text (guint n_hasty) G_GNUC_WARN_UNUSED_RESULT;
char *demains_cue_flaw_to_text (const DemainsCue *cue) G_GNUC_WARN_UNUSED_RESULT;
char *demains_film_flaws_to_text (const DemainsFilmResult *film) G_GNUC_WARN_UNUSED_RESULT;
char *demains_theme_to_text (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;
char *demains_group_to_text (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;
char *demains_take_title_propose (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;
char *demains_record_to_text (DemainsRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *demains_made_to_title (GPtrArray *made, const char *folder) G_GNUC_WARN_UNUSED_RESULT;
char *demains_made_to_text (GPtrArray *made) G_GNUC_WARN_UNUSED_RESULT;
char *demains_clock_to_text (int minutes) G_GNUC_WARN_UNUSED_RESULT;
char *demains_slot_times_to_text (DemainsRecord *slot) G_GNUC_WARN_UNUSED_RESULT;
char *demains_first_day_to_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
const char *demains_remark_to_kind (DemainsRecord *remark);
char *demains_marked_to_text (DemainsProject *project, DemainsRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char **demains_rescue_to_lines (const DemainsRescue *rescue) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
