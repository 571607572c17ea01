/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-page.h"

typedef struct
{
  DemainsSession *session;
  char *key;
  char *title;
  char *icon_name;
  gboolean narrow;
  gboolean presenting;
  gboolean visible_now;
} DemainsPagePrivate;

typedef enum
{
  PROP_SESSION = 1,
  PROP_KEY,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_NARROW,
  PROP_PRESENTING,
} DemainsPageProperty;

#define N_PROPS (PROP_PRESENTING + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DemainsPage, demains_page, ADW_TYPE_BIN)

static void
demains_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsPagePrivate *priv = demains_page_get_instance_private (DEMAINS_PAGE (object));

  switch ((DemainsPageProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_KEY:
      g_value_set_string (value, priv->key);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, priv->icon_name);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    case PROP_PRESENTING:
      g_value_set_boolean (value, priv->presenting);
      break;
    }
}

static void
demains_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsPagePrivate *priv = demains_page_get_instance_private (DEMAINS_PAGE (object));

  switch ((DemainsPageProperty)prop_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_KEY:
      if (g_set_str (&priv->key, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_TITLE:
      if (g_set_str (&priv->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ICON_NAME:
      if (g_set_str (&priv->icon_name, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      if (priv->narrow != g_value_get_boolean (value))
        {
          priv->narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_PRESENTING:
      if (priv->presenting != g_value_get_boolean (value))
        {
          priv->presenting = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    }
}

static void
demains_page_dispose (GObject *object)
{
  DemainsPagePrivate *priv = demains_page_get_instance_private (DEMAINS_PAGE (object));

  g_clear_object (&priv->session);

  G_OBJECT_CLASS (demains_page_parent_class)->dispose (object);
}

static void
demains_page_finalize (GObject *object)
{
  DemainsPagePrivate *priv = demains_page_get_instance_private (DEMAINS_PAGE (object));

  g_free (priv->key);
  g_free (priv->title);
  g_free (priv->icon_name);

  G_OBJECT_CLASS (demains_page_parent_class)->finalize (object);
}

static void
demains_page_class_init (DemainsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_page_get_property;
  object_class->set_property = demains_page_set_property;
  object_class->dispose = demains_page_dispose;
  object_class->finalize = demains_page_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_PRESENTING] = g_param_spec_boolean ("presenting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_page_init (DemainsPage *self)
{
}

/**
 * demains_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none): the session whose project the page shows
 */
DemainsSession *
demains_page_get_session (DemainsPage *self)
{
  DemainsPagePrivate *priv = demains_page_get_instance_private (self);

  g_return_val_if_fail (DEMAINS_IS_PAGE (self), NULL);

  return priv->session;
}

/**
 * demains_page_get_project:
 * @self: a page
 *
 * Returns: (transfer none): the project that the page shows
 */
DemainsProject *
demains_page_get_project (DemainsPage *self)
{
  g_return_val_if_fail (DEMAINS_IS_PAGE (self), NULL);

  return demains_session_get_project (demains_page_get_session (self));
}

/**
 * demains_page_get_key:
 * @self: a page
 *
 * Returns: (transfer none): what the session calls this page, such as "vision"
 */
const char *
demains_page_get_key (DemainsPage *self)
{
  DemainsPagePrivate *priv = demains_page_get_instance_private (self);

  g_return_val_if_fail (DEMAINS_IS_PAGE (self), NULL);

  return priv->key;
}

/**
 * demains_page_reveal:
 * @self: a page
 * @record: a record of a kind that the page shows
 * @field: (nullable): the name of one of its fields
 *
 * Brings @record into view with the keyboard in @field.
 */
void
demains_page_reveal (DemainsPage *self, DemainsRecord *record, const char *field)
{
  g_return_if_fail (DEMAINS_IS_PAGE (self));

  if (DEMAINS_PAGE_GET_CLASS (self)->reveal != NULL)
    DEMAINS_PAGE_GET_CLASS (self)->reveal (self, record, field);
}

/**
 * demains_page_set_visible_now:
 * @self: a page
 * @visible: whether people see it
 *
 * Called by the window when it turns to the page or away from it, and when it
 * closes; the page's class is told of each change once.
 */
void
demains_page_set_visible_now (DemainsPage *self, gboolean visible)
{
  DemainsPagePrivate *priv = demains_page_get_instance_private (self);
  DemainsPageClass *klass;

  g_return_if_fail (DEMAINS_IS_PAGE (self));

  if (priv->visible_now == visible)
    return;

  priv->visible_now = visible;
  klass = DEMAINS_PAGE_GET_CLASS (self);
  if (visible && klass->shown != NULL)
    klass->shown (self);
  else if (!visible && klass->hidden != NULL)
    klass->hidden (self);
}
