/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-content.h"

#include "demains-position.h"
#include "demains-record-private.h"

#include <gio/gio.h>

struct _DemainsContent
{
  GKeyFile *file;
  char **theme_keys;
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

  return self;
}

void
demains_content_free (DemainsContent *self)
{
  g_key_file_unref (self->file);
  g_strfreev (self->theme_keys);
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
 * demains_content_dup_draft_sentence:
 * @key: which sentence of a first draft
 *
 * Returns: (transfer full): it, with {1} and {2} where words of the group go; empty for an unknown key
 */
char *
demains_content_dup_draft_sentence (DemainsContent *self, const char *key)
{
  char *sentence = g_key_file_get_string (self->file, "draft", key, NULL);

  return sentence != NULL ? sentence : g_strdup ("");
}

/* Its values as they are in the file: numbers for numbers, text for all else. */
static DemainsRecord *
make_record (DemainsContent *self, const DemainsKind *kind, const char *group)
{
  DemainsRecord *record = demains_record_new (kind->id);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const DemainsField *field = &kind->fields[i];
      g_autofree char *text = g_key_file_get_string (self->file, group, field->name, NULL);

      if (text == NULL)
        continue;
      if (demains_field_is_text (field))
        g_object_set (record, field->name, text, NULL);
      else
        g_object_set (record, field->name, g_ascii_strtoll (text, NULL, 10), NULL);
    }

  return record;
}

/**
 * demains_content_make_records:
 * @kind: what kind of records
 * @theme: (nullable): a theme's key; %NULL for what is there whatever the theme
 *
 * Makes a record of each group "[KIND NUMBER]" of the content, or
 * "[KIND THEME NUMBER]", whose keys are fields of that kind.
 *
 * Returns: (transfer full) (element-type DemainsRecord): new records in their
 *   order, each with its position
 */
GPtrArray *
demains_content_make_records (DemainsContent *self, DemainsKindId kind, const char *theme)
{
  const char *name = demains_kind_get (kind)->name;
  g_autofree char *prefix = theme != NULL ? g_strdup_printf ("%s %s ", name, theme) : g_strdup_printf ("%s ", name);
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *position = NULL;

  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], prefix) && g_ascii_isdigit (groups[i][strlen (prefix)]))
      {
        DemainsRecord *record = make_record (self, demains_kind_get (kind), groups[i]);
        g_autofree char *last = g_steal_pointer (&position);

        position = demains_position_between (last, NULL);
        demains_record_put_position (record, position);
        g_ptr_array_add (records, record);
      }

  return records;
}
