#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the sample projects from their texts, with demains-tool and nothing else.

    make-sample.py [--force] TOOL FOLDER

Leaves FOLDER/les-halles.demains and FOLDER/belle-rive.demains. What is there and
newer than its texts and the tool is kept, unless --force is given."""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

sys.dont_write_bytecode = True

import footage

SOURCES = Path(__file__).resolve().parent
GROUPS = ("les-halles", "belle-rive")
SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "sample.demains.org")


class Maker:
    def __init__(self, tool, name, folder):
        self.tool_path = tool
        self.texts = json.loads((SOURCES / f"{name}.json").read_text(encoding="utf-8"))
        self.name = name
        self.path = folder / f"{name}.demains"
        self.folder = folder

    def tool(self, *arguments):
        command = [self.tool_path, *map(str, arguments)]
        return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout

    def id(self, key):
        """The same in every sample that is ever made."""
        return str(uuid.uuid5(SPACE, f"{self.name}/{key}"))

    def make(self):
        self.tool("new", self.path, "--group", self.texts["group"], "--theme", self.texts["theme"], "--language", self.texts["language"])
        self.change(self.write)
        for number, take in enumerate(self.texts["takes"], start=1):
            self.film(number, take)
        self.change(self.name_takes)
        print(self.tool("info", self.path), end="")
        self.tool("check", self.path)

    def change(self, edit):
        """Takes the records out as JSON, edits them, brings them in again."""
        data = json.loads(self.tool("export", self.path))
        edit(data)
        source = self.folder / f"{self.name}.in.json"
        source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        self.tool("import", self.path, source)

    def write(self, data):
        for section, answer in zip(data["sections"], self.texts["answers"], strict=True):
            section["text"] = self.mention(data, section, answer)
        for remark in self.texts.get("remarks", []):
            self.remark(data, data["sections"][remark["answer"]], remark)
        data["projects"][0].update({name: self.texts[name] for name in ("pitch", "standing", "first_day") if name in self.texts})
        for signal, sorting in zip(data["signals"], self.texts.get("sortings", [])):
            signal["sorting"] = sorting
        for mission in data["missions"]:
            mission["fate"], mission["instead"] = self.texts.get("fates", {}).get(mission["key"], ("", ""))
        for kind in ("signal", "section", "function", "way", "job", "milestone", "scene"):
            self.add(data[f"{kind}s"], kind, self.texts.get(f"{kind}s", []))
        for kind in ("prop", "member"):
            self.add(data[f"{kind}s"], kind, self.texts.get(f"{kind}s", []))
        self.add(data["speeches"], "speech", [self.name_records(text) for text in self.texts.get("speeches", [])])
        self.add_hypotheses(data)
        stances = [{"slider": slider, "day": day, "discussed": "yes", "value": value} for slider, day, value in self.texts.get("stances", [])]
        self.add(data["stances"], "stance", stances)
        for source, target in self.texts["links"]:
            self.link(data, source, target)

    def name_records(self, text):
        return {name: self.id(value) if name in ("scene", "member") else value for name, value in text.items()}

    def link(self, data, source, target):
        data["links"].append({"id": self.id(f"{source}-{target}"), "type": "leads-to", "source": self.id(source), "target": self.id(target)})

    def add_hypotheses(self, data):
        """Each with its consequences, [title, those that follow from it], and its questions, [title, whom it shakes]."""
        hypotheses = self.texts.get("hypotheses", [])
        self.add(data["hypotheses"], "hypothesis", [{name: value for name, value in text.items() if isinstance(value, str)} for text in hypotheses])
        consequences, questions = [], []
        for text in hypotheses:
            waiting = [(text["key"], item) for item in text["consequences"]]
            while waiting:
                parent, (title, *below) = waiting.pop(0)
                key = f"consequence {len(consequences)}"
                consequences.append({"key": key, "title": title, "parent": self.id(parent)})
                waiting += [(key, item) for item in (below[0] if below else [])]
            for title, shakes in text["questions"]:
                key = f"question {len(questions)}"
                questions.append({"key": key, "title": title, "shakes": shakes})
                self.link(data, text["key"], key)
        self.add(data["consequences"], "consequence", consequences)
        self.add(data["questions"], "question", questions)

    def add(self, records, kind, texts):
        for number, text in enumerate(texts):
            fields = {name: value for name, value in text.items() if name != "key"}
            # After every default position, in this order.
            records.append({"id": self.id(text.get("key", f"{kind} {number}")), "position": f"b{number:02}", **fields})

    def mention(self, data, section, answer):
        """[words](@key) leads to that record: a link, and its token in the text (src/project/demains-passage.h)."""
        def link(match):
            words, key = match.groups()
            record = {"id": self.id(f"{section['id']} mentions {key}"), "type": "mentions", "source": section["id"], "target": self.id(key)}
            data["links"].append(record)
            return f"[{words}](#{record['id'][-8:]})"
        return re.sub(r"\[([^\]]+)\]\(@([^)]+)\)", link, answer)

    def remark(self, data, section, remark):
        record = {"id": self.id(f"remark {remark['quote']}"), "section": section["id"], **{name: remark[name] for name in ("type", "quote", "text")}}
        data.setdefault("remarks", []).append(record)
        section["text"] = section["text"].replace(remark["quote"], f"{remark['quote']}[⚑](#{record['id'][-8:]})", 1)

    def film(self, number, take):
        video = self.folder / f"{take['title']}.mp4"
        footage.film(take["picture"], take["speech"], video)
        self.tool("add-take", self.path, video)
        if "card" in take:
            self.tool("card", self.path, take["card"])
        self.tool("clip", self.path, number, "--in", take["clip"][0], "--out", take["clip"][1])

    def name_takes(self, data):
        for record, take in zip(data["takes"], self.texts["takes"], strict=True):
            record["title"] = take["title"]


def is_fresh(target, tool):
    sources = [*SOURCES.iterdir(), Path(tool)]
    return target.exists() and all(source.stat().st_mtime < target.stat().st_mtime for source in sources if source.is_file())


def main():
    parser = argparse.ArgumentParser(description="Make the sample projects.")
    parser.add_argument("--force", action="store_true", help="make them again")
    parser.add_argument("tool", help="path of demains-tool")
    parser.add_argument("folder", type=Path, help="where the projects go")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in GROUPS:
        target = options.folder / f"{name}.demains"
        if not options.force and is_fresh(target, options.tool):
            continue
        # Made aside and put in place when whole.
        with tempfile.TemporaryDirectory(dir=options.folder) as aside:
            maker = Maker(options.tool, name, Path(aside))
            maker.make()
            os.replace(maker.path, target)


if __name__ == "__main__":
    main()
