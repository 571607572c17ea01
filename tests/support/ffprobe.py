# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ffprobe says of a film."""
import json
import subprocess


def probe(path, *options):
    """Its streams by type, and the format; a poster, which FFmpeg takes for a stream of pictures, is none."""
    answer = subprocess.run(["ffprobe", "-v", "error", *options, "-show_streams", "-show_format", "-of", "json", str(path)],
                            capture_output=True, text=True, check=True)  # fmt: skip
    facts = json.loads(answer.stdout)
    streams = [stream for stream in facts["streams"] if not stream["disposition"]["attached_pic"]]
    return {stream["codec_type"]: stream for stream in streams}, facts["format"]
