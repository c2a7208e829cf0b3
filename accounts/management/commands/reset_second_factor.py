"""For somebody who lost phone and recovery codes. Make sure on the phone that it is really them."""

from django.core.management.base import BaseCommand, CommandError

from accounts import second_factor
from accounts.models import User


class Command(BaseCommand):
    help = "Take the second step of signing in away; the person sets up a new app at the next sign-in."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"There is no account with the e-mail {email}.")
        if not second_factor.has_one(user):
            raise CommandError("This account has no second step set up.")
        second_factor.take_away(user)
        self.stdout.write("Taken away, and signed out everywhere. The next sign-in asks to set up a new app.")
