/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "demains-recording.h"

G_BEGIN_DECLS

/**
 * DemainsStrain:
 * @DEMAINS_STRAIN_NONE: the machine keeps up
 * @DEMAINS_STRAIN_LOWERED: pictures are made less fine, so that none is lost
 * @DEMAINS_STRAIN_LOSING: pictures were lost all the same
 *
 * How hard filming is for the machine.
 */
typedef enum
{
  DEMAINS_STRAIN_NONE,
  DEMAINS_STRAIN_LOWERED,
  DEMAINS_STRAIN_LOSING,
} DemainsStrain;

DemainsStrain demains_strain_begin (void);
DemainsStrain demains_strain_judge (DemainsRecording *take, DemainsStrain before);

void demains_strain_measure (GCancellable *cancellable);

G_END_DECLS
