/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "demains-title-card-editor.h"
#include "demains-clip-row.h"
#include "demains-cut.h"
#include "demains-film-export.h"
#include "demains-film-page.h"
#include "demains-filmstrip-handle.h"
#include "demains-filmstrip-view.h"
#include "demains-import.h"
#include "demains-media-init.h"
#include "demains-script.h"
#include "demains-take-editor.h"
#include "demains-test-page.h"
#include "demains-test-window.h"
#include "demains-thumbnail.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define FRAME (SECOND / 30)
#define TAKE_SECONDS 6

typedef DemainsTestPage Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  demains_test_page_open (fixture, DEMAINS_TYPE_FILM_PAGE, name);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  demains_test_page_close (fixture);
}

static char *
make_video (void)
{
  g_autofree char *path = demains_test_path ("ball.mkv");
  g_autofree char *description = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  description = g_strdup_printf ("videotestsrc num-buffers=%d pattern=ball ! video/x-raw,width=320,height=180,"
                                 "framerate=30/1 ! jpegenc ! matroskamux ! filesink location=%s",
                                 TAKE_SECONDS * 30, path);
  pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  bus = gst_element_get_bus (pipeline);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_true (message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return g_steal_pointer (&path);
}

static DemainsRecord *
import_take (Fixture *fixture)
{
  g_autofree char *path = make_video ();
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Import");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;

  demains_import_video_async (fixture->project, path, operation, demains_test_ready_cb, &result);
  take = demains_import_video_finish (demains_test_wait (&result), NULL, &error);
  g_assert_no_error (error);

  return demains_project_find (fixture->project, demains_record_get_id (take));
}

static gpointer
get_child (gpointer widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static DemainsTakeEditor *
get_editor (Fixture *fixture)
{
  return get_child (fixture->page, "editor");
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_root_get_focus (gtk_widget_get_root (fixture->page));
}

static void
assert_words_are_selected (Fixture *fixture)
{
  GtkWidget *words = get_focus (fixture);

  g_assert_true (GTK_IS_TEXT_VIEW (words));
  g_assert_true (gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (words))));
}

static GtkListBoxRow *
get_row (Fixture *fixture, int index)
{
  return gtk_list_box_get_row_at_index (get_child (get_child (fixture->page, "clips"), "list"), index);
}

static DemainsFilmstripHandle *
find_handle (Fixture *fixture, DemainsHandleRole role)
{
  GtkWidget *strip = get_child (get_editor (fixture), "strip");

  for (GtkWidget *child = gtk_widget_get_first_child (strip); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (demains_filmstrip_handle_get_role (DEMAINS_FILMSTRIP_HANDLE (child)) == role)
      return DEMAINS_FILMSTRIP_HANDLE (child);

  g_assert_not_reached ();
}

/* As a screen reader moves a slider. */
static void
set_value (DemainsFilmstripHandle *handle, double seconds)
{
  GTK_ACCESSIBLE_RANGE_GET_IFACE (handle)->set_current_value (GTK_ACCESSIBLE_RANGE (handle), seconds);
}

static void
activate (Fixture *fixture, const char *detailed_action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (detailed_action, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (fixture->page, name, target));
}

static guint
count (Fixture *fixture, DemainsKindId kind)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (fixture->project, kind)));
}

static guint
count_steps (Fixture *fixture)
{
  g_autoptr (GPtrArray) steps = demains_project_list_steps (fixture->project);

  return steps->len;
}

static DemainsRecord *
get_clip (Fixture *fixture, guint index)
{
  return demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_CLIP), index);
}

static void
test_empty (Fixture *fixture, gconstpointer name)
{
  GtkStack *stack = get_child (fixture->page, "stack");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  g_assert_false (gtk_widget_activate_action (fixture->page, "film.add-clip", NULL)
                  && count (fixture, DEMAINS_KIND_CLIP) > 0);
  activate (fixture, "film.shoot");
  g_assert_cmpstr (demains_session_get_page (fixture->session), ==, "shoot");

  import_take (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "film");
}

/* A take that is still brought in is as long as what is there of it, not as when it was opened. */
static void
test_growing (Fixture *fixture, gconstpointer name)
{
  g_autofree char *path = make_video ();
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Import");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const DemainsTrim *trim = demains_take_editor_get_trim (get_editor (fixture));
  DemainsRecord *take;

  demains_import_video_async (fixture->project, path, operation, demains_test_ready_cb, &result);
  demains_test_until (trim->duration >= 3 * SECOND);
  activate (fixture, "film.skip(2)");
  g_assert_cmpint (trim->position, ==, 2 * SECOND);

  take = demains_import_video_finish (demains_test_wait (&result), NULL, &error);
  g_assert_no_error (error);
  demains_test_until (ABS (trim->duration - TAKE_SECONDS * SECOND) <= FRAME);
  g_assert_cmpint (trim->position, ==, 2 * SECOND);
  g_object_unref (take);
}

static void
test_points (Fixture *fixture, gconstpointer name)
{
  DemainsTakeEditor *editor = get_editor (fixture);
  DemainsRecord *take = import_take (fixture);
  DemainsRecord *clip;

  g_assert_true (demains_take_editor_get_take (editor) == take);
  demains_test_until (ABS (demains_take_editor_get_trim (editor)->out_point - TAKE_SECONDS * SECOND) <= FRAME);

  /* The picture at the out point is the last that is kept. */
  activate (fixture, "film.skip(1)");
  activate (fixture, "film.set-in");
  activate (fixture, "film.skip(2)");
  activate (fixture, "film.step(-1)");
  activate (fixture, "film.set-out");
  activate (fixture, "film.add-clip");
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 1);
  clip = get_clip (fixture, 0);
  g_assert_cmpstr (demains_record_get_text (clip, "take"), ==, demains_record_get_id (take));
  g_assert_cmpint (demains_record_get_number (clip, "in_point"), ==, SECOND);
  g_assert_cmpint (demains_record_get_number (clip, "out_point"), ==, 3 * SECOND);

  /* An in point after the out point frees the out point, and the other way round. */
  activate (fixture, "film.skip(2)");
  activate (fixture, "film.set-in");
  g_assert_cmpint (demains_take_editor_get_trim (editor)->in_point, >, 4 * SECOND);
  g_assert_cmpint (ABS (demains_take_editor_get_trim (editor)->out_point - TAKE_SECONDS * SECOND), <=, FRAME);
  activate (fixture, "film.go(false)");
  activate (fixture, "film.skip(1)");
  activate (fixture, "film.set-out");
  g_assert_cmpint (demains_take_editor_get_trim (editor)->in_point, ==, 0);

  /* Nothing of that changed the clip. */
  g_assert_cmpint (demains_record_get_number (clip, "out_point"), ==, 3 * SECOND);
}

static void
test_trim (Fixture *fixture, gconstpointer name)
{
  DemainsFilmstripHandle *in_handle = find_handle (fixture, DEMAINS_HANDLE_IN);
  DemainsFilmstripHandle *out_handle = find_handle (fixture, DEMAINS_HANDLE_OUT);
  g_autoptr (DemainsChange) change = NULL;
  DemainsRecord *clip;
  guint n_steps;

  import_take (fixture);
  activate (fixture, "film.add-clip");
  clip = get_clip (fixture, 0);
  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, clip);

  /* From the handle to the record: a burst is one step, on whole pictures. */
  set_value (in_handle, 0.5);
  set_value (in_handle, 1.02);
  set_value (out_handle, 4.0);
  g_assert_cmpint (demains_record_get_number (clip, "in_point"), ==, 0);
  demains_test_until (demains_record_get_number (clip, "in_point") == 31 * SECOND / 30);
  g_assert_cmpint (demains_record_get_number (clip, "out_point"), ==, 4 * SECOND);
  g_assert_cmpint (demains_project_peek_undo (fixture->project)->verb, ==, DEMAINS_VERB_TRIM);

  g_assert_true (demains_test_undo (fixture->project));
  g_assert_cmpint (demains_record_get_number (clip, "in_point"), ==, 0);
  g_assert_cmpint (demains_filmstrip_handle_get_time (in_handle), ==, 0);
  g_assert_cmpint (demains_project_peek_undo (fixture->project)->verb, ==, DEMAINS_VERB_ADD);
  g_assert_true (demains_test_redo (fixture->project));
  g_assert_cmpint (demains_filmstrip_handle_get_time (out_handle), ==, 4 * SECOND);

  /* From the record to the handle. */
  change = demains_change_new (DEMAINS_VERB_TRIM, clip);
  demains_change_set_number (change, clip, "out_point", 2 * SECOND);
  demains_project_apply (fixture->project, change);
  g_assert_cmpint (demains_filmstrip_handle_get_time (out_handle), ==, 2 * SECOND);

  /* Undo takes back what was moved last though the burst is not over, and it can be done again. */
  set_value (out_handle, 3.0);
  demains_session_undo (fixture->session);
  g_assert_cmpint (demains_record_get_number (clip, "out_point"), ==, 2 * SECOND);
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), FALSE);
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), TRUE);
  g_assert_nonnull (demains_project_peek_redo (fixture->project));
  demains_session_redo (fixture->session);
  g_assert_cmpint (demains_record_get_number (clip, "out_point"), ==, 3 * SECOND);
  demains_session_undo (fixture->session);

  /* The points never cross. */
  set_value (in_handle, 5.0);
  g_assert_cmpint (demains_filmstrip_handle_get_time (in_handle), <, 2 * SECOND);
  g_assert_cmpint (demains_filmstrip_handle_get_time (in_handle), >=, 2 * SECOND - FRAME - 1);

  /* Nothing more is done to a clip that is gone. */
  n_steps = count_steps (fixture);
  demains_project_remove (fixture->project, clip);
  g_assert_cmpuint (count_steps (fixture), ==, n_steps + 1);
}

/* While it plays, the picture that is seen is the one that is marked. */
static void
test_marks (Fixture *fixture, gconstpointer name)
{
  const DemainsTrim *trim = demains_take_editor_get_trim (get_editor (fixture));
  gint64 seen;

  import_take (fixture);
  demains_test_settle ();
  activate (fixture, "film.play");
  demains_test_until (trim->position > SECOND / 2);
  seen = trim->position;
  activate (fixture, "film.set-in");
  g_assert_cmpint (trim->in_point, ==, seen);
  activate (fixture, "film.play");
  g_assert_cmpint (trim->position, ==, demains_trim_get_seen (trim, trim->position));
  seen = trim->position;
  activate (fixture, "film.set-out");
  g_assert_cmpint (trim->out_point, ==, demains_trim_snap (trim, seen + FRAME));
}

static void
test_order (Fixture *fixture, gconstpointer name)
{
  gpointer clips = get_child (fixture->page, "clips");
  DemainsRecord *first, *second;

  import_take (fixture);
  activate (fixture, "film.add-clip");
  activate (fixture, "film.add-clip");
  activate (fixture, "film.add-clip");
  first = get_clip (fixture, 0);
  second = get_clip (fixture, 1);
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 3);

  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, first);
  activate (fixture, "film.move-clip(1)");
  g_assert_true (get_clip (fixture, 0) == second);
  g_assert_true (get_clip (fixture, 1) == first);
  g_assert_true (gtk_list_box_row_is_selected (get_row (fixture, 1)));
  g_assert_true (demains_session_get_selected (fixture->session, DEMAINS_KIND_CLIP) == first);

  /* Tab chooses none. */
  gtk_widget_child_focus (GTK_WIDGET (get_row (fixture, 0)), GTK_DIR_TAB_FORWARD);
  g_assert_true (get_focus (fixture) == GTK_WIDGET (get_row (fixture, 0)));
  g_assert_true (demains_session_get_selected (fixture->session, DEMAINS_KIND_CLIP) == first);

  activate (fixture, "film.move-clip(1)");
  g_assert_true (get_clip (fixture, 0) == first);
  g_assert_true (get_clip (fixture, 1) == second);
  g_assert_true (demains_session_get_selected (fixture->session, DEMAINS_KIND_CLIP) == second);
  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, first);
  gtk_widget_grab_focus (GTK_WIDGET (get_row (fixture, 0)));
  activate (fixture, "film.move-clip(1)");
  g_assert_true (get_clip (fixture, 1) == first);

  /* However often its row was made anew, the list listens to it once. */
  g_assert_cmpuint (g_signal_handlers_block_matched (first, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, clips), ==, 1);
  g_signal_handlers_unblock_matched (first, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, clips);

  activate (fixture, "film.remove-clip('')");
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 2);
  g_assert_null (demains_session_get_selected (fixture->session, DEMAINS_KIND_CLIP));
  g_assert_true (demains_test_undo (fixture->project));
  g_assert_true (get_clip (fixture, 1) == first);
}

/* A button, by the action that it does. */
static GtkWidget *
find_button (GtkWidget *widget, const char *action)
{
  return demains_test_find (widget, GTK_TYPE_BUTTON, "action-name", action);
}

/* At the playhead, and only inside of the clip; what comes after it is the clip to go on with. */
static void
test_split (Fixture *fixture, gconstpointer name)
{
  GtkWidget *split = find_button (fixture->page, "film.split-clip");
  DemainsRecord *first;

  import_take (fixture);
  activate (fixture, "film.add-clip");
  first = get_clip (fixture, 0);
  g_assert_false (gtk_widget_get_visible (split));
  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, first);
  g_assert_true (gtk_widget_get_visible (split));

  activate (fixture, "film.go(false)");
  activate (fixture, "film.split-clip");
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 1);
  activate (fixture, "film.skip(2)");
  activate (fixture, "film.split-clip");
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 2);
  g_assert_cmpint (demains_record_get_number (first, "out_point"), ==, 2 * SECOND);
  g_assert_cmpint (demains_record_get_number (get_clip (fixture, 1), "in_point"), ==, 2 * SECOND);
  g_assert_true (gtk_list_box_row_is_selected (get_row (fixture, 1)));

  g_assert_true (demains_test_undo (fixture->project));
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 1);
  g_assert_cmpint (ABS (demains_record_get_number (first, "out_point") - TAKE_SECONDS * SECOND), <=, FRAME);
}

static void
test_first_cut (Fixture *fixture, gconstpointer name)
{
  GtkLabel *total = get_child (get_child (fixture->page, "clips"), "total");

  g_object_set (demains_project_get_root (fixture->project), "film_seconds", G_GINT64_CONSTANT (90), NULL);
  import_take (fixture);
  activate (fixture, "film.first-cut");
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 1);
  g_assert_cmpstr (gtk_label_get_text (total), ==, "0′06″ of 1′30″");
  g_assert_cmpint (demains_project_peek_undo (fixture->project)->verb, ==, DEMAINS_VERB_CUT);
  activate (fixture, "film.first-cut");
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 1);

  g_object_set (demains_project_get_root (fixture->project), "film_seconds", G_GINT64_CONSTANT (0), NULL);
  g_assert_cmpstr (gtk_label_get_text (total), ==, "0′06″");
}

static GBytes *
get_picture (Fixture *fixture, int index)
{
  return demains_thumbnail_get_bytes (get_child (get_row (fixture, index), "thumbnail"));
}

/* The ball has moved on by then. */
static void
test_picture (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  import_take (fixture);
  activate (fixture, "film.add-clip");
  demains_test_until (get_picture (fixture, 0) != NULL);
  first = g_bytes_ref (get_picture (fixture, 0));

  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, get_clip (fixture, 0));
  activate (fixture, "film.go(false)");
  activate (fixture, "film.skip(1)");
  activate (fixture, "film.set-in");
  demains_test_until (get_picture (fixture, 0) != first);
  second = g_bytes_ref (get_picture (fixture, 0));
  g_assert_false (g_bytes_equal (first, second));

  /* What was made is kept. */
  g_assert_true (demains_test_undo (fixture->project));
  demains_test_until (get_picture (fixture, 0) == first);
}

static gboolean
are_beside (GtkWidget *widget, GtkWidget *other)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (other, widget, &bounds) && bounds.origin.y < gtk_widget_get_height (widget)
         && bounds.origin.y + bounds.size.height > 0;
}

/* A window of 1024 pixels leaves this to the page, beside the sidebar. */
static void
test_rows (Fixture *fixture, gconstpointer name)
{
  DemainsTakeEditor *editor = get_editor (fixture);
  GtkWidget *add = find_button (GTK_WIDGET (editor), "film.add-clip");
  GtkWidget *leave = find_button (GTK_WIDGET (editor), "film.leave-clip");
  GtkWidget *play_clip = find_button (GTK_WIDGET (editor), "film.play-clip");

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 768, 720);
  import_take (fixture);
  demains_test_until (gtk_widget_get_width (fixture->page) == 768 && gtk_widget_get_height (add) > 0);
  g_assert_true (are_beside (get_child (editor, "play"), play_clip));
  g_assert_true (are_beside (get_child (editor, "in_entry"), add));

  /* What ends the trimming of a clip stands where clips are added. */
  g_assert_false (gtk_widget_get_visible (leave));
  activate (fixture, "film.add-clip");
  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, get_clip (fixture, 0));
  g_assert_true (gtk_widget_get_visible (leave));
  g_assert_false (gtk_widget_get_visible (add));
  activate (fixture, "film.leave-clip");
  g_assert_false (gtk_widget_get_visible (leave));
  g_assert_true (gtk_widget_get_visible (add));
}

static void
test_lost_take (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = import_take (fixture);
  GtkLabel *title;
  g_autofree char *before = NULL;

  activate (fixture, "film.add-clip");
  title = get_child (get_row (fixture, 0), "title");
  before = g_strdup (gtk_label_get_text (title));
  demains_project_remove (fixture->project, take);

  g_assert_cmpstr (gtk_label_get_text (title), ==, "Clip of a lost take");
  g_assert_null (demains_take_editor_get_take (get_editor (fixture)));
  g_assert_true (demains_test_undo (fixture->project));
  g_assert_cmpstr (gtk_label_get_text (title), ==, before);
}

static void
test_name (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *root = demains_project_get_root (fixture->project);
  g_autofree char *proposed = NULL;

  g_object_set (root, "group", "CCAS / CIAS : « demain » ?", NULL);
  proposed = demains_film_export_propose_name (fixture->project, DEMAINS_FILM_COPIED);
  g_assert_true (g_str_has_prefix (proposed, "CCAS - CIAS - « demain » -."));
}

static void
toast_cb (DemainsSession *session, AdwToast *toast, char **said)
{
  g_set_str (said, gtk_label_get_label (GTK_LABEL (adw_toast_get_custom_title (toast))));
}

/* Where nothing can be made it is said. */
static void
test_no_path (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("telephone://storage/Les%20Halles.mp4");
  g_autofree char *said = NULL;

  g_signal_connect (fixture->session, "show-toast", G_CALLBACK (toast_cb), &said);
  demains_film_export_to_file (fixture->session, file, DEMAINS_FILM_COPIED);
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "Les Halles.mp4"));
  g_signal_handlers_disconnect_by_data (fixture->session, &said);
}

static const char *
get_shown_editor (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture->page, "editors"));
}

/* A card stands where it was asked for, is written, styled and timed, and is one step to take back. */
static void
test_card (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = import_take (fixture);
  gpointer editor = get_child (fixture->page, "card_editor");
  DemainsRecord *card;

  demains_cut_add (fixture->project, take, SECOND, 2 * SECOND);
  activate (fixture, "film.add-card");
  g_assert_cmpuint (count (fixture, DEMAINS_KIND_CLIP), ==, 2);
  card = get_clip (fixture, 0);
  g_assert_true (demains_cut_is_card (card));
  g_assert_true (demains_session_get_selected (fixture->session, DEMAINS_KIND_CLIP) == card);
  g_assert_cmpstr (get_shown_editor (fixture), ==, "card");
  assert_words_are_selected (fixture);
  g_assert_true (g_str_has_prefix (demains_record_get_text (card, "text"),
                                   demains_record_get_text (demains_project_get_root (fixture->project), "group")));

  adw_spin_row_set_value (get_child (editor, "seconds"), 6);
  g_assert_cmpint (demains_record_get_number (card, "out_point"), ==, 6 * SECOND);
  adw_toggle_group_set_active_name (get_child (editor, "styles"), "light");
  g_assert_cmpstr (demains_record_get_text (card, "style"), ==, "light");
  adw_switch_row_set_active (get_child (get_child (fixture->page, "fade"), "fade"), TRUE);
  g_assert_true (demains_cut_has_fade (card));
  g_assert_true (demains_test_undo (fixture->project));
  g_assert_false (adw_switch_row_get_active (get_child (get_child (fixture->page, "fade"), "fade")));

  /* Where no clip is chosen the next one is an ending. */
  activate (fixture, "film.leave-clip");
  g_assert_cmpstr (get_shown_editor (fixture), ==, "take");
  g_assert_true (get_focus (fixture) == demains_take_editor_get_play_button (get_editor (fixture)));
  activate (fixture, "film.add-card");
  g_assert_true (demains_cut_is_card (get_clip (fixture, 2)));
  g_assert_cmpstr (demains_record_get_text (get_clip (fixture, 2), "text"), ==, "");
  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, get_clip (fixture, 1));
  g_assert_cmpstr (get_shown_editor (fixture), ==, "take");
}

/* The film is seen from the chosen clip to its end, and then what was seen before. */
static void
test_play_film (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = import_take (fixture);

  demains_cut_add (fixture->project, take, 0, SECOND);
  demains_cut_add (fixture->project, take, 2 * SECOND, 3 * SECOND);
  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, get_clip (fixture, 1));
  activate (fixture, "film.play-film");
  g_assert_cmpstr (get_shown_editor (fixture), ==, "film");
  demains_test_until (g_str_equal (get_shown_editor (fixture), "take"));

  activate (fixture, "film.play-film");
  activate (fixture, "film.play");
  g_assert_cmpstr (get_shown_editor (fixture), ==, "take");
  activate (fixture, "film.play-film");
  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, get_clip (fixture, 0));
  g_assert_cmpstr (get_shown_editor (fixture), ==, "take");
}

/* What is said is read while the film plays, until somebody wants to see the picture alone. */
static void
test_captions (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = import_take (fixture);
  DemainsRecord *scene = demains_project_add (fixture->project, DEMAINS_KIND_SCENE, "Le journal", NULL);
  DemainsRecord *speech = demains_script_add_speech (fixture->project, scene, NULL, "Lina");
  GtkWidget *caption = get_child (get_child (fixture->page, "view"), "caption");
  GtkWidget *label = adw_bin_get_child (ADW_BIN (caption));

  g_object_set (speech, "text", "Bonjour à tous.", NULL);
  g_object_set (take, "scene", demains_record_get_id (scene), NULL);
  demains_cut_add (fixture->project, take, 0, 3 * SECOND);
  activate (fixture, "film.play-film");
  demains_test_until (gtk_widget_get_visible (label));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "Bonjour à tous.");
  g_assert_true (gtk_widget_get_visible (caption));
  activate (fixture, "film.captions");
  g_assert_false (gtk_widget_get_visible (caption));
  activate (fixture, "film.captions");
  g_assert_true (gtk_widget_get_visible (caption));
}

static GtkWidget *
get_cue (Fixture *fixture, int index)
{
  GtkListBox *list = get_child (get_child (fixture->page, "caption_editor"), "list");

  return GTK_WIDGET (gtk_list_box_get_row_at_index (list, index));
}

/* What is heard otherwise than it was written is corrected, and stays so until somebody undoes it. */
static void
test_correct_captions (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = import_take (fixture);
  DemainsRecord *scene = demains_project_add (fixture->project, DEMAINS_KIND_SCENE, "Le journal", NULL);
  DemainsRecord *speech = demains_script_add_speech (fixture->project, scene, NULL, "Lina");
  DemainsRecord *clip;
  GtkTextBuffer *buffer;
  GtkWidget *flaw;

  g_object_set (speech, "text", "Bonjour à tous.", NULL);
  g_object_set (take, "scene", demains_record_get_id (scene), NULL);
  demains_cut_add (fixture->project, take, 0, SECOND);
  demains_cut_add (fixture->project, take, SECOND, 2 * SECOND);
  clip = get_clip (fixture, 0);
  demains_session_set_selected (fixture->session, DEMAINS_KIND_CLIP, clip);
  activate (fixture, "film.correct-captions");
  demains_test_until (get_cue (fixture, 0) != NULL);

  /* The clips, which are not seen, stay as they are. */
  gtk_widget_activate_action (fixture->page, "film.move-clip", "i", 1);
  gtk_widget_activate_action (fixture->page, "film.remove-clip", "s", "");
  g_assert_true (get_clip (fixture, 0) == clip);
  buffer = get_child (get_cue (fixture, 0), "buffer");
  flaw = get_child (get_cue (fixture, 0), "flaw");
  g_assert_false (gtk_widget_get_visible (flaw));
  g_assert_cmpstr (demains_record_get_text (take, "captions"), ==, "");

  gtk_text_buffer_set_text (buffer, "Bonsoir à toutes et à tous, et merci d’être venus si nombreux.", -1);
  g_assert_nonnull (strstr (demains_record_get_text (take, "captions"), "Bonsoir à toutes"));
  g_assert_true (gtk_widget_get_visible (flaw));
  gtk_text_buffer_set_text (buffer, "Bonsoir.", -1);
  g_assert_false (gtk_widget_get_visible (flaw));

  /* The playhead says when. */
  activate (fixture, "film.go(true)");
  g_assert_true (gtk_widget_activate_action (get_cue (fixture, 0), "cue.end", NULL));
  g_assert_nonnull (strstr (demains_record_get_text (take, "captions"), "--> 00:00:05.9"));
  g_assert_true (gtk_widget_grab_focus (find_button (get_cue (fixture, 0), "cue.play")));
  g_assert_true (demains_test_press (GTK_WINDOW (fixture->window), "Delete"));
  g_assert_null (get_cue (fixture, 0));
  g_assert_cmpstr (demains_record_get_text (take, "captions"), ==, "WEBVTT\n\n");

  /* What is typed next takes the place of what a new one says. */
  g_signal_emit_by_name (get_child (get_child (fixture->page, "caption_editor"), "add"), "clicked");
  assert_words_are_selected (fixture);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (get_cue (fixture, 0))));

  while (*demains_record_get_text (take, "captions") != '\0')
    g_assert_true (demains_test_undo (fixture->project));
  demains_test_until (get_cue (fixture, 0) != NULL
                      && gtk_text_buffer_get_char_count (get_child (get_cue (fixture, 0), "buffer"))
                           == g_utf8_strlen ("Bonjour à tous.", -1));
  activate (fixture, "film.correct-captions");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture->page, "side")), ==, "clips");
}

/* However far the playhead is, a caption goes no further than the one beside can still be seen. */
static void
test_caption_times (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = import_take (fixture);

  g_object_set (take, "captions",
                "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nUn\n\n00:00:02.000 --> 00:00:04.000\nDeux\n\n"
                "00:00:04.000 --> 00:00:06.000\nTrois\n\n",
                NULL);
  demains_session_set_selected (fixture->session, DEMAINS_KIND_TAKE, take);
  activate (fixture, "film.correct-captions");
  demains_test_until (get_cue (fixture, 2) != NULL);
  activate (fixture, "film.skip(5)");
  g_assert_true (gtk_widget_activate_action (get_cue (fixture, 0), "cue.end", NULL));
  activate (fixture, "film.go(false)");
  g_assert_true (gtk_widget_activate_action (get_cue (fixture, 2), "cue.begin", NULL));
  g_assert_cmpstr (demains_record_get_text (take, "captions"), ==,
                   "WEBVTT\n\n00:00:00.000 --> 00:00:03.500\nUn\n\n00:00:03.500 --> 00:00:04.000\nDeux\n\n"
                   "00:00:04.000 --> 00:00:06.000\nTrois\n\n");
}

static const char *
get_state (Fixture *fixture)
{
  return gtk_label_get_text (get_child (get_child (fixture->page, "state"), "label"));
}

/* What was done last makes it another film; without it, it is the one of before. */
static void
assert_changes_film (Fixture *fixture)
{
  demains_test_until (strstr (get_state (fixture), "has changed") != NULL);
  g_assert_true (demains_test_undo (fixture->project));
  demains_test_until (strstr (get_state (fixture), "exported.mp4") != NULL);
}

/* The film that was exported is known, and that it is another one since. */
static void
test_exported (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take = import_take (fixture);
  DemainsRecord *scene = demains_project_add (fixture->project, DEMAINS_KIND_SCENE, "Le journal", NULL);
  DemainsRecord *other = demains_project_add (fixture->project, DEMAINS_KIND_SCENE, "La place", NULL);
  DemainsRecord *first = demains_script_add_speech (fixture->project, scene, NULL, "Lina");
  DemainsRecord *second = demains_script_add_speech (fixture->project, scene, NULL, "Karim");
  g_autofree char *path = demains_test_path ("exported.mp4");
  g_autofree char *action = g_strdup_printf ("film.export-to('%s')", path);

  g_object_set (take, "scene", demains_record_get_id (scene), NULL);
  demains_cut_add (fixture->project, take, 0, SECOND);
  g_unlink (path);
  activate (fixture, action);
  demains_test_until (strstr (get_state (fixture), "exported.mp4") != NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  /* Of what is not in the film it is no matter. */
  g_object_set (take, "note", "Belle lumière", NULL);
  g_object_set (demains_project_get_root (fixture->project), "theme", "health", NULL);
  demains_script_add_speech (fixture->project, other, NULL, "Ada");
  demains_cut_trim (fixture->project, get_clip (fixture, 0), 0, 2 * SECOND);
  assert_changes_film (fixture);

  demains_project_move (fixture->project, second, 0);
  assert_changes_film (fixture);
  g_object_set (first, "pace", G_GINT64_CONSTANT (90), NULL);
  assert_changes_film (fixture);
  demains_project_remove (fixture->project, take);
  assert_changes_film (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  demains_media_init ();
  adw_init ();
  /* As a running application does: what GStreamer's threads hand to the main
   * thread must wait for it. */
  g_main_context_acquire (NULL);

  g_test_add ("/film/empty", Fixture, "empty", set_up, test_empty, tear_down);
  g_test_add ("/film/growing", Fixture, "growing", set_up, test_growing, tear_down);
  g_test_add ("/film/points", Fixture, "points", set_up, test_points, tear_down);
  g_test_add ("/film/trim", Fixture, "trim", set_up, test_trim, tear_down);
  g_test_add ("/film/marks", Fixture, "marks", set_up, test_marks, tear_down);
  g_test_add ("/film/order", Fixture, "order", set_up, test_order, tear_down);
  g_test_add ("/film/split", Fixture, "split", set_up, test_split, tear_down);
  g_test_add ("/film/card", Fixture, "card", set_up, test_card, tear_down);
  g_test_add ("/film/play-film", Fixture, "play-film", set_up, test_play_film, tear_down);
  g_test_add ("/film/captions", Fixture, "captions", set_up, test_captions, tear_down);
  g_test_add ("/film/correct-captions", Fixture, "correct-captions", set_up, test_correct_captions, tear_down);
  g_test_add ("/film/caption-times", Fixture, "caption-times", set_up, test_caption_times, tear_down);
  g_test_add ("/film/exported", Fixture, "exported", set_up, test_exported, tear_down);
  g_test_add ("/film/first-cut", Fixture, "first-cut", set_up, test_first_cut, tear_down);
  g_test_add ("/film/picture", Fixture, "picture", set_up, test_picture, tear_down);
  g_test_add ("/film/rows", Fixture, "rows", set_up, test_rows, tear_down);
  g_test_add ("/film/lost-take", Fixture, "lost-take", set_up, test_lost_take, tear_down);
  g_test_add ("/film/name", Fixture, "name", set_up, test_name, tear_down);
  g_test_add ("/film/no-path", Fixture, "no-path", set_up, test_no_path, tear_down);

  return g_test_run ();
}
