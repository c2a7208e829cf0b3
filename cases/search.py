"""Finding a case by its number or by the exact words of a name; names are looked up by keyed hashes only."""

import re
import unicodedata

from django.db.models import Count, Q

from cases import policy
from cases.models import Case, NameToken
from security import blind
from security.clean import one_line

LONGEST = 200  # characters of a search that are looked at
NUMBER = re.compile(r"([A-Z]{2,5})(20\d\d)(\d{1,6})")


def index(case):
    """Store the keyed hashes of the worker's names anew."""
    words = set()
    for name in (case.worker.name, case.worker.passport_name, case.worker.alias):
        words.update(blind.fold(name))
    tokens = {blind.token("name", word) for word in words}
    there = set(case.name_tokens.values_list("token", flat=True))
    if there - tokens:
        case.name_tokens.exclude(token__in=tokens).delete()
    NameToken.objects.bulk_create([NameToken(case=case, token=token) for token in tokens - there])


def find(user, text):
    """Cases the user may see whose number, employer's name or worker's name matches the words.

    A worker's name finds only cases in which the user may see who the worker is.
    """
    wanted = one_line(text)[:LONGEST]
    seen = Case.objects.visible_to(user)
    number = case_number(wanted)
    if number:
        return seen.filter(reference=number)
    named = by_name(policy.identifiable(user, Case.objects.all()), wanted)
    employed = employer_words(wanted)
    return (
        seen.filter(Q(pk__in=named.values("pk")) | employed)
        if employed
        else seen.filter(pk__in=named.values("pk"))
    )


def case_number(text):
    """The number in its one spelling, however it was typed; empty if the text is none.

    >>> case_number("kln 2026 – 147")
    'KLN-2026-0147'
    """
    signs = "".join(char for char in unicodedata.normalize("NFKC", text).upper() if char.isalnum())
    found = NUMBER.fullmatch(signs)
    return f"{found[1]}-{found[2]}-{int(found[3]):04d}" if found else ""


def by_name(cases, name):
    """Cases in which every word of the name is a word of the worker's name."""
    tokens = {blind.token("name", word) for word in blind.fold(name)}
    if not tokens:
        return cases.none()
    matches = (
        NameToken.objects.filter(token__in=tokens)
        .values("case_id")
        .annotate(hits=Count("token", distinct=True))
        .filter(hits=len(tokens))
    )
    return cases.filter(pk__in=matches.values("case_id"))


def employer_words(name):
    """The condition that every word of the name is a word of the employer's name; empty without a word."""
    where = Q()
    for word in blind.fold(name):
        key = "employer__name_key"
        where &= (
            Q(**{key: word})
            | Q(**{f"{key}__startswith": f"{word} "})
            | Q(**{f"{key}__endswith": f" {word}"})
            | Q(**{f"{key}__contains": f" {word} "})
        )
    return where


def employer_key(name):
    """Folded words of a firm's name: equal for the ways people spell it."""
    return " ".join(blind.fold(name))[:200]
