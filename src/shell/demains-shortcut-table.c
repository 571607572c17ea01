/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shortcut-table.h"

#include <glib/gi18n.h>

#define GENERAL NC_ ("shortcuts", "General")
#define SCREENS NC_ ("shortcuts", "Screens")
#define ROOM NC_ ("shortcuts", "For the Room")
#define WRITING NC_ ("shortcuts", "Writing")
#define LISTS NC_ ("shortcuts", "In a List")
#define FILMING NC_ ("shortcuts", "Filming")
#define CUTTING NC_ ("shortcuts", "Cutting")
#define COMPARING NC_ ("shortcuts", "Comparing")

/* One table for the keys and for the list that people read. On a French
 * keyboard the figures are on the upper half of their keys, hence the other
 * names of Ctrl+1 and so on. */
static const DemainsShortcut SHORTCUTS[] = {
  { "win.undo", { "<Control>z" }, GENERAL, N_ ("Undo") },
  { "win.redo", { "<Control><Shift>z", "<Control>y" }, GENERAL, N_ ("Redo") },
  { "win.go-back", { "<Alt>Left" }, GENERAL, N_ ("Back to Where You Came From") },
  { "win.search", { "<Control>f" }, GENERAL, N_ ("Search the Project") },
  { "app.new", { "<Control>n" }, GENERAL, N_ ("New Group Project") },
  { "app.open", { "<Control>o" }, GENERAL, N_ ("Open a Project") },
  { "win.save-copy", { "<Control><Shift>s" }, GENERAL, N_ ("Save a Copy") },
  { "win.merge-copy", { "<Control>m" }, GENERAL, N_ ("Merge a Copy") },
  { "win.edit-here", { "<Control>e" }, GENERAL, N_ ("Edit a Project That Was Open Elsewhere") },
  { "win.print", { "<Control>p" }, GENERAL, N_ ("Print") },
  { "win.type-cards", { "<Control><Shift>t" }, GENERAL, N_ ("Type Cards In") },
  { "win.free-space", { "<Control><Shift>Delete" }, GENERAL, N_ ("Free Up Space") },
  { NULL, { "F10" }, GENERAL, N_ ("Main Menu") },
  { "app.preferences", { "<Control>comma" }, GENERAL, N_ ("Preferences") },
  { "app.shortcuts", { "<Control>question" }, GENERAL, N_ ("Keyboard Shortcuts") },
  { "window.close", { "<Control>w" }, GENERAL, N_ ("Close the Window") },
  { "app.quit", { "<Control>q" }, GENERAL, N_ ("Quit") },
  { "win.show-page('overview')", { "<Control>1", "<Control>ampersand", "<Control>KP_1" }, SCREENS, N_ ("Overview") },
  { "win.show-page('signals')", { "<Control>2", "<Control>eacute", "<Control>KP_2" }, SCREENS, N_ ("Signals") },
  { "win.show-page('what-if')", { "<Control>3", "<Control>quotedbl", "<Control>KP_3" }, SCREENS, N_ ("What If") },
  { "win.show-page('vision')", { "<Control>4", "<Control>apostrophe", "<Control>KP_4" }, SCREENS, N_ ("Vision") },
  { "win.show-page('functions')", { "<Control>5", "<Control>parenleft", "<Control>KP_5" }, SCREENS, N_ ("Functions") },
  /* There the 6 is on one key with the minus, which makes text smaller: hence a letter too. */
  { "win.show-page('jobs')", { "<Control>j", "<Control>6", "<Control>KP_6" }, SCREENS, N_ ("Jobs") },
  { "win.show-page('path')", { "<Control>7", "<Control>egrave", "<Control>KP_7" }, SCREENS, N_ ("Path") },
  { "win.show-page('script')", { "<Control>r" }, SCREENS, N_ ("Script") },
  { "win.show-page('shoot')", { "<Control>8", "<Control>underscore", "<Control>KP_8" }, SCREENS, N_ ("Shoot") },
  { "win.show-page('film')", { "<Control>9", "<Control>ccedilla", "<Control>KP_9" }, SCREENS, N_ ("Film") },
  { "win.show-page('history')", { "<Control>h" }, SCREENS, N_ ("History") },
  { "win.show-page('decide')", { "<Control><Shift>d" }, SCREENS, N_ ("To Decide") },
  { "win.toggle-sidebar", { "F9" }, SCREENS, N_ ("Show or Hide the Sidebar") },
  { "win.present", { "F5" }, ROOM, N_ ("Present") },
  { "win.focus-mode", { "F11" }, ROOM, N_ ("Focus Mode") },
  { "win.text-larger", { "<Control>plus", "<Control>equal", "<Control>KP_Add" }, ROOM, N_ ("Larger Text") },
  { "win.text-smaller", { "<Control>minus", "<Control>KP_Subtract" }, ROOM, N_ ("Smaller Text") },
  { "win.text-normal", { "<Control>0", "<Control>agrave", "<Control>KP_0" }, ROOM, N_ ("Normal Text Size") },
  { NULL, { "<Control>b" }, WRITING, N_ ("Bold") },
  { NULL, { "<Control>i" }, WRITING, N_ ("Italic") },
  { NULL, { "at" }, WRITING, N_ ("Name a Function, a Job, a Signal") },
  { NULL, { "<Control>k" }, WRITING, N_ ("Link the Selected Words") },
  { NULL, { "<Control>Return" }, WRITING, N_ ("What These Words Lead To") },
  { NULL, { "<Control><Shift>n" }, WRITING, N_ ("Someone Does Not Agree") },
  { NULL, { "<Control><Shift>f" }, WRITING, N_ ("Show the Job as a Sheet") },
  { NULL, { "<Alt>Up" }, LISTS, N_ ("Move Up") },
  { NULL, { "<Alt>Down" }, LISTS, N_ ("Move Down") },
  { NULL, { "<Control>d" }, LISTS, N_ ("Duplicate") },
  { NULL, { "Delete" }, LISTS, N_ ("Delete") },
  { NULL, { "space" }, FILMING, N_ ("Record, or Stop") },
  { NULL, { "Escape" }, FILMING, N_ ("Cancel the Countdown") },
  { NULL, { "period", "semicolon" }, FILMING, N_ ("Pause Filming, or Go On") },
  { NULL, { "a" }, FILMING, N_ ("Film Again") },
  { NULL, { "n" }, FILMING, N_ ("Next Scene") },
  { NULL, { "p" }, FILMING, N_ ("Let the Prompter Run, or Pause") },
  { NULL, { "Left", "Page_Up" }, FILMING, N_ ("Prompter a Sentence Back") },
  { NULL, { "Right", "Page_Down" }, FILMING, N_ ("Prompter a Sentence On") },
  { NULL, { "r" }, FILMING, N_ ("Rate the Take") },
  { NULL, { "e" }, FILMING, N_ ("Note and Scene of the Take") },
  { NULL, { "F2" }, FILMING, N_ ("Rename a Take") },
  { NULL, { "space" }, CUTTING, N_ ("Play, or Pause") },
  { NULL, { "i" }, CUTTING, N_ ("Set the In Point") },
  { NULL, { "o" }, CUTTING, N_ ("Set the Out Point") },
  { NULL, { "comma" }, CUTTING, N_ ("One Frame Back") },
  { NULL, { "period" }, CUTTING, N_ ("One Frame On") },
  { NULL, { "p" }, CUTTING, N_ ("Play What Is Kept") },
  { NULL, { "a" }, CUTTING, N_ ("Add to the Film") },
  { NULL, { "s" }, CUTTING, N_ ("Split the Clip") },
  { NULL, { "f" }, CUTTING, N_ ("First Cut") },
  { NULL, { "t" }, CUTTING, N_ ("Add a Title Card") },
  { NULL, { "q" }, CUTTING, N_ ("Cut Off the Silence at Both Ends") },
  { NULL, { "v" }, CUTTING, N_ ("Play or Stop the Film") },
  { NULL, { "c" }, CUTTING, N_ ("Show or Hide the Captions") },
  { NULL, { "e" }, CUTTING, N_ ("Correct the Captions of a Take") },
  { NULL, { "Escape" }, CUTTING, N_ ("From the Clip Back to the Take") },
  { NULL, { "x" }, CUTTING, N_ ("Export the Film") },
  { "win.add-projects", { "<Control>o" }, COMPARING, N_ ("Add Projects") },
  { NULL, { "<Control>Page_Up" }, COMPARING, N_ ("Previous Question") },
  { NULL, { "<Control>Page_Down" }, COMPARING, N_ ("Next Question") },
};

static void
install (GtkApplication *application, const char *prefix, gboolean wanted)
{
  for (guint i = 0; i < G_N_ELEMENTS (SHORTCUTS); i++)
    if (SHORTCUTS[i].action != NULL && g_str_has_prefix (SHORTCUTS[i].action, prefix) == wanted)
      gtk_application_set_accels_for_action (application, SHORTCUTS[i].action, SHORTCUTS[i].accelerators);
}

/**
 * demains_shortcut_table_get:
 * @n_shortcuts: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_shortcuts): all shortcuts, those of
 *   a group after each other
 */
const DemainsShortcut *
demains_shortcut_table_get (guint *n_shortcuts)
{
  *n_shortcuts = G_N_ELEMENTS (SHORTCUTS);

  return SHORTCUTS;
}

/**
 * demains_shortcut_table_install:
 * @application: the application that has the actions
 *
 * Gives every action of the table its keys. Where two have the same one, the
 * window's own comes first.
 */
void
demains_shortcut_table_install (GtkApplication *application)
{
  install (application, "app.", FALSE);
  install (application, "app.", TRUE);
}
