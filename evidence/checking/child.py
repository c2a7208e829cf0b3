"""The process that decodes one file: bytes in, a verdict and the clean copy out, and nothing else.

Run as `child.py MEMORY SECONDS`. It has that much memory and time, opens no file and no connection (no new
descriptor is left to it), writes nothing to a disk, and knows no setting: its surroundings are empty.
`process.py` starts it.
"""

import json
import os
import resource
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent.parent))

from PIL import Image  # noqa: E402

from evidence.checking import limits  # noqa: E402
from evidence.checking.check import check  # noqa: E402


def main(memory, seconds):
    Image.init()  # what is loaded later could not be opened any more
    confine(memory, seconds)
    verdict = check(sys.stdin.buffer.read(limits.MOST_BYTES + 1))
    facts = {"refusal": verdict.refusal, "kind": verdict.kind, "pages": verdict.pages}
    head = json.dumps({**facts, "copy_kind": verdict.copy_kind}).encode() + b"\n"
    sys.stdout.buffer.write(head + verdict.copy)


def confine(memory, seconds):
    os.nice(5)  # pages people wait for come first
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(*(int(limit) for limit in sys.argv[1:]))
