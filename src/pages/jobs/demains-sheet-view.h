/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SHEET_VIEW (demains_sheet_view_get_type ())

/* A job as the sheet of paper that it will be printed as, always as it is now;
 * what is not written yet is there as a blank. Properties: "session", "record"
 * (a job). Signal "opened" (const char *field): someone wants to write there;
 * NULL stands for the functions that the job comes from. */
G_DECLARE_FINAL_TYPE (DemainsSheetView, demains_sheet_view, DEMAINS, SHEET_VIEW, AdwBin)

void demains_sheet_view_focus (DemainsSheetView *self, const char *field);

G_END_DECLS
