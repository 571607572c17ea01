/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-battery-label.h"
#include "demains-take-details.h"
#include "demains-take-list.h"
#include "demains-take-row.h"
#include "demains-test-window.h"
#include "demains-test.h"

#include <glib/gstdio.h>

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  DemainsRecord *scenes[2];
  DemainsRecord *takes[3];
  DemainsTakeList *list;
  GtkWindow *window;
} Fixture;

/* Two takes of the second scene and one of none, as an import leaves it. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->project = demains_test_create_english ();
  fixture->session = demains_session_new (fixture->project);
  for (guint i = 0; i < 2; i++)
    fixture->scenes[i] = demains_project_add (fixture->project, DEMAINS_KIND_SCENE, i == 0 ? "One" : "Two", NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("Take %u", i + 1);

      fixture->takes[i] = demains_project_add (fixture->project, DEMAINS_KIND_TAKE, title, NULL);
      if (i > 0)
        g_object_set (fixture->takes[i], "scene", demains_record_get_id (fixture->scenes[1]), NULL);
    }
  demains_test_flush (fixture->project);

  fixture->list = g_object_new (DEMAINS_TYPE_TAKE_LIST, NULL);
  demains_take_list_set_session (fixture->list, fixture->session);
  fixture->window = demains_test_window_new (GTK_WIDGET (fixture->list), 400, 700);
  demains_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static DemainsTakeRow *
get_row (Fixture *fixture, int index)
{
  GtkWidget *list
    = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->list), DEMAINS_TYPE_TAKE_LIST, "list"));

  return DEMAINS_TAKE_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index));
}

static const char *
get_text (DemainsTakeRow *row, const char *label)
{
  return gtk_label_get_text (
    GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (row), DEMAINS_TYPE_TAKE_ROW, label)));
}

static void
check_order (Fixture *fixture, guint first, guint second, guint third)
{
  const guint order[] = { first, second, third };

  for (guint i = 0; i < 3; i++)
    g_assert_true (demains_take_row_get_take (get_row (fixture, i)) == fixture->takes[order[i]]);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  check_order (fixture, 0, 1, 2);
  demains_take_list_set_scene (fixture->list, fixture->scenes[1]);
  check_order (fixture, 1, 2, 0);
  g_assert_true (g_str_has_suffix (get_text (get_row (fixture, 0), "facts"), "Two, no. 1"));
  g_assert_true (g_str_has_suffix (get_text (get_row (fixture, 1), "facts"), "Two, no. 2"));

  /* The first one goes: the other is the first now. */
  demains_project_remove (fixture->project, fixture->takes[1]);
  demains_test_flush (fixture->project);
  g_assert_true (g_str_has_suffix (get_text (get_row (fixture, 0), "facts"), "Two, no. 1"));
  demains_take_list_set_scene (fixture->list, NULL);
  g_assert_true (demains_take_row_get_take (get_row (fixture, 0)) == fixture->takes[0]);
}

/* For the take that has the keyboard, and else for the last that was filmed: its note, its scene, its stars. */
static void
test_details (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row, *note, *scene;

  demains_session_set_selected (fixture->session, DEMAINS_KIND_TAKE, fixture->takes[0]);
  demains_take_list_act (fixture->list, NULL, "take.rate");
  g_assert_cmpint (demains_record_get_number (fixture->takes[0], "rating"), ==, 1);
  demains_take_list_act (fixture->list, NULL, "take.details");
  demains_test_settle ();
  row = GTK_WIDGET (get_row (fixture, 0));
  note = demains_test_find (row, ADW_TYPE_ENTRY_ROW, "title", "Note");
  g_assert_nonnull (note);
  g_assert_true (gtk_widget_get_mapped (note));
  gtk_editable_set_text (GTK_EDITABLE (note), "stumbles");
  scene = demains_test_find (row, GTK_TYPE_DROP_DOWN, NULL, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (scene), 1);
  demains_test_flush (fixture->project);
  g_assert_cmpstr (demains_record_get_text (fixture->takes[0], "note"), ==, "stumbles");
  g_assert_cmpstr (demains_record_get_text (fixture->takes[0], "scene"), ==,
                   demains_record_get_id (fixture->scenes[0]));
  g_assert_cmpstr (get_text (get_row (fixture, 0), "note"), ==, "stumbles");
  g_assert_true (g_str_has_suffix (get_text (get_row (fixture, 0), "facts"), "One, no. 1"));
  g_signal_emit_by_name (note, "entry-activated");
  demains_test_settle ();
  g_assert_false (gtk_widget_get_mapped (note));

  gtk_widget_grab_focus (GTK_WIDGET (get_row (fixture, 2)));
  demains_take_list_act (fixture->list, NULL, "take.rate");
  g_assert_cmpint (demains_record_get_number (fixture->takes[2], "rating"), ==, 1);
  g_assert_cmpint (demains_record_get_number (fixture->takes[0], "rating"), ==, 1);
}

/* Filming has ended, and not all of it is on the disk: it is the last take already. */
static void
test_on_its_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMediaWriter) writer
    = demains_project_start_take (fixture->project, DEMAINS_VERB_FILM, "Filmed", NULL);
  DemainsRecord *filmed = demains_project_find (fixture->project, demains_media_writer_get_take_id (writer));
  g_autoptr (GBytes) header = g_bytes_new_static ("header", 6);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_media_writer_begin (writer, &(DemainsMediaInfo){ .container = "video/x-matroska" }, header);
  demains_media_writer_append (writer, &(DemainsMediaChunk){ header, 0, 1000000000 });
  demains_session_set_selected (fixture->session, DEMAINS_KIND_TAKE, fixture->takes[0]);
  demains_test_flush (fixture->project);
  gtk_window_set_focus (fixture->window, NULL);
  demains_take_list_act (fixture->list, filmed, "take.rate");
  g_assert_cmpint (demains_record_get_number (filmed, "rating"), ==, 1);

  demains_media_writer_finish_async (writer, NULL, demains_test_ready_cb, &result);
  demains_media_writer_finish_finish (writer, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  demains_test_flush (fixture->project);
  demains_take_list_act (fixture->list, filmed, "take.rate");
  g_assert_cmpint (demains_record_get_number (filmed, "rating"), ==, 1);
  g_assert_cmpint (demains_record_get_number (fixture->takes[0], "rating"), ==, 1);
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* It is there while the battery is low and drains. */
static void
test_battery (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = demains_test_path ("power");
  g_autofree char *battery = g_build_filename (folder, "BAT0", NULL);
  GtkWidget *label = g_object_ref_sink (g_object_new (DEMAINS_TYPE_BATTERY_LABEL, NULL));
  GtkLabel *text = GTK_LABEL (gtk_widget_get_last_child (label));

  g_mkdir_with_parents (battery, 0700);
  write_file (battery, "type", "Battery\n");
  write_file (battery, "status", "Discharging\n");
  write_file (battery, "capacity", "14\n");
  write_file (battery, "energy_full", "50000000\n");
  write_file (battery, "energy_now", "7000000\n");
  write_file (battery, "power_now", "14000000\n");
  demains_battery_label_watch (DEMAINS_BATTERY_LABEL (label), folder);
  demains_test_until (gtk_widget_get_visible (label));
  g_assert_cmpstr (gtk_label_get_text (text), ==, "The battery lasts 30 more minutes (14 %): plug the computer in.");

  write_file (battery, "status", "Charging\n");
  demains_battery_label_watch (DEMAINS_BATTERY_LABEL (label), folder);
  demains_test_until (!gtk_widget_get_visible (label));
  demains_battery_label_stop (DEMAINS_BATTERY_LABEL (label));
  demains_test_spin (100);
  g_assert_finalize_object (label);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/shoot-takes/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/shoot-takes/details", Fixture, NULL, set_up, test_details, tear_down);
  g_test_add ("/shoot-takes/on-its-way", Fixture, NULL, set_up, test_on_its_way, tear_down);
  g_test_add ("/shoot-takes/battery", Fixture, NULL, set_up, test_battery, tear_down);

  return g_test_run ();
}
