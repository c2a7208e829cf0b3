"""Makes the project's own Python environment. Standard library only: it runs before anything is installed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def enter(requirements, arguments):
    """Go on with the same script inside .venv, where everything in `requirements` is installed.

    Returns at once when that is already the case; otherwise this process becomes the other one.
    """
    if sys.version_info < OLDEST:
        sys.exit(
            "Poruch needs Python {}.{} or newer; this is {}.{}. Start it with a newer one, such as: "
            "python3.12 {}".format(*OLDEST, *sys.version_info[:2], arguments[0])
        )
    if os.name != "posix":
        sys.exit("Poruch runs on Linux and macOS. On Windows use WSL, or the containers of compose.yaml.")
    if Path(sys.prefix).resolve() == VENV.resolve() and _is_installed(requirements):
        return
    if not _works():
        _make()
    if not _is_installed(requirements):
        _install(requirements)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])  # the same process goes on: signals still reach it


def _works():
    """An environment whose Python was removed or replaced since is made anew."""
    if not PYTHON.exists():
        return False
    probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"
    return subprocess.run([str(PYTHON), "-c", probe], capture_output=True).returncode == 0


def _make():
    print("Making the Python environment in .venv …", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, errors="replace"
    )
    if made.returncode == 0 and _works():
        return
    sys.exit(
        f"The Python environment cannot be made: {sys.executable} comes without venv or pip. Install "
        "them (on Debian and Ubuntu: apt install python3-venv) and start again.\n"
        f"{made.stdout}{made.stderr}".rstrip()
    )


def _install(requirements):
    print(f"Installing {requirements} (the first time takes a minute or two) …", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    installed = subprocess.run(
        [*command, "--require-hashes", "--requirement", str(ROOT / requirements)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if installed.returncode != 0:
        sys.exit(
            f"{installed.stdout}\nThe packages could not be installed. Check the connection to the internet "
            f"and the space on the disk, then start again. If it goes on: delete {VENV}"
        )
    _mark(requirements).write_text(_digest(requirements), encoding="ascii")


def _is_installed(requirements):
    mark = _mark(requirements)
    return mark.is_file() and mark.read_text(encoding="ascii") == _digest(requirements)


def _mark(requirements):
    return VENV / f".installed-{requirements}"


def _digest(requirements):
    return hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()
