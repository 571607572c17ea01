/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "demains-battery.h"
#include "demains-test.h"

/* Folders as the kernel makes them, with what it says of each device. */

typedef struct
{
  const char *name;
  const char *type;
  const char *scope;
  const char *status;
  int percent;
  gint64 now;
  gint64 full;
  gint64 rate;
  gboolean charge;
} Supply;

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
write_number (const char *folder, const char *kind, const char *what, gint64 number)
{
  g_autofree char *name = g_strconcat (kind, what, NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n", number);

  if (number != 0)
    write_file (folder, name, text);
}

static gboolean
read_supplies (const Supply *supplies, guint n_supplies, DemainsBattery *battery)
{
  static guint count;
  g_autofree char *name = g_strdup_printf ("supplies-%u", count++);
  g_autofree char *folder = demains_test_path (name);

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < n_supplies; i++)
    {
      g_autofree char *own = g_build_filename (folder, supplies[i].name, NULL);
      const char *kind = supplies[i].charge ? "charge" : "energy";

      g_mkdir_with_parents (own, 0700);
      write_file (own, "type", supplies[i].type);
      if (supplies[i].scope != NULL)
        write_file (own, "scope", supplies[i].scope);
      if (supplies[i].status != NULL)
        write_file (own, "status", supplies[i].status);
      write_number (own, "capacity", "", supplies[i].percent);
      write_number (own, kind, "_now", supplies[i].now);
      write_number (own, kind, "_full", supplies[i].full);
      write_number (own, supplies[i].charge ? "current" : "power", "_now", supplies[i].rate);
    }

  return demains_battery_read (folder, battery);
}

static void
check (const Supply *supplies, guint n_supplies, gboolean draining, int percent, int minutes, gboolean low)
{
  DemainsBattery battery;

  g_assert_true (read_supplies (supplies, n_supplies, &battery));
  g_assert_cmpint (battery.draining, ==, draining);
  g_assert_cmpint (battery.percent, ==, percent);
  g_assert_cmpint (battery.minutes, ==, minutes);
  g_assert_cmpint (demains_battery_is_low (&battery), ==, low);
}

#define MAINS { "AC", "Mains\n" }

static void
test_laptops (void)
{
  static const Supply filled[]
    = { MAINS, { "BAT0", "Battery\n", NULL, "Charging\n", 12, 6000000, 50000000, 20000000 } };
  static const Supply full[] = { { "BAT0", "Battery\n", NULL, "Discharging\n", 85, 42500000, 50000000, 10000000 } };
  static const Supply low[]
    = { MAINS, { "BAT0", "Battery\n", NULL, "Discharging\n", 19, 9500000, 50000000, 19000000 } };
  static const Supply charge[] = { { "BAT1", "Battery\n", NULL, "Discharging\n", 10, 400000, 4000000, -800000, TRUE } };
  static const Supply bare[] = { { "BAT0", "Battery\n", NULL, "Discharging\n", 8 } };
  static const Supply two[] = { { "BAT0", "Battery\n", NULL, "Not charging\n", 5, 1000000, 20000000 },
                                { "BAT1", "Battery\n", NULL, "Discharging\n", 50, 10000000, 20000000, 11000000 } };

  check (filled, G_N_ELEMENTS (filled), FALSE, 12, -1, FALSE);
  check (full, G_N_ELEMENTS (full), TRUE, 85, 255, FALSE);
  check (low, G_N_ELEMENTS (low), TRUE, 19, 30, TRUE);
  check (charge, G_N_ELEMENTS (charge), TRUE, 10, 30, TRUE);
  check (bare, G_N_ELEMENTS (bare), TRUE, 8, -1, TRUE);
  check (two, G_N_ELEMENTS (two), TRUE, 27, 60, FALSE);
}

/* A desktop, a mouse, a driver that says nothing: no battery. */
static void
test_none (void)
{
  static const Supply mouse[] = { { "hid-mouse", "Battery\n", "Device\n", "Discharging\n", 3 }, MAINS };
  static const Supply mute[] = { { "BAT0", "Battery\n", NULL, "Unknown\n" } };
  DemainsBattery battery;

  g_assert_false (read_supplies (mouse, G_N_ELEMENTS (mouse), &battery));
  g_assert_false (read_supplies (mute, G_N_ELEMENTS (mute), &battery));
  g_assert_false (read_supplies (NULL, 0, &battery));
  g_assert_false (demains_battery_read ("/nowhere", &battery));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/battery/laptops", test_laptops);
  g_test_add_func ("/media/battery/none", test_none);

  return g_test_run ();
}
