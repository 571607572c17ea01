/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-checkout.h"

#include "demains-file-name.h"
#include "demains-project-error.h"
#include "demains-project-merge.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes that are copied at a time. */
#define BLOCK (1024 * 1024)

/* The header of an SQLite file has the number of its commits (fileformat2.html §1.3.7). */
#define HEADER 100

/* The key file beside a copy: which document it is of, and what that was like when
 * the two were last the same. */
#define STATE "checkout.ini"
#define GROUP "Document"

struct _DemainsCheckout
{
  char *document;
  char *folder;
  char *copy;
  DemainsGuard *lock;
  DemainsGuard *claim;
  gboolean is_fresh;

  /* The document as somebody else changed it. */
  char *other;
  char *other_description;
};

static gboolean
fail_with_errno (const char *path, int number, GError **error)
{
  int code = DEMAINS_PROJECT_ERROR_GONE;

  if (number == ENOSPC || number == EDQUOT)
    code = DEMAINS_PROJECT_ERROR_NO_SPACE;
  else if (number == ENOENT || number == ENOTDIR)
    code = DEMAINS_PROJECT_ERROR_NOT_FOUND;
  else if (number == EACCES || number == EPERM)
    code = DEMAINS_PROJECT_ERROR_PERMISSION;
  else if (number == EROFS)
    code = DEMAINS_PROJECT_ERROR_READ_ONLY;
  g_set_error (error, DEMAINS_PROJECT_ERROR, code, "%s: %s", path, g_strerror (number));

  return FALSE;
}

/* Where checked out projects are, a folder each. */
static char *
dup_parent (void)
{
  return g_build_filename (g_get_user_state_dir (), "demains", "checkouts", NULL);
}

static char *
dup_folder (const char *document)
{
  g_autofree char *real = realpath (document, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real != NULL ? real : document, -1);
  g_autofree char *parent = dup_parent ();

  return g_build_filename (parent, name, NULL);
}

static char *
dup_copy_path (const char *folder, const char *document)
{
  g_autofree char *name = g_path_get_basename (document);

  return g_build_filename (folder, name, NULL);
}

/* What a document is like, in a line that changes with every write of it. */
static char *
describe (const char *document, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint8 header[HEADER];
  struct stat status;
  int fd = g_open (document, O_RDONLY | O_CLOEXEC, 0);
  gssize n = -1;

  if (fd >= 0 && fstat (fd, &status) == 0)
    n = pread (fd, header, sizeof header, 0);
  if (n < 0)
    {
      fail_with_errno (document, errno, error);
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  close (fd);

  g_string_printf (line, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld ", (gint64)status.st_size,
                   (gint64)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
  for (gssize i = 0; i < n; i++)
    g_string_append_printf (line, "%02x", header[i]);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* What the document in @folder was like, %NULL where that is not known. */
static char *
read_state (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, STATE, NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  if (!g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL))
    return NULL;

  return g_key_file_get_string (keys, GROUP, "Description", NULL);
}

static gboolean
write_state (DemainsCheckout *self, const char *description, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, STATE, NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *data = NULL;
  gsize length;

  g_key_file_set_string (keys, GROUP, "Path", self->document);
  g_key_file_set_string (keys, GROUP, "Description", description);
  data = g_key_file_to_data (keys, &length, NULL);

  return g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
copy_blocks (int from, int to)
{
  g_autofree char *block = g_malloc (BLOCK);
  gssize n;

  while ((n = read (from, block, BLOCK)) > 0)
    for (gssize done = 0; done < n;)
      {
        gssize written = write (to, block + done, n - done);

        if (written < 0)
          return FALSE;
        done += written;
      }

  return n == 0 && fsync (to) == 0;
}

/* Whole or not at all. */
static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  int source = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int target = source >= 0 ? g_open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
  gboolean done = target >= 0 && copy_blocks (source, target) && g_rename (part, to) == 0;
  int number = errno;

  if (source >= 0)
    close (source);
  if (target >= 0)
    close (target);
  if (done)
    return TRUE;

  g_unlink (part);

  return fail_with_errno (from, number, error);
}

/* With a commit that was cut short beside it, where a whole folder was given; who
 * opens the copy takes it back. The journal comes first: without its file it is nothing. */
static gboolean
copy_document (const char *document, const char *to, GError **error)
{
  g_autofree char *journal = g_strconcat (document, "-journal", NULL);
  g_autofree char *journal_copy = g_strconcat (to, "-journal", NULL);

  g_unlink (journal_copy);
  if (g_file_test (journal, G_FILE_TEST_EXISTS) && !copy_file (journal, journal_copy, error))
    return FALSE;

  return copy_file (document, to, error);
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
merge (const char *copy, const char *other, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;
  DemainsMergeReport *report;

  g_main_context_push_thread_default (context);
  demains_project_merge_async (copy, other, copy, NULL, merged_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  report = demains_project_merge_finish (result, NULL, error);
  g_clear_pointer (&report, demains_merge_report_free);

  return error == NULL || *error == NULL;
}

/* Somebody changed the document since the copy was made of it: both go on as one. */
static gboolean
join (DemainsCheckout *self, GError **error)
{
  return demains_checkout_fetch_other (self, error) && merge (self->copy, self->other, error)
         && demains_checkout_join (self, error);
}

/* A copy that cannot go on as this document stays, under another name. */
static void
set_aside (DemainsCheckout *self)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);
  g_autofree char *name = g_path_get_basename (self->copy);
  g_autofree char *kept = g_strdup_printf ("%s/kept-%" G_GINT64_FORMAT "-%s", parent, g_get_real_time (), name);

  g_warning ("%s is no longer the document it was; what was done in it is kept in %s", self->document, kept);
  g_rename (self->copy, kept);
}

/* A copy of this very document that was left while the portal called it otherwise. */
static void
adopt (DemainsCheckout *self, const char *description)
{
  g_autofree char *parent = dup_parent ();
  g_autoptr (GDir) folders = g_dir_open (parent, 0, NULL);
  const char *name;

  while (folders != NULL && (name = g_dir_read_name (folders)) != NULL)
    {
      g_autofree char *folder = g_build_filename (parent, name, NULL);
      g_autofree char *state = read_state (folder);
      g_autofree char *lock = g_build_filename (folder, "lock", NULL);
      g_autofree char *copy = dup_copy_path (folder, self->document);
      g_autoptr (DemainsGuard) guard = NULL;

      if (strcmp (folder, self->folder) == 0 || g_strcmp0 (state, description) != 0
          || !g_file_test (copy, G_FILE_TEST_EXISTS))
        continue;
      guard = demains_guard_take (lock, NULL);
      if (guard != NULL && write_state (self, description, NULL) && g_rename (copy, self->copy) == 0)
        return;
    }
}

/**
 * demains_checkout_new:
 * @document: (type filename): a path that a document portal shows
 *
 * Returns: (transfer full): the right to check it out; %NULL with
 *   %DEMAINS_PROJECT_ERROR_IN_USE where another program of this user has done so
 */
DemainsCheckout *
demains_checkout_new (const char *document, GError **error)
{
  g_autoptr (DemainsCheckout) self = g_atomic_rc_box_new0 (DemainsCheckout);
  g_autofree char *lock = NULL;
  int fd;

  self->document = g_strdup (document);
  self->folder = dup_folder (document);
  self->copy = dup_copy_path (self->folder, document);
  lock = g_build_filename (self->folder, "lock", NULL);
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      fail_with_errno (self->folder, errno, error);
      return NULL;
    }
  fd = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      fail_with_errno (lock, errno, error);
      return NULL;
    }
  close (fd);
  self->lock = demains_guard_take (lock, error);

  return self->lock != NULL ? g_steal_pointer (&self) : NULL;
}

/* What is of no use without a copy. */
static void
clear_away (DemainsCheckout *self)
{
  static const char *const NAMES[] = { STATE, "lock" };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, NAMES[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
}

static void
clear (gpointer data)
{
  DemainsCheckout *self = data;

  if (self->lock != NULL && !g_file_test (self->copy, G_FILE_TEST_EXISTS))
    clear_away (self);
  g_clear_pointer (&self->claim, demains_guard_free);
  g_clear_pointer (&self->lock, demains_guard_free);
  g_free (self->other);
  g_free (self->other_description);
  g_free (self->document);
  g_free (self->folder);
  g_free (self->copy);
}

DemainsCheckout *
demains_checkout_ref (DemainsCheckout *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * demains_checkout_unref:
 * @self: (transfer full): a checkout
 *
 * The last one gives the right back. The copy stays, to be gone on with.
 */
void
demains_checkout_unref (DemainsCheckout *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * demains_checkout_finish:
 * @self: (transfer full): a checkout whose document holds all that its copy does
 *
 * Takes the copy away.
 */
void
demains_checkout_finish (DemainsCheckout *self)
{
  g_autofree char *journal = g_strconcat (self->copy, "-journal", NULL);

  g_unlink (self->copy);
  g_unlink (journal);
  demains_checkout_unref (self);
}

/**
 * demains_checkout_find_copy:
 * @document: (type filename): a path that a document portal shows
 *
 * Returns: (transfer full) (nullable): where it is checked out, for who only reads;
 *   %NULL where it is not
 */
char *
demains_checkout_find_copy (const char *document)
{
  g_autofree char *folder = dup_folder (document);
  g_autofree char *copy = dup_copy_path (folder, document);

  return g_file_test (copy, G_FILE_TEST_EXISTS) ? g_steal_pointer (&copy) : NULL;
}

/**
 * demains_checkout_get_copy:
 *
 * Returns: (transfer none): where the project is worked on
 */
const char *
demains_checkout_get_copy (const DemainsCheckout *self)
{
  return self->copy;
}

/**
 * demains_checkout_is_fresh:
 *
 * Returns: whether the copy has nothing that the document has not
 */
gboolean
demains_checkout_is_fresh (const DemainsCheckout *self)
{
  return self->is_fresh;
}

/* The portal lets go of a lock whenever anybody closes the document, so it is taken
 * again after each time that it was read. */
static gboolean
hold (DemainsCheckout *self, GError **error)
{
  g_clear_pointer (&self->claim, demains_guard_free);
  self->claim = demains_guard_take (self->document, error);

  return self->claim != NULL;
}

static gboolean
bring_up_to_date (DemainsCheckout *self, const char *description, GError **error)
{
  g_autofree char *state = NULL;
  g_autoptr (GError) problem = NULL;

  if (!g_file_test (self->copy, G_FILE_TEST_EXISTS))
    adopt (self, description);
  state = read_state (self->folder);
  if (g_file_test (self->copy, G_FILE_TEST_EXISTS))
    {
      if (g_strcmp0 (state, description) == 0)
        return TRUE;
      if (join (self, &problem))
        return TRUE;
      if (!g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_OTHER_PROJECT)
          && !g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      set_aside (self);
    }
  self->is_fresh = copy_document (self->document, self->copy, error) && write_state (self, description, error);

  return self->is_fresh;
}

/**
 * demains_checkout_fetch:
 *
 * Makes the copy, or brings it together with what the document became meanwhile.
 * Holds the document as well as it can, so that programs outside the sandbox see
 * that it is in use.
 *
 * Returns: whether the copy can be opened; else %DEMAINS_PROJECT_ERROR_IN_USE when
 *   another program writes the document itself
 */
gboolean
demains_checkout_fetch (DemainsCheckout *self, GError **error)
{
  g_autofree char *description = describe (self->document, error);

  return description != NULL && hold (self, error) && bring_up_to_date (self, description, error) && hold (self, error);
}

/**
 * demains_checkout_is_current:
 *
 * Returns: whether the document is still what it was when it was last read or
 *   replaced; else %DEMAINS_PROJECT_ERROR_CHANGED, or why it cannot be read
 */
gboolean
demains_checkout_is_current (DemainsCheckout *self, GError **error)
{
  g_autofree char *state = read_state (self->folder);
  g_autofree char *description = describe (self->document, error);

  if (description == NULL)
    return FALSE;
  if (g_strcmp0 (state, description) != 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_CHANGED, "%s was changed meanwhile",
                   self->document);
      return FALSE;
    }

  return hold (self, error);
}

/**
 * demains_checkout_note:
 *
 * The document and the copy are the same now.
 */
gboolean
demains_checkout_note (DemainsCheckout *self, GError **error)
{
  g_autofree char *description = describe (self->document, error);

  if (description == NULL || !write_state (self, description, error))
    return FALSE;

  hold (self, NULL);

  return TRUE;
}

static void
remove_other (DemainsCheckout *self)
{
  g_autofree char *journal = g_strconcat (self->other, "-journal", NULL);

  g_unlink (self->other);
  g_unlink (journal);
}

/**
 * demains_checkout_fetch_other:
 *
 * Brings what somebody else made of the document here, to be merged.
 */
gboolean
demains_checkout_fetch_other (DemainsCheckout *self, GError **error)
{
  g_autofree char *stem = demains_file_name_dup_stem (self->document);
  /* Translators: what the other side of a collision is called; %s is the name of a file. */
  g_autofree char *name = g_strdup_printf (_ ("%s (changed elsewhere)"), stem);
  g_autofree char *file = g_strconcat (name, DEMAINS_FILE_EXTENSION, NULL);

  g_free (self->other);
  self->other = g_build_filename (self->folder, file, NULL);
  g_free (self->other_description);
  self->other_description = describe (self->document, error);

  return self->other_description != NULL && copy_document (self->document, self->other, error);
}

/**
 * demains_checkout_get_other:
 *
 * Returns: (transfer none): where demains_checkout_fetch_other() brought it
 */
const char *
demains_checkout_get_other (const DemainsCheckout *self)
{
  return self->other;
}

/**
 * demains_checkout_join:
 *
 * What was fetched is in the copy now.
 */
gboolean
demains_checkout_join (DemainsCheckout *self, GError **error)
{
  remove_other (self);

  return write_state (self, self->other_description, error);
}
