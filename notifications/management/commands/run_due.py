"""Do everything that is owed by now, without a broker."""

import signal
import threading

from django.core.management.base import BaseCommand

from notifications import work


class Command(BaseCommand):
    help = "Write reminders owed by now, send mail, forget what is over. --loop goes on until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true")

    def handle(self, *, loop, **options):
        if loop:
            self._loop()
            return
        for job in work.jobs():
            self.stdout.write(f"{job.name}: {job.do()}")

    def _loop(self):
        stopped = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stopped.set())
        work.run_until(stopped)
