from django.core.management.commands import migrate

from security.router import ALIAS


class Command(migrate.Command):
    """The security database holds the tables of one app. What other apps would do there is noted as done.

    Their migrations make nothing in it, yet working through them costs as long as in the other database.
    """

    def handle(self, *args, **options):
        if options["database"] == ALIAS and not options["app_label"] and not _only_asks(options):
            super().handle(*args, **{**options, "app_label": "security", "run_syncdb": False})
            options["fake"] = True
        super().handle(*args, **options)


def _only_asks(options):
    return options["plan"] or options["check_unapplied"]
