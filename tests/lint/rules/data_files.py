# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desktop file, metainfo, settings schema and MIME type are there and valid."""
import shutil
import tempfile
from pathlib import Path

from tree import says


def copy(tree, name, folder):
    """The file under the name that its validator knows: sources end in .in."""
    target = Path(folder, Path(name).name.removesuffix(".in"))
    shutil.copy(tree.path(name), target)
    return target


def check_desktop(path):
    return says("desktop-file-validate", str(path))


def check_metainfo(path):
    return says("appstreamcli", "validate", "--no-net", "--explain", str(path))


def check_schema(path):
    return says("glib-compile-schemas", "--strict", "--dry-run", str(path.parent))


def check_mime(path):
    said = says("xmllint", "--noout", str(path))
    if said:
        return said
    packages = path.parent / "mime/packages"
    packages.mkdir(parents=True)
    shutil.copy(path, packages)
    said = says("update-mime-database", str(packages.parent))
    if not said and not list(packages.parent.glob("application/*.xml")):
        said = f"{path.name}: names no application type"
    return said


CHECKS = {
    "data/*.desktop.in": check_desktop,
    "data/*.metainfo.xml.in": check_metainfo,
    "data/*.gschema.xml": check_schema,
    "data/org.demains.Demains.xml.in": check_mime,
}


def check(tree):
    problems = []
    for pattern, checker in CHECKS.items():
        names = tree.matching(pattern)
        if not names:
            problems.append(f"{pattern}: there is none")
        for name in names:
            with tempfile.TemporaryDirectory(prefix="demains-lint-") as folder:
                said = checker(copy(tree, name, folder))
                problems += [f"{name}: {said}"] if said else []
    return problems


DESKTOP = "data/a.desktop.in"
METAINFO = "data/a.metainfo.xml.in"
SCHEMA = "data/a.gschema.xml"
MIME = "data/org.demains.Demains.xml.in"
GOOD = {
    DESKTOP: "[Desktop Entry]\nType=Application\nName=Demains\nExec=demains\nCategories=GTK;Education;\n",
    METAINFO: """<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>org.example.Demains</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>GPL-3.0-or-later</project_license>
  <name>Demains</name>
  <summary>Imagine tomorrow</summary>
  <description><p>A workshop about tomorrow, written and filmed by groups.</p></description>
  <launchable type="desktop-id">org.example.Demains.desktop</launchable>
  <developer id="org.example"><name>The Demains authors</name></developer>
  <url type="homepage">https://example.org/</url>
  <content_rating type="oars-1.1"/>
</component>
""",
    SCHEMA: """<schemalist><schema id="org.example.Demains" path="/org/example/Demains/">
<key name="width" type="i"><default>800</default></key></schema></schemalist>
""",
    MIME: """<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-demains"><comment>Project</comment><glob pattern="*.demains"/></mime-type>
</mime-info>
""",
}
BAD = {
    "a desktop file without a name": ({DESKTOP: GOOD[DESKTOP].replace("Name=Demains\n", "")}, DESKTOP),
    "metainfo without a licence": (
        {METAINFO: GOOD[METAINFO].replace("<metadata_license>CC0-1.0</metadata_license>", "")},
        METAINFO,
    ),
    "a schema with a wrong default": ({SCHEMA: GOOD[SCHEMA].replace("800", "wide")}, SCHEMA),
    "a MIME file that is no XML": ({MIME: GOOD[MIME].replace("</mime-info>", "")}, MIME),
    "a MIME file without a type": ({MIME: GOOD[MIME].replace("mime-type", "other-type")}, MIME),
    "no desktop file": ({DESKTOP: None}, "data/*.desktop.in: there is none"),
}
