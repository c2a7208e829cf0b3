"""Build the demo world, once."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from demo import people, receipt, world


class Command(BaseCommand):
    help = "Fill an empty database with the demo world; a filled one is left as it is."

    def handle(self, **options):
        if not settings.IS_DEMO:
            raise CommandError("The demo world is only built with PORUCH_MODE=demo.")
        if User.objects.exists():
            self.stdout.write("The demo world is already there; nothing was changed.")
        else:
            with transaction.atomic():
                world.build()
            self.stdout.write("The demo world is ready.")
        self.stdout.write(sign_ins())
        if code := receipt.shown():
            self.stdout.write("Look up a case as the worker does, with the code: " + " ".join(code))


def sign_ins():
    """Who can sign in, one line each."""
    lines = [f"  {people.address(name)}  ({_what(*rest)})" for name, *rest in people.STAFF]
    return "\n".join(["Sign in with one of these and the password: " + people.PASSWORD, *lines])


def _what(full_name, language, code, role, marks):
    if marks.get("is_auditor"):
        return f"{full_name}, auditor"
    if marks.get("is_network_coordinator"):
        return f"{full_name}, network coordinator"
    return f"{full_name}, {role}, {code}"
