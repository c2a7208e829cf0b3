"""The worker's contact rules as staff must read them before any call or message."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

import wording
from cases import contacting

ANY_TIME = "any"
# What became of the mail that tells a worker to look at their page.
NEWS = {
    "": _("The person gets a mail without content that says: look at your page."),
    contacting.LATER: _("The mail that says “look at your page” waits for the hours the person named."),
    contacting.NOT_CHOSEN: _("No mail leaves: the person did not choose e-mail. They read it on their page."),
    contacting.NOT_SAID: _(
        "No mail leaves: nobody has said that it is safe. The person reads it on their page."
    ),
    contacting.UNSAFE: _("No mail leaves: it is not safe. The person reads it on their page."),
}


@dataclass(frozen=True)
class ContactBox:
    """`rules` are the loud ones; `known_as` and `note` only for those who may know who the person is."""

    is_unsafe: bool
    never_call: bool
    is_bad_time: bool
    channel: str
    rules: list
    times: str
    language: str
    known_as: str = ""
    note: str = ""
    mail: str = ""


def box(case, *, sees_person) -> ContactBox:
    worker, now = case.worker, timezone.now()
    return ContactBox(
        is_unsafe=worker.safe_to_contact is False,
        never_call=contacting.NEVER_CALL in worker.contact_rules,
        is_bad_time=not contacting.is_good_time(worker, now),
        channel=wording.label("channel", worker.contact_channel),
        rules=[
            wording.label("contact_rule", code)
            for code in worker.contact_rules
            if code != contacting.NEVER_CALL
        ],
        times=_times(worker),
        language=_language(worker.language),
        known_as=worker.known_as if sees_person else "",
        note=worker.contact_note if sees_person else "",
        mail=NEWS[contacting.mail_may_leave(worker, now).reason],
    )


def _times(worker):
    """The hours in words; nothing for any time."""
    parts = [str(wording.label("contact_time", code)) for code in worker.contact_times if code != ANY_TIME]
    hours = [f"{hour:%H:%M}" if hour else "" for hour in (worker.contact_from, worker.contact_until)]
    if any(hours):
        parts.append("–".join(hour or "…" for hour in hours))
    if worker.contact_days:
        parts.append(", ".join(wording.weekday_name(number) for number in worker.contact_days))
    return "; ".join(parts)


def _language(code):
    try:
        return get_language_info(code)["name_local"]
    except KeyError:
        return code
