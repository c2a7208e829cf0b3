#!/usr/bin/env python3
"""Measure Poruch against a floor in the same run: `python3 bench/run.py`.

Every row is a ratio of two things done in turn on the same machine, so that a slow machine slows both. SQLite
is measured always, PostgreSQL where its address is given; its databases are made new and dropped at the end:

    python3 bench/run.py --postgres postgres://user@host/poruch_bench

`--cases 10000` makes a smaller world for a quick look; the goals are meant for 100,000 cases and 400,000
admissions. WeasyPrint is no part of the project: `pip install weasyprint` by hand gives its row a peer.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import venv  # noqa: E402

PARTS = ["startup", "law_dates", "law_money", "letters", "pages", "reminders", "imports"]
WITHOUT_DATABASE = {"startup", "law_dates", "law_money", "letters"}


def main():
    os.chdir(ROOT)
    venv.enter("requirements-dev.txt", ["bench/run.py", *sys.argv[1:]])
    chosen = _chosen()
    failed = 0
    for part in [part for part in PARTS if part in WITHOUT_DATABASE and part in chosen.only]:
        failed += _measure([part], chosen, postgres="")
    measured = [part for part in PARTS if part not in WITHOUT_DATABASE and part in chosen.only]
    for postgres in [""] + ([chosen.postgres] if chosen.postgres else []):
        if measured:
            print(f"\n{'PostgreSQL' if postgres else 'SQLite'}, {chosen.cases:,} cases", flush=True)
            failed += _measure(measured, chosen, postgres)
    if measured and not chosen.postgres:
        print("\nPostgreSQL: no address given, not measured")
    sys.exit(failed > 0)


def _chosen():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--admissions", type=int, help="four times the cases unless said otherwise")
    parser.add_argument("--postgres", default="", help="address of a database that may be made and dropped")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    return parser.parse_args()


def _measure(parts, chosen, postgres):
    """Run the parts one after the other on one fresh world; returns how many of them missed a goal."""
    with tempfile.TemporaryDirectory(prefix="poruch-bench-") as folder:
        environment = {
            **os.environ,
            "PORUCH_MODE": "demo",
            "PORUCH_ENV_FILE": os.devnull,
            "PORUCH_DATA": folder,
            "DATABASE_URL": postgres,
            "SECURITY_DATABASE_URL": "",
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
        }
        admissions = chosen.admissions or 4 * chosen.cases
        steps = (
            [["bench.prepare", str(chosen.cases), str(admissions)]]
            if parts[0] not in WITHOUT_DATABASE
            else []
        )
        steps += [[f"bench.{part}"] for part in parts]
        try:
            _databases("CREATE", postgres)
            done = [
                subprocess.run([sys.executable, "-m", *step], env=environment).returncode for step in steps
            ]
            return sum(code != 0 for code in done)
        finally:
            _databases("DROP", postgres)


def _databases(verb, address):
    """Make or drop the two databases of one address; a database that is there already is never touched."""
    if not address:
        return
    import psycopg

    server, _slash, name = address.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        for database in (name, f"{name}_security"):
            connection.execute(f'{verb} DATABASE "{database}"')


if __name__ == "__main__":
    main()
