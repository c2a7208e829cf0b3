#!/usr/bin/env python3
"""Run the tests: `python3 run_tests.py`, or with what pytest takes: `run_tests.py tests/test_headers.py -x`.

SQLite is the default; DATABASE_URL and REDIS_URL in the environment choose other servers. Tests that need
a browser, poppler or a peer run where it is found; what was left out is listed at the end.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from config import venv

PROCESSES = "2"


def main():
    os.chdir(ROOT)
    arguments = sys.argv[1:]
    venv.enter("requirements-dev.txt", ["run_tests.py", *arguments])
    chosen = any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)
    spread = [] if chosen else ["-n", PROCESSES, "--dist", "worksteal"]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", "-rs", *spread, *arguments])


if __name__ == "__main__":
    main()
