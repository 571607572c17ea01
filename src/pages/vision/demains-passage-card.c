/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-passage-card.h"

#include "demains-project-passage.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsPassageCard
{
  GtkPopover parent_instance;

  DemainsSession *session;
  DemainsRecord *section;
  char *token;
  GBinding *binding;

  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *words;
  GtkWidget *go;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (DemainsPassageCard, demains_passage_card, GTK_TYPE_POPOVER)

static DemainsProject *
get_project (DemainsPassageCard *self)
{
  return demains_session_get_project (self->session);
}

static void
go_cb (DemainsPassageCard *self)
{
  DemainsRecord *record = demains_project_find_mentioned (get_project (self), self->token);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (record != NULL)
    demains_session_reveal (self->session, record, NULL);
}

static void
remove_cb (DemainsPassageCard *self)
{
  g_autofree char *token = g_strdup (self->token);

  gtk_popover_popdown (GTK_POPOVER (self));
  demains_project_remove_token (get_project (self), self->section, token);
}

static void
done_cb (DemainsPassageCard *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
closed_cb (DemainsPassageCard *self)
{
  g_clear_pointer (&self->binding, g_binding_unbind);
  demains_project_end_typing (get_project (self));
}

static void
show_remark (DemainsPassageCard *self, DemainsRecord *remark)
{
  const char *quote = demains_record_get_text (remark, "quote");
  /* Translators: %s is a passage of a text */
  g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), quote);

  gtk_label_set_label (self->detail, quoted);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *quote != '\0');
  self->binding
    = g_object_bind_property (remark, "text", self->words, "text", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
show (DemainsPassageCard *self)
{
  DemainsRecord *record = demains_project_find_token (get_project (self), self->token);
  DemainsRecord *target = demains_project_find_mentioned (get_project (self), self->token);
  gboolean is_remark = record != NULL && demains_record_get_kind_id (record) == DEMAINS_KIND_REMARK;
  gboolean writable = !demains_project_get_read_only (get_project (self));
  g_autofree char *title = NULL;

  g_clear_pointer (&self->binding, g_binding_unbind);
  gtk_widget_set_visible (self->words, is_remark);
  gtk_widget_set_sensitive (self->words, writable);
  gtk_widget_set_visible (self->go, target != NULL && !is_remark);
  gtk_widget_set_visible (self->remove, writable);
  if (is_remark)
    {
      gtk_label_set_label (self->title, demains_remark_to_kind (record));
      show_remark (self, record);
      return;
    }

  title = target != NULL ? demains_record_to_text (target) : g_strdup (_ ("Leads nowhere now"));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, target != NULL ? _ (demains_record_get_kind (target)->label)
                                                    : _ ("What these words led to was deleted."));
  gtk_widget_set_visible (GTK_WIDGET (self->detail), TRUE);
}

static void
demains_passage_card_dispose (GObject *object)
{
  DemainsPassageCard *self = DEMAINS_PASSAGE_CARD (object);

  g_clear_pointer (&self->binding, g_binding_unbind);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_PASSAGE_CARD);
  g_clear_object (&self->section);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_passage_card_parent_class)->dispose (object);
}

static void
demains_passage_card_finalize (GObject *object)
{
  g_free (DEMAINS_PASSAGE_CARD (object)->token);

  G_OBJECT_CLASS (demains_passage_card_parent_class)->finalize (object);
}

static void
demains_passage_card_class_init (DemainsPassageCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_passage_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_passage_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-passage-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsPassageCard, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsPassageCard, detail);
  gtk_widget_class_bind_template_child (widget_class, DemainsPassageCard, words);
  gtk_widget_class_bind_template_child (widget_class, DemainsPassageCard, go);
  gtk_widget_class_bind_template_child (widget_class, DemainsPassageCard, remove);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
demains_passage_card_init (DemainsPassageCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_passage_card_new:
 * @session: what is open
 * @section: whose passages it shows
 *
 * Returns: (transfer floating): a card
 */
DemainsPassageCard *
demains_passage_card_new (DemainsSession *session, DemainsRecord *section)
{
  DemainsPassageCard *self = g_object_new (DEMAINS_TYPE_PASSAGE_CARD, NULL);

  self->session = g_object_ref (session);
  self->section = g_object_ref (section);

  return self;
}

/**
 * demains_passage_card_open:
 * @self: a card
 * @token: what stands in the text
 * @take_keyboard: whether its first field or button has the keyboard; else the text
 *   keeps it, and the card goes with the next key
 */
void
demains_passage_card_open (DemainsPassageCard *self, const char *token, gboolean take_keyboard)
{
  g_return_if_fail (DEMAINS_IS_PASSAGE_CARD (self));

  g_set_str (&self->token, token);
  show (self);
  gtk_popover_set_autohide (GTK_POPOVER (self), take_keyboard);
  gtk_popover_popup (GTK_POPOVER (self));
  if (take_keyboard)
    gtk_widget_grab_focus (gtk_widget_get_visible (self->words) ? self->words
                           : gtk_widget_get_visible (self->go)  ? self->go
                                                                : self->remove);
}
