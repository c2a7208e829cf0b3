"""Labels of codes: what a person reads instead of `below_minimum_wage`."""

from functools import cache, lru_cache

from django.utils.functional import lazystr

from wording import languages, tables

LABEL = "label"


class _Label:
    """One label whose language is chosen when it is read."""

    def __init__(self, name, code, form):
        self.name, self.code, self.form = name, code, form

    def __str__(self):
        texts = _texts().get((self.name, self.code, self.form)) or _texts().get((self.name, self.code, LABEL))
        return texts[languages.active()] if texts else self.code


@cache
def _texts():
    return {(row["set"], row["code"], row["form"]): row for row in tables.rows("labels.csv")}


@cache
def codes(name):
    """The codes of a set, in the order of the file. A set nobody wrote is a mistake of ours: KeyError."""
    found = tuple(dict.fromkeys(row["code"] for row in tables.rows("labels.csv") if row["set"] == name))
    if not found:
        raise KeyError(name)
    return found


def label(name, code, form=LABEL):
    """Lazy text of one code of a set in the active language.

    `form` picks another wording of the same code (worker, explain); without one the plain label stands. A
    code without text shows as itself, so that an old row never breaks a page.
    """
    return _lazy(name, str(code), form)


@lru_cache(maxsize=4096)
def _lazy(name, code, form):
    """Django writes a class for each lazy text, which costs more than all else here; one text needs one."""
    return lazystr(_Label(name, code, form))


def choices(name):
    """[(code, lazy label)] of a set, for form fields."""
    return [(code, label(name, code)) for code in codes(name)]
