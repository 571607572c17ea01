/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks of pictures, byte by byte as RFC 9559 has them. */

#include "config.h"

#include "demains-matroska.h"

#define TRACK 1

/* A cluster at 1000 ticks: a key, one that needs another, sound, laced blocks, a group that is a key, one that is none,
 * and something that nobody knows. */
#define CLUSTER_HEAD 0x1f, 0x43, 0xb6, 0x75
#define BLOCKS                                                                                                         \
  0xe7, 0x82, 0x03, 0xe8, 0xa3, 0x86, 0x81, 0x00, 0x00, 0x80, 'K', 'K', 0xa3, 0x85, 0x81, 0x00, 0x21, 0x00, 'd', 0xa3, \
    0x86, 0x82, 0x00, 0x00, 0x80, 's', 's', 0xa3, 0x85, 0x81, 0x00, 0x22, 0x02, 'l', 0xa0, 0x87, 0xa1, 0x85, 0x81,     \
    0x00, 0x43, 0x00, 'G', 0xa0, 0x8b, 0xa1, 0x86, 0x81, 0xff, 0xff, 0x00, 'g', 'g', 0xfb, 0x81, 0x01, 0xec, 0x81,     \
    0x00

static const guint8 CLUSTER[] = { CLUSTER_HEAD, 0xbb, BLOCKS };

static const struct
{
  gint64 time;
  const char *content;
  gboolean key;
} EXPECTED[] = { { 1000, "KK", TRUE }, { 1033, "d", FALSE }, { 1067, "G", TRUE }, { 999, "gg", FALSE } };

static GArray *
list (guint64 scale, const guint8 *data, gsize size)
{
  DemainsMatroskaVideo video = { .track = TRACK, .scale = scale };
  g_autoptr (GBytes) cluster = g_bytes_new (data, size);
  GArray *packets = g_array_new (FALSE, FALSE, sizeof (DemainsMatroskaPacket));

  demains_matroska_list_packets (&video, cluster, packets);

  return packets;
}

static void
test_packets (void)
{
  g_autoptr (GArray) packets = list (1000000, CLUSTER, sizeof CLUSTER);

  g_assert_cmpuint (packets->len, ==, G_N_ELEMENTS (EXPECTED));
  for (guint i = 0; i < packets->len; i++)
    {
      const DemainsMatroskaPacket *packet = &g_array_index (packets, DemainsMatroskaPacket, i);

      g_assert_cmpint (packet->time, ==, EXPECTED[i].time * 1000000);
      g_assert_cmpmem (CLUSTER + packet->offset, packet->size, EXPECTED[i].content, strlen (EXPECTED[i].content));
      g_assert_cmpint (packet->key, ==, EXPECTED[i].key);
    }
}

/* Of a cluster that was cut short there are those that begin before, and no byte of them is behind its end. */
static void
test_cut_short (void)
{
  for (gsize size = 0; size < sizeof CLUSTER; size++)
    {
      g_autoptr (GArray) packets = list (1000000, CLUSTER, size);

      g_assert_cmpuint (packets->len, <=, G_N_ELEMENTS (EXPECTED));
      for (guint i = 0; i < packets->len; i++)
        {
          const DemainsMatroskaPacket *packet = &g_array_index (packets, DemainsMatroskaPacket, i);

          g_assert_cmpuint (packet->offset + packet->size, <=, size);
        }
    }
}

/* A time that no clock has is no time. */
static void
test_no_time (void)
{
  g_autoptr (GArray) packets = list (G_MAXINT64 / 1000, CLUSTER, sizeof CLUSTER);

  g_assert_cmpuint (packets->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matroska/packets", test_packets);
  g_test_add_func ("/matroska/cut-short", test_cut_short);
  g_test_add_func ("/matroska/no-time", test_no_time);

  return g_test_run ();
}
