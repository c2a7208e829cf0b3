"""Invite somebody from the command line: the first coordinator of a group, or a person for all groups."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts import asking, invitations
from accounts.models import LocalGroup, MembershipRole
from security.clean import one_line

ONE_GROUP_ROLES = [MembershipRole.COORDINATOR.value, MembershipRole.CASEWORKER.value]
FOR_ALL = {"network": "is_network_coordinator", "auditor": "is_auditor"}


class Command(BaseCommand):
    help = "Invite a coordinator and print the link, once. Without options it asks for everything."

    def add_arguments(self, parser):
        parser.add_argument("--group", default="", help="Code of the group, such as KLN")
        parser.add_argument("--email", default="")
        parser.add_argument("--name", default="")
        parser.add_argument("--language", default="", choices=["", *dict(settings.LANGUAGES)])
        parser.add_argument("--role", default=MembershipRole.COORDINATOR, choices=ONE_GROUP_ROLES)
        parser.add_argument("--network", action="store_true", help="Coordinator of all groups, in none")
        parser.add_argument("--auditor", action="store_true", help="Sees figures of all groups and no case")

    def handle(self, *, email, name, language, role, **options):
        for_all = {mark: options[option] for option, mark in FOR_ALL.items()}
        group = None if any(for_all.values()) else self._group(options["group"])
        name = one_line(self._answer("name", name, "Name of the person"))
        email = self._email(self._answer("email", email, "E-mail"))
        if not language:
            language = asking.ask("Language of the mail", "en") if asking.is_possible() else "en"
        if language not in dict(settings.LANGUAGES):
            raise CommandError(f"Take one of {', '.join(dict(settings.LANGUAGES))} for --language.")
        invitation = self._invited(
            email=email, name=name, language=language, group=group, role=role if group else "", **for_all
        )
        self.stdout.write(f"{name} is invited. The link works once, for 72 hours, and is shown only now:")
        self.stdout.write(invitation.link)
        self.stdout.write("A mail with the same link waits in the outbox.")

    def _invited(self, **facts):
        try:
            return invitations.invite(by=None, **facts)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None

    def _group(self, code):
        groups = {group.code: group for group in LocalGroup.objects.all()}
        if not groups:
            raise CommandError("There is no group yet. Create it first: python3 manage.py create_group")
        if not code and len(groups) == 1:
            return next(iter(groups.values()))
        code = self._answer("group", code, f"Group ({', '.join(sorted(groups))})").upper()
        if code not in groups:
            raise CommandError(f"There is no group {code}. There are: {', '.join(sorted(groups))}.")
        return groups[code]

    def _answer(self, option, given, question):
        if given:
            return given
        if not asking.is_possible():
            raise asking.missing([option])
        return asking.ask(question)

    def _email(self, email):
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        return email
