/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DEMAINS_MEDIA_ERROR (demains_media_error_quark ())

/**
 * DemainsMediaError:
 *
 * What can go wrong between a camera, a file and a film. The message is for the
 * log; the sentence people read is made by demains_error_to_text().
 */
typedef enum
{
  DEMAINS_MEDIA_ERROR_NO_CAMERA,
  DEMAINS_MEDIA_ERROR_CAMERA_BUSY,
  DEMAINS_MEDIA_ERROR_CAMERA_GONE,
  DEMAINS_MEDIA_ERROR_CAMERA_REFUSED,
  DEMAINS_MEDIA_ERROR_NO_MICROPHONE,
  DEMAINS_MEDIA_ERROR_MICROPHONE_GONE,
  DEMAINS_MEDIA_ERROR_NO_ENCODER,
  DEMAINS_MEDIA_ERROR_NO_DECODER,
  DEMAINS_MEDIA_ERROR_NOT_A_VIDEO,
  DEMAINS_MEDIA_ERROR_IS_FOLDER,
  DEMAINS_MEDIA_ERROR_EMPTY,
  DEMAINS_MEDIA_ERROR_PHOTO,
  DEMAINS_MEDIA_ERROR_NO_PICTURE,
  DEMAINS_MEDIA_ERROR_DAMAGED,
  DEMAINS_MEDIA_ERROR_NO_CLIP,
  DEMAINS_MEDIA_ERROR_NO_SPACE,
  DEMAINS_MEDIA_ERROR_TOO_LARGE,
  DEMAINS_MEDIA_ERROR_FAILED,
} DemainsMediaError;

GQuark demains_media_error_quark (void);

G_END_DECLS
