# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What fuzzing starts from: real projects, made by demains-tool, in small pages; their JSON, their films."""
import json
import sqlite3
import subprocess
from pathlib import Path

PAGE_SIZE = 1024
STEP = 16


class Seeds:
    def __init__(self, tool, folder):
        self.tool = tool
        self.folder = Path(folder)
        self.project = self.folder / "seed.demains"

    def call(self, *arguments):
        return subprocess.run([self.tool, *map(str, arguments)], check=True, capture_output=True, text=True).stdout

    def make_project(self):
        """A few records of every kind, a history, versions, a take of a second and a clip."""
        video = self.folder / "seed.mp4"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=30:duration=1", "-f", "lavfi",
                        "-i", "sine=duration=1", "-pix_fmt", "yuv420p", str(video)], check=True)
        self.project.unlink(missing_ok=True)
        self.call("new", self.project, "--group", "Les Halles", "--theme", "ageing", "--language", "fr")
        data = json.loads(self.call("export", self.project))
        section = data["sections"][0]["id"]
        more = {
            "jobs": [{"id": f"01a20b2a-e193-74bc-a109-{i:012x}", "title": f"Veilleuse {i}", "day": "7 h : le tour de rue. " * 5} for i in range(3)],
            "functions": [{"id": "01a20b2a-e193-74bc-a109-0000000000f1", "name": "Porter les repas", "mood": "merry"}],
            "links": [{"id": "01a20b2a-e193-74bc-a109-0000000000a1", "type": "about", "source": section, "target": "01a20b2a-e193-74bc-a109-000000000001"}],
            "rumours": [{"id": "s1", "title": "Une rumeur"}],
        }
        source = self.folder / "more.json"
        source.write_text(json.dumps({"format": "demains", "version": 1, **more}))
        self.call("import", self.project, source)
        self.call("version", self.project, "avant midi")
        self.call("add-take", self.project, video)
        self.call("clip", self.project, "1", "--in", "0.1", "--out", "0.8")
        self.call("undo", self.project)

    def shrink(self, path, film=True):
        """Small pages, so that a change of a few bytes meets more of the file's parts; no films where they matter little."""
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("DELETE FROM still")
        if not film:
            database.execute("UPDATE chunk SET bytes = zeroblob(100), size = 100")
            for table in ("reserve",):
                if database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():
                    database.execute(f"DELETE FROM {table}")
        database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        database.execute("VACUUM")
        database.close()

    def copy_of(self, name):
        path = self.folder / name
        path.write_bytes(self.project.read_bytes())
        return path

    def open(self):
        small = self.copy_of("small.demains")
        self.shrink(small, film=False)
        return [small.read_bytes()]

    def merge(self):
        one, other = self.copy_of("one.demains"), self.copy_of("other.demains")
        source = self.folder / "change.json"
        for path, title in ((one, "Veilleur"), (other, "Sentinelle")):
            source.write_text(json.dumps({"format": "demains", "version": 1, "jobs": [
                {"id": "01a20b2a-e193-74bc-a109-000000000001", "title": title}, {"id": f"01a20b2a-e193-74bc-a109-{len(title):012x}", "title": title}]}))
            self.call("import", path, source)
            self.shrink(path, film=False)
        first = one.read_bytes()
        return [len(first).to_bytes(4, "big") + first + other.read_bytes()]

    def json(self):
        return [self.call("export", self.project).encode(), b'{"format": "demains", "version": 1, "jobs": [{"id": "01a20b2a-e193-74bc-a109-000000000001"}]}',
                (self.folder / "more.json").read_bytes()]

    def media(self):
        database = sqlite3.connect(self.project)
        header, = database.execute("SELECT header FROM media WHERE role = 'take'").fetchone()
        chunks = [row[0] for row in database.execute("SELECT bytes FROM chunk JOIN media ON media.id = media WHERE role = 'take' ORDER BY number")]
        database.close()
        rows = [header, *chunks]
        return [b"".join(((len(row) + STEP - 1) // STEP).to_bytes(2, "big") + row.ljust((len(row) + STEP - 1) // STEP * STEP, b"\xec") for row in rows)]

    def write(self, name, target):
        self.make_project()
        target.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(getattr(self, name)()):
            (target / f"seed-{number}").write_bytes(data)
