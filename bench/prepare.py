"""Make the databases ready and fill them: `python3 -m bench.prepare CASES ADMISSIONS`."""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench import report, world  # noqa: E402
from bench.clock import seconds  # noqa: E402


def main(cases, admissions):
    call_command("prepare", verbosity=0)
    taken = seconds(lambda: world.build(cases, admissions))
    report.note(f"world of {cases:,} cases and {admissions:,} admissions built in {taken:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
