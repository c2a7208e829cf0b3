"""Close an account at once, for example after a phone and a password were stolen."""

from django.core.management.base import BaseCommand, CommandError

from accounts import leaving
from accounts.models import User


class Command(BaseCommand):
    help = "Close an account: no sign-in any more, and every open sign-in ends now. Nothing is deleted."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"There is no account with the e-mail {email}.")
        if not user.is_active:
            raise CommandError("This account is closed already.")
        leaving.disable(user)
        self.stdout.write("The account is closed. To open it again, invite the person again.")
