/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-battery.h"

/* Where laptops begin to warn; filming, they last a few takes from there. */
#define LOW_PERCENT 20

/* What there is in all batteries, in the kernel's units: energy in µWh, or charge in µAh where
 * a battery counts that. */
typedef struct
{
  guint n_batteries;
  gboolean draining;
  gboolean measured;
  gint64 now;
  gint64 full;
  gint64 rate;
  gint64 percent;
} Sum;

static char *
read_word (const char *folder, const char *name, const char *file)
{
  g_autofree char *path = g_build_filename (folder, name, file, NULL);
  char *text = NULL;

  /* Some of these cannot be read for a moment. */
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup ("");

  return g_strstrip (text);
}

static gint64
read_number (const char *folder, const char *name, const char *file)
{
  g_autofree char *text = read_word (folder, name, file);
  gint64 number;

  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL) ? number : -1;
}

static void
add_battery (Sum *sum, const char *folder, const char *name)
{
  g_autofree char *status = read_word (folder, name, "status");
  gboolean energy = read_number (folder, name, "energy_full") > 0;
  gint64 now = read_number (folder, name, energy ? "energy_now" : "charge_now");
  gint64 full = read_number (folder, name, energy ? "energy_full" : "charge_full");
  gint64 rate = read_number (folder, name, energy ? "power_now" : "current_now");
  gint64 percent = read_number (folder, name, "capacity");

  if (percent < 0 && (now < 0 || full <= 0))
    return;

  sum->n_batteries++;
  sum->draining |= g_str_equal (status, "Discharging");
  sum->measured &= now >= 0 && full > 0;
  sum->now += MAX (now, 0);
  sum->full += MAX (full, 0);
  /* Some drivers say by the sign which way it flows. */
  sum->rate += rate != -1 ? ABS (rate) : 0;
  sum->percent += percent >= 0 ? percent : now * 100 / full;
}

/* A mouse has a battery too. */
static gboolean
is_of_the_computer (const char *folder, const char *name)
{
  g_autofree char *type = read_word (folder, name, "type");
  g_autofree char *scope = read_word (folder, name, "scope");

  return g_str_equal (type, "Battery") && !g_str_equal (scope, "Device");
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree DemainsBattery *battery = g_new (DemainsBattery, 1);

  g_task_return_pointer (task, demains_battery_read (data, battery) ? g_steal_pointer (&battery) : NULL, g_free);
}

/**
 * demains_battery_is_low:
 * @battery: a battery
 *
 * Returns: whether it will soon be empty, and is not being filled
 */
gboolean
demains_battery_is_low (const DemainsBattery *battery)
{
  return battery->draining && battery->percent < LOW_PERCENT;
}

/**
 * demains_battery_read:
 * @folder: %DEMAINS_BATTERY_FOLDER
 * @battery: (out): what is known of the battery
 *
 * Reads files, which may take a moment.
 *
 * Returns: whether the computer has one
 */
gboolean
demains_battery_read (const char *folder, DemainsBattery *battery)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  Sum sum = { .measured = TRUE };
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (is_of_the_computer (folder, name))
      add_battery (&sum, folder, name);

  if (sum.n_batteries == 0)
    return FALSE;

  battery->draining = sum.draining;
  battery->percent = CLAMP (sum.measured ? sum.now * 100 / sum.full : sum.percent / sum.n_batteries, 0, 100);
  battery->minutes = sum.draining && sum.measured && sum.rate > 0 ? sum.now * 60 / sum.rate : -1;

  return TRUE;
}

/**
 * demains_battery_read_async:
 * @folder: %DEMAINS_BATTERY_FOLDER
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * demains_battery_read() in a thread.
 */
void
demains_battery_read_async (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_battery_read_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * demains_battery_read_finish:
 * @result: what the callback was given
 * @battery: (out): what is known of the battery
 *
 * Returns: whether the computer has one
 */
gboolean
demains_battery_read_finish (GAsyncResult *result, DemainsBattery *battery)
{
  g_autofree DemainsBattery *read = g_task_propagate_pointer (G_TASK (result), NULL);

  if (read == NULL)
    return FALSE;
  *battery = *read;

  return TRUE;
}
