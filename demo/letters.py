"""The demo's letters: written, read and sent through the same verbs as the pages."""

from cases import consents, payee
from documents import approving, checks, composing, dispatching, drafting

# Test numbers that banks publish for examples: valid, and nobody's.
IBANS = [
    "DE89370400440532013000",
    "DE02120300000000202051",
    "DE02500105170137075030",
    "DE02100500000054540402",
]
WHY = "Geprüft: Fristen und Angaben sind mit der betroffenen Person besprochen."
PROOF = {
    "registered_post": (
        "Einwurf-Einschreiben, Sendungsnummer RT 00 000 000 0DE (erfunden). Auslieferungsbeleg angefordert."
    ),
    "hand_over": "Im Büro übergeben, Zeugin: Lena Kramer.",
}


DELIVERY = {"email": "email", "registered_post": "registered_post", "hand_over": "messenger"}


def draft(case, *, by, channel="registered_post"):
    """A demand with everything filled in that it needs."""
    if case.authority_signed_on is None:
        consents.sign_authority(case, by=by, signed_on=case.today())
    number = int(case.reference[-4:]) % len(IBANS)
    payee.set_account(case, by=by, holder=case.worker.passport_name, iban=IBANS[number])
    letter = drafting.start(case, by=by, submission_key=f"demo-letter-{case.reference}")
    return drafting.save(
        letter, by=by, changes={"worker_agreed_on": case.today(), "delivery": DELIVERY[channel]}
    )


def wait_for_reader(case, *, by):
    """A letter that somebody else of the group should read."""
    return approving.submit(draft(case, by=by), by=by)


def begin(case, *, by, opening):
    """A draft that still lacks the worker's word."""
    letter = draft(case, by=by)
    return drafting.save(letter, by=by, changes={"worker_agreed_on": None, "opening": opening})


def approve(letter, *, by, reader):
    """Given to the second reader, who lets it out."""
    letter = approving.submit(letter, by=by)
    composition = composing.compose(letter, letter.dated_on)
    words = WHY if checks.findings(composition) else ""
    return approving.approve(letter, by=reader, words=words)


def send_demand(case, *, by, reader, channel):
    """The whole way of a first demand; the case stands at "Demand sent" afterwards."""
    letter = approve(draft(case, by=by, channel=channel), by=by, reader=reader)
    key = f"demo-dispatch-{case.reference}"
    if channel == "email":
        dispatching.send_by_email(letter, by=by, to=case.employer.email, submission_key=key)
    else:
        dispatching.record_on_paper(
            letter, by=by, channel=channel, sent_on=case.today(), proof=PROOF[channel], submission_key=key
        )
    return letter
