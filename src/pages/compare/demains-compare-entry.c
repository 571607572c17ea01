/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One function or job as a column shows it: its name, the few fields that tell
 * groups apart, the others behind "More". */

#include "config.h"

#include "demains-compare-entry.h"

#include <glib/gi18n.h>

#include "demains-compare-markup.h"
#include "demains-wording.h"

static const char *const FUNCTION_FIELDS[] = { "audience", "mission", "fate", NULL };
static const char *const JOB_FIELDS[] = { "purpose", "comes_from", "no_longer", NULL };

static const char *const *
get_first_fields (DemainsRecord *record)
{
  return demains_record_get_kind_id (record) == DEMAINS_KIND_JOB ? JOB_FIELDS : FUNCTION_FIELDS;
}

/* Empty for a field that has nothing to say. */
static const char *
get_shown_text (DemainsRecord *record, const DemainsField *field)
{
  const char *text;

  if (!demains_field_is_text (field) || field->type == DEMAINS_FIELD_RECORD)
    return "";

  text = demains_record_get_text (record, field->name);
  return field->type == DEMAINS_FIELD_CHOICE && *text != '\0' ? demains_field_get_choice_label (field, text) : text;
}

static void
append_field (GtkBox *box, DemainsRecord *record, guint index)
{
  const DemainsField *field = &demains_record_get_kind (record)->fields[index];
  const char *text = get_shown_text (record, field);
  GtkWidget *pair;

  if (*text == '\0')
    return;

  pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (pair), demains_compare_label_new (demains_field_get_label (field), FALSE, "dimmed"));
  gtk_box_append (GTK_BOX (pair), demains_compare_label_new (text, field->type == DEMAINS_FIELD_TEXT, NULL));
  gtk_box_append (box, pair);
}

static GtkWidget *
create_more (DemainsRecord *record)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *expander;

  for (guint i = 0; i < kind->n_fields; i++)
    if (i != kind->title && !g_strv_contains (get_first_fields (record), kind->fields[i].name))
      append_field (GTK_BOX (box), record, i);

  if (gtk_widget_get_first_child (box) == NULL)
    {
      g_object_ref_sink (box);
      g_object_unref (box);
      return NULL;
    }

  expander = gtk_expander_new (_ ("More"));
  gtk_widget_set_margin_top (box, 6);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);

  return expander;
}

/**
 * demains_compare_label_new:
 * @text: what it says
 * @commonmark: whether @text is CommonMark; otherwise it is shown as it is
 * @css_class: (nullable): a style class
 *
 * Returns: a label whose text wraps and can be copied
 */
GtkWidget *
demains_compare_label_new (const char *text, gboolean commonmark, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (commonmark)
    {
      g_autofree char *markup = demains_compare_markup (text);

      gtk_label_set_markup (GTK_LABEL (label), markup);
    }
  else
    gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/**
 * demains_compare_entry_new:
 * @record: a function or a job
 *
 * Returns: a widget that shows it
 */
GtkWidget *
demains_compare_entry_new (DemainsRecord *record)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  const char *const *fields = get_first_fields (record);
  g_autofree char *title = demains_record_to_text (record);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *more;

  gtk_box_append (GTK_BOX (box), demains_compare_label_new (title, FALSE, "heading"));
  for (guint i = 0; fields[i] != NULL; i++)
    append_field (GTK_BOX (box), record, demains_kind_find_field (kind, fields[i]));
  more = create_more (record);
  if (more != NULL)
    gtk_box_append (GTK_BOX (box), more);

  return box;
}
