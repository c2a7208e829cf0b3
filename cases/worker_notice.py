"""The mail that tells a worker to look at their page. It says nothing else: no name, no group, no subject matter."""

from django.utils import timezone, translation
from django.utils.translation import pgettext

from cases import contacting
from outbox.mail import queue

KIND = "worker_notice"


def tell(case, *, about) -> contacting.Verdict:
    """Put one notice into the outbox if the person's rules allow one; the verdict says why there is none.

    `about` is the number of the first entry the worker has not seen: while it stays unseen there is one mail.
    """
    worker = case.worker
    verdict = contacting.mail_may_leave(worker, timezone.now())
    if not verdict.is_refused:
        subject, body = _words(worker.language)
        queue(
            to=worker.contact_value,
            subject=subject,
            body=body,
            kind=KIND,
            about=("cases.Case", case.pk),
            unique_key=f"{KIND}:{case.pk.hex}:{about}",
        )
    return verdict


def _words(language):
    with translation.override(language):
        return (
            pgettext("neutral mail to a worker", "New message"),
            pgettext("neutral mail to a worker", "You have an answer. Open your page with your code."),
        )
