# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/fr.po says everything the sources say, and says it with French typography."""
import re
import tempfile
from pathlib import Path

from tree import says

PO = "po/fr.po"
KEYWORDS = (
    "_ N_ C_:1c,2 NC_:1c,2 g_dcgettext:2 g_dngettext:2,3 g_dpgettext2:2c,3 ngettext:1,2".split()
)
NARROW, WIDE = "\u202f", "\u00a0"
TYPOGRAPHY = {
    r"[^\s…?!{N}][;?!](?![\w/#=&])|[ {W}][;?!]": "a narrow no-break space (U+202F) belongs before ; ? !",
    r"[^\s\d/{W}](?<!https)(?<!http):(?= |$)|[ {N}]:": "a no-break space (U+00A0) belongs before :",
    r"«(?!{W})|(?<!{W})»": "a no-break space (U+00A0) belongs inside « »",
    r"\w'\w": "the apostrophe is ’",
}
# The search words of a desktop file, for machines.
KEYWORD_LIST = re.compile(r"(?:[^\s;][^;]*;){2,}")


def template(tree, folder):
    """The template that the sources make now."""
    pot = str(Path(folder, "demains.pot"))
    said = says(
        "xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES.in", f"--output={pot}", "--package-name=demains",
        *(f"--keyword={keyword}" for keyword in KEYWORDS), cwd=tree.root,
    )
    return pot, said


def with_messages(said):
    """msgcmp's words with the message in the place of the file and line it is at."""
    lines = []
    for line in said.splitlines():
        match = re.match(r"(/.*\.pot?):(\d+): (this message.*)", line)
        if match:
            entry = "\n".join(Path(match[1]).read_text(encoding="utf-8").splitlines()[int(match[2]) - 1 :])
            line = f"{next(texts(entry, 'msgid'), '?')!r}: {match[3]}"
        lines.append(line)
    return "\n".join(lines)


def texts(po, keyword=r"msgstr(?:\[\d\])?"):
    """The translations of a PO file, or its messages, each in one piece."""
    for match in re.finditer(rf'^{keyword} ((?:".*"\s*)+)', po, re.MULTILINE):
        pieces = re.findall(r'"(.*)"', match[1])
        yield "".join(pieces).replace(r"\"", '"').replace(r"\n", "\n")


def check_typography(po):
    problems = []
    for text in list(texts(po))[1:]:
        if KEYWORD_LIST.fullmatch(text):
            continue
        for pattern, problem in TYPOGRAPHY.items():
            if re.search(pattern.replace("{N}", NARROW).replace("{W}", WIDE), text, re.MULTILINE):
                problems.append(f"{PO}: {problem}: {text}")
    return problems


def check(tree):
    if PO not in tree.files:
        return [f"{PO}: there is no French"]
    problems = []
    with tempfile.TemporaryDirectory(prefix="demains-lint-") as folder:
        pot, said = template(tree, folder)
        if said:
            return [said]
        french = str(tree.path(PO))
        checks = {
            "is no valid PO file": ("msgfmt", "--check", "-o", "/dev/null", french),
            "does not say what the sources say": ("msgcmp", french, pot),
            "says what the sources no longer say": ("msgcmp", "--use-untranslated", pot, french),
        }
        for problem, command in checks.items():
            said = says(*command)
            if said:
                problems.append(f"{PO}: {problem}:\n{with_messages(said)}")
    return problems + check_typography(tree.read(PO))


HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: demains\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: The Demains authors\\n"
"Language-Team: French\\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""


def po(*entries):
    return HEADER + "".join(f'\n{flag}msgid "{english}"\nmsgstr "{french}"\n' for flag, english, french in entries)


HELLO = ("", "Hello!", f"Bonjour{NARROW}!")
GOOD = {
    "po/POTFILES.in": "src/a.c\n",
    "src/a.c": 'a = _ ("Hello!"); b = _ ("film;city;");\n',
    PO: po(HELLO, ("", "film;city;", "film;ville;")),
}
BAD = {
    "a text without French": ({PO: po()}, "does not say what the sources say"),
    "a text left empty": ({PO: po(("", "Hello!", ""))}, "does not say what the sources say"),
    "a fuzzy text": ({PO: po(("#, fuzzy\n", "Hello!", f"Bonjour{NARROW}!"))}, "does not say what the sources say"),
    "a text that is no longer used": ({PO: po(HELLO, ("", "Bye", "Salut"))}, "no longer say"),
    "a broken file": ({PO: po(HELLO) + "msgid\n"}, "is no valid PO file"),
    "no French at all": ({PO: None}, "there is no French"),
    "a plain space before !": ({PO: po(("", "Hello!", "Bonjour !"))}, "U+202F"),
    "no space before !": ({PO: po(("", "Hello!", "Bonjour!"))}, "U+202F"),
    "a plain space before a colon": ({PO: po(("", "Hello!", "Bonjour : oui"))}, "before :"),
    "plain quotation marks": ({PO: po(("", "Hello!", "« Bonjour »"))}, "inside « »"),
    "a straight apostrophe": ({PO: po(("", "Hello!", "L'heure"))}, "the apostrophe is ’"),
}
