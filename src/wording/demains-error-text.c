/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>
#include <string.h>

#include "demains-media-error.h"

/* What happened and what to do, a row a code. "%s" is the file's name between
 * quotation marks, or "This file" where it is not known. */

/* Translators: in these sentences %s is the name of a file, such as
 * “les-halles.demains”, or “This file”. */
static const char *const PROJECT_SENTENCES[] = {
  [DEMAINS_PROJECT_ERROR_NOT_FOUND] = N_ (
    "%s is not there. It was moved or renamed, or its stick was taken out. Plug the stick in again, or look for the file with Open."),
  [DEMAINS_PROJECT_ERROR_NOT_A_PROJECT]
  = N_ ("%s is not a Demains project. Choose a file whose name ends in .demains."),
  [DEMAINS_PROJECT_ERROR_EMPTY] = N_ (
    "%s is empty: its copy was cut short, or nothing was ever saved in it. Copy it again from the laptop or the stick that it comes from."),
  [DEMAINS_PROJECT_ERROR_DAMAGED] = N_ (
    "%s is damaged: part of it is missing or was overwritten. Leave it as it is, open another copy of it, or rescue what is sound into a new file."),
  [DEMAINS_PROJECT_ERROR_NEWER] = N_ (
    "%s was made with a newer Demains. It can be read here, not changed: update Demains on this computer to change it."),
  [DEMAINS_PROJECT_ERROR_OLDER] = N_ (
    "%s was made with an older Demains, and the disk is too full to bring it up to date. It can be read here, not changed: delete what you no longer need, then open it again."),
  [DEMAINS_PROJECT_ERROR_PERMISSION] = N_ (
    "%s is in a place where this computer does not let you read or write. Copy it into your Documents folder and open the copy."),
  [DEMAINS_PROJECT_ERROR_READ_ONLY]
  = N_ ("%s can be read here, not changed. To change it, save a copy and open the copy."),
  [DEMAINS_PROJECT_ERROR_NO_SPACE]
  = N_ ("%s could not be saved: the disk is full. Delete what you no longer need, or save a copy on another disk."),
  [DEMAINS_PROJECT_ERROR_TOO_LARGE] = N_ (
    "%s is as large as a file can become on its disk or stick: 4 GB. Save a copy on another disk, and go on in the copy."),
  [DEMAINS_PROJECT_ERROR_GONE] = N_ (
    "%s does not answer any more: its disk or stick was taken out. Plug it in again, or save a copy on another disk."),
  [DEMAINS_PROJECT_ERROR_IN_USE]
  = N_ ("%s is being changed in another window or on another computer. Close it there to change it here."),
  [DEMAINS_PROJECT_ERROR_TAKEN_OVER] = N_ (
    "%s is now being changed on another computer. Your last changes are not in it: save a copy, and merge the two later."),
  [DEMAINS_PROJECT_ERROR_CHANGED] = N_ (
    "%s was replaced by another file while you worked on it. Your work is kept on this computer: save a copy under another name."),
  [DEMAINS_PROJECT_ERROR_EXISTS] = N_ ("%s already exists and was left as it is. Choose another name."),
  [DEMAINS_PROJECT_ERROR_IS_FOLDER] = N_ ("%s is a folder, not a project. Choose a file whose name ends in .demains."),
  [DEMAINS_PROJECT_ERROR_INVALID]
  = N_ ("%s was left as it is: what was asked for makes no sense here. Check it and try again."),
  [DEMAINS_PROJECT_ERROR_NOTHING] = N_ ("There is nothing left to do this to: it was already done, undone or deleted."),
  [DEMAINS_PROJECT_ERROR_REFUSED] = N_ (
    "%s is damaged, and your last changes cannot be saved in it. Copy them into another document before you close, then open another copy of the project."),
  [DEMAINS_PROJECT_ERROR_OTHER_PROJECT]
  = N_ ("%s is no copy of the same project, so the two cannot be merged. Choose a copy of the first one."),
  [DEMAINS_PROJECT_ERROR_SAME_FILE]
  = N_ ("%s is the project that is open here. Choose its copy from the other laptop or from the stick."),
  [DEMAINS_PROJECT_ERROR_PARTED] = N_ (
    "%s was changed elsewhere while its stick was away, so this cannot be saved in it now. Save a copy, and merge the two."),
  [DEMAINS_PROJECT_ERROR_FAILED]
  = N_ ("%s could not be read or saved. Try again; if that does not help, save a copy on another disk."),
};

static const char *const MEDIA_SENTENCES[] = {
  [DEMAINS_MEDIA_ERROR_NO_CAMERA] = N_ ("No camera was found. Plug one in, or check that its cover or switch is open."),
  [DEMAINS_MEDIA_ERROR_CAMERA_RIGHTS] = N_ (
    "There is a camera, but your account may not use it. Ask the person who looks after this computer to put your account into the group “video”, then log out and in again. Until then, film with a phone and bring in its videos."),
  [DEMAINS_MEDIA_ERROR_CAMERA_BUSY] = N_ (
    "Another program uses the camera, such as a video call or a browser. Close that program, then choose Try Again."),
  [DEMAINS_MEDIA_ERROR_CAMERA_GONE]
  = N_ ("The camera was unplugged. What was filmed so far is kept. Plug it in again to go on."),
  [DEMAINS_MEDIA_ERROR_CAMERA_REFUSED] = N_ (
    "Demains may not use the camera. In the computer’s settings, open Apps, then Demains, and allow the camera. Then choose Try Again."),
  [DEMAINS_MEDIA_ERROR_CAMERA_STOPPED] = N_ (
    "The camera is there but sends no picture. What was filmed so far is kept. Unplug it and plug it in again, or restart the computer if it is built in."),
  [DEMAINS_MEDIA_ERROR_CAMERA_UNFIT] = N_ (
    "Demains cannot read the pictures of this camera. Choose another camera below, or film with a phone and bring in its videos."),
  [DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN] = N_ (
    "This computer lacks a part that cameras need: %s, of GStreamer. Ask the person who looks after it to install it. Until then, film with a phone and bring in its videos."),
  [DEMAINS_MEDIA_ERROR_CAMERA_PORTAL] = N_ (
    "This computer cannot give its camera to a program like Demains: it has no xdg-desktop-portal for that. Ask the person who looks after it to install it. Until then, film with a phone and bring in its videos."),
  [DEMAINS_MEDIA_ERROR_NO_MICROPHONE] = N_ ("No microphone was found. Plug one in, or film without sound."),
  [DEMAINS_MEDIA_ERROR_MICROPHONE_RIGHTS] = N_ (
    "There is a microphone, but your account may not use it: you will film without sound. Ask the person who looks after this computer to put your account into the group “audio”, then log out and in again."),
  [DEMAINS_MEDIA_ERROR_MICROPHONE_BUSY] = N_ (
    "Another program keeps the microphone for itself, such as a video call. You will film without sound: close that program, then choose Try Again."),
  [DEMAINS_MEDIA_ERROR_MICROPHONE_GONE]
  = N_ ("The microphone was unplugged: from here on there is no sound. Plug it in again or choose another one."),
  [DEMAINS_MEDIA_ERROR_MICROPHONE_MUTED] = N_ (
    "The microphone is muted: nothing at all is heard. Switch it on again, with its key or button, or in the computer’s sound settings."),
  [DEMAINS_MEDIA_ERROR_MICROPHONE_STOPPED] = N_ (
    "The microphone is there but sends no sound: you will film without sound. Unplug it and plug it in again, or choose another one."),
  [DEMAINS_MEDIA_ERROR_MICROPHONE_UNFIT]
  = N_ ("Demains cannot read the sound of this microphone: you will film without sound. Choose another microphone."),
  [DEMAINS_MEDIA_ERROR_MICROPHONE_PLUGIN] = N_ (
    "This computer lacks a part that microphones need: %s, of GStreamer. You will film without sound. Ask the person who looks after it to install it."),
  [DEMAINS_MEDIA_ERROR_DEVICE_SERVICE] = N_ (
    "The part of the computer that serves camera and microphone, PipeWire, has stopped. What was filmed so far is kept. It comes back by itself in a moment; if it does not, log out and in again."),
  [DEMAINS_MEDIA_ERROR_SOUND_SERVICE] = N_ (
    "The part of the computer that serves the microphone has stopped: you will film without sound. It comes back by itself in a moment; if it does not, log out and in again."),
  [DEMAINS_MEDIA_ERROR_NO_ENCODER] = N_ (
    "This computer lacks what is needed to make films. Install Demains again, or ask the person who looks after the computer."),
  [DEMAINS_MEDIA_ERROR_NO_DECODER] = N_ (
    "%s is in a video format that this computer cannot read. Save it as MP4 with the telephone or camera that made it, then import it again."),
  [DEMAINS_MEDIA_ERROR_NOT_A_VIDEO] = N_ (
    "%s is not a video or photo, or was not copied to its end. Copy it again from the camera or telephone, or choose another file."),
  [DEMAINS_MEDIA_ERROR_IS_FOLDER] = N_ ("%s is a folder. Open it and choose the videos or photos in it."),
  [DEMAINS_MEDIA_ERROR_EMPTY]
  = N_ ("%s is empty: its copy was cut short. Copy it again from the telephone or camera that made it."),
  [DEMAINS_MEDIA_ERROR_NO_PICTURE] = N_ ("%s has no picture. Choose a video with a picture."),
  [DEMAINS_MEDIA_ERROR_NOT_A_PHOTO]
  = N_ ("%s is not a photo that this computer can read. Choose a whole JPEG or PNG file."),
  [DEMAINS_MEDIA_ERROR_TOO_MANY_PIXELS] = N_ (
    "%s says that it has more than 200 million pixels, more than any phone makes. Save a smaller copy of it and choose that."),
  [DEMAINS_MEDIA_ERROR_DAMAGED]
  = N_ ("%s is damaged or was cut short. Copy it again from the telephone or camera that made it."),
  [DEMAINS_MEDIA_ERROR_NO_CLIP] = N_ ("The film has no clip yet. Put a take into the film first."),
  [DEMAINS_MEDIA_ERROR_NO_CAPTIONS]
  = N_ ("Nothing is said in the film yet. Captions come from the speeches of the scenes that its takes belong to."),
  /* Translators: %s is the number of a clip. */
  [DEMAINS_MEDIA_ERROR_FILM_CLIP] = N_ (
    "No picture of clip %s can be read: its take is damaged. Take this clip out of the film, or rescue what is sound of the project into a new file."),
  [DEMAINS_MEDIA_ERROR_FILM_FORBIDDEN] = N_ (
    "%s cannot be written there: this computer does not let you, or the stick is locked against writing. Export the film into another folder, such as Videos."),
  [DEMAINS_MEDIA_ERROR_FILM_NOWHERE]
  = N_ ("The folder for %s is not there any more. Plug its stick in again, or export the film into another folder."),
  [DEMAINS_MEDIA_ERROR_FILM_NO_SPACE] = N_ (
    "There is not enough room for %s on this disk. Delete what you no longer need there, or export the film to another disk."),
  [DEMAINS_MEDIA_ERROR_FILM_TOO_LARGE] = N_ (
    "%s would be larger than a file may be on this disk or stick: 4 GB. Export the film to another disk, or as a small file."),
  [DEMAINS_MEDIA_ERROR_FILM_FAILED] = N_ (
    "%s could not be written to its end, and nothing is left of it. The project is as it was. Export the film again, into another folder or onto another disk."),
  [DEMAINS_MEDIA_ERROR_NOTHING_FILMED] = N_ (
    "Nothing was filmed: it was stopped before the first picture came. Film again, and let the time run before you stop."),
  [DEMAINS_MEDIA_ERROR_NO_SPACE]
  = N_ ("The disk is full. What was filmed so far is kept. Delete what you no longer need, or choose another disk."),
  [DEMAINS_MEDIA_ERROR_TOO_LARGE] = N_ (
    "The project is as large as a file can become on its disk or stick: 4 GB. What was filmed so far is kept. Save a copy on another disk, and go on filming in the copy."),
  [DEMAINS_MEDIA_ERROR_FAILED] = N_ (
    "The picture or the sound stopped working. What was filmed so far is kept. Try again; if that does not help, unplug the camera and plug it in again."),
};

static int
project_code_for_io (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return DEMAINS_PROJECT_ERROR_NOT_FOUND;
    case G_IO_ERROR_EXISTS:
      return DEMAINS_PROJECT_ERROR_EXISTS;
    case G_IO_ERROR_IS_DIRECTORY:
      return DEMAINS_PROJECT_ERROR_IS_FOLDER;
    case G_IO_ERROR_NO_SPACE:
      return DEMAINS_PROJECT_ERROR_NO_SPACE;
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return DEMAINS_PROJECT_ERROR_PERMISSION;
    case G_IO_ERROR_NOT_MOUNTED:
    case G_IO_ERROR_CLOSED:
    case G_IO_ERROR_TIMED_OUT:
      return DEMAINS_PROJECT_ERROR_GONE;
    case G_IO_ERROR_BUSY:
      return DEMAINS_PROJECT_ERROR_IN_USE;
    default:
      return DEMAINS_PROJECT_ERROR_FAILED;
    }
}

static const char *
get_project_sentence (int code)
{
  if (code < 0 || code >= (int)G_N_ELEMENTS (PROJECT_SENTENCES))
    code = DEMAINS_PROJECT_ERROR_FAILED;

  return _ (PROJECT_SENTENCES[code]);
}

static const char *
get_sentence (const GError *error)
{
  if (error->domain == DEMAINS_PROJECT_ERROR)
    return get_project_sentence (error->code);

  if (error->domain == DEMAINS_MEDIA_ERROR)
    return _ (MEDIA_SENTENCES[error->code >= 0 && error->code < (int)G_N_ELEMENTS (MEDIA_SENTENCES)
                                ? error->code
                                : DEMAINS_MEDIA_ERROR_FAILED]);

  if (error->domain == G_FILE_ERROR)
    return get_project_sentence (project_code_for_io (g_io_error_from_file_error (error->code)));

  if (error->domain != G_IO_ERROR)
    return get_project_sentence (DEMAINS_PROJECT_ERROR_FAILED);

  switch (error->code)
    {
    case G_IO_ERROR_CANCELLED:
      return _ ("This was cancelled. Nothing else was changed.");
    case G_IO_ERROR_FILENAME_TOO_LONG:
    case G_IO_ERROR_INVALID_FILENAME:
      return _ ("%s is not a possible name for a file here. Choose a shorter name, with letters and figures only.");
    default:
      return get_project_sentence (project_code_for_io (error->code));
    }
}

/* Of such an error the message is the plug-in's name, and of a clip its number; nothing else is ever shown of a
 * message. */
static const char *
get_plugin (const GError *error)
{
  static const char LETTERS[] = G_CSET_a_2_z G_CSET_DIGITS;

  if (!g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN)
      && !g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_MICROPHONE_PLUGIN))
    return NULL;

  return strspn (error->message, LETTERS) == strlen (error->message) ? error->message : "pipewire";
}

/* Returns: (transfer full): what a sentence is about */
static char *
name_it (const GError *error, const char *path)
{
  g_autofree char *base = path != NULL ? g_filename_display_basename (path) : NULL;
  const char *plugin = get_plugin (error);

  if (g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FILM_CLIP)
      && strspn (error->message, G_CSET_DIGITS) == strlen (error->message))
    return g_strdup (error->message);
  if (base == NULL && plugin == NULL)
    return g_strdup (_ ("This file"));

  /* Translators: %s is the name of a file or of a plug-in. */
  return g_strdup_printf (_ ("“%s”"), plugin != NULL ? plugin : base);
}

/**
 * demains_error_to_text:
 * @error: an error of the project or media layer, or of GIO
 * @path: (nullable) (type filename): the file it is about
 *
 * Returns: (transfer full): in the language of the interface, a sentence that
 *   says what happened and one that says what to do
 */
char *
demains_error_to_text (const GError *error, const char *path)
{
  g_autofree char *name = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  name = name_it (error, path);
  text = g_string_new (get_sentence (error));
  g_string_replace (text, "%s", name, 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
