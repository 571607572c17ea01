/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-page-keys.h"

/* Where a page keeps which of its keys can be lent. */
#define EAGER_KEYS "eager-keys"
#define N_EAGER_KEYS "n-eager-keys"

typedef struct
{
  GtkWidget *page; /* weak; whose key it is that was lent */
  char *name;
  GVariant *target;
  const char *trigger;
  GtkWidget *button;
} Action;

static void
action_free (gpointer data)
{
  Action *action = data;

  g_clear_weak_pointer (&action->page);
  g_free (action->name);
  g_clear_pointer (&action->target, g_variant_unref);
  g_free (action);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  Action *action = user_data;

  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action_variant (widget, action->name, action->target);
}

/* What has the keyboard keeps the keys that it works with. */
static gboolean
needs_keys (GtkWidget *focus, GtkWidget *page, const char *trigger)
{
  if (focus == NULL || GTK_IS_WINDOW (focus))
    return FALSE;
  if (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) || GTK_IS_ACCESSIBLE_RANGE (focus)
      || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL
      || gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG) != NULL)
    return TRUE;

  /* To a row of the list of screens Space says what a click has said already. */
  if (g_str_equal (trigger, "space"))
    return GTK_IS_BUTTON (focus)
           || (GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_is_ancestor (focus, page)
               && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (focus)));
  if (g_str_equal (trigger, "Home") || g_str_equal (trigger, "End"))
    return GTK_IS_LIST_BOX_ROW (focus);

  if (g_str_equal (trigger, "Left") || g_str_equal (trigger, "Right"))
    return gtk_widget_get_ancestor (focus, ADW_TYPE_TOGGLE_GROUP) != NULL;

  return FALSE;
}

static gboolean
eager_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  Action *action = user_data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != action->button && needs_keys (focus, widget, action->trigger))
    return FALSE;

  return key_cb (widget, arguments, user_data);
}

/* A named action tells what is not enabled from what was done, so that the key goes on. */
static gboolean
lent_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  Action *action = user_data;
  g_autoptr (GtkShortcutAction) named = gtk_named_action_new (action->name);

  return action->page != NULL && gtk_widget_get_mapped (action->page)
         && gtk_shortcut_action_activate (named, 0, action->page, action->target);
}

static GtkShortcutController *
add_controller (GtkWidget *widget, GtkShortcutScope scope, GtkPropagationPhase phase)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), scope);
  gtk_event_controller_set_propagation_phase (controller, phase);
  gtk_widget_add_controller (widget, controller);

  return GTK_SHORTCUT_CONTROLLER (controller);
}

static Action *
add_shortcut (GtkShortcutController *controller, const DemainsPageKey *key, GtkShortcutFunc callback)
{
  Action *action = g_new0 (Action, 1);

  if (!g_action_parse_detailed_name (key->action, &action->name, &action->target, NULL))
    g_error ("%s is not an action", key->action);
  action->trigger = key->trigger;

  gtk_shortcut_controller_add_shortcut (controller,
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (key->trigger),
                                                          gtk_callback_action_new (callback, action, action_free)));

  return action;
}

/**
 * demains_page_add_keys:
 * @self: a page
 * @keys: keys and what they do
 * @n_keys: how many
 *
 * While the page is visible its keys work wherever the keyboard is in the
 * window, unless what has the keyboard takes them first, as a text does. With
 * the keyboard in the page they come before what is around it, which has Escape
 * for itself: a toast goes by it, and a narrow window shows the list of screens.
 */
void
demains_page_add_keys (DemainsPage *self, const DemainsPageKey *keys, guint n_keys)
{
  const GtkShortcutScope scopes[] = { GTK_SHORTCUT_SCOPE_LOCAL, GTK_SHORTCUT_SCOPE_GLOBAL };

  g_return_if_fail (DEMAINS_IS_PAGE (self));

  for (guint scope = 0; scope < G_N_ELEMENTS (scopes); scope++)
    {
      GtkShortcutController *controller = add_controller (GTK_WIDGET (self), scopes[scope], GTK_PHASE_BUBBLE);

      for (guint i = 0; i < n_keys; i++)
        add_shortcut (controller, &keys[i], key_cb);
    }
}

/**
 * demains_page_add_eager_keys:
 * @widget: a page, or a part of it whose keys work while that part is visible; once
 * @keys: (transfer none): keys and what they do, for ever
 * @n_keys: how many
 * @button: (nullable): the page's button that Space presses, wherever the keyboard is
 *
 * As demains_page_add_keys(), for keys that would else move the keyboard from
 * button to button or press one: only what works with them itself, such as a
 * text, a slider or a menu, takes them first.
 */
void
demains_page_add_eager_keys (GtkWidget *widget, const DemainsPageKey *keys, guint n_keys, GtkWidget *button)
{
  GtkShortcutController *controller;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_object_set_data (G_OBJECT (widget), EAGER_KEYS, (gpointer)keys);
  g_object_set_data (G_OBJECT (widget), N_EAGER_KEYS, GUINT_TO_POINTER (n_keys));
  controller = add_controller (widget, GTK_SHORTCUT_SCOPE_GLOBAL, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < n_keys; i++)
    add_shortcut (controller, &keys[i], eager_cb)->button = button;
}

/**
 * demains_page_lend_keys:
 * @self: a page
 * @controller: of another window
 *
 * Lets the page's own keys of demains_page_add_eager_keys() work in that window too, while
 * the page is visible. What the page does not allow now is left to the other keys there.
 */
void
demains_page_lend_keys (DemainsPage *self, GtkShortcutController *controller)
{
  const DemainsPageKey *keys;
  guint n_keys;

  g_return_if_fail (DEMAINS_IS_PAGE (self));

  keys = g_object_get_data (G_OBJECT (self), EAGER_KEYS);
  n_keys = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self), N_EAGER_KEYS));
  for (guint i = 0; i < n_keys; i++)
    {
      Action *action = add_shortcut (controller, &keys[i], lent_cb);

      g_set_weak_pointer (&action->page, GTK_WIDGET (self));
    }
}
