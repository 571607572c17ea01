/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-programme.h"
#include "demains-test.h"

static void
look (DemainsProject *project, const char *time, DemainsProgrammeMoment *moment)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (time, zone);

  demains_programme_look (project, now, moment);
}

static void
shift (DemainsProject *project, const char *time, int minutes)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (time, zone);

  demains_programme_shift (project, now, minutes);
}

static void
check_slot (DemainsProgrammeMoment *moment, const char *title, int left, const char *next)
{
  g_assert_cmpstr (moment->slot != NULL ? demains_record_get_title (moment->slot) : NULL, ==, title);
  g_assert_cmpint (moment->minutes_left, ==, left);
  g_assert_cmpstr (moment->next != NULL ? demains_record_get_title (moment->next) : NULL, ==, next);
}

static DemainsProject *
create (void)
{
  DemainsProject *project = demains_test_create_english ();

  g_object_set (demains_project_get_root (project), "first-day", "2027-03-18", NULL);

  return project;
}

static DemainsRecord *
get_slot (DemainsProject *project, guint index)
{
  return demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SLOT), index);
}

static void
test_day (void)
{
  DemainsProject *project = create ();
  DemainsProgrammeMoment moment;
  const char *first = demains_record_get_title (get_slot (project, 0));
  const char *second = demains_record_get_title (get_slot (project, 1));
  const char *third = demains_record_get_title (get_slot (project, 2));

  look (project, "2027-03-18T09:00:00", &moment);
  g_assert_cmpint (moment.day, ==, 1);
  check_slot (&moment, NULL, 0, first);
  look (project, "2027-03-18T09:30:00", &moment);
  check_slot (&moment, first, 45, second);
  look (project, "2027-03-18T10:14:59", &moment);
  check_slot (&moment, first, 1, second);
  look (project, "2027-03-18T10:15:00", &moment);
  check_slot (&moment, second, 75, third);
  /* Lunch. */
  look (project, "2027-03-18T13:00:00", &moment);
  g_assert_null (moment.slot);
  g_assert_nonnull (moment.next);
  /* The last of the day, and the evening. */
  look (project, "2027-03-18T17:45:00", &moment);
  g_assert_true (moment.last);
  g_assert_cmpint (moment.minutes_left, ==, 15);
  look (project, "2027-03-18T20:00:00", &moment);
  check_slot (&moment, NULL, 0, NULL);
  /* The second day, the day before and the day after. */
  look (project, "2027-03-19T09:30:00", &moment);
  g_assert_cmpint (moment.day, ==, 2);
  g_assert_nonnull (moment.slot);
  look (project, "2027-03-17T09:30:00", &moment);
  g_assert_cmpint (moment.day, ==, 0);
  g_assert_null (moment.slot);
  look (project, "2027-03-20T09:30:00", &moment);
  g_assert_cmpint (moment.day, ==, 0);
  demains_test_close (project);
}

/* What overlaps, has no length, or goes beyond midnight. */
static void
test_odd (void)
{
  DemainsProject *project = create ();
  DemainsProgrammeMoment moment;

  g_object_set (get_slot (project, 0), "length", (gint64)600, NULL);
  look (project, "2027-03-18T10:20:00", &moment);
  g_assert_true (moment.slot == get_slot (project, 1));
  g_object_set (get_slot (project, 1), "length", (gint64)-5, NULL);
  look (project, "2027-03-18T10:20:00", &moment);
  g_assert_true (moment.slot == get_slot (project, 0));
  g_object_set (get_slot (project, 0), "start", (gint64)1430, "length", G_MAXINT64, NULL);
  look (project, "2027-03-18T23:59:30", &moment);
  g_assert_cmpint (moment.minutes_left, ==, 1);
  /* No date of ours: the day it was made, which is long before. */
  g_object_set (demains_project_get_root (project), "first-day", "next Thursday", NULL);
  look (project, "2127-03-18T09:30:00", &moment);
  g_assert_cmpint (moment.day, ==, 0);
  demains_test_close (project);
}

static void
test_shift (void)
{
  DemainsProject *project = create ();
  DemainsProgrammeMoment moment;

  demains_test_flush (project);
  shift (project, "2027-03-18T10:20:00", 15);
  look (project, "2027-03-18T10:20:00", &moment);
  g_assert_cmpint (moment.minutes_left, ==, 85);
  g_assert_cmpint (demains_record_get_number (get_slot (project, 0), "start"), ==, 570);
  g_assert_cmpint (demains_record_get_number (get_slot (project, 1), "start"), ==, 615);
  g_assert_cmpint (demains_record_get_number (get_slot (project, 2), "start"), ==, 705);
  g_assert_cmpint (demains_record_get_number (get_slot (project, 7), "start"), ==, 1065);
  g_assert_cmpint (demains_record_get_number (get_slot (project, 8), "start"), ==, 570);
  /* All of it is one step. */
  g_assert_true (demains_test_undo (project));
  g_assert_cmpint (demains_record_get_number (get_slot (project, 1), "length"), ==, 75);
  g_assert_cmpint (demains_record_get_number (get_slot (project, 2), "start"), ==, 690);
  shift (project, "2027-03-18T10:20:00", -15);
  g_assert_cmpint (demains_record_get_number (get_slot (project, 2), "start"), ==, 675);
  /* When the day is over there is nothing to move. */
  shift (project, "2027-03-18T22:00:00", 15);
  g_assert_cmpint (demains_record_get_number (get_slot (project, 7), "start"), ==, 1035);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/programme/day", test_day);
  g_test_add_func ("/programme/odd", test_odd);
  g_test_add_func ("/programme/shift", test_shift);

  return g_test_run ();
}
