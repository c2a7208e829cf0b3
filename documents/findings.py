"""What a check says: a sentence for the screen, and whether it stops the letter or asks for a reason."""

from dataclasses import dataclass

STOP, WARN = "stop", "warn"


@dataclass(frozen=True)
class Finding:
    """`stop`: the letter cannot go on. `warn`: whoever approves it says why it is right all the same."""

    code: str
    level: str
    sentence: str

    @property
    def stops(self):
        return self.level == STOP
