"""What the page of one letter shows: what may be done, what is missing, what the checks say, the pages."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from cases import policy
from cases.models import DeadlineKind
from cases.presenting.dates import name_of
from documents import approving, blocks, checks, composing, dispatching, drafting, previewing
from documents.forms.dispatch import EmailForm, KeptDatesForm, PaperForm
from documents.forms.letter import ApproveForm, LetterForm, SendBackForm
from documents.models import LetterState

# What a passed check is worth telling, in the order of the list.
PASSED = {
    "AUTH": _("The power of attorney is signed and enclosed"),
    "SUM": _("Sums match the case"),
    "DATE": _("The day to pay until is a working day in range"),
    "CONSENT": _("The worker agreed to this text"),
    "GLYPH": _("Every sign can be printed"),
}


class LetterPage:
    """`forms` holds forms as they were posted, by name; the others are made fresh."""

    def __init__(self, letter, user, forms=None):
        self.letter, self.case, self.user = letter, letter.case, user
        self.posted = forms or {}

    @property
    def may_work(self):
        return policy.can(self.user, "work_case", self.case)

    @property
    def may_approve(self):
        return self.letter.state == LetterState.READY and approving.may_approve(self.user, self.letter)

    @property
    def is_own(self):
        return str(self.user.pk) in self.letter.writer_ids

    @cached_property
    def readers(self):
        return approving.readers(self.letter)

    @cached_property
    def composition(self):
        """The letter as the case makes it now; a frozen one is not composed again."""
        if self.letter.is_frozen or self.letter.state == LetterState.WITHDRAWN:
            return None
        return composing.compose(self.letter, self.letter.dated_on or self.case.today())

    @property
    def missing(self):
        if self.composition is None or self.letter.state != LetterState.DRAFT:
            return []
        return [(fact.sentence, fact.url(self.case)) for fact in self.composition.missing]

    @cached_property
    def findings(self):
        return checks.findings(self.composition) if self.composition else []

    @property
    def stops(self):
        return [finding for finding in self.findings if finding.stops]

    @property
    def warnings(self):
        return [finding for finding in self.findings if not finding.stops]

    @property
    def passed(self):
        """Sentences of the checks that found nothing."""
        if not self.composition or not self.composition.is_complete:
            return []
        found = {finding.code for finding in self.findings}
        codes = set(self.letter.template.checks) - found
        if not self.composition.facts.is_group:
            codes.discard("AUTH")
        return [sentence for code, sentence in PASSED.items() if code in codes]

    @property
    def total(self):
        """(gross, net paid, currency) of what the letter claims."""
        if self.letter.blocks:
            facts = self.letter.facts
            return facts["total_gross"], facts["net_paid"], facts["currency"]
        facts = self.composition.facts
        return facts.total_gross, facts.net_paid, facts.currency

    @cached_property
    def text(self):
        """The blocks as they are printed, or None while something is missing."""
        if self.letter.blocks:
            return blocks.from_json(self.letter.blocks)
        return self.composition.letter if self.composition else None

    @cached_property
    def pages(self):
        """Page numbers of the PDF; none while it cannot be printed."""
        if self.text is None or any(finding.code == "GLYPH" for finding in self.findings):
            return []
        return list(range(1, previewing.page_count(previewing.pdf(self.letter, self.composition)) + 1))

    @cached_property
    def showings(self):
        """What the worker was shown and said, the newest first."""
        return list(self.letter.showings.all())

    @cached_property
    def outdated(self):
        """What the worker agreed to, if the letter says something else by now."""
        return checks.outdated(self.letter, self.composition) if self.composition else None

    @cached_property
    def dispatches(self):
        return list(self.letter.dispatches.select_related("mail", "by"))

    @cached_property
    def reply(self):
        """The day we wait for with this letter."""
        return self.case.deadlines.filter(kind=DeadlineKind.REPLY, about_id=self.letter.pk).first()

    @property
    def refusal_of_stage(self):
        return drafting.refusal_of_stage(self.case)

    @property
    def is_troubled(self):
        return any(dispatch.is_troubled for dispatch in self.dispatches)

    # --- Forms ---

    @property
    def ways_are_open(self):
        return bool({"email", "paper"} & self.posted.keys())

    @cached_property
    def form(self):
        return self.posted.get("form") or LetterForm(letter=self.letter)

    @cached_property
    def approve_form(self):
        fingerprint = approving.text_fingerprint(self.letter)
        return self.posted.get("approve") or ApproveForm(
            has_warnings=bool(self.findings), initial={"fingerprint": fingerprint}
        )

    @cached_property
    def send_back_form(self):
        return self.posted.get("send_back") or SendBackForm(prefix="back")

    @cached_property
    def email_form(self):
        return self.posted.get("email") or EmailForm(prefix="mail", initial={"to": self.case.employer.email})

    @cached_property
    def paper_form(self):
        today = {"sent_on": self.case.today()}
        return self.posted.get("paper") or PaperForm(prefix="paper", letter=self.letter, initial=today)

    @cached_property
    def kept_form(self):
        choices = kept_choices(self.letter)
        if not choices:
            return None
        return self.posted.get("kept") or KeptDatesForm(prefix="kept", choices=choices, letter=self.letter)


def kept_choices(letter):
    return [(str(one.pk), name_of(one)) for one in dispatching.kept_dates(letter)]
