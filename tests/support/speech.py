#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody reads a text: speech.py VOICE WORDS_PER_MINUTE TEXT OUT.wav SECONDS

eSpeak NG says it, after some silence and before so many seconds of it. Prints when each word begins, in milliseconds: a line a word,
with the number of its first letter in the text, counted from 0."""
import ctypes
import sys
import wave

SYNCHRONOUS = 2
CHARACTERS = 1
UTF8 = 1
RATE = 1
WORD = 1
SILENCE = 0.7


class Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("identifier", ctypes.c_uint), ("position", ctypes.c_int), ("length", ctypes.c_int),
                ("time", ctypes.c_int), ("sample", ctypes.c_int), ("data", ctypes.c_void_p), ("id", ctypes.c_void_p)]


def main():
    voice, pace, text, out = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    espeak = ctypes.CDLL("libespeak-ng.so.1")
    samples, words = bytearray(), []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))
    def take(sound, count, events):
        if sound and count > 0:
            samples.extend(ctypes.string_at(sound, 2 * count))
        index = 0
        while events[index].type != 0:
            if events[index].type == WORD:
                words.append((events[index].position - 1, events[index].time))
            index += 1
        return 0

    rate = espeak.espeak_Initialize(SYNCHRONOUS, 500, None, 0)
    assert rate > 0, "no eSpeak NG"
    espeak.espeak_SetSynthCallback(take)
    assert espeak.espeak_SetVoiceByName(voice.encode()) == 0, f"no voice {voice}"
    espeak.espeak_SetParameter(RATE, pace, 0)
    data = text.encode()
    assert espeak.espeak_Synth(data, len(data) + 1, 0, CHARACTERS, 0, UTF8, None, None) == 0
    espeak.espeak_Synchronize()

    silence = bytes(2 * int(SILENCE * rate))
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", None))
        file.writeframes(silence + samples + bytes(2 * int(float(sys.argv[5]) * rate)))
    for position, time in words:
        print(position, time + int(1000 * SILENCE))


if __name__ == "__main__":
    main()
