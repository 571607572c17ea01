# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Footage for the sample project: drawn pictures and a spoken sentence."""
import math
import random
import subprocess
import wave

from PIL import Image, ImageDraw

WIDTH, HEIGHT, RATE = 1280, 720, 15
GROUND = 600
SILENCE_AROUND = 0.6


def sky(top, bottom):
    column = Image.new("RGB", (1, 2))
    column.putpixel((0, 0), top)
    column.putpixel((0, 1), bottom)
    return column.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)


def blend(one, other, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other))


def house(draw, left, width, height, wall, open_shutter=False):
    top = GROUND - height
    draw.rectangle((left, top, left + width, GROUND), fill=wall)
    draw.polygon([(left - 14, top), (left + width / 2, top - 80), (left + width + 14, top)], fill=blend(wall, (60, 20, 20), 0.5))
    window = (left + 30, top + 40, left + 90, top + 120)
    draw.rectangle(window, fill=(255, 226, 150) if open_shutter else (70, 90, 80))
    draw.rectangle((left + width - 80, GROUND - 130, left + width - 25, GROUND), fill=(95, 60, 40))


def lantern(draw, x, y, glow):
    for radius in range(60, 10, -10):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(255, 205, 80, round(60 * glow)))
    draw.ellipse((x - 16, y - 16, x + 16, y + 16), fill=(255, 214, 90))


def walker(draw, x, step):
    swing = 22 * math.sin(step)
    draw.line((x, GROUND - 70, x - swing, GROUND), fill=(40, 40, 70), width=16)
    draw.line((x, GROUND - 70, x + swing, GROUND), fill=(40, 40, 70), width=16)
    draw.rounded_rectangle((x - 32, GROUND - 190, x + 32, GROUND - 60), 24, fill=(200, 70, 60))
    draw.ellipse((x - 26, GROUND - 246, x + 26, GROUND - 194), fill=(150, 96, 70))
    lantern(draw, x + 54, GROUND - 120, 0.6)


def draw_sunrise(part):
    """The sun comes up behind the hall; its lantern is lit."""
    image = sky(blend((30, 40, 90), (120, 180, 230), part), blend((200, 110, 90), (255, 214, 160), part))
    draw = ImageDraw.Draw(image, "RGBA")
    y = 640 - 380 * part
    draw.ellipse((800, y - 80, 960, y + 80), fill=(255, 226, 140))
    draw.rectangle((0, GROUND, WIDTH, HEIGHT), fill=(84, 92, 84))
    draw.polygon([(240, 330), (640, 190), (1040, 330)], fill=(92, 54, 48))
    for left in range(270, 1010, 120):
        draw.rectangle((left, 330, left + 34, GROUND), fill=(120, 84, 66))
    draw.rectangle((330, 470, 950, 490), fill=(150, 110, 80))
    lantern(draw, 640, 300, 0.5 + 0.5 * math.sin(part * 12))
    return image


def draw_street(part):
    """Someone walks up the street and knocks at a shutter, which opens."""
    image = sky((150, 200, 235), (240, 232, 214))
    draw = ImageDraw.Draw(image, "RGBA")
    draw.rectangle((0, GROUND, WIDTH, HEIGHT), fill=(150, 146, 140))
    for index, left in enumerate(range(40, 1240, 310)):
        house(draw, left, 240, 220 + 40 * (index % 2), ((222, 196, 160), (204, 176, 190), (180, 196, 170))[index % 3],
              open_shutter=index == 2 and part > 0.7)
    walker(draw, min(40 + 1000 * part, 590), 30 * part if part < 0.55 else 0)
    return image


def draw_night(part):
    """Three cool places light up, one after the other, over a hot town."""
    image = sky((16, 18, 48), (96, 44, 52))
    draw = ImageDraw.Draw(image, "RGBA")
    stars = random.Random(2050)
    for _ in range(90):
        x, y = stars.randrange(WIDTH), stars.randrange(360)
        draw.ellipse((x, y, x + 3, y + 3), fill=(230, 230, 255))
    for index, left in enumerate(range(0, WIDTH, 110)):
        draw.rectangle((left, 420 + 50 * (index % 3), left + 96, HEIGHT), fill=(36, 30, 52))
    for index, x in enumerate((250, 640, 1030)):
        if part > 0.2 + 0.25 * index:
            draw.ellipse((x - 70, 500, x + 70, 640), fill=(110, 200, 235))
            draw.rectangle((x - 12, 590, x + 12, 640), fill=(20, 60, 90))
    draw.rounded_rectangle((1180, 80, 1210, 380), 15, outline=(255, 255, 255), width=4)
    draw.rectangle((1188, 340 - 190 * part, 1202, 370), fill=(235, 80, 70))
    return image


PICTURES = {"sunrise": draw_sunrise, "street": draw_street, "night": draw_night}


def speak(text, path):
    """Says text into a WAV file; gives its length in seconds."""
    subprocess.run(["espeak-ng", "-v", "fr", "-s", "150", "-w", path, text], check=True)
    with wave.open(str(path)) as sound:
        return sound.getnframes() / sound.getframerate()


def film(picture, text, path):
    """Makes one short video with sound, such as a telephone would."""
    speech = path.with_suffix(".wav")
    seconds = speak(text, speech) + 2 * SILENCE_AROUND
    frames = math.ceil(seconds * RATE)
    command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-",
               "-i", speech, "-af", f"adelay={int(1000 * SILENCE_AROUND)}:all=1,apad", "-ac", "1", "-ar", "48000",
               "-t", f"{frames / RATE:.3f}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", path]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        for number in range(frames):
            encoder.stdin.write(PICTURES[picture](number / frames).tobytes())
    if encoder.returncode != 0:
        raise RuntimeError(f"ffmpeg could not make {path}")
    speech.unlink()
