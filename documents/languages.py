"""How each letter language writes days, sums and months."""

from documents import german

PRINTERS = {"de": german}
