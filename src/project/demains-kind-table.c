/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-kind-table.h"

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

static const DemainsChoice YES[] = {
  { "yes", N_ ("Yes") },
  { NULL, NULL },
};

static const DemainsChoice SORTINGS[] = {
  { "keep", N_ ("Keep") },
  { "maybe", N_ ("Maybe") },
  { "no", N_ ("No") },
  { NULL, NULL },
};

/* The axes of an environmental scan (STEEPV: society, technology, economy,
 * environment, politics, values). */
static const DemainsChoice AXES[] = {
  { "society", N_ ("Society") },
  { "technology", N_ ("Technology") },
  { "economy", N_ ("Economy") },
  { "environment", N_ ("Environment") },
  { "politics", N_ ("Politics") },
  { "values", N_ ("Values") },
  { NULL, NULL },
};

static const DemainsChoice NATURES[] = {
  { "signal", N_ ("Weak signal") },
  { "trend", N_ ("Trend") },
  { "break", N_ ("Break") },
  { NULL, NULL },
};

static const DemainsChoice DESIRABILITIES[] = {
  { "wanted", N_ ("Wanted") },
  { "mixed", N_ ("Mixed") },
  { "unwanted", N_ ("Not wanted") },
  { NULL, NULL },
};

static const DemainsChoice REMARKS[] = {
  { "disagreement", N_ ("Someone does not agree") },
  { "note", N_ ("Note") },
  { "check", N_ ("To check") },
  { NULL, NULL },
};

static const DemainsChoice WAY_AREAS[] = {
  { "decision", N_ ("Deciding") }, { "access", N_ ("Access") },         { "tools", N_ ("Tools") },
  { "place", N_ ("Places") },      { "money", N_ ("Money") },           { "partners", N_ ("Partners") },
  { "data", N_ ("Data") },         { "evaluation", N_ ("Evaluation") }, { NULL, NULL },
};

static const DemainsChoice LANES[] = {
  { "reach", N_ ("To reach") },
  { "avoid", N_ ("To avoid") },
  { NULL, NULL },
};

static const DemainsChoice HANDS[] = {
  { "commune", N_ ("In the commune’s hands") },
  { "shared", N_ ("In part") },
  { "beyond", N_ ("Beyond the commune") },
  { NULL, NULL },
};

/* The two ends of each slider, from 0 to 100. */
static const DemainsChoice SLIDERS[] = {
  { "outreach", N_ ("At the counter ↔ going towards people") },
  { "help", N_ ("Service given ↔ help among residents") },
  { "scale", N_ ("Commune ↔ the wider area") },
  { "rule", N_ ("Same rule for all ↔ an answer for each") },
  { "machine", N_ ("Human first ↔ machine first") },
  { NULL, NULL },
};

/* What a project file is: a group's own, or what a facilitator makes those from. */
static const DemainsChoice ROLES[] = {
  { "group", N_ ("Group project") },
  { "workshop", N_ ("Workshop") },
  { NULL, NULL },
};

static const DemainsChoice STATUSES[] = {
  { "agent", N_ ("Agent") },         { "elected", N_ ("Elected member") }, { "resident", N_ ("Resident, paid") },
  { "volunteer", N_ ("Volunteer") }, { "partner", N_ ("Partner") },        { NULL, NULL },
};

/* What a scene is in the forms of film that groups make: a bulletin of the news, a
 * portrait, a day in five shots. */
static const DemainsChoice SCENE_FORMS[] = {
  { "opening", N_ ("Opening") },        { "studio", N_ ("In the studio") }, { "report", N_ ("Report") },
  { "witness", N_ ("Witness") },        { "portrait", N_ ("Portrait") },    { "moment", N_ ("Moment of a day") },
  { "weather", N_ ("Social weather") }, { "ending", N_ ("Ending") },        { NULL, NULL },
};

/* How a person who speaks takes part in the picture; who does not want to be filmed
 * can still be heard. */
static const DemainsChoice PRESENCES[] = {
  { "seen", N_ ("On screen") },
  { "voice", N_ ("Voice only") },
  { NULL, NULL },
};

/* What somebody answered who was asked; nothing where nobody asked. */
static const DemainsChoice ANSWERS[] = {
  { "yes", N_ ("Yes") },
  { "no", N_ ("No") },
  { NULL, NULL },
};

static const DemainsChoice ORIGINS[] = {
  { "camera", N_ ("Camera") },
  { "file", N_ ("Video file") },
  { NULL, NULL },
};

/* How a title card looks: the theme's colour behind its words, or as a line on a ground
 * that is nearly black or nearly white. */
static const DemainsChoice CARD_STYLES[] = {
  { "theme", N_ ("Colour") },
  { "dark", N_ ("Dark") },
  { "light", N_ ("Light") },
  { NULL, NULL },
};

static const DemainsChoice LINK_TYPES[] = {
  { "leads-to", N_ ("Leads to") },
  { "mentions", N_ ("Mentions") },
  { NULL, NULL },
};

#define LINE(n, l, h) { n, DEMAINS_FIELD_LINE, TRUE, l, h, NULL, 0 }
#define UNSOUGHT(n, l, h) { n, DEMAINS_FIELD_LINE, FALSE, l, h, NULL, 0 }
#define TEXT(n, l, h) { n, DEMAINS_FIELD_TEXT, TRUE, l, h, NULL, 0 }
#define UNSOUGHT_TEXT(n, l, h) { n, DEMAINS_FIELD_TEXT, FALSE, l, h, NULL, 0 }
#define CHOICE(n, l, h, c) { n, DEMAINS_FIELD_CHOICE, FALSE, l, h, c, 0 }
#define RECORD(n, l) { n, DEMAINS_FIELD_RECORD, FALSE, l, NULL, NULL, 0 }
#define INTEGER(n, l, initial) { n, DEMAINS_FIELD_INTEGER, FALSE, l, NULL, NULL, initial }
#define TIME(n, l) { n, DEMAINS_FIELD_TIME, FALSE, l, NULL, NULL, 0 }

/* clang-format off */

/* The one table. To add a field: a line here, a migration, a line in the page. */
const DemainsKind DEMAINS_KINDS[] = {
  {
    DEMAINS_KIND_PROJECT, "project", "DemainsGroup", N_ ("Project"), N_ ("Group without a name"), 0, 12,
    {
      LINE ("group", N_ ("Group Name"), NULL),
      CHOICE ("theme", N_ ("Theme"), NULL, NULL),
      LINE ("theme_title", N_ ("Theme in Our Own Words"), NULL),
      CHOICE ("language", N_ ("Language"), NULL, LANGUAGES),
      INTEGER ("horizon", N_ ("Year"), 2050),
      LINE ("pitch", N_ ("In one line"), N_ ("The vision as one would tell it on the stairs")),
      LINE ("standing", N_ ("In one verb"), N_ ("What the CCAS does there above all: watch, link, defend…")),
      CHOICE ("role", N_ ("What this file is"), NULL, ROLES),
      LINE ("workshop", N_ ("Workshop"), N_ ("What the workshop is called")),
      LINE ("place", N_ ("Place"), NULL),
      LINE ("first_day", N_ ("First day"), N_ ("Such as 2027-03-18")),
      INTEGER ("film_seconds", N_ ("Wanted seconds of film"), 180),
    },
  },
  {
    DEMAINS_KIND_SIGNAL, "signal", "DemainsSignal", N_ ("Signal"), N_ ("Untitled signal"), 0, 12,
    {
      LINE ("title", N_ ("Signal"), N_ ("What catches the eye, in a few words")),
      TEXT ("observed", N_ ("What is observed"), N_ ("Where it is seen, and by whom")),
      TEXT ("so_what", N_ ("So what for a CCAS?"), N_ ("What it would change for people and for agents")),
      LINE ("source", N_ ("Source"), N_ ("Where it was read or seen")),
      LINE ("date", N_ ("Date"), NULL),
      CHOICE ("axis", N_ ("Axis"), NULL, AXES),
      CHOICE ("nature", N_ ("Kind of signal"), NULL, NATURES),
      CHOICE ("sorting", N_ ("Sorted"), NULL, SORTINGS),
      CHOICE ("to_check", N_ ("To check"), N_ ("Nobody here has verified it"), YES),
      CHOICE ("theme", N_ ("Theme"), NULL, NULL),
      LINE ("by", N_ ("Brought by"), NULL),
      TEXT ("note", N_ ("Notes"), NULL),
    },
  },
  {
    DEMAINS_KIND_HYPOTHESIS, "hypothesis", "DemainsHypothesis", N_ ("Hypothesis"), N_ ("Untitled hypothesis"), 0, 6,
    {
      LINE ("title", N_ ("What if…"), N_ ("One thing that could be otherwise in 2050")),
      LINE ("gains", N_ ("Who gains"), NULL),
      LINE ("loses", N_ ("Who loses"), NULL),
      CHOICE ("desirability", N_ ("Do we want it?"), NULL, DESIRABILITIES),
      LINE ("by", N_ ("Brought by"), NULL),
      TEXT ("note", N_ ("Notes"), NULL),
    },
  },
  {
    DEMAINS_KIND_CONSEQUENCE, "consequence", "DemainsConsequence", N_ ("Consequence"), N_ ("Untitled consequence"), 0, 2,
    {
      LINE ("title", N_ ("Consequence"), N_ ("And then?")),
      RECORD ("parent", N_ ("Follows from")),
    },
  },
  {
    DEMAINS_KIND_QUESTION, "question", "DemainsQuestion", N_ ("Question"), N_ ("Untitled question"), 0, 4,
    {
      LINE ("title", N_ ("Question"), N_ ("What it makes us ask")),
      LINE ("shakes", N_ ("Whom it shakes"), N_ ("Agents, elected members, residents, partners…")),
      LINE ("by", N_ ("Brought by"), NULL),
      TEXT ("note", N_ ("Notes"), NULL),
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
    DEMAINS_KIND_REMARK, "remark", "DemainsRemark", N_ ("Remark"), N_ ("Remark without words"), 0, 4,
    {
      LINE ("text", N_ ("Remark"), N_ ("What is to be said about this passage; nobody’s name is kept")),
      CHOICE ("type", N_ ("Kind of remark"), NULL, REMARKS),
      TEXT ("quote", N_ ("Passage"), NULL),
      RECORD ("section", N_ ("Section")),
    },
  },
  {
    DEMAINS_KIND_MISSION, "mission", "DemainsMission", N_ ("Mission of today"), N_ ("Untitled mission"), 0, 4,
    {
      LINE ("title", N_ ("Mission of today"), NULL),
      CHOICE ("key", N_ ("Mission of today"), NULL, MISSIONS),
      CHOICE ("fate", N_ ("What becomes of it"), N_ ("Is it kept, moved or dropped?"), FATES),
      LINE ("instead", N_ ("Who does it instead"), N_ ("Where it goes, or why it stops")),
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
    DEMAINS_KIND_WAY, "way", "DemainsWay", N_ ("Way of working"), N_ ("Untitled way of working"), 0, 7,
    {
      LINE ("title", N_ ("Way of working"), N_ ("In a few words")),
      CHOICE ("area", N_ ("What it is about"), NULL, WAY_AREAS),
      TEXT ("today", N_ ("Today’s rule"), N_ ("How it is done now")),
      TEXT ("tomorrow", N_ ("Tomorrow’s rule"), N_ ("How it is done in 2050")),
      TEXT ("example", N_ ("For example"), N_ ("One person, one day, what happens")),
      TEXT ("tension", N_ ("Tension"), N_ ("What this makes harder, and for whom")),
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
    DEMAINS_KIND_MILESTONE, "milestone", "DemainsMilestone", N_ ("Milestone"), N_ ("Untitled milestone"), 0, 10,
    {
      LINE ("title", N_ ("Milestone"), N_ ("What has happened by then")),
      CHOICE ("lane", N_ ("To reach or to avoid"), NULL, LANES),
      INTEGER ("year", N_ ("Year"), 0),
      INTEGER ("until", N_ ("Until"), 0),
      LINE ("actor", N_ ("Who can act"), NULL),
      CHOICE ("hands", N_ ("In whose hands"), NULL, HANDS),
      LINE ("first_step", N_ ("First step"), N_ ("What could be done in the coming year")),
      LINE ("early_sign", N_ ("Early sign"), N_ ("How one would see it coming")),
      LINE ("by", N_ ("Brought by"), NULL),
      TEXT ("note", N_ ("Notes"), NULL),
    },
  },
  {
    DEMAINS_KIND_STANCE, "stance", "DemainsStance", N_ ("Position"), N_ ("Position"), 0, 4,
    {
      CHOICE ("slider", N_ ("Slider"), NULL, SLIDERS),
      INTEGER ("day", N_ ("Day"), 1),
      CHOICE ("discussed", N_ ("Discussed"), NULL, YES),
      INTEGER ("value", N_ ("Position"), 50),
    },
  },
  {
    DEMAINS_KIND_SLOT, "slot", "DemainsSlot", N_ ("Slot"), N_ ("Untitled slot"), 0, 6,
    {
      UNSOUGHT ("title", N_ ("Slot"), NULL),
      INTEGER ("day", N_ ("Day"), 1),
      INTEGER ("start", N_ ("Begins at"), 0),
      INTEGER ("length", N_ ("Minutes"), 60),
      CHOICE ("screen", N_ ("Screen"), NULL, NULL),
      UNSOUGHT ("goal", N_ ("Goal"), N_ ("What there should be at its end")),
    },
  },
  {
    DEMAINS_KIND_MEMBER, "member", "DemainsMember", N_ ("Member"), N_ ("Member without a name"), 0, 6,
    {
      LINE ("name", N_ ("First name or initials"), NULL),
      CHOICE ("image", N_ ("Their image"), N_ ("May be seen in the film"), ANSWERS),
      CHOICE ("voice", N_ ("Their voice"), N_ ("May be heard in the film"), ANSWERS),
      CHOICE ("named", N_ ("Their name and function"), N_ ("May be named in the film"), ANSWERS),
      UNSOUGHT ("consent_scope", N_ ("For what, and until when"), N_ ("Shown on the day, published by the CCAS, for two years…")),
      UNSOUGHT ("consent_date", N_ ("Said on"), N_ ("Such as 2027-03-18")),
    },
  },
  {
    DEMAINS_KIND_THEME, "theme", "DemainsTheme", N_ ("Theme"), N_ ("Theme without a name"), 0, 3,
    {
      LINE ("title", N_ ("Theme"), N_ ("In the words that groups will read")),
      CHOICE ("key", N_ ("Theme to start from"), NULL, NULL),
      TEXT ("note", N_ ("Notes"), NULL),
    },
  },
  {
    DEMAINS_KIND_TEAM, "team", "DemainsTeam", N_ ("Group"), N_ ("Group without a name"), 0, 2,
    {
      LINE ("name", N_ ("Group Name"), NULL),
      RECORD ("theme", N_ ("Theme")),
    },
  },
  {
    DEMAINS_KIND_SCENE, "scene", "DemainsScene", N_ ("Scene"), N_ ("Untitled scene"), 0, 7,
    {
      LINE ("title", N_ ("Scene"), N_ ("Who does what, in a few words")),
      CHOICE ("form", N_ ("Form"), NULL, SCENE_FORMS),
      LINE ("place", N_ ("Place"), N_ ("Where it can be filmed here and now")),
      TEXT ("intention", N_ ("Intention"), N_ ("What those who watch should understand or feel")),
      TEXT ("seen", N_ ("What is seen"), N_ ("People, gestures, objects, one after the other")),
      INTEGER ("seconds", N_ ("Planned seconds"), 30),
      TEXT ("note", N_ ("Notes"), NULL),
    },
  },
  {
    DEMAINS_KIND_SPEECH, "speech", "DemainsSpeech", N_ ("Speech"), N_ ("Speech of nobody yet"), 0, 10,
    {
      LINE ("character", N_ ("Character"), N_ ("Who speaks in 2050: a first name, a job")),
      RECORD ("scene", N_ ("Scene")),
      RECORD ("member", N_ ("Spoken by")),
      CHOICE ("presence", N_ ("In the picture"), NULL, PRESENCES),
      TEXT ("text", N_ ("What is said"), N_ ("As one speaks, in short sentences")),
      LINE ("tone", N_ ("Tone"), N_ ("Calm, in a hurry, smiling…")),
      LINE ("sounds", N_ ("Sounds"), N_ ("What else is heard: a door, rain, a crowd")),
      LINE ("description", N_ ("For those who cannot see"), N_ ("What is shown and not said")),
      INTEGER ("pace", N_ ("Words per minute"), 130),
      INTEGER ("seconds", N_ ("Wanted seconds"), 0),
    },
  },
  {
    DEMAINS_KIND_PROP, "prop", "DemainsProp", N_ ("Prop"), N_ ("Untitled prop"), 0, 6,
    {
      LINE ("title", N_ ("Prop"), N_ ("A badge, a poster, a form of one line…")),
      LINE ("says", N_ ("What it says of 2050"), NULL),
      LINE ("maker", N_ ("Who makes it"), NULL),
      CHOICE ("ready", N_ ("Ready"), NULL, YES),
      TEXT ("note", N_ ("Notes"), NULL),
      CHOICE ("photo", N_ ("Photo"), NULL, NULL),
    },
  },
  {
    DEMAINS_KIND_TAKE, "take", "DemainsTake", N_ ("Take"), N_ ("Untitled take"), 0, 9,
    {
      LINE ("title", N_ ("Title"), NULL),
      CHOICE ("origin", N_ ("Comes from"), NULL, ORIGINS),
      LINE ("source", N_ ("Camera or file"), NULL),
      TEXT ("note", N_ ("Notes"), NULL),
      RECORD ("scene", N_ ("Scene")),
      INTEGER ("rating", N_ ("Stars"), 0),
      RECORD ("speech", N_ ("Begins in the speech")),
      INTEGER ("word", N_ ("Words of it that are left out"), 0),
      UNSOUGHT_TEXT ("captions", N_ ("Captions corrected by hand"), NULL),
    },
  },
  {
    DEMAINS_KIND_CLIP, "clip", "DemainsClip", N_ ("Clip"), N_ ("Clip of a lost take"), 0, 6,
    {
      RECORD ("take", N_ ("Take")),
      TIME ("in_point", N_ ("In point")),
      TIME ("out_point", N_ ("Out point")),
      TEXT ("text", N_ ("Words on the card"), N_ ("A title; below it, on the next lines, what else is to be read")),
      CHOICE ("style", N_ ("Style of the card"), NULL, CARD_STYLES),
      CHOICE ("fade", N_ ("Fade from the clip before"), NULL, YES),
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

G_STATIC_ASSERT (G_N_ELEMENTS (DEMAINS_KINDS) == DEMAINS_N_KINDS);
