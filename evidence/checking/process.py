"""Files are decoded in a child process, two at a time on the whole machine. A child that falls over is a refusal."""

import json
import subprocess
import sys
from pathlib import Path

from evidence.checking import limits
from evidence.checking.verdict import REFUSALS, Verdict, refused

CHILD = Path(__file__).with_name("child.py")


def check_apart(data: bytes) -> Verdict:
    """The verdict over a file, found in a process of its own."""
    if not data:
        return refused("empty")
    if len(data) > limits.MOST_BYTES:
        return refused("too_big")
    most = [str(limits.MEMORY), str(limits.PROCESSOR_SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, and no word of a visitor in the command
            [sys.executable, "-I", "-B", str(CHILD), *most],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.PATIENCE_SECONDS,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        return refused("work")
    return _read(done.stdout) if done.returncode == 0 else refused("work")


def _read(answer):
    """What the child says is not believed beyond its shape: a captured one may say anything."""
    head, _line, copy = answer.partition(b"\n")
    try:
        facts = json.loads(head)
        verdict = Verdict(copy=copy, **facts)
    except (ValueError, TypeError):
        return refused("work")
    if verdict.refusal:
        return refused(verdict.refusal) if verdict.refusal in REFUSALS else refused("work")
    starts = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-"}
    is_fit = (
        verdict.kind in ("jpeg", "png", "webp", "heic", "pdf")
        and isinstance(verdict.pages, int)
        and 1 <= verdict.pages <= limits.MOST_PAGES
        and copy.startswith(starts.get(verdict.copy_kind, b"\0\0none"))
    )
    return verdict if is_fit else refused("work")
