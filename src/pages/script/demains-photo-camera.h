/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PHOTO_CAMERA (demains_photo_camera_get_type ())

/* Takes a photo with the camera that films. It is looked at before it is kept, and the camera
 * is let go with the dialog. Signals: "kept" (GBytes, a JPEG, and its width and height in
 * pixels), "file-wanted" (the camera will not do). */
G_DECLARE_FINAL_TYPE (DemainsPhotoCamera, demains_photo_camera, DEMAINS, PHOTO_CAMERA, AdwDialog)

DemainsPhotoCamera *demains_photo_camera_new (DemainsSession *session);

G_END_DECLS
