/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-sheet-part.h"

#include "demains-sheet-layout.h"

#include <glib/gi18n.h>

/* A sheet is read, and printed on one page. What is far longer was pasted by
 * mistake; laying all of it out would take seconds. The field has the whole. */
#define MOST_LETTERS 2000
#define MOST_LINES 60
#define LONGEST_WORD 200

struct _DemainsSheetPart
{
  GtkWidget parent_instance;

  const DemainsJobSheetPart *part;
  char *shown;

  GtkWidget *name;
  GtkGrid *body;
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsSheetPart, demains_sheet_part, GTK_TYPE_WIDGET)

static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);

  return label;
}

/* Where one line has a mark, the others keep its column free. */
static gboolean
has_marks (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (*((const DemainsSheetLine *)lines->pdata[i])->mark != '\0')
      return TRUE;

  return FALSE;
}

/* No word is that long either: to part one takes GTK the square of its length. */
static char *
shorten (const char *text, guint *room)
{
  GString *shown = g_string_new (NULL);
  guint word = 0;
  const char *p = text;

  for (; *p != '\0' && *room > 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      word = g_unichar_isspace (c) ? 0 : word + 1;
      if (word == LONGEST_WORD)
        g_string_append (shown, "…");
      if (word >= LONGEST_WORD)
        continue;
      g_string_append_unichar (shown, c);
      (*room)--;
    }
  if (*p != '\0')
    g_string_append (shown, "…");

  return g_string_free (shown, FALSE);
}

static void
fill (DemainsSheetPart *self, GPtrArray *lines)
{
  gboolean marks = has_marks (lines);
  guint room = MOST_LETTERS;

  for (guint i = 0; i < lines->len && room > 0; i++)
    {
      const DemainsSheetLine *line = lines->pdata[i];
      g_autofree char *text = i < MOST_LINES ? shorten (line->text, &room) : g_strdup ("…");
      GtkWidget *label = create_label (text);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_grid_attach (self->body, label, marks ? 1 : 0, i, 1, 1);
      if (i == MOST_LINES)
        break;
      if (*line->mark != '\0')
        {
          GtkWidget *mark = create_label (line->mark);

          gtk_label_set_xalign (GTK_LABEL (mark), 1);
          gtk_widget_add_css_class (mark, "mark");
          gtk_widget_add_css_class (mark, "numeric");
          gtk_grid_attach (self->body, mark, 0, i, 1, 1);
        }
    }
}

static void
fill_blank (DemainsSheetPart *self)
{
  const char *hint = demains_job_sheet_part_get_hint (self->part);
  GtkWidget *label = create_label (*hint != '\0' ? hint : "…");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (self->body, label, 0, 0, 1, 1);
}

static gboolean
open_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  g_signal_emit (widget, signals[SIGNAL_OPENED], 0);

  return TRUE;
}

static void
released_cb (DemainsSheetPart *self, int n_press, double x, double y)
{
  if (gtk_widget_contains (GTK_WIDGET (self), x, y))
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
demains_sheet_part_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_SHEET_PART);

  G_OBJECT_CLASS (demains_sheet_part_parent_class)->dispose (object);
}

static void
demains_sheet_part_finalize (GObject *object)
{
  g_free (DEMAINS_SHEET_PART (object)->shown);

  G_OBJECT_CLASS (demains_sheet_part_parent_class)->finalize (object);
}

static void
demains_sheet_part_class_init (DemainsSheetPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space, GDK_KEY_KP_Space };

  G_OBJECT_CLASS (klass)->dispose = demains_sheet_part_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_sheet_part_finalize;

  signals[SIGNAL_OPENED]
    = g_signal_new ("opened", DEMAINS_TYPE_SHEET_PART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], 0, open_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, DEMAINS_TYPE_SHEET_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sheetpart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-sheet-part.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSheetPart, name);
  gtk_widget_class_bind_template_child (widget_class, DemainsSheetPart, body);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
}

static void
demains_sheet_part_init (DemainsSheetPart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

/**
 * demains_sheet_part_new:
 * @part: what it shows
 *
 * Returns: (transfer floating): a part with nothing in it yet
 */
GtkWidget *
demains_sheet_part_new (const DemainsJobSheetPart *part)
{
  DemainsSheetPart *self = g_object_new (DEMAINS_TYPE_SHEET_PART, NULL);
  const char *name = demains_job_sheet_part_get_name (part);

  self->part = part;
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_widget_set_visible (self->name, demains_job_sheet_part_needs_name (part));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (part->field != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), part->field);

  return GTK_WIDGET (self);
}

/**
 * demains_sheet_part_get_field:
 * @self: a part
 *
 * Returns: (nullable): the name of the field that it shows, %NULL for the
 *   functions that a job comes from
 */
const char *
demains_sheet_part_get_field (DemainsSheetPart *self)
{
  g_return_val_if_fail (DEMAINS_IS_SHEET_PART (self), NULL);

  return self->part->field;
}

/**
 * demains_sheet_part_show:
 * @self: a part
 * @lines: (element-type DemainsSheetLine): what is written there; none where it
 *   is still to be filled in
 */
void
demains_sheet_part_show (DemainsSheetPart *self, GPtrArray *lines)
{
  g_autofree char *text = demains_sheet_lines_to_text (lines);
  GtkWidget *child;

  g_return_if_fail (DEMAINS_IS_SHEET_PART (self));

  /* What is the same stays as it is: every key in any field comes by here. */
  if (!g_set_str (&self->shown, text))
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->body))) != NULL)
    gtk_grid_remove (self->body, child);
  if (lines->len > 0)
    {
      fill (self, lines);
      gtk_widget_remove_css_class (GTK_WIDGET (self), "blank");
    }
  else
    {
      fill_blank (self);
      gtk_widget_add_css_class (GTK_WIDGET (self), "blank");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  lines->len > 0 ? text : _ ("To fill in"), -1);
}
