/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-uuid.h"

#include <sys/random.h>

static char *
format (const guint8 *b)
{
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2],
                          b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/**
 * demains_uuid_new:
 *
 * Returns: (transfer full): a new UUID version 7 in its canonical form
 */
char *
demains_uuid_new (void)
{
  guint64 milliseconds = g_get_real_time () / 1000;
  guint8 b[16];

  while (getrandom (b, sizeof b, 0) != sizeof b)
    ;
  for (int i = 0; i < 6; i++)
    b[i] = milliseconds >> (40 - 8 * i);
  b[6] = (b[6] & 0x0f) | 0x70;
  b[8] = (b[8] & 0x3f) | 0x80;

  return format (b);
}

/**
 * demains_uuid_new_from_parts:
 * @parts: (array zero-terminated=1): texts
 *
 * Returns: (transfer full): the UUID that stands for these texts in this order
 *   everywhere: one of version 8 (RFC 9562 §5.8) made from their SHA-256
 */
char *
demains_uuid_new_from_parts (const char *const *parts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 b[32];
  gsize length = sizeof b;

  for (; *parts != NULL; parts++)
    g_checksum_update (checksum, (const guint8 *)*parts, strlen (*parts) + 1);
  g_checksum_get_digest (checksum, b, &length);
  b[6] = (b[6] & 0x0f) | 0x80;
  b[8] = (b[8] & 0x3f) | 0x80;

  return format (b);
}

/**
 * demains_uuid_is_valid:
 * @id: (nullable): a text, maybe from outside
 *
 * Returns: whether it has the form of a UUID in lower case
 */
gboolean
demains_uuid_is_valid (const char *id)
{
  if (id == NULL || strlen (id) != 36)
    return FALSE;

  for (int i = 0; i < 36; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? id[i] != '-' : !g_ascii_isxdigit (id[i]) || g_ascii_isupper (id[i]))
        return FALSE;
    }

  return TRUE;
}
