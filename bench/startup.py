"""Starting up: `manage.py check` against a new Django project, and what is not loaded at the start."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import report
from bench.clock import in_turn

ROOT = Path(__file__).resolve().parent.parent
LATER = ["reportlab", "PIL", "pypdfium2", "icalendar", "weasyprint"]
ROUNDS = 9


def main():
    print("\nStarting up")
    with tempfile.TemporaryDirectory(prefix="poruch-bench-new-") as folder:
        # Compiled modules are kept, as on every machine that serves; the packages' own are there already.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        plain = {name: value for name, value in kept.items() if name != "DJANGO_SETTINGS_MODULE"}
        _run([sys.executable, "-m", "django", "startproject", "fresh", folder], plain)
        taken = in_turn(
            ROUNDS,
            ours=lambda: _run([sys.executable, ROOT / "manage.py", "check"], kept),
            fresh=lambda: _run([sys.executable, Path(folder) / "manage.py", "check"], plain),
        )
    told = f"{taken['ours'] * 1000:.0f} over {taken['fresh'] * 1000:.0f} ms"
    report.row("manage.py check, × a new Django project", taken["ours"] / taken["fresh"], told, most=1.8)
    report.row("libraries loaded before they are needed", len(_loaded()), ", ".join(_loaded()), most=0)
    report.finish()


def _loaded():
    """Those of LATER that are loaded once every route is known."""
    script = (
        "import sys, django; django.setup(); import config.urls; "
        f"print(*[name for name in {LATER!r} if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], env=os.environ, capture_output=True, text=True, check=True
    )
    return answer.stdout.split()


def _run(command, environment):
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
