#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a film takes to export: bench-film.py FOLDER

Ten minutes of twelve takes, each cut inside of a group of pictures at both ends. Ours is exact to the frame, has three title
cards of four seconds, and its sound is levelled; ffmpeg joins the same files with their pictures as they are, from the key frame before, and encodes the sound,
or encodes both. Whether memory grows with the film is told by one of fifty seconds, and by one that has each clip twice."""
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support")]

from filming import make_project, run, save_film

TAKES = 12
TAKE_SECONDS = 52
IN_POINT = 1.1
OUT_POINT = 51.1
ROUNDS = 3

# Before which clips a title card stands.
CARDS = (1, 5, 9)

PICTURE = f"testsrc2=size=1280x720:rate=30:duration={TAKE_SECONDS},noise=alls=4:allf=t,format=yuv420p"
# As loud as people: no two of them the same, and with pauses.
SOUND = f"anoisesrc=color=pink:sample_rate=48000:duration={TAKE_SECONDS}:seed=%d,tremolo=f=0.4:d=0.9,volume=%ddB"
AAC = ("-c:a", "aac", "-b:a", "128k")


def make_take(folder, number):
    video = folder / "take.mkv"
    run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", SOUND % (number, -6 - 2 * number),
         "-c:v", "libx264", "-preset", "ultrafast", "-crf", "26", "-c:a", "flac", video])
    return video


def add_clip(project, take):
    run(["demains-tool", "clip", project, take, "--in", IN_POINT, "--out", OUT_POINT])


def make_film(folder, name, n_takes):
    """A project with its clips, and its takes as files."""
    project = make_project(folder / f"{name}.demains")
    files = []
    for number in range(1, n_takes + 1):
        if number in CARDS:
            run(["demains-tool", "card", project, f"Scene {number}\nOne morning in 2050"])
        run(["demains-tool", "add-take", project, make_take(folder, number)])
        add_clip(project, number)
        files.append(save_film(project).rename(folder / f"{name}-{number}.mkv"))
    return project, files


def export(project, *options):
    """How long that took in seconds, and how much memory it had in MiB."""
    seconds, usage = run(["demains-tool", "film", project, "-o", project.with_suffix(".mp4"), *options])
    return seconds, usage.ru_maxrss / 1024


def join(folder, files, *options):
    """As ffmpeg joins files, each from one point to another."""
    playlist = folder / "list"
    playlist.write_text("".join(f"file '{file}'\ninpoint {IN_POINT}\noutpoint {OUT_POINT}\n" for file in files), encoding="utf-8")
    return run(["ffmpeg", "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", playlist, *options, *AAC, "-movflags", "+faststart", folder / "joined.mp4"])


def main():
    folder = Path(sys.argv[-1])
    os.environ["DEMAINS_ENCODER"] = "x264"
    short, _ = make_film(folder, "short", 1)
    film, files = make_film(folder, "film", TAKES)
    copied, joined = "ffmpeg, pictures copied", "demains-tool film"
    encoded, full = "ffmpeg, x264 veryfast", "demains-tool film --full"

    print(f"=Ten minutes of film from {TAKES} takes, joined\ts")
    for _ in range(ROUNDS):
        print(f"{copied}\t{join(folder, files, '-c:v', 'copy')[0]}")
        seconds, memory = export(film)
        print(f"{joined}\t{seconds}", flush=True)
    print("=The same, encoded\ts")
    print(f"{encoded}\t{join(folder, files, '-c:v', 'libx264', '-preset', 'veryfast')[0]}")
    print(f"{joined}\t{seconds}")
    whole, full_memory = export(film, "--full")
    print(f"{full}\t{whole}")
    print("=Memory for a film, at most\tMiB")
    for take in range(1, TAKES + 1):
        add_clip(film, take)
    for name, most in (("10 minutes", memory), ("20 minutes", export(film)[1]), ("50 seconds", export(short)[1]), ("10 minutes, --full", full_memory)):
        print(f"{name}\t{most}")


if __name__ == "__main__":
    main()
