/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-content.h"

#include <gio/gio.h>

struct _DemainsContent
{
  GKeyFile *file;
  char **theme_keys;
  char **questions;
  char **prompts;
};

#define RESOURCES "/org/demains/Demains/content/"
#define FALLBACK "fr"

static GBytes *
look_up (const char *language)
{
  g_autofree char *path = g_strconcat (RESOURCES, language, ".ini", NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * demains_content_load:
 * @language: of the project, such as "fr"; French where there is no content in it
 *
 * Returns: (transfer full): the default content in that language
 */
DemainsContent *
demains_content_load (const char *language)
{
  DemainsContent *self = g_new0 (DemainsContent, 1);
  g_autoptr (GBytes) bytes = look_up (language);

  if (bytes == NULL)
    bytes = look_up (FALLBACK);
  self->file = g_key_file_new ();
  g_key_file_load_from_bytes (self->file, bytes, G_KEY_FILE_NONE, NULL);
  self->theme_keys = g_key_file_get_string_list (self->file, "themes", "keys", NULL, NULL);
  self->questions = g_key_file_get_string_list (self->file, "vision", "questions", NULL, NULL);
  self->prompts = g_key_file_get_string_list (self->file, "vision", "prompts", NULL, NULL);

  return self;
}

void
demains_content_free (DemainsContent *self)
{
  g_key_file_unref (self->file);
  g_strfreev (self->theme_keys);
  g_strfreev (self->questions);
  g_strfreev (self->prompts);
  g_free (self);
}

/**
 * demains_content_get_theme_keys:
 *
 * Returns: (transfer none) (array zero-terminated=1): keys of the themes to start from
 */
const char *const *
demains_content_get_theme_keys (DemainsContent *self)
{
  return (const char *const *)self->theme_keys;
}

/**
 * demains_content_dup_theme_title:
 * @key: a theme's key
 *
 * Returns: (transfer full) (nullable): its title, %NULL for an unknown key
 */
char *
demains_content_dup_theme_title (DemainsContent *self, const char *key)
{
  return g_key_file_get_string (self->file, "themes", key, NULL);
}

/**
 * demains_content_get_questions:
 *
 * Returns: (transfer none) (array zero-terminated=1): the guiding questions of a vision
 */
const char *const *
demains_content_get_questions (DemainsContent *self)
{
  return (const char *const *)self->questions;
}

/**
 * demains_content_get_prompts:
 *
 * Returns: (transfer none) (array zero-terminated=1): a way into each question
 */
const char *const *
demains_content_get_prompts (DemainsContent *self)
{
  return (const char *const *)self->prompts;
}

/**
 * demains_content_get_word_target:
 *
 * Returns: how many words an answer wants
 */
guint
demains_content_get_word_target (DemainsContent *self)
{
  return g_key_file_get_integer (self->file, "vision", "word_target", NULL);
}
