#!/usr/bin/env python
"""Django's command-line entry point."""

import gc
import os
import sys

LAW_COMMANDS = {"law_deadlines", "law_wages", "law_interest"}


def main():
    # Nearly nothing loaded at the start is ever garbage; looking through it over and over slows every command.
    gc.set_threshold(100_000, 20, 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    if LAW_COMMANDS.intersection(sys.argv[1:2]):
        need_nothing()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def need_nothing():
    """The law answers without settings of a place: no database, key or data folder is read or made."""
    from django.conf import settings

    settings.configure(INSTALLED_APPS=["lawpack"])


if __name__ == "__main__":
    main()
