/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-scene-line.h"
#include "demains-scene-view.h"
#include "demains-script-page.h"
#include "demains-script-wall.h"
#include "demains-script.h"
#include "demains-test-window.h"
#include "demains-test.h"

/* On a wall of 2 m that shows 1024 pixels, the capitals of letters of 28 pixels are 39 mm
 * high: 27 minutes of arc from five metres (ISO 9241-303 asks for 16, and prefers 20 to 22).
 * Those of 22 pixels, in the table, are seen at 21. */
#define SCENE_PIXELS 28
#define TABLE_PIXELS 21

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *page;
  GtkWidget *wall;
  GtkWindow *window;
} Fixture;

static DemainsRecord *
add_scene (DemainsProject *project, const char *title)
{
  DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, title, NULL);

  g_object_set (scene, "place", "The hall, by the window", "seen", "A bench. Somebody sits down, looks up, and waits.",
                NULL);

  return scene;
}

/* A scene for which all is settled, one for which nothing is, one without words. */
static DemainsProject *
create (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *first = add_scene (project, "The news of the ninth of May 2050");
  DemainsRecord *second = add_scene (project, "Report from the street");
  DemainsRecord *ana = demains_project_add (project, DEMAINS_KIND_MEMBER, "Ana", NULL);
  DemainsRecord *bo = demains_project_add (project, DEMAINS_KIND_MEMBER, "Bo", NULL);
  DemainsRecord *badge = demains_project_add (project, DEMAINS_KIND_PROP, "Badge", NULL);
  DemainsRecord *poster = demains_project_add (project, DEMAINS_KIND_PROP, "Poster", NULL);

  add_scene (project, "Ending");
  g_object_set (ana, "image", "yes", "voice", "yes", NULL);
  g_object_set (badge, "ready", "yes", NULL);
  demains_project_link (project, first, badge);
  demains_project_link (project, second, badge);
  demains_project_link (project, second, poster);
  g_object_set (demains_script_add_speech (project, first, NULL, "Presenter"), "member", demains_record_get_id (ana),
                "text", "Good evening. Nobody waits any more.", NULL);
  g_object_set (demains_script_add_speech (project, second, NULL, "Reporter"), "member", demains_record_get_id (bo),
                NULL);
  demains_script_add_speech (project, second, NULL, "Neighbour");

  return project;
}

static void
set_up (Fixture *fixture, int width, int height)
{
  fixture->project = create ();
  fixture->session = demains_session_new (fixture->project);
  fixture->page = g_object_new (DEMAINS_TYPE_SCRIPT_PAGE, "session", fixture->session, "narrow", width < 600, NULL);
  fixture->window = demains_test_window_new (fixture->page, width, height);
  demains_session_set_selected (
    fixture->session, DEMAINS_KIND_SCENE,
    demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_SCENE), 0));
  g_object_set (fixture->page, "presenting", TRUE, NULL);
  demains_test_settle ();
  fixture->wall = demains_test_find (fixture->page, DEMAINS_TYPE_SCRIPT_WALL, NULL, NULL);
}

static void
tear_down (Fixture *fixture)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static void
shoot (Fixture *fixture, const char *name)
{
  g_autofree char *path = NULL;

  if (g_getenv ("DEMAINS_TEST_SHOTS") == NULL)
    return;
  path = g_strdup_printf ("%s/%s.png", g_getenv ("DEMAINS_TEST_SHOTS"), name);
  demains_test_shoot (fixture->window, path);
}

static void
press (Fixture *fixture, const char *accelerator)
{
  g_assert_true (demains_test_press (fixture->window, accelerator));
  demains_test_settle ();
}

static const char *
get_selected (Fixture *fixture)
{
  return demains_record_get_title (demains_session_get_selected (fixture->session, DEMAINS_KIND_SCENE));
}

/* All that labels say that are seen in it, and that each is as large as it has to be. */
static char *
read_labels (GtkWidget *widget, int least)
{
  GString *text = g_string_new (NULL);

  if (!gtk_widget_get_mapped (widget))
    return g_string_free (text, FALSE);
  if (GTK_IS_LABEL (widget))
    {
      PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
      double size = pango_font_description_get_size (font) / (double)PANGO_SCALE;

      if (!pango_font_description_get_size_is_absolute (font))
        size *= pango_cairo_context_get_resolution (gtk_widget_get_pango_context (widget)) / 72;
      g_assert_cmpfloat (size, >=, least);
      g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *more = read_labels (child, least);

      g_string_append (text, more);
    }

  return g_string_free (text, FALSE);
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_scene (void)
{
  Fixture fixture;
  GtkWidget *view;
  g_autofree char *settled = NULL;
  g_autofree char *open = NULL;

  set_up (&fixture, 1024, 768);
  shoot (&fixture, "scene");
  view = demains_test_find (fixture.wall, DEMAINS_TYPE_SCENE_VIEW, NULL, NULL);
  settled = read_labels (view, SCENE_PIXELS);
  assert_says (settled, "The news of the ninth of May 2050");
  assert_says (settled, "Where  The hall, by the window");
  assert_says (settled, "Seen  A bench.");
  assert_says (settled, "Who  Presenter (Ana)");
  assert_says (settled, "of 0′30″");
  assert_says (settled, "Badge (ready)");
  assert_says (settled, "Everybody agreed");

  press (&fixture, "Right");
  g_assert_cmpstr (get_selected (&fixture), ==, "Report from the street");
  open = read_labels (view, SCENE_PIXELS);
  assert_says (open, "Reporter (Bo), Neighbour");
  assert_says (open, "Poster (to be made)");
  assert_says (open, "Agreement missing: Bo (to ask: image, voice). Nobody yet for: Neighbour");
  shoot (&fixture, "scene-open");
  press (&fixture, "Page_Down");
  g_assert_cmpstr (get_selected (&fixture), ==, "Ending");
  press (&fixture, "Left");
  g_assert_cmpstr (get_selected (&fixture), ==, "Report from the street");
  tear_down (&fixture);
}

/* What is said on the wall follows what is answered meanwhile. */
static void
test_follows (void)
{
  Fixture fixture;
  GtkWidget *view;
  g_autofree char *text = NULL;

  set_up (&fixture, 1024, 768);
  view = demains_test_find (fixture.wall, DEMAINS_TYPE_SCENE_VIEW, NULL, NULL);
  g_object_set (demains_record_list_get (demains_project_get_list (fixture.project, DEMAINS_KIND_MEMBER), 0), "image",
                "no", NULL);
  demains_test_settle ();
  text = read_labels (view, SCENE_PIXELS);
  assert_says (text, "Ana (no: image)");
  tear_down (&fixture);
}

static void
test_table (void)
{
  Fixture fixture;
  GtkWidget *rows;
  g_autofree char *text = NULL;

  set_up (&fixture, 1024, 768);
  press (&fixture, "t");
  rows = demains_test_find (fixture.wall, GTK_TYPE_LIST_BOX, NULL, NULL);
  text = read_labels (rows, TABLE_PIXELS);
  assert_says (text, "1  The news of the ninth of May 2050");
  assert_says (text, "2  Report from the street");
  assert_says (text, "3  Ending");
  assert_says (text, "Everybody agreed");
  assert_says (text, "Nobody is filmed");
  shoot (&fixture, "table");

  /* The keyboard is where one was, goes on from there, and leads back to the scene. */
  press (&fixture, "Down");
  g_assert_cmpstr (get_selected (&fixture), ==, "Report from the street");
  press (&fixture, "Return");
  g_assert_false (gtk_widget_get_mapped (rows));
  press (&fixture, "Right");
  g_assert_cmpstr (get_selected (&fixture), ==, "Ending");
  press (&fixture, "t");
  g_assert_true (gtk_widget_get_mapped (rows));
  tear_down (&fixture);
}

static void
test_narrow (void)
{
  Fixture fixture;

  set_up (&fixture, 360, 640);
  g_assert_cmpint (gtk_widget_get_width (fixture.wall), <=, 360);
  shoot (&fixture, "scene-360");
  press (&fixture, "t");
  g_assert_cmpint (gtk_widget_get_width (fixture.wall), <=, 360);
  shoot (&fixture, "table-360");
  tear_down (&fixture);
}

/* The application's own style, which gives the wall its letters. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *path = g_build_filename (g_getenv ("DEMAINS_TEST_FIXTURES"), "../../data/style.css", NULL);

  gtk_css_provider_load_from_path (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  load_style ();

  g_test_add_func ("/script-wall/scene", test_scene);
  g_test_add_func ("/script-wall/follows", test_follows);
  g_test_add_func ("/script-wall/table", test_table);
  g_test_add_func ("/script-wall/narrow", test_narrow);

  return g_test_run ();
}
