/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script-page.h"

#include "demains-bin.h"
#include "demains-cards-view.h"
#include "demains-choice-row.h"
#include "demains-link-row.h"
#include "demains-number-row.h"
#include "demains-photo-row.h"
#include "demains-script-mark.h"
#include "demains-script-start.h"
#include "demains-script-text.h"
#include "demains-script-wall.h"
#include "demains-speech-list.h"
#include "demains-text-row.h"
#include "demains-thread-row.h"

#include <glib/gi18n.h>

struct _DemainsScriptPage
{
  DemainsPage parent_instance;

  AdwViewStack *parts;
  DemainsCardsView *scenes;
  DemainsCardsView *props;
  DemainsCardsView *members;
  DemainsSpeechList *speeches;
  GtkMenuButton *wanted;
  GtkSpinButton *seconds;
};

G_DEFINE_FINAL_TYPE (DemainsScriptPage, demains_script_page, DEMAINS_TYPE_PAGE)

static void
show_time (DemainsScriptPage *self)
{
  DemainsProject *project = demains_page_get_project (DEMAINS_PAGE (self));
  g_autofree char *text = demains_script_time_to_text (project);

  gtk_menu_button_set_label (self->wanted, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->seconds), !demains_project_get_read_only (project));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "script.start", !demains_project_get_read_only (project));
}

/* What is not seen is timed when it comes into sight. */
static void
changed_cb (DemainsScriptPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_time (self);
}

static DemainsScriptForm
find_form (const char *key)
{
  DemainsScriptForm form = 0;

  while (form < DEMAINS_N_SCRIPT_FORMS && !g_str_equal (demains_script_form_get_key (form), key))
    form++;

  return form;
}

static void
start_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsPage *page = DEMAINS_PAGE (widget);
  DemainsSession *session = demains_page_get_session (page);
  DemainsScriptForm form = find_form (g_variant_get_string (target, NULL));
  DemainsRecord *scene
    = form < DEMAINS_N_SCRIPT_FORMS ? demains_script_start (demains_page_get_project (page), form) : NULL;

  if (scene == NULL)
    return;
  demains_session_set_selected (session, DEMAINS_KIND_SCENE, scene);
  demains_cards_view_reveal (DEMAINS_SCRIPT_PAGE (widget)->scenes, scene, NULL);
  demains_session_toast_undo (session, _ ("The scenes are there. Change every word you like."));
}

/* What was on the wall is the scene that one goes on with. */
static void
presenting_cb (DemainsScriptPage *self)
{
  gboolean presenting;

  g_object_get (self, "presenting", &presenting, NULL);
  if (!presenting
      && demains_session_get_selected (demains_page_get_session (DEMAINS_PAGE (self)), DEMAINS_KIND_SCENE) != NULL)
    demains_cards_view_show_card (self->scenes);
}

static void
demains_script_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  DemainsScriptPage *self = DEMAINS_SCRIPT_PAGE (page);
  DemainsKindId kind = demains_record_get_kind_id (record);
  DemainsRecord *scene = kind == DEMAINS_KIND_SPEECH ? demains_project_find (demains_page_get_project (page),
                                                                             demains_record_get_text (record, "scene"))
                                                     : NULL;
  DemainsCardsView *cards = self->scenes;

  if (kind == DEMAINS_KIND_PROP)
    cards = self->props;
  else if (kind == DEMAINS_KIND_MEMBER)
    cards = self->members;
  adw_view_stack_set_visible_child (self->parts, GTK_WIDGET (cards));
  if (kind != DEMAINS_KIND_SPEECH)
    demains_cards_view_reveal (cards, record, field);
  else if (scene != NULL)
    {
      demains_session_set_selected (demains_page_get_session (page), DEMAINS_KIND_SCENE, scene);
      demains_cards_view_reveal (cards, scene, NULL);
      demains_cards_view_show_card (cards);
      demains_speech_list_go_to (self->speeches, record, field);
    }
}

static void
demains_script_page_shown (DemainsPage *page)
{
  show_time (DEMAINS_SCRIPT_PAGE (page));
}

static void
demains_script_page_constructed (GObject *object)
{
  DemainsScriptPage *self = DEMAINS_SCRIPT_PAGE (object);
  DemainsProject *project;

  G_OBJECT_CLASS (demains_script_page_parent_class)->constructed (object);

  project = demains_page_get_project (DEMAINS_PAGE (self));
  g_object_bind_property (demains_project_get_root (project), "film_seconds", self->seconds, "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (project, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::read-only", G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
  show_time (self);
}

static void
demains_script_page_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_SCRIPT_PAGE);

  G_OBJECT_CLASS (demains_script_page_parent_class)->dispose (object);
}

static void
demains_script_page_class_init (DemainsScriptPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = demains_script_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = demains_script_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->can_present = TRUE;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_script_page_reveal;
  DEMAINS_PAGE_CLASS (klass)->shown = demains_script_page_shown;

  gtk_widget_class_install_action (widget_class, "script.start", "s", start_cb);

  g_type_ensure (DEMAINS_TYPE_CARDS_VIEW);
  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_LINK_ROW);
  g_type_ensure (DEMAINS_TYPE_NUMBER_ROW);
  g_type_ensure (DEMAINS_TYPE_PHOTO_ROW);
  g_type_ensure (DEMAINS_TYPE_SCRIPT_MARK);
  g_type_ensure (DEMAINS_TYPE_SCRIPT_WALL);
  g_type_ensure (DEMAINS_TYPE_SPEECH_LIST);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  g_type_ensure (DEMAINS_TYPE_THREAD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-script-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptPage, parts);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptPage, scenes);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptPage, props);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptPage, members);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptPage, speeches);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptPage, wanted);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptPage, seconds);
  gtk_widget_class_bind_template_callback (widget_class, presenting_cb);
}

static void
demains_script_page_init (DemainsScriptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
