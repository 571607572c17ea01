/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-device-numbers.h"

#include <string.h>

#include "demains-device-private.h"

static guint
count_namesakes (GPtrArray *devices, DemainsDevice *device, guint *last, guint *free_number)
{
  guint64 taken = 0;
  guint n = 0;

  for (guint i = 0; i < devices->len; i++)
    {
      DemainsDevice *other = g_ptr_array_index (devices, i);

      if (!demains_device_is_namesake (device, other))
        continue;
      n++;
      *last = i;
      taken |= G_GUINT64_CONSTANT (1) << MIN (demains_device_get_number (other), 63);
    }
  for (*free_number = 1; *free_number < 63 && taken >> *free_number & 1;)
    ++*free_number;

  return n;
}

/*
 * demains_device_numbers_give:
 * @devices: (element-type DemainsDevice): those there are
 * @device: one that joins them
 *
 * Gives it a number if it needs one.
 *
 * Returns: the index of one whose number changed by that, or -1
 */
int
demains_device_numbers_give (GPtrArray *devices, DemainsDevice *device)
{
  guint last = 0, number;
  guint n = count_namesakes (devices, device, &last, &number);
  DemainsDevice *other;

  if (n != 1)
    {
      demains_device_set_number (device, n > 0 ? number : 0);
      return -1;
    }

  other = g_ptr_array_index (devices, last);
  number = strcmp (demains_device_get_id (device), demains_device_get_id (other)) < 0 ? 1 : 2;
  demains_device_set_number (device, number);
  demains_device_set_number (other, 3 - number);

  return (int)last;
}

/*
 * demains_device_numbers_drop:
 * @devices: (element-type DemainsDevice): those that stay
 * @device: one that left them
 *
 * Returns: the index of one whose number changed by that, or -1
 */
int
demains_device_numbers_drop (GPtrArray *devices, DemainsDevice *device)
{
  guint last = 0, number;

  if (count_namesakes (devices, device, &last, &number) != 1)
    return -1;
  demains_device_set_number (g_ptr_array_index (devices, last), 0);

  return (int)last;
}
