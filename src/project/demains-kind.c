/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-kind.h"

#include <glib/gi18n.h>

static const DemainsChoice LANGUAGES[] = {
  { "fr", N_ ("French") },
  { "en", N_ ("English") },
  { NULL, NULL },
};

/* What a CCAS does today, in plain words: the groups' 2050 is held against it.
 * Nothing here says what the law asks of whom. */
static const DemainsChoice MISSIONS[] = {
  { "legal-aid", N_ ("Put together a file for legal aid") },
  { "address", N_ ("Give an address to those who have none") },
  { "needs", N_ ("Study what the territory needs") },
  { "prevention", N_ ("Prevent and bring people together") },
  { "register", N_ ("Keep the register of frail people") },
  { "reception", N_ ("Welcome without an appointment") },
  { "food-money", N_ ("Help to pay and to eat") },
  { "home-help", N_ ("Help at home") },
  { "residence", N_ ("Run a residence") },
  { "childhood", N_ ("Welcome small children") },
  { "work", N_ ("Accompany towards work") },
  { "health", N_ ("Open health rights") },
  { "digital", N_ ("Help with screens and forms") },
  { "shelter", N_ ("Find a roof in an emergency") },
  { "associations", N_ ("Link the associations") },
  { "steering", N_ ("Steer the budget and the board") },
  { NULL, NULL },
};

static const DemainsChoice FATES[] = {
  { "kept", N_ ("Kept") }, { "moved", N_ ("Moved elsewhere") }, { "dropped", N_ ("Dropped") }, { "new", N_ ("New") },
  { NULL, NULL },
};

static const DemainsChoice STATUSES[] = {
  { "agent", N_ ("Agent") },         { "elected", N_ ("Elected member") }, { "resident", N_ ("Resident, paid") },
  { "volunteer", N_ ("Volunteer") }, { "partner", N_ ("Partner") },        { NULL, NULL },
};

static const DemainsChoice ORIGINS[] = {
  { "camera", N_ ("Camera") },
  { "file", N_ ("Video file") },
  { NULL, NULL },
};

static const DemainsChoice LINK_TYPES[] = {
  { "leads-to", N_ ("Leads to") },
  { NULL, NULL },
};

#define LINE(n, l, h) { n, DEMAINS_FIELD_LINE, TRUE, l, h, NULL, 0 }
#define TEXT(n, l, h) { n, DEMAINS_FIELD_TEXT, TRUE, l, h, NULL, 0 }
#define CHOICE(n, l, h, c) { n, DEMAINS_FIELD_CHOICE, FALSE, l, h, c, 0 }
#define RECORD(n, l) { n, DEMAINS_FIELD_RECORD, FALSE, l, NULL, NULL, 0 }
#define INTEGER(n, l, initial) { n, DEMAINS_FIELD_INTEGER, FALSE, l, NULL, NULL, initial }
#define TIME(n, l) { n, DEMAINS_FIELD_TIME, FALSE, l, NULL, NULL, 0 }

/* clang-format off */

/* The one table. To add a field: a line here, a migration, a line in the page. */
static const DemainsKind KINDS[] = {
  {
    DEMAINS_KIND_PROJECT, "project", "DemainsGroup", N_ ("Project"), N_ ("Group without a name"), 0, 5,
    {
      LINE ("group", N_ ("Group name"), NULL),
      CHOICE ("theme", N_ ("Theme"), NULL, NULL),
      LINE ("theme_title", N_ ("Theme in our own words"), NULL),
      CHOICE ("language", N_ ("Language"), NULL, LANGUAGES),
      INTEGER ("horizon", N_ ("Year"), 2050),
    },
  },
  {
    DEMAINS_KIND_SECTION, "section", "DemainsSection", N_ ("Section"), N_ ("Untitled section"), 0, 4,
    {
      LINE ("question", N_ ("Guiding question"), NULL),
      LINE ("prompt", N_ ("To get started"), NULL),
      TEXT ("text", N_ ("Text"), NULL),
      INTEGER ("word_target", N_ ("Word target"), 60),
    },
  },
  {
    DEMAINS_KIND_FUNCTION, "function", "DemainsFunction", N_ ("Function"), N_ ("Untitled function"), 0, 10,
    {
      LINE ("name", N_ ("Name"), N_ ("What the CCAS does for people in 2050")),
      LINE ("audience", N_ ("Public"), N_ ("Who it is for, and who it leaves out")),
      TEXT ("need", N_ ("Need"), N_ ("What would go wrong without it")),
      CHOICE ("mission", N_ ("Mission of today"), N_ ("The mission of today that it comes from"), MISSIONS),
      CHOICE ("fate", N_ ("What becomes of it"), N_ ("Is that mission kept, moved, dropped, or is this new?"), FATES),
      LINE ("delivered_by", N_ ("Who delivers it"), N_ ("Agents, residents, partners, machines")),
      LINE ("place", N_ ("Where"), N_ ("The place, the hours, the way there")),
      LINE ("decided_by", N_ ("Who decides"), N_ ("And what they decide")),
      TEXT ("example", N_ ("For example"), N_ ("One person, one day, what happens")),
      TEXT ("note", N_ ("Notes"), NULL),
    },
  },
  {
    DEMAINS_KIND_JOB, "job", "DemainsJob", N_ ("Job"), N_ ("Untitled job"), 0, 26,
    {
      LINE ("title", N_ ("Title"), N_ ("What people call it in 2050")),
      LINE ("purpose", N_ ("In one sentence"), N_ ("Why this job exists")),
      LINE ("comes_from", N_ ("Comes from"), N_ ("The job or jobs of today that it grew out of")),
      LINE ("other_names", N_ ("Other names"), NULL),
      TEXT ("activities", N_ ("What this person does"), N_ ("What is specific to this job, one line each")),
      TEXT ("shared_activities", N_ ("Does with others"), N_ ("What this job shares with the rest of the house")),
      TEXT ("no_longer", N_ ("No longer does"), N_ ("What this job has stopped doing")),
      TEXT ("stays_human", N_ ("Stays human"), N_ ("What nobody wants a machine to do")),
      TEXT ("machines", N_ ("Given to machines"), N_ ("What machines do in its place")),
      TEXT ("knowledge", N_ ("Knows"), N_ ("What one must have learnt")),
      TEXT ("know_how", N_ ("Knows how to"), N_ ("What one must be able to do")),
      TEXT ("attitude", N_ ("Ways of being"), N_ ("Patience, nerve, humour…")),
      LINE ("inside", N_ ("Works with, inside"), NULL),
      LINE ("outside", N_ ("Works with, outside"), NULL),
      LINE ("hierarchy", N_ ("Answers to"), NULL),
      LINE ("place", N_ ("Place"), NULL),
      LINE ("rhythm", N_ ("Rhythm"), N_ ("Hours, seasons, nights")),
      LINE ("conditions", N_ ("Conditions"), NULL),
      LINE ("means", N_ ("Means and objects"), N_ ("Tools, clothes, a badge, a vehicle")),
      CHOICE ("status", N_ ("Status"), NULL, STATUSES),
      TEXT ("risks", N_ ("Risks"), N_ ("What can go wrong for this person or for others")),
      TEXT ("limits", N_ ("Limits"), N_ ("What this job must never do")),
      LINE ("sign", N_ ("Sign that it works"), N_ ("What one would see")),
      TEXT ("day", N_ ("One day, hour by hour"), N_ ("7:00, …")),
      LINE ("reference", N_ ("Nearest job sheet of today"), N_ ("A title or a code from a job directory, to verify")),
      TEXT ("note", N_ ("Notes"), NULL),
    },
  },
  {
    DEMAINS_KIND_TAKE, "take", "DemainsTake", N_ ("Take"), N_ ("Untitled take"), 0, 4,
    {
      LINE ("title", N_ ("Title"), NULL),
      CHOICE ("origin", N_ ("Comes from"), NULL, ORIGINS),
      LINE ("source", N_ ("Camera or file"), NULL),
      TEXT ("note", N_ ("Notes"), NULL),
    },
  },
  {
    DEMAINS_KIND_CLIP, "clip", "DemainsClip", N_ ("Clip"), N_ ("Clip of a lost take"), 0, 3,
    {
      RECORD ("take", N_ ("Take")),
      TIME ("in_point", N_ ("In point")),
      TIME ("out_point", N_ ("Out point")),
    },
  },
  {
    DEMAINS_KIND_LINK, "link", "DemainsLink", N_ ("Link"), N_ ("Link"), 0, 3,
    {
      CHOICE ("type", N_ ("Type"), NULL, LINK_TYPES),
      RECORD ("source", N_ ("From")),
      RECORD ("target", N_ ("To")),
    },
  },
  {
    DEMAINS_KIND_COLLISION, "collision", "DemainsCollision", N_ ("Collision"), N_ ("Collision over a lost record"), 0, 6,
    {
      RECORD ("record", N_ ("What it is about")),
      CHOICE ("field", N_ ("Field"), NULL, NULL),
      TEXT ("one", N_ ("One copy"), NULL),
      LINE ("one_from", N_ ("From"), NULL),
      TEXT ("other", N_ ("Other copy"), NULL),
      LINE ("other_from", N_ ("From"), NULL),
    },
  },
};

/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (KINDS) == DEMAINS_N_KINDS);

/**
 * demains_kind_get:
 * @id: a kind
 *
 * Returns: (transfer none): its row of the table
 */
const DemainsKind *
demains_kind_get (DemainsKindId id)
{
  g_return_val_if_fail (id < DEMAINS_N_KINDS, NULL);

  return &KINDS[id];
}

/**
 * demains_kind_find:
 * @name: a kind's name in SQL and JSON
 *
 * Returns: (transfer none) (nullable): its row, or %NULL for an unknown kind
 */
const DemainsKind *
demains_kind_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_strcmp0 (KINDS[i].name, name) == 0)
      return &KINDS[i];

  return NULL;
}

/**
 * demains_kind_find_field:
 * @kind: a kind
 * @name: a field's name, with underscores or, as properties have it, dashes
 *
 * Returns: the field's index, or -1 when the kind has no such field
 */
int
demains_kind_find_field (const DemainsKind *kind, const char *name)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *a = kind->fields[i].name;
      const char *b = name;

      while (*a != '\0' && (*a == *b || (*a == '_' && *b == '-')))
        a++, b++;
      if (*a == '\0' && *b == '\0')
        return i;
    }

  return -1;
}

/**
 * demains_field_is_text:
 * @field: a field
 *
 * Returns: whether its value is a string (else it is a 64-bit integer)
 */
gboolean
demains_field_is_text (const DemainsField *field)
{
  return field->type < DEMAINS_FIELD_INTEGER;
}

/**
 * demains_field_get_label:
 * @field: a field
 *
 * Returns: (transfer none): its name in the language of the interface
 */
const char *
demains_field_get_label (const DemainsField *field)
{
  return _ (field->label);
}

/**
 * demains_field_get_hint:
 * @field: a field
 *
 * Returns: (transfer none): a sentence that helps to fill it in, or ""
 */
const char *
demains_field_get_hint (const DemainsField *field)
{
  return field->hint != NULL ? _ (field->hint) : "";
}

/**
 * demains_field_get_choice_label:
 * @field: a field of type %DEMAINS_FIELD_CHOICE
 * @key: a choice's key
 *
 * Returns: (transfer none): the label of that choice in the language of the
 *   interface, "" when nothing is chosen, @key when the choice is not known
 */
const char *
demains_field_get_choice_label (const DemainsField *field, const char *key)
{
  for (const DemainsChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    if (strcmp (choice->key, key) == 0)
      return _ (choice->label);

  return key;
}

/**
 * demains_field_accepts:
 * @field: a field
 * @value: a value, maybe from outside
 *
 * Choices are not held against the list: a newer program may know more of them.
 *
 * Returns: whether the value has the type that the field keeps
 */
gboolean
demains_field_accepts (const DemainsField *field, GVariant *value)
{
  return g_variant_is_of_type (value, demains_field_is_text (field) ? G_VARIANT_TYPE_STRING : G_VARIANT_TYPE_INT64);
}

/**
 * demains_field_dup_initial:
 * @field: a field
 *
 * Most fields of most records have it, so that all share one.
 *
 * Returns: (transfer full): the value that a new record has
 */
GVariant *
demains_field_dup_initial (const DemainsField *field)
{
  static GVariant *empty, *zero;

  if (g_once_init_enter_pointer (&empty))
    g_once_init_leave_pointer (&empty, g_variant_ref_sink (g_variant_new_string ("")));
  if (g_once_init_enter_pointer (&zero))
    g_once_init_leave_pointer (&zero, g_variant_ref_sink (g_variant_new_int64 (0)));
  if (demains_field_is_text (field))
    return g_variant_ref (empty);

  return field->initial == 0 ? g_variant_ref (zero) : g_variant_ref_sink (g_variant_new_int64 (field->initial));
}
