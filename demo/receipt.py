"""The receipt code of the demo: for visitors who want to look up a case as the worker does.

Every installation has its own, made from its secret keys and kept nowhere: the same after each start, unknown
to everybody who has not started this demo.
"""

from door import code, receipts
from security.keyring import ring


def give(case):
    """Let the code of this demo open the worker's page of the case."""
    receipts.give(case, _digits())


def shown():
    """The code in four groups, as long as it opens a case; else none."""
    return code.groups(_digits()) if receipts.find(_digits()) else []


def _digits():
    return (
        f"{int(ring().mac('pepper', 'demo receipt', 'hotel cleaner'), 16) % 10**code.DIGITS:0{code.DIGITS}}"
    )
