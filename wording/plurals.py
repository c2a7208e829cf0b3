"""Which form of a word follows a number."""


def form(count, language):
    """Place of the form in a list of one, few, many (two forms: one, rest).

    >>> [form(n, "ru") for n in (1, 3, 5, 11, 21, 22)]
    [0, 1, 2, 2, 0, 1]
    """
    if language in ("en", "de"):
        return 0 if count == 1 else 1
    if language == "fr":
        return 0 if count < 2 else 1
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    if few:
        return 1
    if language == "pl":
        return 0 if count == 1 else 2
    return 0 if count % 10 == 1 and count % 100 != 11 else 2
